// drafts.h - lines joined to blocks that do not have their text yet: which stretches of which pages make each one.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/core/document.h"
#include "pipeline/layout/line_style.h"
#include "pipeline/layout/lines.h"

namespace trichluc::layout {

enum class SpanRole : std::uint8_t {
  kText,
  kMark,      // the block's list mark: in the page's text, not in the block's
  kNoteMark,  // a footnote mark: the same
  kElided,    // the bracket that closes an inline note: the same
};

/// A stretch of one page that belongs to a block.
struct Span {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  std::uint32_t page = 0;
  Range text;                  // bytes in Page::text
  SpanRole role = SpanRole::kText;
  bool glued = false;          // no blank before it
  std::uint16_t tabs = 0;      // before it: cells of a table's row
  std::uint32_t next = kNone;  // in Drafts::spans
};

struct Draft {
  BlockKind kind = BlockKind::kParagraph;
  std::uint32_t first = Span::kNone;  // in Drafts::spans
  std::uint32_t last = Span::kNone;
  ListMark mark;
  std::int32_t table_row = -1;        // in Sheet::table_rows
  std::uint16_t part = 0;
  std::uint8_t heading_level = 0;  // Markdown
  bool bold = false;               // all of its lines that have letters
  bool italic = false;
  bool centered = false;
  bool capitals = false;
  bool lettered = false;           // one of its lines has letters
  std::uint32_t lines = 0;
  std::uint32_t after_note = Span::kNone;  // an inline note: the draft it stood in
};

struct Drafts {
  std::vector<Draft> drafts;                         // in reading order
  std::vector<Span> spans;
  std::vector<std::vector<std::uint32_t>> on_page;   // per page: its drafts in the order of its text
};

/// Joins lines. `note_marks`: footnote marks in the text, by page and place.
Drafts make_drafts(const Sheet& sheet, const LineStyle& style, const std::vector<PageRange>& note_marks);

}  // namespace trichluc::layout
