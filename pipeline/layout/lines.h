// lines.h - the lines of a reading, measured once, and what the passes over them find out.
//
// Every pass of the layout (furniture, opening, ending, notes, paragraphs) reads these measures and writes `kind`
// and `joins`; none looks at the raw text of all lines again.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/core/document.h"
#include "pipeline/core/page.h"
#include "pipeline/layout/list_mark.h"

namespace trichluc::layout {

/// How a line's last word ends, closing quotation marks and brackets aside.
enum class LineEnd : std::uint8_t {
  kOpen,      // a letter, a digit: nothing that ends anything
  kComma,
  kHyphen,    // "NĐ-", "36/2015/": the word goes on
  kColon,
  kSemicolon,
  kStop,      // . ! ? … ./.
};

/// Three measures of length; which one the line breaks of a file follow is found out per document (line_style.h).
/// kPoints are hundredths of an em of a usual serif font, for text that was wrapped on paper.
enum Measure : std::uint8_t { kPoints, kCharacters, kBytes };
using Width = std::array<std::uint32_t, 3>;

struct TextLine {
  std::uint32_t page = 0;         // index
  std::uint32_t number = 0;       // index of its line on the page
  Range text;                     // bytes in Page::text, blanks at both ends left out; never empty
  Width width{};
  Width first_word{};
  std::uint32_t indent = 0;       // blanks before it
  std::uint32_t widest_gap = 0;   // longest run of blanks inside
  std::uint32_t gap_begin = 0;    // where that run begins, byte in Page::text
  std::uint16_t blank_before = 0; // empty lines above, on the same page
  std::uint16_t gaps = 0;         // runs of three or more blanks inside
  std::uint16_t lower = 0;        // letters by case
  std::uint16_t upper = 0;
  std::uint16_t digits = 0;
  char32_t first = 0;             // its first character
  LineEnd end = LineEnd::kOpen;
  bool opens_page = false;        // first line of its page
  bool bold = false;
  bool italic = false;
  float font_size_pt = 0;
  Box box;                        // empty without a page image
  LineMarks marks;
  CellPlace cell;                 // of the ruled table it was printed in
  ListMark mark;

  // Found by the passes:
  std::optional<BlockKind> kind;  // none: body text
  bool joins = false;             // goes on with the line of the same kind before it
  std::uint8_t column = 0;        // of a letterhead or signature block, from the left
  bool below = false;             // printed on one line with the one before, meant to stand below it
  std::uint16_t part = 0;         // Block::part
  std::int32_t table_row = -1;    // in Sheet::table_rows: a cell of a data table (tables.h), or a line of one
  std::uint16_t table_cell = 0;   // in that row

  bool capitals() const { return upper > 0 && lower == 0; }
  std::uint32_t letters() const { return static_cast<std::uint32_t>(upper) + lower; }
};

/// The working copy of a document: its pages as read, and their lines.
struct Sheet {
  const std::vector<Page>* pages = nullptr;
  bool has_pages = false;    // the format knows pages
  bool printed = false;      // lines have boxes
  std::vector<TextLine> lines;
  std::vector<TableRow> table_rows;  // of data tables (tables.h), in reading order; cells have no text yet

  std::string_view text(const TextLine& line) const {
    return std::string_view((*pages)[line.page].text).substr(line.text.begin, line.text.size());
  }
};

/// Measures all lines that are not blank.
Sheet measure_lines(const std::vector<Page>& pages, bool has_pages);

/// How `text` ends.
LineEnd end_of(std::string_view text);

/// A line for `text`, a part of `whole` on the same line of print.
TextLine part_of_line(const Sheet& sheet, const TextLine& whole, Range text);

}  // namespace trichluc::layout
