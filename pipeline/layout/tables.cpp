#include "pipeline/layout/tables.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/layout/phrases.h"
#include "pipeline/layout/signing_phrases.h"
#include "pipeline/layout/word_match.h"
#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

constexpr std::size_t kLongestName = 400;  // bytes of a column's name; more is running text in a frame
constexpr std::size_t kLeastBodyRows = 2;  // with digits
constexpr std::size_t kMostBetween = 4;    // lines between the parts of a table that runs over a page end
constexpr int kMostFrameColumns = 3;       // of a letterhead or signature block
constexpr float kSameColumn = 3;           // points
constexpr float kMostSheetShift = 40;      // points
constexpr float kMargin = 0.08F;           // of the page's height: where page numbers and running heads stand

struct GridCell {
  std::size_t first = 0, last = 0;  // lines [first, last)
  Cell cell;
  Box box;
};
using GridRow = std::vector<GridCell>;

/// A table as it was printed or typed, before anybody knows what it is.
struct Grid {
  std::uint32_t page = 0;
  std::size_t first = 0, last = 0;  // lines [first, last)
  bool printed = false;
  int columns = 0;
  std::vector<GridRow> rows;
};

// --- pipe tables ------------------------------------------------------------------------------------------------

bool same_pipe_table(const Sheet& sheet, const TextLine& before, const TextLine& line) {
  if (before.page != line.page) return false;
  const std::vector<Line>& lines = (*sheet.pages)[line.page].lines;
  for (std::uint32_t number = before.number; number < line.number; ++number) {
    if (!lines[number].marks.table_row) return false;
  }
  return true;
}

/// Rows of pipe tables become a line for each cell, placed like those of a ruled table.
void split_pipe_rows(Sheet& sheet) {
  if (std::none_of(sheet.lines.begin(), sheet.lines.end(), [](const TextLine& line) { return line.marks.table_row; }))
    return;
  std::vector<TextLine> lines;
  lines.reserve(sheet.lines.size() * 2);
  CellPlace place;
  std::optional<TextLine> before;
  for (const TextLine& line : sheet.lines) {
    if (!line.marks.table_row) {
      lines.push_back(line);
      continue;
    }
    if (before && same_pipe_table(sheet, *before, line)) {
      ++place.row;
    } else {
      ++place.table;
      place.row = 0;
    }
    before = line;
    const Page& page = (*sheet.pages)[line.page];
    const Range whole = page.lines[line.number].text;  // blank first cells included
    place.column = 0;
    bool first = true;
    for (std::uint32_t begin = whole.begin; begin <= whole.end; ++place.column) {
      std::uint32_t end = begin;
      while (end < whole.end && page.text[end] != '\t') ++end;
      std::uint32_t text = begin;
      while (text < end && page.text[text] == ' ') ++text;
      if (text < end) {
        TextLine part = part_of_line(sheet, line, {text, end});
        part.cell = place;
        part.column = static_cast<std::uint8_t>(std::min<int>(place.column, 255));
        part.opens_page = line.opens_page && first;
        lines.push_back(part);
        first = false;
      }
      begin = end + 1;
    }
  }
  sheet.lines = std::move(lines);
}

// --- grids ------------------------------------------------------------------------------------------------------

/// The lines from `first` on that are of one table.
Grid read_grid(const Sheet& sheet, std::size_t first) {
  Grid grid;
  grid.first = first;
  grid.page = sheet.lines[first].page;
  grid.printed = !sheet.lines[first].cell.box.empty();
  std::size_t at = first;
  int row = -1;
  for (; at < sheet.lines.size(); ++at) {
    const TextLine& line = sheet.lines[at];
    const CellPlace& place = line.cell;
    if (line.page != grid.page || place.table != sheet.lines[first].cell.table) break;
    if (grid.rows.empty() || place.row != row) {
      grid.rows.emplace_back();
      row = place.row;
    }
    GridRow& cells = grid.rows.back();
    if (cells.empty() || cells.back().cell.column != place.column) {
      cells.push_back({at, at, {{}, place.column, place.column_span, place.row_span}, place.box});
    }
    cells.back().last = at + 1;
    grid.columns = std::max(grid.columns, place.column + place.column_span);
  }
  grid.last = at;
  return grid;
}

