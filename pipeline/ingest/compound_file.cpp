#include "pipeline/ingest/compound_file.h"

#include <algorithm>

namespace trichluc {
namespace {

constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // and above: end of chain, free, tables
constexpr std::uint32_t kNoEntry = 0xFFFFFFFF;
constexpr std::size_t kEntrySize = 128;
constexpr std::uint8_t kStorage = 1, kStream = 2;

}  // namespace

std::string_view CompoundFile::sector(std::uint32_t number) const {
  return file_.slice((static_cast<std::size_t>(number) + 1) * sector_size_, sector_size_);
}

/// A chain that runs in a circle or leaves the file ends there.
std::string CompoundFile::chain(std::uint32_t first, std::uint64_t size) const {
  std::string bytes;
  const std::size_t most = std::min<std::uint64_t>(size, file_.size());
  for (std::uint32_t at = first; at < kLastSector && bytes.size() < most;) {
    const std::string_view part = sector(at);
    if (part.empty()) break;
    bytes.append(part);
    at = at < fat_.size() ? fat_[at] : kNoEntry;
  }
  if (bytes.size() > most) bytes.resize(most);
  return bytes;
}

void CompoundFile::read_fat() {
  std::vector<std::uint32_t> tables;
  const std::size_t most = file_.size() / sector_size_ + 1;
  for (std::size_t i = 0; i < 109; ++i) tables.push_back(file_.u32(76 + 4 * i));
  std::uint32_t next = file_.u32(68);
  for (std::size_t seen = 0; next < kLastSector && seen < most; ++seen) {
    const LittleEndian more(sector(next));
    if (more.size() < sector_size_) break;
    for (std::size_t at = 0; at + 4 < sector_size_; at += 4) tables.push_back(more.u32(at));
    next = more.u32(sector_size_ - 4);
  }
  for (const std::uint32_t table : tables) {
    if (table >= kLastSector || fat_.size() > most) continue;
    const LittleEndian part(sector(table));
    for (std::size_t at = 0; at + 4 <= part.size(); at += 4) fat_.push_back(part.u32(at));
  }
}

/// The outermost folder's entries: a tree of neighbours below the root's child. Documents embedded in the document
/// have folders of their own, with streams of the same names.
void CompoundFile::read_directory(const std::string& directory) {
  const LittleEndian entries(directory);
  const std::size_t count = entries.size() / kEntrySize;
  std::vector<bool> seen(count);
  std::vector<std::uint32_t> open{entries.u32(76)};
  while (!open.empty()) {
    const std::uint32_t index = open.back();
    open.pop_back();
    if (index >= count || seen[index]) continue;
    seen[index] = true;
    const std::size_t at = index * kEntrySize;
    open.push_back(entries.u32(at + 68));
    open.push_back(entries.u32(at + 72));
    const std::uint8_t type = entries.u8(at + 66);
    if (type != kStream && type != kStorage) continue;
    std::string name;
    const std::size_t length = std::min<std::size_t>(entries.u16(at + 64), 64);
    for (std::size_t i = 0; i + 2 < length; i += 2) {
      const std::uint16_t unit = entries.u16(at + i);
      name += unit < 0x80 ? static_cast<char>(unit) : '?';
    }
    entries_[name] = {entries.u32(at + 116), entries.u32(at + 120), type == kStream};
  }
}

Result<CompoundFile> CompoundFile::open(std::string_view bytes) {
  CompoundFile file;
  file.file_ = LittleEndian(bytes);
  const std::uint16_t shift = file.file_.u16(30);
  const std::uint16_t mini_shift = file.file_.u16(32);
  const auto cut_off = [] {
    return fail(ErrorCode::kDamaged, "an OLE2 file that is cut off or broken", "get the file again from its source");
  };
  if (!bytes.starts_with(kCompoundFileMagic) || bytes.size() < 512 || (shift != 9 && shift != 12) || mini_shift > 9)
    return cut_off();
  file.sector_size_ = std::size_t{1} << shift;
  file.mini_sector_size_ = std::size_t{1} << mini_shift;
  file.mini_cutoff_ = file.file_.u32(56);
  file.read_fat();
  const std::string directory = file.chain(file.file_.u32(48), bytes.size());
  if (directory.size() < kEntrySize) return cut_off();
  file.mini_fat_ = file.chain(file.file_.u32(60), bytes.size());
  const LittleEndian root(directory);
  file.mini_stream_ = file.chain(root.u32(116), root.u32(120));
  file.read_directory(directory);
  return file;
}

std::optional<std::string> CompoundFile::stream(std::string_view name) const {
  const auto found = entries_.find(name);
  if (found == entries_.end() || !found->second.is_stream) return {};
  const Entry& entry = found->second;
  if (entry.size >= mini_cutoff_) return chain(entry.first_sector, entry.size);
  std::string bytes;
  const LittleEndian fat(mini_fat_);
  const std::size_t most = std::min<std::uint64_t>(entry.size, mini_stream_.size());
  for (std::uint32_t at = entry.first_sector; at < kLastSector && bytes.size() < most;) {
    const std::string_view part =
        LittleEndian(mini_stream_).slice(static_cast<std::size_t>(at) * mini_sector_size_, mini_sector_size_);
    if (part.empty()) break;
    bytes.append(part);
    const std::size_t next = std::size_t{4} * at;
    at = next + 4 <= fat.size() ? fat.u32(next) : kNoEntry;
  }
  bytes.resize(std::min(bytes.size(), most));
  return bytes;
}

}  // namespace trichluc
