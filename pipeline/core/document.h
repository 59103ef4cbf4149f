// document.h - a report as its reader sees it: paragraphs, headings, notes, letterhead, signature.
//
// pipeline/layout makes it from pages. Page texts are reflowed: one line per block, wrapped lines joined by a
// blank, runs of blanks made one; everything that was on the page stays in its text, page numbers included.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/core/page.h"

namespace trichluc {

enum class BlockKind {
  kParagraph,
  kHeading,
  kListItem,
  kFootnote,  // the note itself; the mark in the text is elided from its paragraph
  kTableRow,  // cells separated by '\t' in the block's text
  // What facts are never read from (ANNOTATION.md section 1):
  kMotto,       // Quốc hiệu, tiêu ngữ
  kLetterhead,  // names of the issuing bodies
  kNumberLine,  // "Số: 12/BC-UBND"
  kDateLine,    // "Đà Nẵng, ngày 01 tháng 02 năm 2024"
  kTypeName,    // "BÁO CÁO"
  kAddressees,  // "Kính gửi: ..."
  kRecipients,  // "Nơi nhận: ..." and its items
  kSignature,   // capacity, position, name
  kPageNumber,
  kRunningHead,
  kContents,  // table of contents
  kStamp,
  kMarginNote,  // urgency, confidentiality, "DỰ THẢO", rules drawn with characters
  // Read like a paragraph, and kept apart:
  kTitle,  // trích yếu, "V/v ..."
};

/// Whether facts are read from blocks of this kind.
bool is_read(BlockKind kind);
/// "paragraph", "page-number", ...
const char* block_kind_name(BlockKind kind);

/// A stretch of a block's text and where it stands.
struct Piece {
  std::uint32_t text_begin = 0;  // byte in Block::text
  std::uint32_t length = 0;      // bytes, the same in both
  std::uint32_t page_index = 0;  // from 0
  std::uint32_t page_begin = 0;  // byte in DocumentPage::text
};

/// A place in the document: bytes of one page's text.
struct PageRange {
  std::uint32_t page_index = 0;
  Range text;
};

/// A footnote mark in a block's text, or at the head of a note.
struct NoteMark {
  std::string mark;           // "1", "*"
  std::uint32_t text_at = 0;  // byte in Block::text before which it stood
  PageRange where;            // the mark itself
};

/// A cell of a table's row that has text.
struct Cell {
  Range text;      // bytes in Block::text
  int column = 0;  // from 0; as many tabs stand before it
  int column_span = 1;
  int row_span = 1;  // a cell that spans rows belongs to the first of them
};

/// What a block of kind kTableRow is.
struct TableRow {
  int table = 0;            // of the document, from 0; a table that runs over page ends is one
  int row = 0;              // of the table, from 0
  bool header = false;      // names of columns, spanning ones and the row of column numbers included
  bool repeated = false;    // a header printed again on a later page
  std::vector<Cell> cells;  // by column
};

struct Block {
  BlockKind kind = BlockKind::kParagraph;
  std::string text;           // UTF-8, one line; list marks and footnote marks elided
  std::vector<Piece> pieces;  // by text_begin; they cover all of text
  std::string mark;           // "I.", "2.1.", "a)", "-", "[3]"; empty where there is none
  std::optional<PageRange> mark_place;
  std::vector<std::string> section;  // numbering path of the enclosing section, own number included for headings
  int level = 0;                     // nesting of headings and lists, 0 outermost
  int lead_in = -1;                  // index of the block that introduces this list item ("... như sau:"), -1 for none
  std::vector<NoteMark> notes;
  bool centered = false;
  bool bold = false;
  bool italic = false;
  bool quoted = false;                // inside a quotation that another block opened
  int part = 0;                       // 0 the document itself; > 0 an appendix or a second document in the file
  std::optional<TableRow> table_row;  // of kind kTableRow

  /// The part of `range` that stands on one page: the page of `anchor`, a byte inside `range`.
  PageRange to_page(Range range, std::uint32_t anchor) const;
};

struct DocumentPage {
  int number = 1;
  float width_pt = 0;
  float height_pt = 0;
  std::string text;  // reflowed, UTF-8, blocks separated by '\n'
  SourceMap source;  // text -> as Page::source
  std::vector<Glyph> glyphs;
  std::vector<Stamp> stamps;
  std::vector<Repair> repairs;  // text: bytes in this text
  std::vector<Suspicion> suspicions;
  std::vector<std::string> messages;
  PageOrigin origin;

  /// Boxes of the printed characters of `range`, one per line; empty without a page image.
  std::vector<Box> boxes(Range range) const;
};

struct Document {
  std::string id;      // SHA-256 of the source bytes, lower-case hexadecimal
  std::string source;  // as given on the command line
  std::string media_type;
  std::string text_origin;
  std::uint64_t bytes = 0;
  std::vector<DocumentPage> pages;
  std::vector<Block> blocks;          // in reading order
  std::vector<Suspicion> suspicions;  // of the whole document
};

}  // namespace trichluc
