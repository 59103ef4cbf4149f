#include "pipeline/run/merge.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <queue>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/core/sha256.h"
#include "pipeline/run/descriptor.h"
#include "pipeline/run/new_file.h"
#include "pipeline/run/run_record.h"

namespace trichluc {
namespace {

tl::unexpected<Error> damaged(const std::string& path, std::string message) {
  return fail(ErrorCode::kDamaged, std::move(message), "remove this part and run its shard again", {.file = path});
}

/// One shard's results, in the order of the whole run.
class Part {
 public:
  explicit Part(OutputPaths paths)
      : paths_(std::move(paths)), ledger_(paths_.ledger, std::ios::binary), records_(paths_.records, std::ios::binary) {
    std::string line;
    if (std::getline(ledger_, line)) head_ = read_head(line);
    next();
  }

  const std::optional<LedgerHead>& head() const { return head_; }
  const std::optional<LedgerEntry>& entry() const { return entry_; }
  const std::string& path() const { return paths_.records; }
  /// A line that is no entry.
  bool broken() const { return broken_; }

  void next() {
    std::string line;
    entry_.reset();
    if (!std::getline(ledger_, line)) return;
    entry_ = read_entry(line);
    broken_ = broken_ || !entry_ || entry_->index < 0;
  }

  /// The record of entry(); none when the bytes are not those that were written.
  std::optional<std::string> record() {
    std::string bytes(entry_->length, '\0');
    records_.clear();
    records_.seekg(static_cast<std::streamoff>(entry_->offset));
    if (!records_.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) || sha256_hex(bytes) != entry_->check)
      return std::nullopt;
    return bytes;
  }

 private:
  OutputPaths paths_;
  std::ifstream ledger_, records_;
  std::optional<LedgerHead> head_;
  std::optional<LedgerEntry> entry_;
  bool broken_ = false;
};

class Merge {
 public:
  Merge(Plan plan, const OutputPaths& paths) : plan_(std::move(plan)), paths_(paths) {}

  Result<MergeReport> go(const std::string& folder) {
    if (auto opened = open_parts(folder); !opened) return tl::unexpected(opened.error());
    auto records = NewFile::create(paths_.records), errors = NewFile::create(paths_.errors),
         ledger = NewFile::create(paths_.ledger), run = NewFile::create(paths_.run_record);
    for (const auto* file : {&records, &errors, &ledger, &run}) {
      if (!*file) return tl::unexpected(file->error());
    }
    record_.began = utc_now();
    ledger->write(to_line(LedgerHead{record_.identity, std::filesystem::path(paths_.records).filename().string()}) +
                  "\n");
    std::uint64_t end = 0;
    for (std::size_t expected = 0; expected < plan_.inputs; ++expected) {
      auto taken = take(static_cast<int>(expected));
      if (!taken) return tl::unexpected(taken.error());
      auto& [entry, line] = *taken;
      ++record_.statuses[static_cast<std::size_t>(entry.status)];
      if (entry.has_record()) {
        records->write(line + "\n");
        entry.offset = end;
        end += line.size() + 1;
      } else {
        errors->write(error_line(entry) + "\n");
      }
      entry.index = -1;
      ledger->write(to_line(entry) + "\n");
    }
    if (!order_.empty()) return damaged(parts_[order_.top().second].path(), "holds more inputs than the plan");
    record_.ended = utc_now();
    record_.inputs = plan_.inputs;
    run->write(to_json(record_));
    for (auto* file : {&records, &errors, &run, &ledger}) {
      if (auto done = (*file)->commit(); !done) return tl::unexpected(done.error());
    }
    MergeReport report;
    for (int i = 0; i < kStatuses; ++i) {
      const bool is_record = i == static_cast<int>(Status::kOk) || i == static_cast<int>(Status::kOkWithWarnings);
      (is_record ? report.records : report.failed) += record_.statuses[static_cast<std::size_t>(i)];
    }
    return report;
  }

 private:
  Result<void> open_parts(const std::string& folder) {
    std::vector<int> missing;
    for (int shard = 0; shard < plan_.shards; ++shard) {
      const auto state = state_of(folder, shard);
      if (!state) return tl::unexpected(state.error());
      if (!state->done) missing.push_back(shard);
    }
    if (!missing.empty()) {
      return fail(ErrorCode::kNotFound,
                  std::to_string(missing.size()) + " of " + std::to_string(plan_.shards) +
                      " shards are not done: " + index_list(missing),
                  "run them, then merge again", {.file = folder});
    }
    allow_many_files();
    parts_.reserve(static_cast<std::size_t>(plan_.shards));
    for (int shard = 0; shard < plan_.shards; ++shard) {
      Part& part = parts_.emplace_back(part_paths(folder, shard));
      if (!part.head()) return damaged(part.path(), "has no ledger that can be read");
      if (shard == 0) record_.identity = part.head()->identity;
      if (!part.head()->identity.same_results(record_.identity)) {
        return damaged(part.path(),
                       "was made by another program, other rules or other options than " + parts_.front().path());
      }
      push(parts_.size() - 1);
    }
    return {};
  }

  void push(std::size_t part) {
    if (parts_[part].entry()) order_.emplace(parts_[part].entry()->index, part);
  }

  /// The entry with this number, and its record.
  Result<std::pair<LedgerEntry, std::string>> take(int index) {
    if (order_.empty() || order_.top().first != index)
      return damaged(paths_.records, "input " + std::to_string(index) + " of the plan is in no part, or in two");
    const std::size_t at = order_.top().second;
    order_.pop();
    Part& part = parts_[at];
    std::pair<LedgerEntry, std::string> taken{*part.entry(), {}};
    if (taken.first.has_record()) {
      auto record = part.record();
      if (!record) return damaged(part.path(), "is not what its ledger says");
      taken.second = std::move(*record);
    }
    part.next();
    if (part.broken()) return damaged(part.path(), "has a ledger with a line that cannot be read");
    push(at);
    return taken;
  }

  using Next = std::pair<int, std::size_t>;  // number of the input, part
  Plan plan_;
  const OutputPaths& paths_;
  RunRecord record_;
  std::vector<Part> parts_;
  std::priority_queue<Next, std::vector<Next>, std::greater<>> order_;
};

}  // namespace

Result<MergeReport> merge_parts(const std::string& folder, const OutputPaths& paths) {
  auto plan = read_plan(folder);
  if (!plan) return tl::unexpected(plan.error());
  return Merge(std::move(*plan), paths).go(folder);
}

}  // namespace trichluc
