// way_back.h - the property every reader of text files owes: a byte of a page leads to the byte it claims to be.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "pipeline/core/page.h"

namespace trichluc {

/// Characters that stand in the file as they are lead to themselves; the others lead inside the file. Source ranges
/// never run backwards, and the lines cover the text.
inline void expect_way_back(const Page& page, std::string_view file) {
  ASSERT_EQ(page.source.size(), page.text.size());
  std::uint32_t copied = 0, reached = 0;
  for (std::uint32_t at = 0; at < page.text.size(); ++at) {
    const Range back = page.source.to_source({at, at + 1});
    ASSERT_LE(back.end, file.size()) << "byte " << at;
    EXPECT_GE(back.begin, reached) << "byte " << at;
    reached = back.begin;
    copied += back.size() == 1 && file[back.begin] == page.text[at];
  }
  // Nothing is rewritten but line ends, entities and cell borders: most bytes are copies.
  EXPECT_GE(copied * 2, page.text.size());

  std::uint32_t line_begin = 0;
  for (const Line& line : page.lines) {
    EXPECT_EQ(line.text.begin, line_begin);
    ASSERT_LT(line.text.end, page.text.size());
    EXPECT_EQ(page.text[line.text.end], '\n');
    line_begin = line.text.end + 1;
  }
  EXPECT_EQ(line_begin, page.text.size());
}

}  // namespace trichluc
