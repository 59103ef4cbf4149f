// line_style.h - how the lines of a document were broken, learnt from the document itself.
//
// Three habits meet in plain text: wrapped lines with paragraphs set off by blank lines or indents; a blank line
// between all wrapped lines; one line to a paragraph. Lines that surely go on (no stop, then a lower-case letter)
// show which one it is, how long a full line is, and by which measure. With a page image the margins say it.
#pragma once

#include <vector>

#include "pipeline/layout/lines.h"

namespace trichluc::layout {

/// Where the text of a page begins and ends, in points.
struct TextColumn {
  float left = 0;
  float right = 0;
};

struct LineStyle {
  bool wrapped = false;             // paragraphs are broken into lines
  Measure measure = kPoints;        // by which lines are equally long
  std::uint32_t limit = 0;          // a line that the next word would have brought over this is full
  std::uint32_t usual_width = 0;    // of a full line
  std::uint16_t usual_blank = 0;    // empty lines between two lines of one paragraph
  bool indents = false;             // the first line of a paragraph stands further in than ...
  std::uint32_t text_indent = 0;    // ... the others
  std::vector<TextColumn> columns;  // per page, with a page image
  float pitch = 0;                  // from one line of a paragraph to the next, in points; 0 without a page image

  /// More empty lines than between lines of one paragraph.
  bool parted(const TextLine& next) const { return next.blank_before > usual_blank; }
  /// Whether the first word of `next` would not have had room on `line`: the break means nothing.
  bool full(const TextLine& line, const TextLine& next) const;
  /// Whether `line` itself is as long as full lines are.
  bool reaches_margin(const TextLine& line) const;
  /// Whether `line` begins further in than the lines of a paragraph do.
  bool indented(const TextLine& line) const;
  /// Whether the printed `line` has as much room on its left as on its right; `slack` is a share of the column.
  /// Needs columns.
  bool in_the_middle(const TextLine& line, float slack) const;
};

LineStyle find_style(const Sheet& sheet);

}  // namespace trichluc::layout
