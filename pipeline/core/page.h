// page.h - what a reader (pipeline/ingest) hands on: text in lines, and where each character stood.
//
// Every later stage rewrites `text` and keeps `source`, so that any range of it leads back to the file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/core/source_map.h"

namespace trichluc {

/// PDF points (1/72 inch), origin at the page's top left, after the page's own rotation and crop box.
struct Box {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;

  float width() const { return right - left; }
  float height() const { return bottom - top; }
  bool empty() const { return right <= left || bottom <= top; }
};

/// The smallest box around both; an empty box counts for nothing.
Box unite(const Box& a, const Box& b);

/// One printed character. `begin` is its first byte in the text as extracted (the source of Page::source).
struct Glyph {
  std::uint32_t begin = 0;
  Box box;
};

/// What the file says a line is; formats without such marks say nothing (kBody).
enum class LineRole : std::uint8_t {
  kBody,
  kNote,         // a footnote or endnote
  kRunningHead,  // of a page header or footer
  kContents,     // of a table of contents
};

/// What a line's marks said about it (Markdown, word processors' files), before the marks were dropped.
struct LineMarks {
  int heading_level = 0;       // 1..6; 0: no heading
  bool list_item = false;      // began with -, *, + or "1."
  bool hard_break = false;     // two blanks or a backslash at its end: the next line is a new one on purpose
  bool table_row = false;      // a row of a pipe table; cells are separated by '\t' in the text
  bool paragraph_end = false;  // the file says that a paragraph ends here
  bool centered = false;
  LineRole role = LineRole::kBody;
  std::uint8_t note_mark = 0;  // a note's first line: bytes of the mark it begins with
};

/// The cell of a table that a line stands in: ruled in a PDF, told in a word processor's file. Rows and columns are
/// those that hold text; a cell that spans several has the first one's number.
struct CellPlace {
  std::int32_t table = -1;  // of its page, from 0; -1: in none
  std::uint16_t row = 0;    // from 0, and so is the column
  std::uint16_t column = 0;
  std::uint16_t row_span = 1;
  std::uint16_t column_span = 1;
  Box box;  // of the cell, from rule to rule; empty without a page image

  bool in_table() const { return table >= 0; }
};

/// One line of Page::text, without its newline.
struct Line {
  Range text;              // bytes in Page::text
  Box box;                 // empty without a page image
  float font_size_pt = 0;  // of most of its characters; 0 without a page image
  bool bold = false;       // most of its characters
  bool italic = false;
  LineMarks marks;
  CellPlace cell;  // the lines of a table come row by row, cell by cell
};

/// A stretch of a line set in another way than its neighbours.
struct Style {
  Range text;              // bytes in Page::text
  std::uint16_t font = 0;  // index into Page::fonts
  float font_size_pt = 0;
  float baseline_shift_pt = 0;  // > 0: raised above the line's baseline (a footnote mark)
};

/// Text that is on the page but is no part of the document: an electronic signature, an incoming stamp.
struct Stamp {
  std::string kind;  // "e-signature", "incoming"
  std::string text;
  Box box;
};

/// A repair made to the text; RECORD.md, "repairs".
struct Repair {
  Range text;  // bytes in Page::text as it is now
  std::string from;
  std::string to;
  std::string rule;
  double confidence = 1.0;
};

/// What a person should look at, and nothing was changed for; RECORD.md, "warnings".
struct Suspicion {
  Range text;        // bytes in Page::text as it is now; empty in Reading::suspicions
  std::string code;  // "suspected-misreading", "beyond-repair", ...
  std::string suggestion;
  std::string message;
};

/// How the text of a page came about; RECORD.md, "pages".
struct PageOrigin {
  std::string kind;        // "text-layer", "ocr", "mixed" (both), "blank"; empty for formats without page images
  double quality = -1;     // share of well-formed syllables, 0..1; below 0: not measured
  double confidence = -1;  // of recognition, 0..1; below 0: nothing was recognised
  int dpi = 0;             // at which the page was read; 0: it was not
  std::string reason;      // why this way and no other, for a person

  /// By OCR, wholly or in part.
  bool recognised() const { return kind == "ocr" || kind == "mixed"; }
};

struct Page {
  int number = 1;      // from 1
  float width_pt = 0;  // 0: a format without pages
  float height_pt = 0;
  std::string text;  // UTF-8; every line ends with '\n', in reading order
  // text -> bytes of the file (plain text, Markdown), or bytes of the text as extracted (PDF, word processors' files,
  // HTML): what is packed, encoded or drawn has no bytes that a person could look up.
  SourceMap source;
  std::vector<Line> lines;         // one per line of text, in order
  std::vector<Glyph> glyphs;       // by `begin`; empty without a page image
  std::vector<std::string> fonts;  // names as the file spells them, subset prefix kept
  std::vector<Style> styles;       // by text.begin; empty for plain text and Markdown
  std::vector<Stamp> stamps;
  std::vector<Repair> repairs;
  std::vector<Suspicion> suspicions;
  std::vector<std::string> messages;  // what the library complained about while reading this page, at most 20
  PageOrigin origin;
};

/// What one file became.
struct Reading {
  std::string media_type;   // "application/pdf", "text/plain", "text/markdown", ...
  std::string text_origin;  // RECORD.md: text-layer, plain, markdown, docx, ...
  bool has_pages = false;   // the format knows pages
  std::vector<Page> pages;
  std::vector<Suspicion> suspicions;  // of the whole document
};

/// One page of plain text, with a line for every newline; one is added where the text does not end with it.
Reading reading_of(std::string text);

}  // namespace trichluc
