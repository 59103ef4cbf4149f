// The vote of readings; the readings themselves are the engine's.
#include "pipeline/ingest/ocr_ending.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/ingest/ocr_words.h"
#include "pipeline/ingest/printed.h"

namespace trichluc {
namespace {

/// A word of letters 20 pixels wide from `left` on.
OcrWord word(const std::string& text, int left, float confidence = 0.95F) {
  OcrWord made;
  std::size_t at = 0;
  int x = left;
  for (const char32_t code : code_points(text)) {
    const std::size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
    made.symbols.push_back({text.substr(at, length), {x, 100, x + 20, 140}});
    at += length;
    x += 20;
  }
  made.box = {left, 100, x, 140};
  made.confidence = confidence;
  return made;
}

struct Case {
  const char* name;
  const char* first;
  const char* second;
  const char* third;
  const char* kept;
};
class Outvote : public testing::TestWithParam<Case> {};

TEST_P(Outvote, TwoAgainstOne) {
  std::vector<OcrWord> line = {word("Đinh", 0), word(GetParam().first, 120), word("Mơ", 400)};
  const std::vector<std::vector<OcrWord>> readings = {{word("Đinh", 1), word(GetParam().second, 119)},
                                                      {word(GetParam().third, 121), word("Mơ", 402)}};
  outvote(line, readings);
  EXPECT_EQ(line[0].text(), "Đinh");
  EXPECT_EQ(line[1].text(), GetParam().kept);
  EXPECT_EQ(line[2].text(), "Mơ");
  EXPECT_EQ(line[1].box.left, 120);
}

INSTANTIATE_TEST_SUITE_P(
    Words, Outvote,
    testing::Values(
        Case{"lost_mark", "Hiên", "Hiền", "Hiền", "Hiền"}, Case{"fewer_marks", "Cổng", "Công", "Công", "Cổng"},
        Case{"other_mark", "Hiến", "Hiền", "Hiền", "Hiền"}, Case{"letter", "Glang", "Giang", "Giang", "Giang"},
        Case{"capital_with_a_mark", "Đõ", "Đỗ", "Đỗ", "Đỗ"}, Case{"first_is_right", "Hiền", "Hiền", "Hiên", "Hiền"},
        Case{"none_agree", "Hiên", "Hiền", "Hiến", "Hiên"}, Case{"other_length", "Hiên", "Hiềnn", "Hiềnn", "Hiên"},
        Case{"many_letters", "Hiên", "Luân", "Luân", "Hiên"}, Case{"figures", "P12", "P72", "P72", "P12"},
        Case{"letter_for_a_figure", "P1", "Pl", "Pl", "P1"}, Case{"signs", "VT;", "VT,", "VT,", "VT;"},
        Case{"acronyms", "TTHC", "TTHG", "TTHG", "TTHC"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(OutvoteTest, DoubtfulReadingsDoNotCount) {
  std::vector<OcrWord> line = {word("Hiên", 0)};
  const std::vector<std::vector<OcrWord>> readings = {{word("Hiền", 0)}, {word("Hiền", 0, 0.6F)}};
  outvote(line, readings);
  EXPECT_EQ(line[0].text(), "Hiên");
}

TEST(OutvoteTest, AnotherPlaceIsAnotherWord) {
  std::vector<OcrWord> line = {word("Hiên", 0)};
  const std::vector<std::vector<OcrWord>> readings = {{word("Hiền", 60)}, {word("Hiền", 60)}};
  outvote(line, readings);
  EXPECT_EQ(line[0].text(), "Hiên");
}

TEST(OutvoteTest, OneReadingIsNoMajority) {
  std::vector<OcrWord> line = {word("Hiên", 0)};
  const std::vector<std::vector<OcrWord>> readings = {{word("Hiền", 0)}};
  outvote(line, readings);
  EXPECT_EQ(line[0].text(), "Hiên");
}

}  // namespace
}  // namespace trichluc
