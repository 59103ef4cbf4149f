#include "pipeline/core/table_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ostream>
#include <utility>

namespace trichluc {
namespace {

constexpr std::array<char, 8> kMagic = {'t', 'r', 'i', 'c', 'h', 'l', 'u', 'c'};
constexpr std::uint64_t kAlignment = 64;

struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint32_t format = 0;
  std::uint32_t tables = 0;
  std::array<char, 64> origin{};
  std::uint64_t size = 0;  // of the file
};

struct Place {
  std::uint64_t begin = 0;
  std::uint64_t size = 0;
  std::uint64_t value_size = 0;
};

constexpr std::uint64_t aligned(std::uint64_t at) { return (at + kAlignment - 1) / kAlignment * kAlignment; }

tl::unexpected<Error> refused(const std::filesystem::path& file, const char* why) {
  return fail(ErrorCode::kBadRule, why, "build or install the program again", {.file = file.string()});
}

}  // namespace

Result<TableFile> TableFile::map(const std::filesystem::path& file, std::uint32_t format) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return fail(ErrorCode::kNotFound, std::strerror(errno), "build or install the program again",
                {.file = file.string()});
  struct stat status {};
  const bool known = fstat(descriptor, &status) == 0;
  const auto size = static_cast<std::size_t>(status.st_size);
  void* const mapped = known && size > 0 ? mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0) : MAP_FAILED;
  close(descriptor);
  if (mapped == MAP_FAILED) return refused(file, "cannot be mapped into memory");
  TableFile tables;
  tables.mapped_ = static_cast<const char*>(mapped);
  tables.size_ = size;
  Header header;
  if (size < sizeof header) return refused(file, "is cut off");
  std::memcpy(&header, tables.mapped_, sizeof header);
  if (header.magic != kMagic) return refused(file, "is not a file of tables");
  if (header.format != format) return refused(file, "was made by another version of the program");
  if (header.size != size || (size - sizeof header) / sizeof(Place) < header.tables) return refused(file, "is cut off");
  tables.origin_.assign(header.origin.data(), header.origin.size());
  return tables;
}

std::string_view TableFile::bytes_of(std::size_t number, std::size_t value_size) const {
  Header header;
  std::memcpy(&header, mapped_, sizeof header);
  if (number >= header.tables) return {};
  Place place;
  std::memcpy(&place, mapped_ + sizeof header + number * sizeof place, sizeof place);
  if (place.value_size != value_size || place.begin > size_ || place.size > size_ - place.begin) return {};
  return {mapped_ + place.begin, place.size};
}

TableFile::TableFile(TableFile&& other) noexcept
    : mapped_(std::exchange(other.mapped_, nullptr)), size_(other.size_), origin_(std::move(other.origin_)) {}

TableFile::~TableFile() {
  if (mapped_ != nullptr) munmap(const_cast<char*>(mapped_), size_);
}

void TableFileWriter::write(std::ostream& out) const {
  Header header;
  header.format = format_;
  header.tables = static_cast<std::uint32_t>(tables_.size());
  origin_.copy(header.origin.data(), header.origin.size());
  std::vector<Place> places;
  std::uint64_t at = sizeof header + tables_.size() * sizeof(Place);
  for (const Bytes& table : tables_) {
    places.push_back({aligned(at), table.bytes.size(), table.value_size});
    at = aligned(at) + table.bytes.size();
  }
  header.size = at;
  out.write(reinterpret_cast<const char*>(&header), sizeof header);
  out.write(reinterpret_cast<const char*>(places.data()), static_cast<std::streamsize>(places.size() * sizeof(Place)));
  at = sizeof header + tables_.size() * sizeof(Place);
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    out << std::string(places[i].begin - at, '\0') << tables_[i].bytes;
    at = places[i].begin + places[i].size;
  }
}

}  // namespace trichluc
