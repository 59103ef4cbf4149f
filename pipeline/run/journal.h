// journal.h - the results of a run on disk, from the first document to the finished files; any instant may be the last.
//
//   records.jsonl, records.errors.jsonl, records.ledger     the finished run; they appear by rename, the ledger last
//   records.attempt-HOST-PID-N.{partial,ledger}             a run that is under way, or was killed
//
// An attempt appends to its own two files only: first the record to `partial`, then its line to the ledger. It takes
// over what the finished run and other attempts have, once it has seen that the record's bytes are what the ledger
// says. So a run that was killed goes on where it stopped, two runs at the same output do the work twice and no harm,
// and a line cut off in the middle is work not done. When every input has an entry, the attempt writes all of them in
// the order of the inputs, and nothing in these files tells how often the run was killed.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/run/descriptor.h"
#include "pipeline/run/ledger.h"

namespace trichluc {

/// Where the finished files of a run stand.
struct OutputPaths {
  std::string records, errors, ledger, run_record;
  std::string attempt;  // what names of attempts begin with

  /// "out/records.jsonl" -> "out/records.errors.jsonl", "out/records.ledger", "out/records.run.json".
  static OutputPaths beside(const std::string& records);
  /// All four.
  std::vector<std::string> finished() const { return {records, errors, ledger, run_record}; }
};

class Journal {
 public:
  /// Begins an attempt. With `fresh`, what other attempts left is removed instead of taken over.
  /// `inputs` must outlive it. Errors: kOutputUnwritable.
  static Result<Journal> open(const OutputPaths& paths, const Identity& identity, const std::vector<Input>& inputs,
                              bool fresh);

  /// For RunOptions::known_hash: the content hash of inputs[index] when there is a result for it; else empty. A result
  /// that depends on other documents counts only when these taught the same (`adaptation`).
  std::string known_hash(std::size_t index, std::string_view adaptation = {}) const;
  /// Whether a result depends on other documents.
  bool any_adapted() const { return any_adapted_; }
  /// How many inputs have one.
  std::size_t known() const { return known_; }

  /// An outcome of this run, with what it was adapted to if it was; a known one is taken over. What has become of it.
  /// Errors: kOutputUnwritable.
  Result<LedgerEntry> add(std::size_t index, const Outcome& outcome, std::string_view adaptation = {});

  /// Writes the finished files, with `run_record` as the content of the fourth, and removes all attempts. Every input
  /// must have been added. `plan_index` gives entries their number in a plan; may be empty. Errors: kOutputUnwritable.
  Result<void> finish(const std::string& run_record, const std::function<int(std::size_t)>& plan_index = {});

  Journal(Journal&&) noexcept;
  Journal& operator=(Journal&&) = delete;
  /// Without finish() the attempt's files stay, to be taken over.
  ~Journal();

 private:
  /// A ledger and the records it speaks of.
  struct Volume {
    Descriptor ledger, data;
  };
  /// Where the line of an input's entry stands.
  struct Place {
    std::uint64_t offset = 0;
    std::uint32_t length = 0;
    std::int32_t volume = -1;  // -1: none
  };

  Journal() = default;
  Result<void> begin_attempt();
  using ByPath = std::unordered_multimap<std::string_view, std::size_t>;
  void take_over(const std::string& ledger_path, const ByPath& by_path);
  void adopt_lines(std::int32_t volume, const std::string& content, bool same_limits, const ByPath& by_path);
  LedgerEntry entry_at(const Place& place) const;
  bool is_whole(const Place& place, const LedgerEntry& entry) const;
  Result<void> append(Place& place, const std::string& line);
  tl::unexpected<Error> failure(const std::string& path, const char* what) const;

  OutputPaths paths_;
  Identity identity_;
  const std::vector<Input>* inputs_ = nullptr;
  std::string own_;              // path of the attempt, without its endings
  std::vector<Volume> volumes_;  // the first is the attempt's own
  std::vector<Place> places_;    // by input
  std::uint64_t data_end_ = 0, ledger_end_ = 0;
  std::size_t known_ = 0;
  bool any_adapted_ = false;
  std::int64_t synced_ms_ = 0;
};

}  // namespace trichluc
