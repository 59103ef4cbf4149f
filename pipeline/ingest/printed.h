// printed.h - what stands on a page: characters, words and ruled lines with their places, before they are text.
//
// The hand-over between the part of the PDF reader that knows Poppler (pdf_text.cpp) and the parts that only know
// geometry (printed_lines.cpp, printed_cells.cpp, printed_page.cpp). All lengths are points of the displayed page,
// origin top left.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/core/page.h"

namespace trichluc {

struct PrintedFont {
  std::string name;  // as the file spells it, valid UTF-8; empty when the file names none
  bool bold = false;
  bool italic = false;
};

struct PrintedCharacter {
  char32_t code = 0;  // never a line break, U+0000 or a surrogate
  Box box;            // inside the page
  std::uint16_t font = 0;
};

/// Characters set without a blank between them, in one size and on one baseline.
///
///      begin          end        `begin` and `end` run along the reading direction, `base` grows from line to line,
///        ├─── word ────┤         whichever way the text is turned; for upright text (turn 0) they are x, x and y.
///        └─────────────┴─ base
struct PrintedWord {
  std::uint32_t first = 0;  // characters [first, last)
  std::uint32_t last = 0;
  float begin = 0;
  float end = 0;
  float base = 0;
  float size_pt = 0;
  Box box;
  std::uint8_t turn = 0;         // quarter turns clockwise: 1 reads from top to bottom
  bool blank_after = false;      // the next word of the same found line stands apart
  std::uint32_t found_line = 0;  // words of one line as the library saw it are neighbours in PrintedPage::words
  std::uint32_t found_block = 0;
  float confidence = 1;  // of recognition, 0..1; a text layer says what it says

  std::uint32_t length() const { return last - first; }
};

/// A thin straight line, along a table's cell as a rule: x = at, y from `from` to `to`, or the other way round.
struct RuledLine {
  float at = 0;
  float from = 0;
  float to = 0;
};

/// Characters [first, last) that stand in place of what was recognised at first.
struct Rereading {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::string recognised;
  float confidence = 1;
};

struct PrintedPage {
  float width_pt = 0;
  float height_pt = 0;
  std::vector<PrintedCharacter> characters;
  std::vector<PrintedWord> words;  // in the order the library thinks they are read
  std::vector<PrintedFont> fonts;
  std::vector<RuledLine> across;  // horizontal
  std::vector<RuledLine> down;    // vertical
  std::vector<Rereading> rereadings;
};

/// A line of text: indices into PrintedPage::words from left to right.
struct PrintedLine {
  std::vector<std::uint32_t> words;
  float base = 0;  // of most of its characters, and so is the size
  float size_pt = 0;
  CellPlace cell;
};

/// The lines a reader sees, in the order of reading.
///
/// Words whose baselines agree become one line unless they stand in different columns: the two halves of a
/// letterhead and the cells of a table stay apart. A raised mark joins the line it belongs to. What is above comes
/// first; columns side by side keep the library's order; the cells of a ruled table come row by row.
std::vector<PrintedLine> arrange_lines(const PrintedPage& page);

/// `lines` as the page they make; `page` gives width, height, characters and fonts.
Page make_page(const PrintedPage& page, const std::vector<PrintedLine>& lines);

}  // namespace trichluc
