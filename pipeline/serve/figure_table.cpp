#include "pipeline/serve/figure_table.h"

#include <algorithm>
#include <limits>
#include <map>
#include <mutex>
#include <set>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "pipeline/serve/archive_watch.h"
#include "pipeline/serve/json_rows.h"
#include "pipeline/store/folding.h"
#include "pipeline/store/open_archive.h"

namespace trichluc {
namespace {

struct Cell {
  std::vector<std::int64_t> facts;  // the first of them
  std::size_t figures = 0;
  bool conflict = false;  // two documents say different things of the same
};

struct FigureRow {
  std::string name, unit;
  std::map<std::string, Cell, std::less<>> cells;  // by year
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
SELECT fact.id, substr(fact.begin_date, 1, 4) AS year, fact.modality, fact.period, fact.change, fact.comparator,
       coalesce(fact.value, fact.amount) AS value, fact.document_id,
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
    "SELECT coalesce(fact.value, fact.amount) AS value, comparator, modality, change, period, "
    "coalesce(fact.area, document.area) AS area, fact.fact AS id, fact.text, fact.page, fact.review, fact.confidence, "
    "document.sha256, document.source, document.number, document.date, document.issuer "
    "FROM fact JOIN document ON document.id = document_id WHERE fact.id = ?";

class Table {
 public:
  /// Of each cell the first `most_in_cell` figures are kept.
  Table(const Database& database, const FigureRequest& request, std::size_t most_in_cell) {
    if (request.kind != "count" && request.kind != "budget" && request.kind != "percentage")
      throw Failure{{ErrorCode::kBadArguments,
                     "no kind of figure '" + request.kind + "'",
                     "kinds are count, budget, percentage",
                     {}}};
    const std::string key = matching_key(as_indexed(request.words));
    // What makes rows and conflicts is read of every figure, the rest only of those that are shown.
    Statement figures(database, std::string("SELECT id, year, unit, area, modality, ") + row_expression(request.by) +
                                    ", series, period, change, ifnull(comparator, '') || value, document_id " +
                                    kFigures);
    const auto or_null = [](const std::string& text) { return text.empty() ? Datum() : Datum(text); };
    const Datum unit = or_null(request.unit), area = or_null(request.area);  // as long as they are bound
    std::unordered_map<std::string, bool> fits;                              // a name is folded once
    std::unordered_map<std::string, std::size_t> places;
    for (figures.bind(request.kind, unit, area); figures.next();) {
      if (figures.is_null(5)) continue;
      if (!request.row.empty() && figures.text(5) != request.row) continue;
      const std::string_view name = figures.text(5), own_unit = figures.text(2), modality = figures.text(4);
      if (!key.empty()) {
        const auto [known, is_new] = fits.try_emplace(std::string(name), true);
        if (is_new) known->second = matching_key(known->first).find(key) != std::string::npos;
        if (!known->second) continue;
      }
      ++entry_of(units_, own_unit);
      if (!figures.is_null(3)) ++entry_of(areas_, figures.text(3));
      place_.assign(name).append(1, '\1').append(own_unit);
      const auto [place, is_new] = places.try_emplace(place_, rows_.size());
      if (is_new) {
        rows_.emplace_back();
        rows_.back().name = name, rows_.back().unit = own_unit;
      }
      FigureRow& row = rows_[place->second];
      Cell& cell = entry_of(row.cells, figures.text(1));
      if (cell.facts.size() < most_in_cell) cell.facts.push_back(figures.integer(0));
      ++cell.figures;
      ++row.figures;
      row.targets += modality == "target";
      for (const std::string_view part :
           {figures.text(6), figures.text(1), figures.text(7), modality, figures.text(8), figures.text(3)})
        place_.append(1, '\1').append(part);
      cell.conflict |= contradicts(figures.text(9), figures.integer(10));
    }
    if (request.with_targets)
      std::erase_if(rows_, [](const FigureRow& row) { return row.targets == 0 || row.targets == row.figures; });
    // What is stated for most years, then most often: that is what can be compared.
    std::sort(rows_.begin(), rows_.end(), [](const FigureRow& a, const FigureRow& b) {
      if (a.cells.size() != b.cells.size()) return a.cells.size() > b.cells.size();
      if (a.figures != b.figures) return a.figures > b.figures;
      return std::tie(a.name, a.unit) < std::tie(b.name, b.unit);
    });
    total_ = rows_.size();
    if (rows_.size() > request.limit) rows_.resize(request.limit);
  }

  const std::vector<FigureRow>& rows() const { return rows_; }
  std::size_t total() const { return total_; }
  const auto& units() const { return units_; }
  const auto& areas() const { return areas_; }

