// reading.h - pages for layout tests, written as text or placed line by line as on paper.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/page.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/layout/layout.h"

namespace trichluc::test {

/// Form feeds are page breaks.
inline Reading plain(std::string_view text) {
  auto reading = read_plain(text);
  EXPECT_TRUE(reading) << text;
  return reading ? std::move(*reading) : Reading{};
}

inline Document laid_out(std::string_view text) { return lay_out(plain(text)); }

/// A line as a PDF has it; points, A4.
struct PrintedText {
  float left;
  float top;
  std::string text;
  float size_pt = 14;
  bool bold = false;
  bool italic = false;
  std::string raised = {};  // a footnote mark set behind the text
};

/// Every character is half an em wide.
inline Page printed(const std::vector<PrintedText>& lines) {
  Page page;
  page.width_pt = 595;
  page.height_pt = 842;
  for (const PrintedText& printed : lines) {
    Line line;
    line.text.begin = static_cast<std::uint32_t>(page.text.size());
    line.font_size_pt = printed.size_pt;
    line.bold = printed.bold;
    line.italic = printed.italic;
    float x = printed.left;
    const auto put = [&](const std::string& text, float size, float shift) {
      const auto begin = static_cast<std::uint32_t>(page.text.size());
      for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
        page.glyphs.push_back({static_cast<std::uint32_t>(page.text.size()),
                               {x, printed.top - shift, x + size / 2, printed.top + size - shift}});
        page.text.append(text, at, end - at);
        x += size / 2;
        at = end;
      }
      page.styles.push_back({{begin, static_cast<std::uint32_t>(page.text.size())}, 0, size, shift});
    };
    put(printed.text, printed.size_pt, 0);
    if (!printed.raised.empty()) put(printed.raised, printed.size_pt * 0.6F, printed.size_pt * 0.4F);
    line.text.end = static_cast<std::uint32_t>(page.text.size());
    line.box = {printed.left, printed.top, x, printed.top + printed.size_pt};
    page.lines.push_back(line);
    page.text += '\n';
  }
  page.source = SourceMap::identity(static_cast<std::uint32_t>(page.text.size()));
  return page;
}

inline Document laid_out(std::vector<Page> pages) {
  Reading reading;
  reading.media_type = "application/pdf";
  reading.text_origin = "text-layer";
  reading.has_pages = true;
  for (std::size_t i = 0; i < pages.size(); ++i) pages[i].number = static_cast<int>(i) + 1;
  reading.pages = std::move(pages);
  return lay_out(std::move(reading));
}

/// "heading I. | MỞ ĐẦU": a block on one line, its kind first.
inline std::string line_of(const Block& block) {
  return std::string(block_kind_name(block.kind)) + " " + (block.mark.empty() ? "" : block.mark + " ") + "| " +
         block.text;
}

inline std::vector<std::string> lines_of(const Document& document) {
  std::vector<std::string> lines;
  for (const Block& block : document.blocks) lines.push_back(line_of(block));
  return lines;
}

}  // namespace trichluc::test
