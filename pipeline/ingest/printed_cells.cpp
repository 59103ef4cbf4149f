#include "pipeline/ingest/printed_cells.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace trichluc {
namespace {

// Rules are drawn as strokes or as thin filled boxes, one per cell or one per table, and meet only roughly.
constexpr float kSlack = 2.5F;
constexpr std::size_t kMostRules = 4000;  // more is a drawing
constexpr float kLeastCell = 5;           // points; double rules lie nearer

/// Rules that lie within the slack of each other get the same place, so that rows compare equal.
void align(std::vector<RuledLine>& rules) {
  std::sort(rules.begin(), rules.end(), [](const RuledLine& a, const RuledLine& b) { return a.at < b.at; });
  for (std::size_t i = 1; i < rules.size(); ++i) {
    if (rules[i].at - rules[i - 1].at < kSlack) rules[i].at = rules[i - 1].at;
  }
}

/// Boxes around vertical rules that stand beside each other; one rule alone makes no table.
std::vector<Box> find_tables(std::vector<RuledLine> down) {
  std::sort(down.begin(), down.end(), [](const RuledLine& a, const RuledLine& b) { return a.from < b.from; });
  std::vector<Box> tables;
  for (const RuledLine& rule : down) {
    if (tables.empty() || rule.from > tables.back().bottom + kSlack) {
      tables.push_back({rule.at, rule.from, rule.at, rule.to});
      continue;
    }
    Box& table = tables.back();
    table.left = std::min(table.left, rule.at);
    table.right = std::max(table.right, rule.at);
    table.bottom = std::max(table.bottom, rule.to);
  }
  std::erase_if(tables, [](const Box& table) { return table.width() < 4 * kSlack; });
  return tables;
}

/// Places where cells begin, those of one rule only once.
class Grid {
 public:
  void add(float place) { places_.push_back(place); }
  void finish() {
    std::sort(places_.begin(), places_.end());
    places_.erase(std::unique(places_.begin(), places_.end(), [](float a, float b) { return b - a < kLeastCell; }),
                  places_.end());
  }
  /// How many cells begin before `place`.
  std::uint16_t before(float place) const {
    return static_cast<std::uint16_t>(std::lower_bound(places_.begin(), places_.end(), place - kLeastCell / 2) -
                                      places_.begin());
  }

 private:
  std::vector<float> places_;
};

/// Rows and columns of the cells of one table; those without any text are not counted.
template <class Lines>
void number_cells(Lines first, Lines last) {
  Grid rows;
  Grid columns;
  for (auto line = first; line != last; ++line) {
    rows.add(line->cell.box.top);
    columns.add(line->cell.box.left);
  }
  rows.finish();
  columns.finish();
  const auto span = [](int before_end, int begin) {
    return static_cast<std::uint16_t>(std::max(1, before_end - begin));
  };
  for (auto line = first; line != last; ++line) {
    CellPlace& cell = line->cell;
    cell.row = rows.before(cell.box.top);
    cell.column = columns.before(cell.box.left);
    cell.row_span = span(rows.before(cell.box.bottom), cell.row);
    cell.column_span = span(columns.before(cell.box.right), cell.column);
  }
}

}  // namespace

PrintedCells::PrintedCells(const PrintedPage& page) {
  if (page.down.size() < 2 || page.down.size() > kMostRules || page.across.size() > kMostRules) return;
  across_ = page.across;
  down_ = page.down;
  align(across_);
  align(down_);
  tables_ = find_tables(down_);
}

bool PrintedCells::parted(float left, float right, float y) const {
  const auto first = std::lower_bound(down_.begin(), down_.end(), left - 1,
                                      [](const RuledLine& rule, float x) { return rule.at < x; });
  for (auto rule = first; rule != down_.end() && rule->at <= right + 1; ++rule) {
    if (rule->from <= y && y <= rule->to) return true;
  }
  return false;
}

PrintedCells::Place PrintedCells::at(float x, float y) const {
  Place place;
  const auto table = std::find_if(tables_.begin(), tables_.end(), [x, y](const Box& box) {
    return box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
  });
  if (table == tables_.end()) return place;
  place.table = static_cast<std::int32_t>(table - tables_.begin());
  place.row = table->top;
  place.column = table->left;
  for (const RuledLine& rule : across_) {
    if (rule.at > y) break;
    if (rule.at >= table->top && rule.from - kSlack <= x && x <= rule.to + kSlack) place.row = rule.at;
  }
  for (const RuledLine& rule : down_) {
    if (rule.at > x) break;
    if (rule.from - kSlack <= y && y <= rule.to + kSlack) place.column = rule.at;
  }
  return place;
}

