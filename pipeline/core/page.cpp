#include "pipeline/core/page.h"

#include <algorithm>
#include <utility>

namespace trichluc {

Box unite(const Box& a, const Box& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

Reading reading_of(std::string text) {
  if (text.empty() || text.back() != '\n') text += '\n';
  Reading reading;
  reading.media_type = "text/plain";
  reading.text_origin = "plain";
  Page& page = reading.pages.emplace_back();
  page.source = SourceMap::identity(static_cast<std::uint32_t>(text.size()));
  std::uint32_t begin = 0;
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\n') continue;
    page.lines.emplace_back().text = {begin, at};
    begin = at + 1;
  }
  page.text = std::move(text);
  return reading;
}

}  // namespace trichluc
