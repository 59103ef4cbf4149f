#include "pipeline/serve/figure_table.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "pipeline/serve/json_rows.h"
#include "pipeline/store/folding.h"
#include "pipeline/store/open_archive.h"

namespace trichluc {
namespace {

struct Figure {
  std::int64_t fact = 0;
  Datum value;
  std::string year, period, comparator, modality, change, sha256, area;
};

struct FigureRow {
  std::string name, unit;
  std::map<std::string, std::vector<std::int64_t>> facts;  // by year
  std::map<std::string, std::vector<Figure>> cells;        // the same, read only for rows that are shown
  std::size_t figures = 0, targets = 0;
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

// The series is the one of the view `observation` (pipeline/store/migrations.cpp). ?1 kind, ?2 unit, ?3 area.
constexpr const char* kFigures = R"sql(
FROM (
SELECT fact.id, substr(fact.begin_date, 1, 4) AS year, fact.modality,
       coalesce(fact.unit, fact.currency, '%') AS unit, coalesce(fact.area, document.area) AS area,
       document.issuer AS issuer,
       coalesce(fact.indicator, nullif(
         CASE WHEN table_row IS NOT NULL THEN table_row || ' / ' || coalesce(table_column, '')
              WHEN kind = 'budget' THEN coalesce(flow || ': ', '') || coalesce(holder, "of", '')
              WHEN kind = 'count' THEN fact.unit || coalesce(': ' || "of", '')
              ELSE coalesce("of", '') END, '')) AS series,
       coalesce(holder, CASE WHEN kind <> 'budget' THEN "of" END) AS holder
FROM fact JOIN document ON document.id = fact.document_id
WHERE kind = ?1 AND begin_date IS NOT NULL AND (review IS NULL OR review NOT IN ('rejected', 'replaced')))
WHERE (?2 IS NULL OR instr('|' || ?2 || '|', '|' || unit || '|') > 0) AND (?3 IS NULL OR area = ?3))sql";

constexpr const char* kFigure =
    "SELECT coalesce(fact.value, fact.amount), substr(fact.begin_date, 1, 4), period, comparator, modality, change, "
    "document.sha256, coalesce(fact.area, document.area) FROM fact JOIN document ON document.id = fact.document_id "
    "WHERE fact.id = ?";

class Table {
 public:
  Table(const Database& database, const FigureRequest& request) {
    if (request.kind != "count" && request.kind != "budget" && request.kind != "percentage")
      throw Failure{{ErrorCode::kBadArguments,
                     "no kind of figure '" + request.kind + "'",
                     "kinds are count, budget, percentage",
                     {}}};
    const std::string by = row_expression(request.by);
    const std::string key = matching_key(as_indexed(request.words));
    // What makes rows and their order is read of every figure, the rest only of those that are shown.
    Statement figures(database, "SELECT id, year, unit, area, modality = 'target', " + by + " " + kFigures);
    const auto or_null = [](const std::string& text) { return text.empty() ? Datum() : Datum(text); };
    const Datum unit = or_null(request.unit), area = or_null(request.area);  // as long as they are bound
    std::unordered_map<std::string, bool> fits;                              // a name is folded once
    std::unordered_map<std::string, std::size_t> places;
    for (figures.bind(request.kind, unit, area); figures.next();) {
      if (figures.is_null(5)) continue;
      const std::string_view name = figures.text(5), own_unit = figures.text(2);
      if (!key.empty()) {
        const auto [known, is_new] = fits.try_emplace(std::string(name), true);
        if (is_new) known->second = matching_key(known->first).find(key) != std::string::npos;
        if (!known->second) continue;
      }
      ++count_of(units_, own_unit);
      if (!figures.is_null(3)) ++count_of(areas_, figures.text(3));
      place_.assign(name).append(1, '\1').append(own_unit);
      const auto [place, is_new] = places.try_emplace(place_, rows_.size());
      if (is_new) {
        rows_.emplace_back();
        rows_.back().name = name, rows_.back().unit = own_unit;
      }
      FigureRow& row = rows_[place->second];
      row.facts[figures.string(1)].push_back(figures.integer(0));
      ++row.figures;
      row.targets += figures.integer(4) != 0;
    }
    if (request.with_targets)
      std::erase_if(rows_, [](const FigureRow& row) { return row.targets == 0 || row.targets == row.figures; });
    // What is stated for most years, then most often: that is what can be compared.
    std::sort(rows_.begin(), rows_.end(), [](const FigureRow& a, const FigureRow& b) {
      if (a.facts.size() != b.facts.size()) return a.facts.size() > b.facts.size();
      if (a.figures != b.figures) return a.figures > b.figures;
      return std::tie(a.name, a.unit) < std::tie(b.name, b.unit);
    });
    total_ = rows_.size();
    if (rows_.size() > request.limit) rows_.resize(request.limit);
    Statement figure(database, kFigure);
    for (FigureRow& row : rows_) {
      for (const auto& [year, facts] : row.facts) {
        for (const std::int64_t fact : facts) {
          figure.bind(fact);
          if (!figure.next()) continue;
          row.cells[year].push_back({fact, figure.cell(0), figure.string(1), figure.string(2), figure.string(3),
                                     figure.string(4), figure.string(5), figure.string(6), figure.string(7)});
        }
      }
    }
  }

  std::vector<FigureRow>& rows() { return rows_; }
  std::size_t total() const { return total_; }
  const auto& units() const { return units_; }
  const auto& areas() const { return areas_; }

 private:
  using Counts = std::map<std::string, std::size_t, std::less<>>;
  static std::size_t& count_of(Counts& counts, std::string_view key) {
    const auto found = counts.find(key);
    return found != counts.end() ? found->second : counts[std::string(key)];
  }

  std::vector<FigureRow> rows_;
  std::string place_;  // of the figure that is looked at
  std::size_t total_ = 0;
  Counts units_, areas_;
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

template <class Counts>
void write_counts(JsonWriter& json, const char* key, const Counts& counts) {
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