 private:
  using Counts = std::map<std::string, std::size_t, std::less<>>;
  /// What was said of one thing, time, place and sense (the hash of which is the key).
  struct Stated {
    std::size_t value;                       // hash of the first
    std::int64_t document;                   // the first
    bool values = false, documents = false;  // there are others
  };

  /// A name is made only where there is no entry yet.
  template <class Map>
  static typename Map::mapped_type& entry_of(Map& map, std::string_view key) {
    const auto found = map.find(key);
    return found != map.end() ? found->second : map[std::string(key)];
  }

  /// Whether another document states another value of what place_ names.
  bool contradicts(std::string_view value, std::int64_t document) {
    const std::size_t hash = std::hash<std::string_view>()(value);
    Stated& stated = stated_.try_emplace(std::hash<std::string>()(place_), Stated{hash, document}).first->second;
    stated.values |= stated.value != hash;
    stated.documents |= stated.document != document;
    return stated.values && stated.documents;
  }

  std::unordered_map<std::size_t, Stated> stated_;

  std::vector<FigureRow> rows_;
  std::string place_;  // of the figure that is looked at
  std::size_t total_ = 0;
  Counts units_, areas_;
};

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

std::string table_json(const Database& database, const FigureRequest& request) {
  const Table table(database, request, request.in_cell);
  Statement figure(database, kFigure);
  std::set<std::string> years;
  JsonWriter json;
  json.begin_object();
  json.key("rows");
  json.begin_array();
  for (const FigureRow& row : table.rows()) {
    json.begin_object();
    json.field("name", row.name);
    json.field("unit", row.unit);
    json.key("cells");
    json.begin_object();
    for (const auto& [year, cell] : row.cells) {
      years.insert(year);
      json.key(year);
      json.begin_object();
      json.optional_flag("conflict", cell.conflict);
      json.field("count", cell.figures);
      json.key("figures");
      json.begin_array();
      for (const std::int64_t fact : cell.facts) {
        figure.bind(fact);
        if (figure.next()) write_row_as_json(json, figure);
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
}

/// Requests with the same words have the same answer.
std::string words_of(const FigureRequest& request) {
  std::string words;
  for (const std::string& part :
       {request.kind, request.by, request.words, request.unit, request.area, request.row,
        std::to_string(request.with_targets), std::to_string(request.limit), std::to_string(request.in_cell)})
    words += part + '\1';
  return words;
}

constexpr std::size_t kAnswersKept = 24;

}  // namespace

struct FigureTables::State {
  explicit State(std::string path) : archive(path), watch(std::move(path)) {}

  std::string archive;
  std::mutex mutex;
  ArchiveWatch watch;
  std::int64_t version = -1;
  std::map<std::string, std::string> answers;  // of this version
};

FigureTables::FigureTables(std::string archive) : state_(std::make_unique<State>(std::move(archive))) {}
FigureTables::~FigureTables() = default;

Result<std::string> FigureTables::json(const FigureRequest& request) {
  return guarded([&] {
    const std::string words = words_of(request);
    std::int64_t version = 0;
    {
      const std::lock_guard lock(state_->mutex);
      version = state_->watch.version();
      if (version != state_->version) state_->answers.clear();
      state_->version = version;
      if (const auto kept = state_->answers.find(words); kept != state_->answers.end()) return kept->second;
    }
    std::string answer = table_json(open_to_read(state_->archive), request);
    const std::lock_guard lock(state_->mutex);
    // Of an archive that has changed meanwhile nothing is kept.
    if (state_->version == version && state_->watch.version() == version) {
      if (state_->answers.size() >= kAnswersKept) state_->answers.clear();
      state_->answers[words] = answer;
    }
    return answer;
  });
}

Result<std::size_t> FigureTables::write(const FigureRequest& request, TableWriter& writer) const {
  return guarded([&] {
    const Database database = open_to_read(state_->archive);
    const Table table(database, request, std::numeric_limits<std::size_t>::max());
    Statement figure(database, kFigure);
    Columns columns = {request.by, "unit", "year", "conflict"};
    if (request.by == "area" || request.by == "issuer") columns[0] = "row";  // the figure's own has that name
    for (int i = 0; i < figure.columns(); ++i) columns.push_back(figure.column_name(i));
    writer.begin(columns);
    std::size_t count = 0;
    for (const FigureRow& row : table.rows()) {
      for (const auto& [year, cell] : row.cells) {
        for (const std::int64_t fact : cell.facts) {
          figure.bind(fact);
          if (!figure.next()) continue;
          Row cells = {row.name, row.unit.empty() ? Datum() : Datum(row.unit), year, std::int64_t{cell.conflict}};
          for (int i = 0; i < figure.columns(); ++i) cells.push_back(figure.cell(i));
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
