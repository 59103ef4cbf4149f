#include "pipeline/store/document_filter.h"

#include "pipeline/store/folding.h"
#include "pipeline/store/sqlite.h"

namespace trichluc {
namespace {

/// Values of a column of document that `matches` once marks and case are gone.
template <class Matches>
Row values_like(const Database& database, const std::string& column, const Matches& matches) {
  Row found;
  Statement values(database, "SELECT DISTINCT " + column + " FROM document WHERE " + column + " IS NOT NULL");
  while (values.next()) {
    if (matches(matching_key(values.text(0)))) found.push_back(values.cell(0));
  }
  return found;
}

std::string one_of(const std::string& column, std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) list += i == 0 ? "?" : ", ?";
  return column + " IN (" + list + ")";
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

Condition condition_of(const DocumentFilter& filter, const Database& database) {
  Condition condition;
  if (!filter.type.empty()) {
    const std::string key = matching_key(as_indexed(filter.type));
    // QĐ and QD, CT and ct: codes differ by more than marks and case from one another.
    const Row codes = values_like(database, "type_code", [&](const std::string& code) { return code == key; });
    const Row names = values_like(database, "type_name", [&](const std::string& name) { return name == key; });
    Row values = codes;
    values.insert(values.end(), names.begin(), names.end());
    condition.add(one_of("document.type_code", codes.size()) + " OR " + one_of("document.type_name", names.size()),
                  std::move(values));
  }
  if (!filter.issuer.empty()) {
    condition.add("document.issuer_folded LIKE ? ESCAPE '\\'", {like_pattern(matching_key(as_indexed(filter.issuer)))});
  }
  if (!filter.province.empty()) {
    const std::string key = matching_key(as_indexed(filter.province));
    Row values = values_like(database, "area", [&](const std::string& area) { return area == key; });
    std::string sql = one_of("document.area", values.size());
    const Row places = values_like(database, "place", [&](const std::string& place) { return place == key; });
    sql += " OR (document.area IS NULL AND (document.issuer_folded LIKE ? ESCAPE '\\' OR " +
           one_of("document.place", places.size()) + "))";
    values.push_back(like_pattern(key));
    values.insert(values.end(), places.begin(), places.end());
    condition.add(sql, std::move(values));
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
