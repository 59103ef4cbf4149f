// archive.h - records in one SQLite file, to be searched and asked.
//
// A table for every noun of the record: document, page, fact, check, repair, warning, number (the record's
// other_numbers), stamp; run (what records were made with), unread (documents that gave no record, and why),
// former_record (records that a newer run replaced, as they were), review_event (what people said of facts). All rows
// belong to a document by foreign keys. A view for every kind of fact ("budget", "deadline", ...) has the columns of
// that kind; `citation`, `observation` and `conflict` answer common questions. Two full-text indexes stand over
// page.text: page_fts with letters as written, page_folded without marks (folding.h); both have content="page", so
// snippets show the text as written. number_key holds every number of a document as it is compared, with number_key_fts
// for fragments.
//
// What is derived from the record and not in it: document.year, area (the province that the issuer's name, else the
// place of issue names, if the record has it among its places), and fact.begin_date, end_date, month_day (the days its
// time covers), area.
//
// The file is in WAL mode: readers go on while a run writes.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/error.h"

namespace trichluc {

/// What records were made with.
struct RunIdentity {
  std::string program, rules, options;
  std::string began;  // UTC; empty: not known
};

enum class Added {
  kNew,
  kReplaced,  // a record by another program or other rules was there; it is kept in former_record
  kKnown,     // this very record is there, or was there and has been replaced since
};

class Database;

/// A document that gave no record.
struct UnreadDocument {
  std::string source;                     // as given
  std::string status, code, stage;        // "damaged", …; stage may be empty
  std::optional<std::int64_t> page = {};  // from 1
  std::string message, next_step;
};

/// Lines of records that were read and are not in an archive yet. Reading is a good part of adding and needs no
/// archive: another thread may read the next lines while these are added.
class ReadRecords {
 public:
  /// `lines` without their line ends; what is wrong with one is told by ArchiveWriter::add_together.
  explicit ReadRecords(std::span<const std::string> lines);
  std::size_t size() const;

  ReadRecords(ReadRecords&&) noexcept;
  ReadRecords& operator=(ReadRecords&&) noexcept;
  ~ReadRecords();

 private:
  friend class ArchiveWriter;
  struct Record;
  std::vector<Record> records_;
};

/// Records into an archive by whole documents: killed at any moment it holds no part of one, and adding the same
/// records again ends as if nothing had happened.
class ArchiveWriter {
 public:
  /// Makes the file where there is none. Errors: kUnreadable (not an archive), kSchemaVersion, kDamaged,
  /// kOutputUnwritable (locked, read-only, disk full).
  static Result<ArchiveWriter> open(const std::string& path);
  /// The same for one that is there. Errors: kNotFound too.
  static Result<ArchiveWriter> open_existing(const std::string& path);

  /// `line` is a record, without its line end; in a transaction of its own. Errors: as above; kDamaged for what is no
  /// record, without Location::file then.
  Result<Added> add(std::string_view line, const RunIdentity& run);

  /// Several in one transaction, which costs half of one for each; killed before its end, none of them is there. What
  /// became of each, kDamaged of add() among it. Errors: the others of add(); none of the records is there then.
  Result<std::vector<Result<Added>>> add_together(const ReadRecords& records, const RunIdentity& run);

  /// Told until a record of the same source is added; of several failures of a source, the last. Errors: as of add().
  Result<void> add_unread(const UnreadDocument& document, const RunIdentity& run);

  /// All that was added can be searched. Without it, the next opening for writing sees to that.
  Result<void> finish();

  /// Records that were added without page texts: nothing can be searched there.
  std::size_t without_text() const;

  /// The content hash of the document that was read from `source` with the same run; empty when there is none.
  Result<std::string> known_hash(const std::string& source, const RunIdentity& run) const;

  /// Makes the full-text indexes anew.
  Result<void> reindex();

  ArchiveWriter(ArchiveWriter&&) noexcept;
  ArchiveWriter& operator=(ArchiveWriter&&) = delete;
  ~ArchiveWriter();

 private:
  struct State;
  explicit ArchiveWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// What is wrong inside an archive, one line each; nothing when all fits together. Errors: those of opening it.
Result<std::vector<std::string>> check_archive(const std::string& path);

}  // namespace trichluc
