// ledger.h - one line of JSON for every finished document of a run: what became of it and where its record stands.
//
// The first line says what the results depend on besides the documents:
//   {"ledger":"trichluc-ledger/1","program":"…","rules":"…","options":"…","limits":"…","data":"records.jsonl"}
// and every other line is a document:
//   {"file":"a.pdf","sha256":"…","bytes":183220,"status":"ok","offset":0,"length":5120,"check":"…","attempts":1}
//   {"file":"c.txt","sha256":"…","bytes":9417,"status":"ok","adaptation":"…", …}
//   {"file":"b.pdf","sha256":"…","bytes":17,"status":"damaged","code":"damaged","stage":"read","message":"…", …}
// `data` lies beside the ledger; `offset` and `length` are bytes of the record's line in it, its line end left out;
// `check` is the SHA-256 of these bytes. `adaptation` stands where the record depends on other documents too. A name
// that is not UTF-8 is in "file_hex" too, byte by byte.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/run/outcome.h"

namespace trichluc {

/// What a result depends on besides the bytes of its document.
struct Identity {
  std::string program;  // version and build
  std::string rules;    // SHA-256 over the rule files; whatever else is learned before the run belongs here too
  std::string options;  // those that change records
  std::string limits;   // Limits::words()

  bool same_results(const Identity& other) const {
    return program == other.program && rules == other.rules && options == other.options;
  }
};

struct LedgerHead {
  Identity identity;
  std::string data;
};

struct LedgerEntry {
  std::string file;    // as given
  std::string sha256;  // of the document
  std::uint64_t bytes = 0;
  Status status = Status::kOk;
  std::uint64_t offset = 0, length = 0;  // of the record, when there is one
  std::string check;
  std::string adaptation;      // what was learned from other documents and used in this one; empty: nothing was used
  std::string stage;           // of a failure
  std::string output;          // of a failure: what libraries printed
  std::optional<Error> error;  // of a failure
  int attempts = 1;
  int index = -1;  // in a plan; -1: none

  bool has_record() const { return status == Status::kOk || status == Status::kOkWithWarnings; }
};

/// Without a line end.
std::string to_line(const LedgerHead& head);
std::string to_line(const LedgerEntry& entry);
/// None for anything that to_line() did not write, cut off lines included.
std::optional<LedgerHead> read_head(std::string_view line);
std::optional<LedgerEntry> read_entry(std::string_view line);

/// A line of errors.jsonl: {"file":…,"status":…,"code":…,"page":…,"stage":…,"message":…,"next_step":…,"output":…}
std::string error_line(const LedgerEntry& entry);

/// What to_line() makes of an outcome, without the place of its record.
LedgerEntry entry_of(const Input& input, const Outcome& outcome);

}  // namespace trichluc
