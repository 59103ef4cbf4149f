#include "pipeline/serve/document_view.h"

#include "pipeline/serve/json_rows.h"
#include "pipeline/store/open_archive.h"
#include "pipeline/store/value_columns.h"

namespace trichluc {
namespace {

constexpr std::size_t kLeastHead = 8;

bool is_hex(std::string_view text) { return text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

std::int64_t find_document(const Database& database, const std::string& head) {
  if (head.size() >= kLeastHead && head.size() <= 64 && is_hex(head)) {
    // A range, not a LIKE: that one takes no index.
    Statement find(database, "SELECT id FROM document WHERE sha256 >= ? AND sha256 < ? LIMIT 2");
    const std::string end = head + "g";
    find.bind(head, end);
    if (find.next()) {
      const std::int64_t id = find.integer(0);
      if (find.next())
        throw Failure{{ErrorCode::kBadArguments, "several documents begin with " + head, "give more digits", {}}};
      return id;
    }
  }
  throw Failure{{ErrorCode::kNotFound, "no document " + head + " in this archive", "look for it in the list", {}}};
}

std::string columns_of_values() {
  std::string list;
  for (const std::string& column : value_columns()) list += ", fact.\"" + column + "\"";
  return list;
}

class View {
 public:
  View(const Database& database, std::int64_t id) : database_(database), id_(id) {}

  std::string make() {
    json_.begin_object();
    head();
    list("page_texts",
         "SELECT page, text, origin, round(quality, 3) AS quality, confidence, dpi, reason FROM page "
         "WHERE document_id = ? ORDER BY page");
    facts();
    list("checks",
         "SELECT type, whole, parts AS \"parts:json\", percentage, stated, computed, holds FROM \"check\" "
         "WHERE document_id = ? ORDER BY holds, id");
    list("repairs",
         "SELECT page, span_begin, span_end, \"from\", \"to\", rule, confidence FROM repair WHERE document_id = ? "
         "ORDER BY page, span_begin");
    list("warnings",
         "SELECT code, page, text, suggestion, message FROM warning WHERE document_id = ? ORDER BY page, id");
    list("numbers",
         "SELECT page, span_begin, span_end, text, role FROM number WHERE document_id = ? ORDER BY page, span_begin");
    list("stamps",
         "SELECT page, kind, text, boxes AS \"boxes:json\" FROM stamp WHERE document_id = ? ORDER BY page, id");
    list("events",
         "SELECT event, action, kind, page, span_begin, span_end, text, old AS \"old:json\", new AS \"new:json\", "
         "undoes, reviewer, time, note FROM review_event WHERE document_sha256 = "
         "(SELECT sha256 FROM document WHERE id = ?) ORDER BY time, id");
    list("former_records",
         "SELECT run.name AS run, facts FROM former_record JOIN run ON run.id = run_id WHERE document_id = ? "
         "ORDER BY former_record.id");
    json_.end_object();
    return json_.take();
  }

 private:
  void list(const char* key, const char* sql) {
    Statement rows(database_, sql);
    rows.bind(id_);
    json_.key(key);
    write_rows_as_json(json_, rows);
  }

  void head() {
    Statement row(
        database_,
        "SELECT sha256, source, media_type, bytes, pages, characters, text_origin, round(quality, 4) AS quality, "
        "area, (SELECT ifnull(max(id), 0) FROM review_event) AS last_event FROM document WHERE id = ?");
    row.bind(id_);
    row.next();
    for (int i = 0; i < row.columns(); ++i) write_field(json_, row.column_name(i), row.cell(i));
    Statement metadata(
        database_,
        "SELECT type_code, type_name, number, symbol, date, place, issuer, parent_issuer, title, urgency, "
        "confidentiality, addressees AS \"addressees:json\", signatory_name, signatory_position, "
        "signatory_capacity, signatory_authority, signatories AS \"signatories:json\", "
        "distribution AS \"distribution:json\" FROM document WHERE id = ?");
    metadata.bind(id_);
    metadata.next();
    json_.key("metadata");
    write_row_as_json(json_, metadata);
    Statement run(database_,
                  "SELECT run.name, program, rules, options, began FROM run JOIN document ON run_id = run.id "
                  "WHERE document.id = ?");
    run.bind(id_);
    run.next();
    json_.key("run");
    write_row_as_json(json_, run);
  }

  void facts() {
    Statement rows(database_,
                   "SELECT fact.id AS row, fact AS id, kind, fact.text, fact.page, span_begin, span_end, "
                   "boxes AS \"boxes:json\", section AS \"section:json\", rule, table_row, table_column, confidence, "
                   "area, review, (SELECT event FROM review_event WHERE id = review_event_id) AS event" +
                       columns_of_values() +
                       " FROM fact WHERE document_id = ? ORDER BY fact.page, span_begin, fact.id");
    constexpr int kOwn = 16;  // columns before the values
    json_.key("facts");
    json_.begin_array();
    for (rows.bind(id_); rows.next();) {
      json_.begin_object();
      for (int i = 0; i < kOwn; ++i) {
        std::string name = rows.column_name(i);
        if (name.ends_with(":json")) {
          write_json_field(json_, name.substr(0, name.size() - 5), rows.cell(i));
        } else {
          write_field(json_, name, rows.cell(i));
        }
      }
      json_.key("value");
      write_fact_value(json_, rows.text(2), rows, kOwn);
      json_.end_object();
    }
    json_.end_array();
  }

  const Database& database_;
  std::int64_t id_;
  JsonWriter json_;
};

}  // namespace

Result<std::string> document_json(const std::string& archive, const std::string& sha256) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    return View(database, find_document(database, sha256)).make();
  });
}

Result<std::size_t> write_facts(const std::string& archive, const std::string& sha256, TableWriter& writer) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    std::string columns;
    for (const std::string& column : value_columns())
      columns += ", fact.\"" + column + "\" AS \"" + (column == "reference_id" ? "id" : "value_" + column) + "\"";
    Statement rows(database,
                   "SELECT document.source, document.number AS document_number, fact.page, fact.fact, fact.kind, "
                   "fact.text, span_begin, span_end, rule, confidence, review, table_row, table_column" +
                       columns + " FROM fact JOIN document ON document.id = document_id WHERE document_id = ? " +
                       "ORDER BY fact.page, span_begin, fact.id");
    rows.bind(find_document(database, sha256));
    return write_rows(rows, writer);
  });
}

Result<DocumentFile> document_file(const std::string& archive, const std::string& sha256) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    Statement row(database, "SELECT sha256, source, media_type, bytes, pages FROM document WHERE id = ?");
    row.bind(find_document(database, sha256));
    row.next();
    return DocumentFile{row.string(0), row.string(1), row.string(2), row.integer(3), row.integer(4)};
  });
}

Result<std::string> news_json(const std::string& archive, std::int64_t since) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    Statement last(database, "SELECT ifnull(max(id), 0) FROM review_event");
    last.next();
    JsonWriter json;
    json.begin_object();
    json.key("last");
    json.digits(std::to_string(last.integer(0)));
    Statement rows(database, "SELECT DISTINCT document_sha256 FROM review_event WHERE id > ?");
    json.key("documents");
    json.begin_array();
    for (rows.bind(since); rows.next();) json.text(rows.text(0));
    json.end_array();
    json.end_object();
    return json.take();
  });
}

}  // namespace trichluc
