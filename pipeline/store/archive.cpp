#include "pipeline/store/archive.h"

#include <algorithm>
#include <chrono>
#include <unordered_map>

#include "pipeline/core/sha256.h"
#include "pipeline/store/folding.h"
#include "pipeline/store/open_archive.h"
#include "pipeline/store/record_rows.h"
#include "pipeline/store/review_binding.h"
#include "pipeline/store/search_index.h"
#include "pipeline/store/sqlite.h"
#include "pipeline/store/time_range.h"
#include "pipeline/store/value_columns.h"

namespace trichluc {
namespace {

constexpr std::string_view kUnknownProgram = "unknown";
// Keys of numbers kept in memory; the rest is looked up.
constexpr std::size_t kMostKeys = 200'000;
// When documents are made searchable: so many together, or after so long.
constexpr std::size_t kIndexedTogether = 4096;
constexpr std::chrono::seconds kLongestBehind{5};

std::string quoted_list(const std::vector<std::string>& columns) {
  std::string list;
  for (const std::string& column : columns) list += ", \"" + column + "\"";
  return list;
}

std::string marks(std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += i == 0 ? "?" : ", ?";
  return all;
}

std::vector<std::string> document_columns() {
  std::vector<std::string> columns(std::begin(kDocumentColumns), std::end(kDocumentColumns));
  for (const char* derived : {"year", "area", "area_code", "issuer_folded", "number_key_id", "run_id", "record_sha256"})
    columns.emplace_back(derived);
  return columns;
}

// Not one statement with ON CONFLICT: SQLite keeps a journal of its own for each of those.
std::string insert_document_sql() {
  const std::vector<std::string> columns = document_columns();
  return "INSERT INTO document (" + quoted_list(columns).substr(2) + ") VALUES (" + marks(columns.size()) + ")";
}

/// With the same values, and the document's id behind them.
std::string update_document_sql() {
  std::string sql;
  for (const std::string& column : document_columns()) sql += (sql.empty() ? "" : " = ?, ") + column;
  return "UPDATE document SET " + sql + " = ? WHERE id = ?";
}

std::string insert_fact_sql() {
  return "INSERT INTO fact (document_id, fact, kind, text, page, span_begin, span_end, boxes, section, rule, "
         "table_row, table_column, confidence" +
         quoted_list(value_columns()) + ", begin_date, end_date, month_day, area, area_code, number_key_id) VALUES (" +
         marks(19 + value_columns().size()) + ")";
}

/// What a record was, from its rows, near to the form it had.
std::string former_record_sql() {
  std::string values, document;
  for (const std::string& column : value_columns())
    values += (values.empty() ? "'" : ", '") + column + "', \"" + column + "\"";
  for (const std::string_view column : kDocumentColumns)
    document += (document.empty() ? "'" : ", '") + std::string(column) + "', \"" + std::string(column) + "\"";
  return "INSERT OR IGNORE INTO former_record (document_id, run_id, record_sha256, facts, record) "
         "SELECT id, run_id, record_sha256, (SELECT count(*) FROM fact WHERE document_id = document.id AND overlay = "
         "0), "
         "json_object('document', json_patch('{}', json_object(" +
         document +
         ")), 'facts', (SELECT json_group_array(json_object('id', fact, 'kind', kind, 'text', text, 'page', page, "
         "'span', json_array(span_begin, span_end), 'rule', rule, 'confidence', confidence, 'value', "
         "json_patch('{}', json_object(" +
         values + ")))) FROM fact WHERE document_id = document.id AND overlay = 0)) FROM document WHERE id = ?";
}

struct PlaceName {
  std::string name;
  Datum code;
};

std::string_view text_of(const Datum& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

std::size_t column_of(std::string_view name) {
  const auto& columns = value_columns();
  return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
}

Datum or_null(std::string text) { return text.empty() ? Datum() : Datum(std::move(text)); }

}  // namespace

struct ReadRecords::Record {
  Result<RecordRows> rows;
  std::string hash;  // of the line
};

ReadRecords::ReadRecords(std::span<const std::string> lines) {
  records_.reserve(lines.size());
  for (const std::string& line : lines) records_.push_back({read_record(line), sha256_hex(line)});
}
ReadRecords::ReadRecords(ReadRecords&&) noexcept = default;
ReadRecords& ReadRecords::operator=(ReadRecords&&) noexcept = default;
ReadRecords::~ReadRecords() = default;
std::size_t ReadRecords::size() const { return records_.size(); }

struct ArchiveWriter::State {
  explicit State(Database opened) : database(std::move(opened)) {}

