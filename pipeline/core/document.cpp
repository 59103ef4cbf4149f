#include "pipeline/core/document.h"

#include <algorithm>
#include <cmath>

namespace trichluc {

bool is_read(BlockKind kind) {
  switch (kind) {
    case BlockKind::kParagraph:
    case BlockKind::kHeading:
    case BlockKind::kListItem:
    case BlockKind::kFootnote:
    case BlockKind::kTableRow:
    case BlockKind::kTitle: return true;
    default: return false;
  }
}

const char* block_kind_name(BlockKind kind) {
  switch (kind) {
    case BlockKind::kParagraph: return "paragraph";
    case BlockKind::kHeading: return "heading";
    case BlockKind::kListItem: return "list-item";
    case BlockKind::kFootnote: return "footnote";
    case BlockKind::kTableRow: return "table-row";
    case BlockKind::kMotto: return "motto";
    case BlockKind::kLetterhead: return "letterhead";
    case BlockKind::kNumberLine: return "number-line";
    case BlockKind::kDateLine: return "date-line";
    case BlockKind::kTypeName: return "type-name";
    case BlockKind::kAddressees: return "addressees";
    case BlockKind::kRecipients: return "recipients";
    case BlockKind::kSignature: return "signature";
    case BlockKind::kPageNumber: return "page-number";
    case BlockKind::kRunningHead: return "running-head";
    case BlockKind::kContents: return "contents";
    case BlockKind::kStamp: return "stamp";
    case BlockKind::kMarginNote: return "margin-note";
    case BlockKind::kTitle: return "title";
  }
  return "unknown";
}

PageRange Block::to_page(Range range, std::uint32_t anchor) const {
  PageRange where;
  bool found = false;
  // The page of the anchor decides; a paragraph that runs over a page end keeps only that page's share.
  for (const Piece& piece : pieces) {
    if (piece.text_begin <= anchor && anchor < piece.text_begin + piece.length) {
      where.page_index = piece.page_index;
      break;
    }
  }
  for (const Piece& piece : pieces) {
    const std::uint32_t begin = std::max(range.begin, piece.text_begin);
    const std::uint32_t end = std::min(range.end, piece.text_begin + piece.length);
    if (begin >= end || piece.page_index != where.page_index) continue;
    const std::uint32_t on_page = piece.page_begin + (begin - piece.text_begin);
    if (!found) where.text = {on_page, on_page};
    where.text.begin = std::min(where.text.begin, on_page);
    where.text.end = std::max(where.text.end, on_page + (end - begin));
    found = true;
  }
  return where;
}

std::vector<Box> DocumentPage::boxes(Range range) const {
  std::vector<Box> lines;
  if (glyphs.empty() || range.empty()) return lines;
  const Range extracted = source.to_source(range);
  auto glyph = std::lower_bound(glyphs.begin(), glyphs.end(), extracted.begin,
                                [](const Glyph& g, std::uint32_t at) { return g.begin < at; });
  for (; glyph != glyphs.end() && glyph->begin < extracted.end; ++glyph) {
    if (glyph->box.empty()) continue;
    if (!lines.empty()) {
      Box& line = lines.back();
      // The same line: the middle of the character lies within the line's height and it does not jump back.
      const float middle = (glyph->box.top + glyph->box.bottom) / 2;
      if (middle > line.top && middle < line.bottom && glyph->box.left >= line.left - 1) {
        line = unite(line, glyph->box);
        continue;
      }
    }
    lines.push_back(glyph->box);
  }
  return lines;
}

}  // namespace trichluc
