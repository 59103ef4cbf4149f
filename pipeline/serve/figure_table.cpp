#include "pipeline/serve/figure_table.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "pipeline/serve/json_rows.h"
#include "pipeline/store/folding.h"
#include "pipeline/store/open_archive.h"

namespace trichluc {
namespace {

// Figures of a kind that are looked at; an archive with more is asked with words, or by query.
constexpr std::int64_t kMostFigures = 400'000;

struct Figure {
  std::int64_t fact = 0;
  Datum value;
  std::string year, period, comparator, modality, change, sha256, area;
};

struct FigureRow {
  std::string name, unit;
  std::map<std::string, std::vector<Figure>> cells;  // by year
  std::size_t figures = 0;
};

/// What a row is, in SQL over `observation_or_part` with `fact` beside it.
const char* row_expression(const std::string& by) {
  if (by == "series") return "series";
  if (by == "holder") return "holder";
  if (by == "area") return "area";
  if (by == "issuer") return "issuer";
  throw Failure{{ErrorCode::kBadArguments,
                 "figures are not ordered by '" + by + "'",
                 "rows are series, holder, area, issuer",
                 {}}};
}

// The series is the one of the view `observation` (pipeline/store/migrations.cpp).
constexpr const char* kFigures = R"sql(
SELECT * FROM (
SELECT fact.id, coalesce(fact.value, fact.amount) AS value, substr(fact.begin_date, 1, 4) AS year, fact.period,
       fact.comparator, fact.modality, fact.change, coalesce(fact.unit, fact.currency, '%') AS unit,
       coalesce(fact.area, document.area) AS area, document.sha256, document.issuer AS issuer,
       coalesce(fact.indicator, nullif(
         CASE WHEN table_row IS NOT NULL THEN table_row || ' / ' || coalesce(table_column, '')
              WHEN kind = 'budget' THEN coalesce(flow || ': ', '') || coalesce(holder, "of", '')
              WHEN kind = 'count' THEN fact.unit || coalesce(': ' || "of", '')
              ELSE coalesce("of", '') END, '')) AS series,
       coalesce(holder, CASE WHEN kind <> 'budget' THEN "of" END) AS holder
FROM fact JOIN document ON document.id = fact.document_id
WHERE kind = ?1 AND begin_date IS NOT NULL AND ifnull(review, '') NOT IN ('rejected', 'replaced')
LIMIT ?2) WHERE (?3 IS NULL OR unit = ?3) AND (?4 IS NULL OR area = ?4))sql";

class Table {
 public:
  Table(const Database& database, const FigureRequest& request) : request_(request) {
    if (request.kind != "count" && request.kind != "budget" && request.kind != "percentage")
      throw Failure{{ErrorCode::kBadArguments,
                     "no kind of figure '" + request.kind + "'",
                     "kinds are count, budget, percentage",
                     {}}};
    const std::string by = row_expression(request.by);
    const std::string key = matching_key(as_indexed(request.words));
    Statement rows(database, std::string("SELECT id, value, year, period, comparator, modality, change, unit, area, "
                                         "sha256, ") +
                                 by + " FROM (" + kFigures + ") WHERE " + by + " IS NOT NULL");
    const auto or_null = [](const std::string& text) { return text.empty() ? Datum() : Datum(text); };
    rows.bind(request.kind, kMostFigures, or_null(request.unit), or_null(request.area));
    std::unordered_map<std::string, bool> fits;  // a name is folded once
    std::map<std::pair<std::string, std::string>, FigureRow> found;
    while (rows.next()) {
      const std::string name = rows.string(10), unit = rows.string(7);
      const auto [known, is_new] = fits.try_emplace(name, true);
      if (is_new && !key.empty()) known->second = matching_key(name).find(key) != std::string::npos;
      if (!known->second) continue;
      ++units_[unit];
      if (!rows.is_null(8)) ++areas_[rows.string(8)];
      FigureRow& row = found[{name, unit}];
      row.name = name, row.unit = unit;
      row.cells[rows.string(2)].push_back({rows.integer(0), rows.cell(1), rows.string(2), rows.string(3),
                                           rows.string(4), rows.string(5), rows.string(6), rows.string(9),
                                           rows.string(8)});
      ++row.figures;
    }
    for (auto& [of, row] : found) rows_.push_back(std::move(row));
    // What is stated for most years, then most often: that is what can be compared.
    std::stable_sort(rows_.begin(), rows_.end(), [](const FigureRow& a, const FigureRow& b) {
      return a.cells.size() != b.cells.size() ? a.cells.size() > b.cells.size() : a.figures > b.figures;
    });
    total_ = rows_.size();
    if (rows_.size() > request.limit) rows_.resize(request.limit);
  }

