// flow.h - a document without pages, told as paragraphs, tables and notes, made into the lines of one page.
//
// Readers of word processors' files and of HTML say what they find, in the order of the file; this writes it down:
//
//   paragraph            a line; a line break inside it begins another one
//   tab                  a wide gap, as columns set with tabs are; one blank behind a list mark
//   cell of a table      lines with their CellPlace
//   note                 the mark where it is called is a raised stretch; the note's own lines follow the paragraph or
//                        table that called it, LineMarks::role says what they are
//   text box             lines of their own behind the paragraph it is anchored in
//
// The text is a text of its own: what a fact leads back to are bytes of the text as extracted, since bytes of a packed
// or encoded file would tell a reader nothing. Font names stay with their stretches (Page::styles): TCVN3 and VNI text
// cannot be known without them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/core/error.h"
#include "pipeline/core/page.h"

namespace trichluc {

struct RunLook {
  std::uint16_t font = 0;  // of Flow::font
  float size_pt = 0;       // 0: not known
  bool bold = false;
  bool italic = false;
  bool raised = false;
};

struct ParagraphLook {
  int heading_level = 0;  // 1..6; 0: none
  bool centered = false;
  bool list_item = false;
  LineRole role = LineRole::kBody;
};

class Flow {
 public:
  Flow();

  /// The number of a font's name; 0 is no name.
  std::uint16_t font(std::string_view name);

  /// Ends the paragraph that is open.
  void begin_paragraph(const ParagraphLook& look = {});
  /// Begins a paragraph where none is open. Control characters are blanks, bytes that are no UTF-8 become U+FFFD.
  void add(std::string_view text, const RunLook& look);
  void add_tab(const RunLook& look);
  void break_line();
  /// Nothing happens where none is open; an empty paragraph is an empty line.
  void end_paragraph();
  bool in_paragraph() const { return top().open; }
  bool at_line_begin() const { return top().line_begin == top().text.size(); }

  void begin_table();
  void begin_row();
  /// Columns count from 0 and include those of spanning cells to the left.
  void begin_cell(int column, int column_span = 1, int row_span = 1);
  /// The cell of that column in the row above reaches down into this row.
  void continue_cell(int column);
  void end_cell();
  void end_table();
  bool in_table() const { return !top().tables.empty(); }

  /// What comes until end_note() is a note whose mark stands in the text already. `mark` is written at its head.
  void begin_note(std::string_view mark);
  void end_note();
  /// What comes until end_aside() follows the open paragraph.
  void begin_aside();
  void end_aside();

  /// Errors: kNoText when there is nothing but blanks, kUnsupported when it is more than 256 MiB.
  Result<Reading> finish(std::string media_type, std::string text_origin);

 private:
  struct CellLines {
    int row = 0, column = 0;
    std::size_t first = 0, last = 0;  // lines of the text
  };
  struct Table {
    std::int32_t number = 0;
    int row = -1;
    bool in_cell = false;
    CellPlace place;
    std::vector<CellLines> above;  // the last cell of each column
  };
  /// Text that is put together by itself: the document, a note, a text box.
  struct Stretch {
    std::string text;
    std::vector<Line> lines;
    std::vector<Style> styles;
    std::vector<Table> tables;
    std::vector<Stretch> asides;  // due behind the open paragraph
    std::vector<Stretch> notes;   // due behind the open paragraph or table
    ParagraphLook look;
    bool open = false;    // a paragraph
    bool broken = false;  // its last line was ended by a break
    bool note = false;
    std::string note_mark;  // to be written at the head of the next paragraph
    std::uint32_t line_begin = 0;
    std::uint32_t letters = 0, bold = 0, italic = 0;  // bytes of the open line
    std::uint8_t mark_length = 0;
    float size_pt = 0;
    std::int64_t cell_base = 0;
  };

  Stretch& top() { return stack_.back(); }
  const Stretch& top() const { return stack_.back(); }
  void write(std::string_view text, const RunLook& look);
  void end_line(bool hard_break);
  void place_line(Line& line);
  void settle(bool table_ended);
  void append(Stretch&& part);

  std::vector<Stretch> stack_;
  std::vector<std::string> fonts_;
  std::unordered_map<std::string, std::uint16_t> font_numbers_;
  std::int32_t tables_ = 0;
  std::uint64_t written_ = 0;
};

}  // namespace trichluc
