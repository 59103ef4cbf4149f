// flow_text.h - a reading's lines as a test writes them down.
#pragma once

#include <string>
#include <vector>

#include "pipeline/core/page.h"

namespace trichluc {

/// "text", with what the file says of the line before it: "[h1]" heading, "[note 1]", "[head]", "[contents]",
/// "[0:2,1]" table:row,column, "[0:2,1+2x3]" with the columns and rows it spans.
inline std::vector<std::string> lines_of(const Reading& reading) {
  std::vector<std::string> lines;
  for (const Page& page : reading.pages) {
    for (const Line& line : page.lines) {
      std::string text;
      const LineMarks& marks = line.marks;
      if (line.cell.in_table()) {
        const CellPlace& cell = line.cell;
        text += "[" + std::to_string(cell.table) + ":" + std::to_string(cell.row) + "," + std::to_string(cell.column);
        if (cell.column_span > 1 || cell.row_span > 1)
          text += "+" + std::to_string(cell.column_span) + "x" + std::to_string(cell.row_span);
        text += "]";
      }
      if (marks.heading_level > 0) text += "[h" + std::to_string(marks.heading_level) + "]";
      if (marks.role == LineRole::kNote) text += "[note " + std::to_string(marks.note_mark) + "]";
      if (marks.role == LineRole::kRunningHead) text += "[head]";
      if (marks.role == LineRole::kContents) text += "[contents]";
      lines.push_back(text + page.text.substr(line.text.begin, line.text.size()));
    }
  }
  return lines;
}

/// The font of the stretch that holds the first `text` of the first page.
inline std::string font_of(const Reading& reading, const std::string& text) {
  const Page& page = reading.pages.front();
  const auto at = static_cast<std::uint32_t>(page.text.find(text));
  for (const Style& style : page.styles) {
    if (style.text.begin <= at && at < style.text.end) return page.fonts.at(style.font);
  }
  return "(none)";
}

}  // namespace trichluc