std::string text_of(const Sheet& sheet, const GridCell& cell) {
  std::string text;
  for (std::size_t line = cell.first; line < cell.last; ++line) {
    if (!text.empty()) text += ' ';
    text += sheet.text(sheet.lines[line]);
  }
  return text;
}

/// "2.815", "99,2%", "30/9/2024", "(1)".
bool is_of_digits(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) && !has_letters(text);
}

/// The number that a cell of the row of column numbers gives its column: "3", "(3)", "3=1+2"; 0 for none.
int column_number(std::string_view text) {
  if (!text.empty() && (text.front() == '(' || text.front() == '[')) {
    text.remove_prefix(1);
    if (!text.empty() && (text.back() == ')' || text.back() == ']')) text.remove_suffix(1);
  }
  const int number = std::atoi(std::string(text.substr(0, 3)).c_str());
  std::size_t at = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  if (at == 0 || at > 2) return 0;
  while (at < text.size() && text[at] == ' ') ++at;
  return at == text.size() || text[at] == '=' ? number : 0;
}

/// "A │ B │ 1 │ 2 │ 3=2/1"
bool is_column_numbers(const Sheet& sheet, const GridRow& row) {
  int last = 0;
  for (const GridCell& cell : row) {
    const std::string text = text_of(sheet, cell);
    if (last == 0 && text.size() == 1 && text[0] >= 'A' && text[0] <= 'E') continue;
    const int number = column_number(text);
    if (number == 0 || (last > 0 ? number != last + 1 : number > 2)) return false;
    last = number;
  }
  return last >= 2;
}

bool spans_all(const Grid& grid, const GridCell& cell) { return cell.cell.column_span >= grid.columns; }

/// Rows that name the columns, from the first on.
std::size_t count_header_rows(const Sheet& sheet, const Grid& grid) {
  std::size_t header = 1;
  for (std::size_t row = 0; row < header && header < grid.rows.size(); ++row) {
    bool parts = false;  // a spanning name: the names of its columns stand below
    for (const GridCell& cell : grid.rows[row]) {
      header = std::max(header, row + static_cast<std::size_t>(cell.cell.row_span));
      parts = parts || cell.cell.column_span > 1;
    }
    if (parts) header = std::max(header, row + 2);
  }
  header = std::min(header, grid.rows.size());
  if (header < grid.rows.size() && is_column_numbers(sheet, grid.rows[header])) ++header;
  return header;
}

/// What a letterhead, a signature block or an address says. In a wide table of data "Số 12/QĐ-UBND" lists documents
/// and "Q. 1" is a district.
bool is_no_data(std::string_view text, bool narrow) {
  const std::string key = fold_plain(text);
  if (is_motto(key)) return true;
  return narrow && (is_number_line(text, key) || is_date_line(text) || is_capacity(text) ||
                    starts_with(key, "noi nhan:") || starts_with(key, "kinh gui:"));
}

/// Whether the table holds the head or the end of a document.
bool frames_ends(const Sheet& sheet, const Grid& grid) {
  const bool narrow = grid.columns <= kMostFrameColumns;
  for (const GridRow& row : grid.rows) {
    for (const GridCell& cell : row) {
      for (std::size_t line = cell.first; line < cell.last; ++line) {
        if (is_no_data(sheet.text(sheet.lines[line]), narrow)) return true;
      }
    }
  }
  return false;
}

