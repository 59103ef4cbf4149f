// paragraphs.h - whether a line goes on with the paragraph above it.
#pragma once

#include "pipeline/layout/line_style.h"
#include "pipeline/layout/lines.h"

namespace trichluc::layout {

/// The paragraph that is being put together.
struct OpenParagraph {
  const TextLine* first = nullptr;
  const TextLine* last = nullptr;
  std::uint32_t lines = 0;
  bool capitals = true;          // all of its lines
  LineEnd end = LineEnd::kOpen;  // of what it says so far, inline notes aside
};

/// `next` is the next line of body text, on the same page or a later one.
bool goes_on(const Sheet& sheet, const LineStyle& style, const OpenParagraph& open, const TextLine& next);

/// Whether the line break between them falls into a word or number: "NĐ- ⏎ CP", "36/2015 ⏎ /QĐ-TTg".
bool breaks_word(std::string_view line, std::string_view next);

/// Ends with a word after which something must follow: "... thuộc thẩm quyền của".
bool ends_with_connective(std::string_view text);

}  // namespace trichluc::layout
