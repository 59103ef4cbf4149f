#include "pipeline/store/document_filter.h"

#include "pipeline/store/folding.h"
#include "pipeline/store/sqlite.h"

namespace trichluc {
namespace {

/// Different values of a column of document, each once. Of one that an index begins with, by going from one to the next
/// greater in it: SQLite's DISTINCT would read the whole index.
std::string values_sql(const std::string& column, bool indexed) {
  if (!indexed) return "SELECT DISTINCT " + column + " FROM document WHERE " + column + " IS NOT NULL";
  return "WITH RECURSIVE different (v) AS (SELECT min(" + column + ") FROM document UNION ALL SELECT (SELECT min(" +
         column + ") FROM document WHERE " + column +
         " > v) FROM different WHERE v IS NOT NULL) SELECT v FROM different WHERE v IS NOT NULL";
}

/// Those that `matches` once marks and case are gone.
template <class Matches>
Row values_like(const Database& database, const std::string& column, bool indexed, const Matches& matches) {
  Row found;
  Statement values(database, values_sql(column, indexed));
  while (values.next()) {
    if (matches(matching_key(values.text(0)))) found.push_back(values.cell(0));
  }
  return found;
}

/// Names of issuers (document.issuer_folded) that hold the words.
Row issuers_with(const Database& database, const std::string& words) {
  const std::string key = matching_key(as_indexed(words));
  Row found;
  Statement values(database, values_sql("issuer_folded", true));
  while (values.next()) {
    if (values.text(0).find(key) != std::string_view::npos) found.push_back(values.cell(0));
  }
  return found;
}

std::string one_of(const std::string& column, std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) list += i == 0 ? "?" : ", ?";
  return column + " IN (" + list + ")";
}

/// `part`: names of areas that hold the words will do.
Condition of_province(const std::string& words, const Database& database, bool part) {
  const std::string key = matching_key(as_indexed(words));
  const auto same = [&key](const std::string& name) { return name == key; };
  const auto fits = [&](const std::string& name) { return part ? name.find(key) != std::string::npos : name == key; };
  Condition condition{"", {}};
  const auto any_of = [&](const char* before, const char* column, Row values) {
    // Without `0 OR` and `OR x IN ()`, for which SQLite would look at every document; the + keeps it from going by the
    // area.
    if (values.empty()) return;
    condition.sql += std::string(condition.sql.empty() ? "(" : " OR (") + before + one_of(column, values.size()) + ")";
    for (Datum& value : values) condition.values.push_back(std::move(value));
  };
  any_of("", "document.area", values_like(database, "area", true, fits));
  any_of("+document.area IS NULL AND ", "document.issuer_folded", issuers_with(database, words));
  any_of("+document.area IS NULL AND ", "document.place", values_like(database, "place", true, same));
  if (condition.sql.empty()) condition.sql = "0";
  return condition;
}

}  // namespace

std::string like_pattern(const std::string& words) {
  std::string pattern = "%";
  for (const char c : words) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

void Condition::add(const std::string& more, Row more_values) {
  sql += " AND (" + more + ")";
  for (Datum& value : more_values) values.push_back(std::move(value));
}

Condition documents_about(const std::string& area, const Database& database) {
  return of_province(area, database, true);
}

Condition condition_of(const DocumentFilter& filter, const Database& database) {
  Condition condition;
  if (!filter.type.empty()) {
    const std::string key = matching_key(as_indexed(filter.type));
    // QĐ and QD, CT and ct: codes differ by more than marks and case from one another.
    const Row codes = values_like(database, "type_code", true, [&](const std::string& code) { return code == key; });
    const Row names = values_like(database, "type_name", false, [&](const std::string& name) { return name == key; });
    Row values = codes;
    values.insert(values.end(), names.begin(), names.end());
    condition.add(one_of("document.type_code", codes.size()) + " OR " + one_of("document.type_name", names.size()),
                  std::move(values));
  }
  if (!filter.issuer.empty()) {
    Row issuers = issuers_with(database, filter.issuer);
    const std::string sql = one_of("document.issuer_folded", issuers.size());
    condition.add(sql, std::move(issuers));
  }
  if (!filter.province.empty()) {
    Condition documents = of_province(filter.province, database, false);
    condition.add(documents.sql, std::move(documents.values));
  }
  if (filter.year) condition.add("document.year = ?", {std::int64_t{*filter.year}});
  if (!filter.indicator.empty())
    condition.add("document.id IN (SELECT document_id FROM fact WHERE indicator = ?)", {filter.indicator});
  if (!filter.review.empty()) {
    const std::string looked_at = "EXISTS (SELECT 1 FROM fact WHERE document_id = document.id AND review IS NOT NULL)";
    const std::string open = "EXISTS (SELECT 1 FROM fact WHERE document_id = document.id AND review IS NULL)";
    // Few documents have events: the others are told by that alone.
    const std::string has_events = "document.sha256 IN (SELECT document_sha256 FROM review_event)";
    const std::string begun = has_events + " AND " + looked_at + " AND ";
    condition.add(filter.review == "untouched" ? "NOT (" + has_events + " AND " + looked_at + ")"
                  : filter.review == "begun"   ? begun + open
                  : filter.review == "done"    ? begun + "NOT " + open
                                               : "0");
  }
  return condition;
}

}  // namespace trichluc
