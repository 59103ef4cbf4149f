#include "pipeline/serve/catalogue.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "pipeline/emit/json_writer.h"
#include "pipeline/serve/json_rows.h"
#include "pipeline/store/folding.h"
#include "pipeline/store/open_archive.h"

namespace trichluc {
namespace {

// Values that a facet lists; the rest of a long tail is found by searching.
constexpr std::size_t kMostValues = 200;

enum Facet : std::size_t { kType, kYear, kIssuer, kProvince, kIndicator, kReview, kFacets };
constexpr const char* kFacetNames[kFacets] = {"type", "year", "issuer", "province", "indicator", "review"};

struct Counted {
  std::string label;
  std::size_t count = 0;
};

struct Match {
  std::int64_t id;
  std::string key;  // what it is sorted by; "" comes last
};

/// How much of each document with events has been looked at.
std::unordered_map<std::int64_t, const char*> review_states(const Database& database) {
  std::unordered_map<std::int64_t, const char*> states;
  Statement rows(database,
                 "SELECT document.id, sum(fact.review IS NULL), count(fact.review) FROM document JOIN fact ON "
                 "fact.document_id = document.id WHERE document.sha256 IN (SELECT document_sha256 FROM review_event) "
                 "GROUP BY document.id");
  while (rows.next()) {
    if (rows.integer(2) > 0) states[rows.integer(0)] = rows.integer(1) == 0 ? "done" : "begun";
  }
  return states;
}

std::unordered_map<std::int64_t, std::vector<std::string>> indicators(const Database& database) {
  std::unordered_map<std::int64_t, std::vector<std::string>> all;
  Statement rows(database, "SELECT DISTINCT document_id, indicator FROM fact WHERE indicator IS NOT NULL");
  while (rows.next()) all[rows.integer(0)].push_back(rows.string(1));
  return all;
}

class Catalogue {
 public:
  Catalogue(const Database& database, const CatalogueRequest& request) : database_(database), request_(request) {
    backwards_ = request.sort.starts_with('-');
    const std::string by = request.sort.substr(backwards_ ? 1 : 0);
    constexpr std::pair<const char*, int> kOrders[] = {
        {"date", 1}, {"source", 2}, {"type", 4}, {"issuer", 6}, {"number", 8}};
    const auto* order =
        std::find_if(std::begin(kOrders), std::end(kOrders), [&](const auto& one) { return by == one.first; });
    if (order == std::end(kOrders))
      throw Failure{{ErrorCode::kBadArguments,
                     "documents are not ordered by '" + by + "'",
                     "orders are date, source, type, issuer, number",
                     {}}};
    sort_column_ = order->second;
    const DocumentChoice& choice = request.choice;
    chosen_ = {choice.type, choice.year, choice.issuer, choice.province, choice.indicator, choice.review};
    pass();
    sort();
  }

  const std::vector<Match>& matches() const { return matches_; }
  const auto& facets() const { return facets_; }

 private:
  /// Every document once: which of the choices it meets, and what that means for the facets.
  void pass() {
    const auto states = review_states(database_);
    const auto codes = indicators(database_);
    const std::vector<std::string> none;
    Statement rows(database_,
                   "SELECT id, date, source, year, type_code, type_name, issuer, area, number FROM document "
                   "INDEXED BY document_catalogue");
    std::array<std::string_view, kFacets> values;
    while (rows.next()) {
      const auto state = states.find(rows.integer(0));
      const auto code = codes.find(rows.integer(0));
      const std::vector<std::string>& own = code == codes.end() ? none : code->second;
      values[kType] = rows.is_null(4) ? rows.text(5) : rows.text(4);
      values[kYear] = rows.text(3);
      values[kIssuer] = rows.text(6);
      values[kProvince] = rows.text(7);
      values[kIndicator] = {};
      values[kReview] = state == states.end() ? "untouched" : state->second;
      std::size_t unmet = 0, last_unmet = kFacets;
      for (std::size_t facet = 0; facet < kFacets; ++facet) {
        const std::string& wanted = chosen_[facet];
        const bool met = wanted.empty() || (facet == kIndicator ? std::find(own.begin(), own.end(), wanted) != own.end()
                                                                : values[facet] == wanted);
        if (!met) ++unmet, last_unmet = facet;
      }
      if (unmet == 0) matches_.push_back({rows.integer(0), rows.string(sort_column_)});
      if (unmet > 1) continue;
      for (std::size_t facet = 0; facet < kFacets; ++facet) {
        if (unmet == 1 && facet != last_unmet) continue;
        if (facet == kIndicator) {
          for (const std::string& one : own) count(facet, one, one);
        } else if (!values[facet].empty()) {
          count(facet, values[facet], facet == kType && !rows.is_null(5) ? rows.text(5) : values[facet]);
        }
      }
    }
  }