/// Number of header rows; 0 when it is no table of data.
std::size_t header_of_data(const Sheet& sheet, const Grid& grid) {
  if (grid.columns < 2 || grid.rows.size() < 2 || frames_ends(sheet, grid)) return 0;
  const std::size_t header = count_header_rows(sheet, grid);
  std::size_t names = 0;
  for (std::size_t row = 0; row < header; ++row) {
    for (const GridCell& cell : grid.rows[row]) {
      const std::string text = text_of(sheet, cell);
      if (text.size() > kLongestName) return 0;
      names += !spans_all(grid, cell) && has_letters(text);
    }
  }
  std::size_t with_digits = 0;
  for (std::size_t row = header; row < grid.rows.size(); ++row) {
    with_digits += std::any_of(grid.rows[row].begin(), grid.rows[row].end(),
                               [&](const GridCell& cell) { return is_of_digits(text_of(sheet, cell)); });
  }
  return names >= 2 && with_digits >= (grid.printed ? kLeastBodyRows : 1) ? header : 0;
}

// --- tables over page ends --------------------------------------------------------------------------------------

/// A table of data that may go on.
struct OpenTable {
  int number = -1;
  int rows = 0;
  std::uint32_t page = 0;
  std::size_t last = 0;      // the line behind it
  std::vector<float> lefts;  // of its columns
  float right = 0;
  float font_size_pt = 0;
  std::vector<std::string> header;  // texts of its header rows
};

/// Page numbers, running heads and footnotes, not text.
bool only_furniture(const Sheet& sheet, const OpenTable& open, const Grid& next) {
  if (next.first - open.last > kMostBetween) return false;
  for (std::size_t i = open.last; i < next.first; ++i) {
    const TextLine& line = sheet.lines[i];
    const float height = (*sheet.pages)[line.page].height_pt;
    const bool margin = line.box.bottom < kMargin * height || line.box.top > (1 - kMargin) * height;
    if (line.letters() > 0 && !margin && line.font_size_pt >= 0.9F * open.font_size_pt) return false;
  }
  return true;
}

/// Gives the cells of `grid` the columns of the table before; false when they do not begin where those do. Sheets lie
/// on the glass of a scanner as they come: there, all columns may be off by the same distance.
bool take_columns(const OpenTable& open, Grid& grid, bool scanned) {
  float shift = 0;
  float slack = kSameColumn;
  if (scanned && !open.lefts.empty()) {
    float left = std::numeric_limits<float>::max();
    for (const GridRow& row : grid.rows) {
      for (const GridCell& cell : row) left = std::min(left, cell.box.left);
    }
    shift = left - open.lefts.front();
    slack = 2 * kSameColumn;
    if (std::fabs(shift) > kMostSheetShift) return false;
  }
  const auto index = [&open, shift, slack](float left) {
    for (std::size_t i = 0; i < open.lefts.size(); ++i) {
      if (std::fabs(open.lefts[i] - (left - shift)) < slack) return static_cast<int>(i);
    }
    return -1;
  };
  for (const GridRow& row : grid.rows) {
    for (const GridCell& cell : row) {
      if (index(cell.box.left) < 0 || cell.box.right - shift > open.right + slack) return false;
    }
  }
  for (GridRow& row : grid.rows) {
    for (GridCell& cell : row) {
      cell.cell.column = index(cell.box.left);
      const auto end = std::count_if(open.lefts.begin(), open.lefts.end(),
                                     [&](float left) { return left < cell.box.right - shift - slack; });
      cell.cell.column_span = std::max(1, static_cast<int>(end) - cell.cell.column);
    }
  }
  grid.columns = static_cast<int>(open.lefts.size());
  return true;
}

std::string row_text(const Sheet& sheet, const GridRow& row) {
  std::string text;
  for (const GridCell& cell : row) text += text_of(sheet, cell) + '\t';
  return text;
}

class TableFinder {
 public:
  explicit TableFinder(Sheet& sheet) : sheet_(sheet) {}

  void find() {
    for (std::size_t at = 0; at < sheet_.lines.size();) {
      if (!sheet_.lines[at].cell.in_table()) {
        ++at;
        continue;
      }
      Grid grid = read_grid(sheet_, at);
      at = grid.last;
      if (goes_on(grid)) {
        keep(grid, repeated_rows(grid), true);
      } else if (const std::size_t header = header_of_data(sheet_, grid); header > 0) {
        open(grid, header);
        keep(grid, header, false);
      } else if (frames_ends(sheet_, grid)) {
        for (std::size_t i = grid.first; i < grid.last; ++i) {
          TextLine& line = sheet_.lines[i];
          line.marks.table_row = false;
          if (!grid.printed) line.column = static_cast<std::uint8_t>(std::min<int>(line.cell.column, 255));
        }
      }
    }
  }