  std::vector<FigureRow>& rows() { return rows_; }
  std::size_t total() const { return total_; }
  const std::map<std::string, std::size_t>& units() const { return units_; }
  const std::map<std::string, std::size_t>& areas() const { return areas_; }

 private:
  const FigureRequest& request_;
  std::vector<FigureRow> rows_;
  std::size_t total_ = 0;
  std::map<std::string, std::size_t> units_, areas_;
};

/// Whether two documents say different things of the same.
bool is_conflict(const std::vector<Figure>& figures) {
  std::map<std::string, std::pair<std::set<std::string>, std::set<std::string>>> stated;  // values, documents
  for (const Figure& figure : figures) {
    auto& [values, documents] =
        stated[figure.period + '\1' + figure.modality + '\1' + figure.change + '\1' + figure.area];
    values.insert(figure.comparator + to_text(figure.value));
    documents.insert(figure.sha256);
  }
  return std::any_of(stated.begin(), stated.end(),
                     [](const auto& one) { return one.second.first.size() > 1 && one.second.second.size() > 1; });
}

constexpr std::size_t kMostInCell = 50;

constexpr const char* kBehind =
    "SELECT fact.fact AS id, fact.text, fact.page, fact.review, fact.confidence, document.sha256, document.source, "
    "document.number, document.date, document.issuer FROM fact JOIN document ON document.id = document_id "
    "WHERE fact.id = ?";

void write_counts(JsonWriter& json, const char* key, const std::map<std::string, std::size_t>& counts) {
  std::vector<std::pair<std::string, std::size_t>> all(counts.begin(), counts.end());
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (all.size() > 100) all.resize(100);
  json.key(key);
  json.begin_array();
  for (const auto& [value, count] : all) {
    json.begin_object();
    json.field("value", value);
    json.field("count", count);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

Result<std::string> figures_json(const std::string& archive, const FigureRequest& request) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    Table table(database, request);
    Statement behind(database, kBehind);
    std::set<std::string> years;
    JsonWriter json;
    json.begin_object();
    json.key("rows");
    json.begin_array();
    for (FigureRow& row : table.rows()) {
      json.begin_object();
      json.field("name", row.name);
      json.field("unit", row.unit);
      json.key("cells");
      json.begin_object();
      for (auto& [year, figures] : row.cells) {
        years.insert(year);
        json.key(year);
        json.begin_object();
        json.optional_flag("conflict", is_conflict(figures));
        json.field("count", figures.size());
        if (figures.size() > kMostInCell) figures.resize(kMostInCell);
        json.key("figures");
        json.begin_array();
        for (const Figure& figure : figures) {
          json.begin_object();
          write_field(json, "value", figure.value);
          json.optional_field("comparator", figure.comparator);
          json.optional_field("modality", figure.modality);
          json.optional_field("change", figure.change);
          json.optional_field("period", figure.period);
          json.optional_field("area", figure.area);
          behind.bind(figure.fact);
          if (behind.next()) {
            for (int i = 0; i < behind.columns(); ++i) write_field(json, behind.column_name(i), behind.cell(i));
          }
          json.end_object();
        }
        json.end_array();
        json.end_object();
      }
      json.end_object();
      json.end_object();
    }
    json.end_array();
    json.key("columns");
    json.texts({years.begin(), years.end()});
    write_counts(json, "units", table.units());
    write_counts(json, "areas", table.areas());
    json.field("total", table.total());
    json.end_object();
    return json.take();
  });
}

Result<std::size_t> write_figures(const std::string& archive, const FigureRequest& request, TableWriter& writer) {
  return guarded([&] {
    const Database database = open_to_read(archive);
    Table table(database, request);
    Statement behind(database, kBehind);
    Columns columns = {request.by,   "unit",     "year",   "conflict", "value",
                       "comparator", "modality", "change", "period",   "area"};
    for (int i = 0; i < behind.columns(); ++i) columns.push_back(behind.column_name(i));
    writer.begin(columns);
    std::size_t count = 0;
    const auto or_null = [](const std::string& text) { return text.empty() ? Datum() : Datum(text); };
    for (const FigureRow& row : table.rows()) {
      for (const auto& [year, figures] : row.cells) {
        const std::int64_t conflict = is_conflict(figures);
        for (const Figure& figure : figures) {
          Row cells = {row.name,
                       or_null(row.unit),
                       year,
                       conflict,
                       figure.value,
                       or_null(figure.comparator),
                       or_null(figure.modality),
                       or_null(figure.change),
                       or_null(figure.period),
                       or_null(figure.area)};
          behind.bind(figure.fact);
          if (!behind.next()) continue;
          for (int i = 0; i < behind.columns(); ++i) cells.push_back(behind.cell(i));
          writer.row(cells);
          ++count;
        }
      }
    }
    writer.end();
    return count;
  });
}

}  // namespace trichluc
