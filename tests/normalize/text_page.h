// text_page.h - a page of plain text for the tests of this stage: every line with its range, the map the identity.
#pragma once

#include <string>
#include <utility>

#include "pipeline/core/page.h"

namespace trichluc {

/// A line for every newline of `text`; one is added at the end where it lacks.
inline Page make_page(std::string text, bool table = false) {
  Page page;
  if (!text.empty() && text.back() != '\n') text += '\n';
  page.source = SourceMap::identity(static_cast<std::uint32_t>(text.size()));
  std::uint32_t begin = 0;
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\n') continue;
    page.lines.emplace_back().text = {begin, at};
    page.lines.back().marks.table_row = table;
    begin = at + 1;
  }
  page.text = std::move(text);
  return page;
}

}  // namespace trichluc