 private:
  bool goes_on(Grid& grid) const {
    return open_.number >= 0 && grid.printed && grid.page == open_.page + 1 && only_furniture(sheet_, open_, grid) &&
           !frames_ends(sheet_, grid) && take_columns(open_, grid, (*sheet_.pages)[grid.page].origin.kind == "ocr");
  }

  /// Rows at the head of a continued table that repeat its header, or a part of it.
  std::size_t repeated_rows(const Grid& grid) const {
    std::size_t rows = 0;
    while (rows < grid.rows.size() && rows < open_.header.size() &&
           fold_plain(row_text(sheet_, grid.rows[rows])) == fold_plain(open_.header[rows]))
      ++rows;
    if (rows < grid.rows.size() && is_column_numbers(sheet_, grid.rows[rows])) ++rows;
    return rows;
  }

  void open(const Grid& grid, std::size_t header) {
    open_.number = tables_++;
    open_.rows = 0;
    open_.lefts.clear();
    open_.header.clear();
    open_.right = 0;
    open_.font_size_pt = sheet_.lines[grid.last - 1].font_size_pt;
    for (int column = 0; column < grid.columns; ++column) {
      for (const GridRow& row : grid.rows) {
        const auto cell =
            std::find_if(row.begin(), row.end(), [column](const GridCell& c) { return c.cell.column == column; });
        if (cell == row.end()) continue;
        open_.lefts.push_back(cell->box.left);
        break;
      }
    }
    for (const GridRow& row : grid.rows) {
      for (const GridCell& cell : row) open_.right = std::max(open_.right, cell.box.right);
    }
    for (std::size_t row = 0; row < header; ++row) open_.header.push_back(row_text(sheet_, grid.rows[row]));
  }

  void keep(const Grid& grid, std::size_t header, bool repeated) {
    for (std::size_t i = 0; i < grid.rows.size(); ++i) {
      TableRow row;
      row.table = open_.number;
      row.row = open_.rows++;
      row.header = i < header;
      row.repeated = row.header && repeated;
      for (const GridCell& cell : grid.rows[i]) {
        for (std::size_t line = cell.first; line < cell.last; ++line) {
          sheet_.lines[line].marks.table_row = true;
          sheet_.lines[line].table_row = static_cast<std::int32_t>(sheet_.table_rows.size());
          sheet_.lines[line].table_cell = static_cast<std::uint16_t>(row.cells.size());
        }
        row.cells.push_back(cell.cell);
      }
      sheet_.table_rows.push_back(std::move(row));
    }
    open_.page = grid.page;
    open_.last = grid.last;
  }

  Sheet& sheet_;
  OpenTable open_;
  int tables_ = 0;
};

}  // namespace

void find_tables(Sheet& sheet) {
  split_pipe_rows(sheet);
  TableFinder(sheet).find();
}

void place_cells(const Sheet& sheet, const Drafts& drafts, Document& document) {
  for (std::size_t i = 0; i < drafts.drafts.size(); ++i) {
    if (drafts.drafts[i].table_row < 0) continue;
    Block& block = document.blocks[i];
    TableRow row = sheet.table_rows[static_cast<std::size_t>(drafts.drafts[i].table_row)];
    std::uint32_t begin = 0;
    int column = 0;
    for (Cell& cell : row.cells) {
      while (column < cell.column && begin < block.text.size()) {
        if (block.text[begin++] == '\t') ++column;
      }
      std::uint32_t end = begin;
      while (end < block.text.size() && block.text[end] != '\t') ++end;
      cell.text = {begin, end};
    }
    std::erase_if(row.cells, [](const Cell& cell) { return cell.text.empty(); });
    block.table_row = std::move(row);
  }
}

}  // namespace trichluc::layout
