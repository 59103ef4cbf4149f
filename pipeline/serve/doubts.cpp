#include "pipeline/serve/doubts.h"

#include <set>

#include "pipeline/serve/json_rows.h"
#include "pipeline/store/open_archive.h"

namespace trichluc {
namespace {

// ?1 kind (NULL: all), ?2 limit, ?3 confidence. Columns as in kColumns.
constexpr const char* kFailedChecks = R"sql(
SELECT fact.id, 'check', document.sha256, document.source, document.title, document.number, document.date, fact.fact,
       fact.kind, fact.text, fact.page, fact.confidence,
       failed.type || ': ' || failed.stated || ' / ' || failed.computed,
       fact.page || '-' || fact.span_begin || '-' || fact.span_end || '-' || fact.kind
FROM "check" AS failed INDEXED BY check_failed
JOIN fact ON fact.document_id = failed.document_id
  AND (fact.fact = failed.whole OR fact.fact = failed.percentage
       OR fact.fact IN (SELECT value FROM json_each(failed.parts)))
JOIN document ON document.id = failed.document_id
WHERE failed.holds = 0 AND fact.review IS NULL AND (?1 IS NULL OR fact.kind = ?1) AND ?3 IS NOT NULL
ORDER BY failed.document_id, fact.id LIMIT ?2)sql";

constexpr const char* kMisreadings = R"sql(
SELECT fact.id, 'misreading', document.sha256, document.source, document.title, document.number, document.date,
       fact.fact, fact.kind, fact.text, fact.page, fact.confidence,
       warning.text || ifnull(' → ' || warning.suggestion, ''),
       fact.page || '-' || fact.span_begin || '-' || fact.span_end || '-' || fact.kind
FROM warning JOIN fact ON fact.document_id = warning.document_id AND fact.page = warning.page
  AND instr(fact.text, warning.text) > 0
JOIN document ON document.id = warning.document_id
WHERE warning.code IN ('suspected-misreading', 'uncertain-recognition', 'ambiguous-number') AND fact.review IS NULL
  AND (?1 IS NULL OR fact.kind = ?1) AND ?3 IS NOT NULL
ORDER BY warning.document_id, fact.id LIMIT ?2)sql";

constexpr const char* kLowest = R"sql(
SELECT fact.id, 'confidence', document.sha256, document.source, document.title, document.number, document.date,
       fact.fact, fact.kind, fact.text, fact.page, fact.confidence, NULL,
       fact.page || '-' || fact.span_begin || '-' || fact.span_end || '-' || fact.kind
FROM fact INDEXED BY fact_by_doubt JOIN document ON document.id = fact.document_id
WHERE fact.review IS NULL AND fact.confidence <= ?3 AND (?1 IS NULL OR fact.kind = ?1)
ORDER BY fact.confidence, fact.id LIMIT ?2)sql";

const Columns kColumns = {"row", "reason", "sha256", "source", "title",      "number", "date",
                          "id",  "kind",   "text",   "page",   "confidence", "note",   "place"};

/// Calls `take` for each, without doubles; whether there are more than the limit.
template <class Take>
bool each_doubt(const Database& database, const DoubtsRequest& request, const Take& take) {
  std::set<std::int64_t> seen;
  const auto limit = static_cast<std::int64_t>(request.limit);
  for (const char* sql : {kFailedChecks, kMisreadings, kLowest}) {
    Statement rows(database, sql);
    const Datum kind = request.kind.empty() ? Datum() : Datum(request.kind);
    // Facts of the earlier lists may come again: so many more are asked for.
    for (rows.bind(kind, limit + static_cast<std::int64_t>(seen.size()) + 1, request.below); rows.next();) {
      if (!seen.insert(rows.integer(0)).second) continue;
      if (seen.size() > request.limit) return true;
      take(rows);
    }
  }
  return false;
}

}  // namespace

Result<std::string> doubts_json(const std::string& archive, const DoubtsRequest& request) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    JsonWriter json;
    json.begin_object();
    json.key("doubts");
    json.begin_array();
    const bool more = each_doubt(database, request, [&](const Statement& row) {
      json.begin_object();
      for (std::size_t i = 0; i < kColumns.size(); ++i) write_field(json, kColumns[i], row.cell(static_cast<int>(i)));
      json.end_object();
    });
    json.end_array();
    json.key("more");
    json.flag(more);
    json.end_object();
    return json.take();
  });
}

Result<std::size_t> write_doubts(const std::string& archive, const DoubtsRequest& request, TableWriter& writer) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    writer.begin(kColumns);
    std::size_t count = 0;
    each_doubt(database, request, [&](const Statement& row) {
      Row cells;
      for (std::size_t i = 0; i < kColumns.size(); ++i) cells.push_back(row.cell(static_cast<int>(i)));
      writer.row(cells);
      ++count;
    });
    writer.end();
    return count;
  });
}

}  // namespace trichluc