Box PrintedCells::cell_around(const Box& table, float x, float y) const {
  Box cell = table;
  for (const RuledLine& rule : down_) {
    if (y < rule.from - kSlack || y > rule.to + kSlack || rule.at < table.left - kSlack ||
        rule.at > table.right + kSlack)
      continue;
    if (rule.at <= x) {
      cell.left = std::max(cell.left, rule.at);
    } else {
      cell.right = std::min(cell.right, rule.at);
    }
  }
  // Only what runs along the whole cell parts it: a line of the text may be underlined. The rule may come in pieces.
  const float enough = 0.8F * cell.width();
  for (std::size_t i = 0; i < across_.size();) {
    const float at = across_[i].at;
    float covered = 0;
    for (; i < across_.size() && across_[i].at == at; ++i) {
      covered += std::max(0.0F, std::min(across_[i].to, cell.right) - std::max(across_[i].from, cell.left));
    }
    if (covered < enough || at < table.top - kSlack || at > table.bottom + kSlack) continue;
    if (at <= y) {
      cell.top = std::max(cell.top, at);
    } else {
      cell.bottom = std::min(cell.bottom, at);
    }
  }
  return cell;
}

std::vector<Box> PrintedCells::cells() const {
  constexpr std::size_t kMostCells = 20'000;
  std::vector<Box> found;
  for (const Box& table : tables_) {
    std::vector<float> rows;
    std::vector<float> columns;
    for (const RuledLine& rule : across_) {
      if (rule.at >= table.top - kSlack && rule.at <= table.bottom + kSlack) rows.push_back(rule.at);
    }
    for (const RuledLine& rule : down_) {
      if (rule.at >= table.left - kSlack && rule.at <= table.right + kSlack) columns.push_back(rule.at);
    }
    const std::size_t first = found.size();
    for (std::size_t row = 1; row < rows.size(); ++row) {
      if (rows[row] - rows[row - 1] < kLeastCell) continue;
      for (std::size_t column = 1; column < columns.size(); ++column) {
        if (columns[column] - columns[column - 1] < kLeastCell) continue;
        if (found.size() >= kMostCells) return found;
        const Box cell =
            cell_around(table, (columns[column - 1] + columns[column]) / 2, (rows[row - 1] + rows[row]) / 2);
        // A cell that spans several squares of the grid is met in each of them.
        const bool known =
            std::any_of(found.begin() + static_cast<std::ptrdiff_t>(first), found.end(), [&cell](const Box& other) {
              return other.left == cell.left && other.top == cell.top && other.right == cell.right &&
                     other.bottom == cell.bottom;
            });
        if (!known && cell.width() >= kLeastCell && cell.height() >= kLeastCell) found.push_back(cell);
      }
    }
  }
  return found;
}

void PrintedCells::place_lines(const PrintedPage& page, std::vector<PrintedLine>& lines) const {
  for (PrintedLine& line : lines) {
    const PrintedWord& first = page.words[line.words.front()];
    const PrintedWord& last = page.words[line.words.back()];
    if (first.turn != 0) continue;
    const float x = (first.begin + last.end) / 2;
    const float y = line.base - 0.3F * line.size_pt;
    const Place place = at(x, y);
    if (place.table < 0) continue;
    line.cell.table = place.table;
    line.cell.box = cell_around(tables_[static_cast<std::size_t>(place.table)], x, y);
  }
  const auto place = [](const PrintedLine& line) { return std::make_pair(line.cell.row, line.cell.column); };
  for (auto first = lines.begin(); first != lines.end();) {
    auto last = std::next(first);
    while (last != lines.end() && last->cell.table == first->cell.table) ++last;
    if (first->cell.in_table()) {
      number_cells(first, last);
      std::stable_sort(first, last,
                       [&place](const PrintedLine& a, const PrintedLine& b) { return place(a) < place(b); });
    }
    first = last;
  }
}

}  // namespace trichluc
