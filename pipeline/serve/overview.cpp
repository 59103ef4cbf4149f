#include "pipeline/serve/overview.h"

#include "pipeline/serve/json_rows.h"
#include "pipeline/store/open_archive.h"
#include "pipeline/store/search_index.h"

namespace trichluc {
namespace {

std::int64_t number_of(const Database& database, const char* sql) {
  Statement row(database, sql);
  return row.next() ? row.integer(0) : 0;
}

constexpr const char* kRuns =
    "SELECT run.name, program, rules, options, began, count(document.id) AS documents, "
    "(SELECT count(*) FROM unread WHERE run_id = run.id) AS unread, ifnull(sum(pages), 0) AS pages, "
    "sum(characters) AS characters, round(avg(quality), 4) AS quality, "
    "sum(media_type = 'application/pdf') AS pdf, sum(text_origin IN ('ocr', 'mixed')) AS recognised "
    "FROM run LEFT JOIN document ON run_id = run.id GROUP BY run.id ORDER BY began DESC, run.id DESC";

void list(JsonWriter& json, const Database& database, const char* key, const char* sql) {
  Statement rows(database, sql);
  json.key(key);
  write_rows_as_json(json, rows);
}

}  // namespace

Result<std::string> overview_json(const std::string& archive) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    JsonWriter json;
    json.begin_object();
    for (const auto& [key, sql] :
         {std::pair{"documents", "SELECT count(*) FROM document"}, std::pair{"pages", "SELECT count(*) FROM page"},
          // The index of unreviewed facts counts faster than the table.
          std::pair{"unreviewed", "SELECT count(*) FROM fact INDEXED BY fact_by_doubt WHERE review IS NULL"},
          std::pair{
              "reviewed",
              "SELECT count(*) FROM fact INDEXED BY fact_reviewed WHERE review IS NOT NULL AND review <> 'replaced'"},
          std::pair{"events", "SELECT count(*) FROM review_event"},
          std::pair{"last_event", "SELECT ifnull(max(id), 0) FROM review_event"}}) {
      json.key(key);
      json.digits(std::to_string(number_of(database, sql)));
    }
    json.key("pages_behind");
    json.digits(std::to_string(pages_behind(database)));
    list(json, database, "reviewers",
         "SELECT reviewer, count(*) AS events, max(time) AS last FROM review_event GROUP BY reviewer ORDER BY 2 DESC");
    json.end_object();
    return json.take();
  });
}

Result<std::string> runs_json(const std::string& archive) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    JsonWriter json;
    json.begin_object();
    list(json, database, "runs", kRuns);
    list(json, database, "unread",
         "SELECT unread.source, unread.status, unread.code, unread.page, unread.stage, unread.message, "
         "unread.next_step, run.name AS run FROM unread JOIN run ON run.id = run_id ORDER BY unread.id DESC LIMIT 500");
    list(
        json, database, "formats",
        "SELECT media_type, text_origin, count(*) AS documents, sum(pages) AS pages, round(avg(quality), 4) AS quality "
        "FROM document GROUP BY media_type, text_origin ORDER BY 3 DESC");
    list(json, database, "warnings",
         "SELECT code, count(*) AS warnings, count(DISTINCT document_id) AS documents FROM warning GROUP BY code "
         "ORDER BY 2 DESC");
    list(json, database, "doubtful",
         "SELECT sha256, source, title, round(quality, 3) AS quality, text_origin FROM document WHERE quality < 0.9 "
         "ORDER BY quality LIMIT 50");
    json.end_object();
    return json.take();
  });
}

Result<std::size_t> write_runs(const std::string& archive, TableWriter& writer) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    Statement rows(database, kRuns);
    return write_rows(rows, writer);
  });
}

}  // namespace trichluc