  void count(std::size_t facet, std::string_view value, std::string_view label) {
    Counted& counted = facets_[facet][std::string(value)];
    if (counted.count++ == 0) counted.label = label;
  }

  void sort() {
    const auto before = [this](const Match& a, const Match& b) {
      if (a.key.empty() != b.key.empty()) return b.key.empty();
      const int order = backwards_ ? b.key.compare(a.key) : a.key.compare(b.key);
      return order != 0 ? order < 0 : a.id < b.id;
    };
    std::sort(matches_.begin(), matches_.end(), before);
  }

  const Database& database_;
  const CatalogueRequest& request_;
  bool backwards_ = false;
  int sort_column_ = 0;
  std::array<std::string, kFacets> chosen_;
  std::vector<Match> matches_;
  std::array<std::unordered_map<std::string, Counted>, kFacets> facets_;
};

void write_facets(JsonWriter& json, const Catalogue& catalogue) {
  json.begin_object();
  for (std::size_t facet = 0; facet < kFacets; ++facet) {
    std::vector<std::pair<std::string, Counted>> values(catalogue.facets()[facet].begin(),
                                                        catalogue.facets()[facet].end());
    std::sort(values.begin(), values.end(), [facet](const auto& a, const auto& b) {
      if (facet == kYear) return a.first > b.first;
      return a.second.count != b.second.count ? a.second.count > b.second.count : a.first < b.first;
    });
    if (values.size() > kMostValues) values.resize(kMostValues);
    json.key(kFacetNames[facet]);
    json.begin_array();
    for (const auto& [value, counted] : values) {
      json.begin_object();
      json.field("value", value);
      json.field("label", counted.label);
      json.field("count", counted.count);
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
}

// The counts stand in the list so that one sees where work waits.
constexpr const char* kListed =
    "SELECT sha256, title, type_code, type_name, number, document.date, issuer, area, source, media_type, pages, "
    "text_origin, round(quality, 3) AS quality, "
    "(SELECT count(*) FROM fact WHERE document_id = document.id AND ifnull(review, '') <> 'replaced') AS facts, "
    "(SELECT count(*) FROM fact WHERE document_id = document.id AND review IS NOT NULL AND review <> 'replaced') "
    "AS reviewed, "
    "(SELECT count(*) FROM \"check\" WHERE document_id = document.id AND holds = 0) AS failed_checks, "
    "(SELECT count(*) FROM warning WHERE document_id = document.id) AS warnings, "
    "(SELECT count(*) FROM number WHERE document_id = document.id AND role = 'unexplained') AS unexplained "
    "FROM document WHERE id = ?";

}  // namespace

Result<std::string> catalogue_json(const std::string& archive, const CatalogueRequest& request) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    const Catalogue catalogue(database, request);
    JsonWriter json;
    json.begin_object();
    json.field("total", catalogue.matches().size());
    json.field("offset", request.offset);
    json.key("documents");
    json.begin_array();
    Statement row(database, kListed);
    for (std::size_t i = request.offset; i < catalogue.matches().size() && i < request.offset + request.limit; ++i) {
      row.bind(catalogue.matches()[i].id);
      if (!row.next()) continue;
      json.begin_object();
      for (int column = 0; column < row.columns(); ++column)
        write_field(json, row.column_name(column), row.cell(column));
      json.end_object();
    }
    json.end_array();
    json.key("facets");
    write_facets(json, catalogue);
    json.end_object();
    return json.take();
  });
}

Result<std::size_t> write_catalogue(const std::string& archive, const CatalogueRequest& request, TableWriter& writer) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    const Catalogue catalogue(database, request);
    Statement row(database, kListed);
    Columns columns;
    for (int column = 0; column < row.columns(); ++column) columns.push_back(row.column_name(column));
    writer.begin(columns);
    std::size_t rows = 0;
    for (std::size_t i = request.offset; i < catalogue.matches().size(); ++i) {
      row.bind(catalogue.matches()[i].id);
      if (!row.next()) continue;
      Row cells;
      for (int column = 0; column < row.columns(); ++column) cells.push_back(row.cell(column));
      writer.row(cells);
      ++rows;
    }
    writer.end();
    return rows;
  });
}

}  // namespace trichluc
