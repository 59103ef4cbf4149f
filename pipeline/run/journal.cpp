#include "pipeline/run/journal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "pipeline/core/sha256.h"
#include "pipeline/run/new_file.h"
#include "pipeline/run/pulse.h"

namespace trichluc {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kSyncMs = 2000;  // what a power cut may cost; a kill costs the document at work
constexpr const char* kDataEnding = ".partial";
constexpr const char* kLedgerEnding = ".ledger";

std::string folder_of(const std::string& path) {
  const std::string folder = fs::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

/// Paths of the attempts beside the output, without their endings; in order of their names.
std::vector<std::string> attempts_at(const OutputPaths& paths) {
  std::vector<std::string> attempts;
  const std::string prefix = fs::path(paths.attempt).filename().string();
  std::error_code error;
  for (const auto& item : fs::directory_iterator(folder_of(paths.attempt), error)) {
    std::string name = item.path().filename().string();
    if (!name.starts_with(prefix)) continue;
    for (const std::string ending : {kDataEnding, kLedgerEnding}) {
      if (!name.ends_with(ending)) continue;
      name.erase(name.size() - ending.size());
      attempts.push_back((fs::path(paths.attempt).parent_path() / name).string());
      break;
    }
  }
  std::sort(attempts.begin(), attempts.end());
  attempts.erase(std::unique(attempts.begin(), attempts.end()), attempts.end());
  return attempts;
}

void remove_attempt(const std::string& attempt) {
  // The ledger first: without it the records are nobody's.
  unlink((attempt + kLedgerEnding).c_str());
  unlink((attempt + kDataEnding).c_str());
}

std::string host_name() {
  char name[65] = {};
  if (gethostname(name, sizeof name - 1) != 0) return "host";
  std::string host = name;
  for (char& c : host) {
    if (c == '/' || c == '\n') c = '_';
  }
  return host;
}

/// Up to `length` bytes from `offset` on; shorter where the file ends.
std::string read_at(int descriptor, std::uint64_t offset, std::uint64_t length) {
  std::string bytes(length, '\0');
  std::size_t filled = 0;
  while (filled < length) {
    const ssize_t got = pread(descriptor, bytes.data() + filled, length - filled, static_cast<off_t>(offset + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

std::uint64_t size_of(int descriptor) {
  struct stat status {};
  return fstat(descriptor, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

}  // namespace

OutputPaths OutputPaths::beside(const std::string& records) {
  const std::string ending = ".jsonl";
  const std::string stem = records.ends_with(ending) ? records.substr(0, records.size() - ending.size()) : records;
  return {records, stem + ".errors.jsonl", stem + ".ledger", stem + ".run.json", stem + ".attempt-"};
}

tl::unexpected<Error> Journal::failure(const std::string& path, const char* what) const {
  return fail(ErrorCode::kOutputUnwritable, std::string(what) + ": " + std::strerror(errno),
              "check the folder, its permissions and the space left; then run again, it goes on where it stopped",
              {.file = path});
}

Result<Journal> Journal::open(const OutputPaths& paths, const Identity& identity, const std::vector<Input>& inputs,
                              bool fresh) {
  Journal journal;
  journal.paths_ = paths;
  journal.identity_ = identity;
  journal.inputs_ = &inputs;
  journal.places_.resize(inputs.size());
  const std::vector<std::string> others = attempts_at(paths);
  if (auto begun = journal.begin_attempt(); !begun) return tl::unexpected(begun.error());
  if (fresh) {
    for (const std::string& attempt : others) remove_attempt(attempt);
    return journal;
  }
  ByPath by_path;
  for (std::size_t i = 0; i < inputs.size(); ++i) by_path.emplace(inputs[i].path, i);
  journal.take_over(paths.ledger, by_path);
  for (const std::string& attempt : others) journal.take_over(attempt + kLedgerEnding, by_path);
  journal.known_ = static_cast<std::size_t>(std::count_if(journal.places_.begin(), journal.places_.end(),
                                                          [](const Place& place) { return place.volume > 0; }));
  return journal;
}

Result<void> Journal::begin_attempt() {
  const std::string name = paths_.attempt + host_name() + "-" + std::to_string(getpid()) + "-";
  Volume own;
  for (int number = 1; !own.data; ++number) {
    own_ = name + std::to_string(number);
    own.data = Descriptor(::open((own_ + kDataEnding).c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!own.data && errno != EEXIST) return failure(paths_.records, "cannot be written");
  }
  own.ledger = Descriptor(::open((own_ + kLedgerEnding).c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!own.ledger) return failure(own_ + kLedgerEnding, "cannot be written");
  const std::string head = to_line(LedgerHead{identity_, fs::path(own_ + kDataEnding).filename().string()}) + "\n";
  if (!write_all(own.ledger.get(), head.data(), head.size())) return failure(own_ + kLedgerEnding, "cannot be written");
  ledger_end_ = head.size();
  synced_ms_ = now_ms();
  volumes_.push_back(std::move(own));
  return {};
}

void Journal::take_over(const std::string& ledger_path, const ByPath& by_path) {
  Volume volume;
  volume.ledger = Descriptor(::open(ledger_path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!volume.ledger) return;
  const std::string content = read_at(volume.ledger.get(), 0, size_of(volume.ledger.get()));
  const auto head = read_head(std::string_view(content).substr(0, content.find('\n')));
  if (!head || !head->identity.same_results(identity_)) return;
  const std::string data_path = (fs::path(ledger_path).parent_path() / head->data).string();
  volume.data = Descriptor(::open(data_path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!volume.data) return;
  volumes_.push_back(std::move(volume));
  allow_many_files();
  adopt_lines(static_cast<std::int32_t>(volumes_.size() - 1), content, head->identity.limits == identity_.limits,
              by_path);
}

void Journal::adopt_lines(std::int32_t volume, const std::string& content, bool same_limits, const ByPath& by_path) {
  std::size_t begin = content.find('\n') + 1;
  for (std::size_t end = 0; (end = content.find('\n', begin)) != std::string::npos; begin = end + 1) {
    const auto entry = read_entry(std::string_view(content).substr(begin, end - begin));
    // What could not even be read is tried again; what was over its limits is, where these have changed.
    if (!entry || entry->sha256.size() != 64 || (depends_on_limits(entry->status) && !same_limits)) continue;
    const auto [first, last] = by_path.equal_range(entry->file);
    any_adapted_ = any_adapted_ || (first != last && !entry->adaptation.empty());
    for (auto found = first; found != last; ++found)
      places_[found->second] = {begin, static_cast<std::uint32_t>(end - begin), volume};
  }
}

LedgerEntry Journal::entry_at(const Place& place) const {
  if (place.volume < 0) return {};
  const Volume& volume = volumes_[static_cast<std::size_t>(place.volume)];
  return read_entry(read_at(volume.ledger.get(), place.offset, place.length)).value_or(LedgerEntry{});
}

bool Journal::is_whole(const Place& place, const LedgerEntry& entry) const {
  const Volume& volume = volumes_[static_cast<std::size_t>(place.volume)];
  return !entry.has_record() || sha256_hex(read_at(volume.data.get(), entry.offset, entry.length)) == entry.check;
}

std::string Journal::known_hash(std::size_t index, std::string_view adaptation) const {
  const Place& place = places_[index];
  if (place.volume < 0) return {};
  const LedgerEntry entry = entry_at(place);
  if (!entry.adaptation.empty() && entry.adaptation != adaptation) return {};
  return is_whole(place, entry) ? entry.sha256 : std::string();
}

Result<void> Journal::append(Place& place, const std::string& line) {
  const std::string whole = line + "\n";
  if (!write_all(volumes_[0].ledger.get(), whole.data(), whole.size()))
    return failure(own_ + kLedgerEnding, "cannot be written");
  place = {ledger_end_, static_cast<std::uint32_t>(line.size()), 0};
  ledger_end_ += whole.size();
  if (now_ms() - synced_ms_ > kSyncMs) {
    // Records before the lines that speak of them.
    if (fdatasync(volumes_[0].data.get()) != 0 || fdatasync(volumes_[0].ledger.get()) != 0)
      return failure(own_ + kDataEnding, "cannot be written");
    synced_ms_ = now_ms();
  }
  return {};
}

Result<LedgerEntry> Journal::add(std::size_t index, const Outcome& outcome, std::string_view adaptation) {
  Place& place = places_[index];
  if (outcome.known) return entry_at(place);
  LedgerEntry entry = entry_of((*inputs_)[index], outcome);
  if (outcome.product) {
    const std::string line = outcome.product->line + "\n";
    if (!write_all(volumes_[0].data.get(), line.data(), line.size()))
      return failure(own_ + kDataEnding, "cannot be written");
    entry.offset = data_end_;
    entry.length = line.size() - 1;
    entry.check = sha256_hex(outcome.product->line);
    if (outcome.product->adapted) entry.adaptation = adaptation;
    data_end_ += line.size();
  }
  if (auto appended = append(place, to_line(entry)); !appended) return tl::unexpected(appended.error());
  return entry;
}

Result<void> Journal::finish(const std::string& run_record, const std::function<int(std::size_t)>& plan_index) {
  auto records = NewFile::create(paths_.records), errors = NewFile::create(paths_.errors),
       ledger = NewFile::create(paths_.ledger), run = NewFile::create(paths_.run_record);
  for (const auto* file : {&records, &errors, &ledger, &run}) {
    if (!*file) return tl::unexpected(file->error());
  }
  std::uint64_t end = 0;
  ledger->write(to_line(LedgerHead{identity_, fs::path(paths_.records).filename().string()}) + "\n");
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const Place& place = places_[i];
    LedgerEntry entry = entry_at(place);
    if (entry.file != (*inputs_)[i].path) return failure(own_ + kLedgerEnding, "cannot be read back");
    entry.index = plan_index ? plan_index(i) : -1;
    if (entry.has_record()) {
      const std::string record =
          read_at(volumes_[static_cast<std::size_t>(place.volume)].data.get(), entry.offset, entry.length);
      if (record.size() != entry.length) return failure(own_ + kDataEnding, "cannot be read back");
      records->write(record);
      records->write("\n");
      entry.offset = end;
      end += record.size() + 1;
    } else {
      errors->write(error_line(entry) + "\n");
    }
    // How often it was tried tells of kills, not of the document.
    entry.attempts = depends_on_limits(entry.status) ? entry.attempts : 1;
    ledger->write(to_line(entry) + "\n");
  }
  run->write(run_record);
  // The ledger last: until it speaks of the new records, the attempts are what a next run goes by.
  for (auto* file : {&records, &errors, &run, &ledger}) {
    if (auto done = (*file)->commit(); !done) return tl::unexpected(done.error());
  }
  for (const std::string& attempt : attempts_at(paths_)) remove_attempt(attempt);
  return {};
}

Journal::Journal(Journal&&) noexcept = default;
Journal::~Journal() = default;

}  // namespace trichluc