  Database database;
  Statement find_run{database, "SELECT id FROM run WHERE program = ? AND rules = ? AND options = ?"};
  Statement add_run{database, "INSERT INTO run (name, program, rules, options, began) VALUES (?, ?, ?, ?, ?)"};
  Statement find_document{database, "SELECT document.id, run_id, record_sha256, source FROM document WHERE sha256 = ?"};
  Statement find_former{database, "SELECT 1 FROM former_record WHERE document_id = ? AND record_sha256 = ?"};
  Statement forget_unread{database, "DELETE FROM unread WHERE source = ?"};
  Statement keep_former{database, former_record_sql()};
  Statement set_run{database, "UPDATE document SET run_id = ? WHERE id = ?"};
  Statement insert_document{database, insert_document_sql()};
  Statement update_document{database, update_document_sql()};
  Statement find_key{database, "SELECT id FROM number_key WHERE name = ?"};
  Statement add_key{database, "INSERT INTO number_key (name) VALUES (?)"};
  Statement add_page{database,
                     "INSERT INTO page (document_id, page, origin, quality, confidence, dpi, reason, text) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
  Statement add_fact = without_checks(insert_fact_sql());
  Statement add_check{database,
                      "INSERT INTO \"check\" (document_id, type, whole, parts, percentage, stated, computed, holds) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
  Statement add_repair{database,
                       "INSERT INTO repair (document_id, page, span_begin, span_end, \"from\", \"to\", rule, "
                       "confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
  Statement add_warning{database,
                        "INSERT INTO warning (document_id, code, page, text, suggestion, message) "
                        "VALUES (?, ?, ?, ?, ?, ?)"};
  Statement add_number{database,
                       "INSERT INTO number (document_id, page, span_begin, span_end, text, role) "
                       "VALUES (?, ?, ?, ?, ?, ?)"};
  Statement any_review{database, "SELECT 1 FROM review_event WHERE document_sha256 = ?"};
  Statement add_stamp{database, "INSERT INTO stamp (document_id, page, kind, text, boxes) VALUES (?, ?, ?, ?, ?)"};

  std::unordered_map<std::string, std::int64_t> keys;  // of number_key
  RunIdentity last_run;
  std::int64_t last_run_id = 0;
  std::size_t without_text = 0;
  std::size_t unindexed = 0;  // documents since the search indexes were brought up to them
  std::chrono::steady_clock::time_point indexed_at = std::chrono::steady_clock::now();

  /// The CHECK of fact.review is a list, for which SQLite makes a table in memory with every row; a fact of a record is
  /// inserted without a review.
  Statement without_checks(const std::string& sql) {
    database.run("PRAGMA ignore_check_constraints = ON");
    Statement statement(database, sql);
    database.run("PRAGMA ignore_check_constraints = OFF");
    return statement;
  }

  std::int64_t run_id(const RunIdentity& run) {
    if (last_run_id != 0 && run.program == last_run.program && run.rules == last_run.rules &&
        run.options == last_run.options)
      return last_run_id;
    const std::string program = run.program.empty() ? std::string(kUnknownProgram) : run.program;
    find_run.bind(program, run.rules, run.options);
    std::int64_t id = find_run.next() ? find_run.integer(0) : 0;
    find_run.reset();
    if (id == 0) {
      const std::string name = program + (run.rules.empty() ? "" : ", rules " + run.rules.substr(0, 12));
      add_run.bind(name, program, run.rules, run.options, or_null(run.began)).run();
      id = database.last_id();
    }
    last_run = run;
    return last_run_id = id;
  }

  Datum key_id(std::string_view number) {
    const std::string key = number_key(number);
    if (key.empty()) return {};
    if (const auto known = keys.find(key); known != keys.end()) return known->second;
    find_key.bind(key);
    std::int64_t id = find_key.next() ? find_key.integer(0) : 0;
    find_key.reset();
    if (id == 0) {
      add_key.bind(key).run();
      id = database.last_id();
    }
    if (keys.size() >= kMostKeys) keys.clear();
    keys.emplace(key, id);
    return id;
  }

  /// Facts, pages and all that hangs on a document is taken out; the document's row and number stay.
  void remove_rows(std::int64_t document) {
    remove_pages_of(database, document);
    for (const char* table : {"page", "fact", "\"check\"", "repair", "warning", "number", "stamp"})
      Statement(database, std::string("DELETE FROM ") + table + " WHERE document_id = ?").bind(document).run();
  }

  void put_all(Statement& statement, std::int64_t document, const Row& row) {
    statement.reset();
    statement.put(1, document);
    for (std::size_t i = 0; i < row.size(); ++i) statement.put(static_cast<int>(i) + 2, row[i]);
    statement.run();
  }

  std::vector<PlaceName> places_of(const RecordRows& rows) const {
    static const std::size_t name = column_of("name"), code = column_of("code");
    std::vector<PlaceName> places;
    for (const FactRow& fact : rows.facts) {
      if (fact.kind == "place") places.push_back({std::string(text_of(fact.values[name])), fact.values[code]});
    }
    return places;
  }

  static const PlaceName* place_in(std::string_view text, const std::vector<PlaceName>& places) {
    if (text.empty()) return nullptr;
    for (const PlaceName& place : places) {
      if (!place.name.empty() && text.find(place.name) != std::string_view::npos) return &place;
    }
    return nullptr;
  }

  /// `known`: its row, 0 where there is none yet.
  std::int64_t write_document(const RecordRows& rows, const std::vector<PlaceName>& places, std::int64_t run,
                              const std::string& hash, std::int64_t known) {
    const auto field = [&rows](std::string_view name) -> const Datum& {
      const auto* found = std::find(std::begin(kDocumentColumns), std::end(kDocumentColumns), name);
      return rows.document[static_cast<std::size_t>(found - std::begin(kDocumentColumns))];
    };
    const PlaceName* area = nullptr;
    for (const char* column : {"issuer", "parent_issuer", "place"}) {
      if (area == nullptr) area = place_in(text_of(field(column)), places);
    }
    const std::string_view date = text_of(field("date"));
    const std::string year(date.substr(0, 4));
    const bool has_year = year.size() == 4 && year.find_first_not_of("0123456789") == std::string::npos;
    std::string issuer = matching_key(text_of(field("issuer")));
    if (const auto parent = text_of(field("parent_issuer")); !parent.empty()) issuer += " | " + matching_key(parent);
    const Row derived = {has_year ? Datum(std::int64_t{std::stoi(year)}) : Datum(),
                         area != nullptr ? Datum(area->name) : Datum(),
                         area != nullptr ? area->code : Datum(),
                         or_null(issuer),
                         text_of(field("number")).empty() ? Datum() : key_id(text_of(field("number"))),
                         run,
                         hash};
    Statement& put_document = known == 0 ? insert_document : update_document;
    put_document.reset();
    int index = 0;
    for (const Row* row : {&rows.document, &derived}) {
      for (const Datum& cell : *row) put_document.put(++index, cell);
    }
    if (known != 0) put_document.put(++index, known);
    put_document.run();
    return known != 0 ? known : database.last_id();
  }

  void write_pages(const RecordRows& rows, std::int64_t document) {
    for (const Row& page : rows.pages) put_all(add_page, document, page);
    if (!rows.has_text) ++without_text;
  }

  void write_fact(const FactRow& fact, std::int64_t document, const std::vector<PlaceName>& places) {
    static const std::size_t period = column_of("period"), due = column_of("due"), value = column_of("value"),
                             date = column_of("date"), number = column_of("number"), holder = column_of("holder");
    TimeRange time;
    for (const std::size_t column : {period, due, date}) {
      if (time.empty()) time = range_of(text_of(fact.values[column]));
    }
    if (fact.kind == "time") time = range_of(text_of(fact.values[value]));
    const PlaceName* area = place_in(text_of(fact.table_row), places);
    if (area == nullptr) area = place_in(text_of(fact.values[holder]), places);
    const std::string_view cited = text_of(fact.values[number]);
    add_fact.bind(document, fact.id, fact.kind, fact.text, fact.page, fact.span_begin, fact.span_end, fact.boxes,
                  fact.section, fact.rule, fact.table_row, fact.table_column, fact.confidence);
    int index = 13;
    for (const Datum& cell : fact.values) add_fact.put(++index, cell);
    const Row derived = {or_null(time.begin),
                         or_null(time.end),
                         or_null(time.month_day),
                         area != nullptr ? Datum(area->name) : Datum(),
                         area != nullptr ? area->code : Datum(),
                         cited.empty() ? Datum() : key_id(cited)};
    for (const Datum& cell : derived) add_fact.put(++index, cell);
    add_fact.run();
  }

  /// Within a transaction.
  Added write(const RecordRows& rows, const std::string& hash, const RunIdentity& run) {
    const std::int64_t run_number = run_id(run);
    std::int64_t document = 0;
    find_document.bind(rows.sha256);
    if (find_document.next()) {
      document = find_document.integer(0);
      const bool same_run = find_document.integer(1) == run_number;
      const bool same_record = find_document.text(2) == hash;
      // Copies of a file give records that differ by their source alone; one is enough.
      const bool copy = same_run && (!run.program.empty() || find_document.text(3) != rows.source);
      find_document.reset();
      find_former.bind(document, hash);
      const bool replaced_since = find_former.next();
      find_former.reset();
      if (same_record || copy || replaced_since) {
        if (same_record && !same_run) set_run.bind(run_number, document).run();
        return Added::kKnown;
      }
      keep_former.bind(document).run();
      remove_rows(document);
    }
    find_document.reset();
    const Added added = document == 0 ? Added::kNew : Added::kReplaced;
    const std::vector<PlaceName> places = places_of(rows);
    document = write_document(rows, places, run_number, hash, document);
    write_pages(rows, document);
    for (const FactRow& fact : rows.facts) write_fact(fact, document, places);
    for (const Row& row : rows.checks) put_all(add_check, document, row);
    for (const Row& row : rows.repairs) put_all(add_repair, document, row);
    for (const Row& row : rows.warnings) put_all(add_warning, document, row);
    for (const Row& row : rows.numbers) put_all(add_number, document, row);
    for (const Row& row : rows.stamps) put_all(add_stamp, document, row);
    any_review.bind(rows.sha256);
    if (any_review.next()) bind_reviews(database, rows.sha256);
    any_review.reset();
    forget_unread.bind(rows.source).run();
    return added;
  }

  Added add(const ReadRecords::Record& record, const RunIdentity& run) {
    try {
      if (!record.rows) throw Failure{record.rows.error()};
      Transaction transaction(database);
      const Added added = write(*record.rows, record.hash, run);
      transaction.commit();
      follow(added != Added::kKnown ? 1 : 0);
      return added;
    } catch (Failure& failure) {
      forget_what_was_taken_back();
      if (failure.does_not_fit) {
        failure.error = {ErrorCode::kDamaged,
                         "is no record: " + failure.error.message,
                         "give it the output of `trichluc extract`",
                         {}};
      }
      throw;
    }
  }

  std::vector<Result<Added>> add_together(const std::vector<ReadRecords::Record>& records, const RunIdentity& run) {
    std::vector<Result<Added>> all;
    std::size_t written = 0;
    const std::size_t without_text_before = without_text;
    try {
      Transaction transaction(database);
      for (const ReadRecords::Record& record : records) {
        all.push_back(record.rows ? Result<Added>(write(*record.rows, record.hash, run))
                                  : tl::unexpected(record.rows.error()));
        if (all.back() && *all.back() != Added::kKnown) ++written;
      }
      transaction.commit();
    } catch (const Failure& failure) {
      forget_what_was_taken_back();
      without_text = without_text_before;
      if (!failure.does_not_fit) throw;
      // One by one, so that the record that does not fit stays away alone.
      all.clear();
      for (const ReadRecords::Record& record : records) {
        all.push_back(guarded([&] { return add(record, run); }));
        if (!all.back() && !all.back().error().where.file.empty()) throw Failure{all.back().error()};
      }
      return all;
    }
    follow(written);
    return all;
  }

  /// What was taken back may have made keys and a run.
  void forget_what_was_taken_back() {
    keys.clear();
    last_run_id = 0;
    for (Statement* open : {&find_document, &find_former, &find_key, &find_run, &any_review}) open->reset();
  }

  /// The search indexes, some seconds behind.
  void follow(std::size_t written) {
    unindexed += written;
    if (written == 0 ||
        (unindexed < kIndexedTogether && std::chrono::steady_clock::now() - indexed_at <= kLongestBehind))
      return;
    catch_up(database);
    unindexed = 0;
    indexed_at = std::chrono::steady_clock::now();
  }
};

ArchiveWriter::ArchiveWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
ArchiveWriter::ArchiveWriter(ArchiveWriter&&) noexcept = default;
ArchiveWriter::~ArchiveWriter() = default;

Result<ArchiveWriter> ArchiveWriter::open(const std::string& path) {
  return guarded([&] { return ArchiveWriter(std::make_unique<State>(open_to_write(path))); });
}

Result<ArchiveWriter> ArchiveWriter::open_existing(const std::string& path) {
  return guarded([&] { return ArchiveWriter(std::make_unique<State>(open_to_write(path, Database::Mode::kWrite))); });
}

Result<void> ArchiveWriter::add_unread(const UnreadDocument& document, const RunIdentity& run) {
  return guarded([&] {
    Transaction transaction(state_->database);
    const auto or_nothing = [](const std::string& text) { return text.empty() ? Datum() : Datum(text); };
    Statement(state_->database,
              "INSERT OR REPLACE INTO unread (source, run_id, status, code, page, stage, message, next_step) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(document.source, state_->run_id(run), document.status, document.code, document.page,
              or_nothing(document.stage), document.message, or_nothing(document.next_step))
        .run();
    transaction.commit();
  });
}

Result<Added> ArchiveWriter::add(std::string_view line, const RunIdentity& run) {
  return guarded([&] { return state_->add(ReadRecords::Record{read_record(line), sha256_hex(line)}, run); });
}

Result<std::vector<Result<Added>>> ArchiveWriter::add_together(const ReadRecords& records, const RunIdentity& run) {
  return guarded([&] { return state_->add_together(records.records_, run); });
}

Result<void> ArchiveWriter::finish() {
  return guarded([&] { catch_up(state_->database); });
}

std::size_t ArchiveWriter::without_text() const { return state_->without_text; }

Result<std::string> ArchiveWriter::known_hash(const std::string& source, const RunIdentity& run) const {
  return guarded([&] {
    Statement find(state_->database,
                   "SELECT sha256 FROM document JOIN run ON run.id = run_id "
                   "WHERE source = ? AND program = ? AND rules = ? AND options = ?");
    find.bind(source, run.program, run.rules, run.options);
    return find.next() ? find.string(0) : std::string();
  });
}

Result<void> ArchiveWriter::reindex() {
  return guarded([&] { rebuild_search(state_->database); });
}

Result<std::vector<std::string>> check_archive(const std::string& path) {
  return guarded([&] {
    const Database database = open_to_write(path, Database::Mode::kWrite);
    std::vector<std::string> problems;
    Statement integrity(database, "PRAGMA integrity_check(20)");
    while (integrity.next()) {
      if (integrity.text(0) != "ok") problems.push_back("integrity: " + integrity.string(0));
    }
    Statement keys(database, "PRAGMA foreign_key_check");
    while (keys.next()) {
      problems.push_back("foreign key: row " + keys.string(1) + " of " + keys.string(0) + " points to nothing in " +
                         keys.string(2));
    }
    for (const char* index : {"page_fts", "number_key_fts"}) {
      const std::string name = index;
      try {
        database.run("INSERT INTO " + name + " (" + name + ", rank) VALUES ('integrity-check', 1)");
      } catch (const Failure&) {
        problems.push_back("search: " + name + " does not fit its table; run `trichluc archive reindex`");
      }
    }
    // page_folded is not what a rebuild by another tool would make of it: letters with marks must not be found there.
    Statement rows(database,
                   "SELECT (SELECT count(*) FROM page WHERE text IS NOT NULL AND text <> ''), "
                   "(SELECT count(*) FROM page_folded_docsize), "
                   "EXISTS (SELECT 1 FROM page_folded WHERE page_folded MATCH '\"và\" OR \"của\" OR \"số\"')");
    if (rows.next() && (rows.integer(0) != rows.integer(1) || rows.integer(2) != 0))
      problems.push_back("search: page_folded does not fit the pages; run `trichluc archive reindex`");
    return problems;
  });
}

}  // namespace trichluc
