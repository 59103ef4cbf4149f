// Words as the engine gives them for a letterhead, over a page on which only the written digits are drawn.
#include "pipeline/ingest/ocr_fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/ingest/ocr_words.h"
#include "pipeline/ingest/printed.h"
#include "tests/ingest/drawn_digits.h"

namespace trichluc {
namespace {

using testing::ElementsAre;
using testing::Not;

constexpr int kBase = 300;
constexpr int kSize = 56;
constexpr int kHeight = 40;

const DigitNet& net() {
  static DigitReader reader(std::filesystem::path(TRICHLUC_SOURCE_DIR) / "rules/digits");
  return *reader.net();
}

/// A word whose symbols share its width; capitals and digits are as high as those of the type.
OcrWord word(const std::string& text, int left, int right, float confidence = 0.96F, int line = 0, int base = kBase) {
  OcrWord made;
  const std::u32string codes = code_points(text);
  std::size_t at = 0;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const std::size_t length = codes[i] < 0x80 ? 1 : codes[i] < 0x800 ? 2 : 3;
    const auto x = [&](std::size_t k) {
      return left + static_cast<int>(k) * (right - left) / static_cast<int>(codes.size());
    };
    made.symbols.push_back({text.substr(at, length), {x(i), base - 39, x(i + 1), base}});
    at += length;
  }
  made.box = {left, base - 39, right, base};
  made.confidence = confidence;
  made.line = line;
  made.base_left_x = 0;
  made.base_right_x = 2000;
  made.base_left_y = made.base_right_y = static_cast<float>(base);
  return made;
}

std::vector<std::string> texts(const std::vector<OcrWord>& words) {
  std::vector<std::string> all;
  for (const OcrWord& one : words) all.push_back(one.text());
  return all;
}

class OcrFieldsTest : public testing::Test {
 protected:
  DrawnPage page_{2000, 2800};

  /// "Đồi Mơ, ngày ▁▁ tháng 11 năm 2024" with the gap between 1350 and 1440.
  std::vector<OcrWord> date_line(const std::vector<OcrWord>& in_gap, int base = kBase) const {
    std::vector<OcrWord> words = {word("Đồi", 1000, 1080, 0.96F, 0, base), word("Mơ,", 1095, 1180, 0.96F, 0, base)};
    words.insert(words.end(), in_gap.begin(), in_gap.end());
    words.push_back(word("tháng", 1450, 1576, 0.96F, 0, base));
    words.push_back(word("11", 1590, 1640, 0.97F, 0, base));
    words.push_back(word("năm", 1655, 1750, 0.96F, 0, base));
    words.push_back(word("2024", 1765, 1874, 0.96F, 0, base));
    return words;
  }
};

TEST_F(OcrFieldsTest, ADayInTheGapIsRead) {
  page_.write("28", 1355, kBase, kHeight);
  auto words = date_line({word("ngày", 1200, 1308), word("ổđ", 1352, 1430, 0.2F)});
  read_fields(page_.scan(), net(), words);
  EXPECT_THAT(texts(words), ElementsAre("Đồi", "Mơ,", "ngày", "28", "tháng", "11", "năm", "2024"));
  EXPECT_EQ(words[3].recognised, "ổđ");
  EXPECT_EQ(words[3].reread, 2U);
  EXPECT_GE(words[3].confidence, 0.8F);
  EXPECT_NEAR(words[3].box.left, 1355, 3);
}

TEST_F(OcrFieldsTest, WordsGluedToTheDigitsAreCut) {
  page_.write("17", 1355, kBase, kHeight);
  auto words = date_line({word("ngày{7", 1200, 1430, 0.1F)});
  read_fields(page_.scan(), net(), words);
  EXPECT_THAT(texts(words), ElementsAre("Đồi", "Mơ,", "ngày", "17", "tháng", "11", "năm", "2024"));
  EXPECT_LE(words[2].box.right, words[3].box.left);
}

TEST_F(OcrFieldsTest, ANumberIsPutBeforeItsSymbol) {
  page_.write("154", 330, kBase, kHeight);
  page_.line(462, kBase, 478, kBase - 38, 2);
  std::vector<OcrWord> words = {word("Số:", 230, 300), word("£5+", 330, 430, 0.3F), word("/BC-UBND", 460, 700)};
  read_fields(page_.scan(), net(), words);
  EXPECT_THAT(texts(words), ElementsAre("Số:", "154/BC-UBND"));
  EXPECT_EQ(words[1].reread, 3U);
  EXPECT_EQ(words[1].recognised, "£5+");
}

TEST_F(OcrFieldsTest, PrintIsSetApartFromWhatCannotBeRead) {
  page_.line(345, 262, 405, 300);
  page_.line(345, 300, 405, 262);
  page_.line(350, 280, 400, 255);
  page_.line(432, kBase, 448, kBase - 38, 2);
  std::vector<OcrWord> words = {word("Sóy6/BC-UBND", 230, 712, 0.2F)};
  read_fields(page_.scan(), net(), words);
  EXPECT_THAT(texts(words), ElementsAre("Số", "y6", "/BC-UBND"));
  EXPECT_LE(words[1].confidence, 0.5F);
  EXPECT_LE(words[0].box.right, words[1].box.left);
  EXPECT_LE(words[1].box.right, words[2].box.left);
}

TEST_F(OcrFieldsTest, AgreementIsNoRereading) {
  page_.write("28", 1355, kBase - 6, kHeight);
  auto words = date_line({word("ngày", 1200, 1308), word("28", 1355, 1410, 0.6F)});
  read_fields(page_.scan(), net(), words);
  EXPECT_EQ(words[3].text(), "28");
  EXPECT_GE(words[3].confidence, 0.8F);
  EXPECT_EQ(words[3].reread, 0U);
}

TEST_F(OcrFieldsTest, WhatTheEngineIsSureOfStays) {
  page_.write("28", 1355, kBase, kHeight);
  const auto before = date_line({word("ngày", 1200, 1308), word("28", 1355, 1410, 0.97F)});
  auto words = before;
  read_fields(page_.scan(), net(), words);
  EXPECT_EQ(texts(words), texts(before));
  EXPECT_EQ(words[3].confidence, 0.97F);
  EXPECT_EQ(words[3].reread, 0U);
}

TEST_F(OcrFieldsTest, WhereBothAreCertainAndDifferNeitherIsBelieved) {
  page_.write("28", 1355, kBase, kHeight);
  auto words = date_line({word("ngày", 1200, 1308), word("23", 1355, 1410, 0.97F)});
  read_fields(page_.scan(), net(), words);
  EXPECT_EQ(words[3].text(), "23");
  EXPECT_LE(words[3].confidence, 0.5F);
}

TEST_F(OcrFieldsTest, ScrawlsStayInDoubt) {
  page_.line(1352, 262, 1440, 300);
  page_.line(1352, 300, 1440, 262);
  page_.line(1360, 280, 1430, 255);
  auto words = date_line({word("ngày", 1200, 1308), word("4Z", 1352, 1440, 0.6F)});
  read_fields(page_.scan(), net(), words);
  EXPECT_EQ(words[3].text(), "4Z");
  EXPECT_LE(words[3].confidence, 0.5F);
  EXPECT_EQ(words[3].reread, 0U);
}

TEST_F(OcrFieldsTest, AnEmptyGapStaysEmpty) {
  const auto before = date_line({word("ngày", 1200, 1308)});
  auto words = before;
  read_fields(page_.scan(), net(), words);
  EXPECT_EQ(texts(words), texts(before));
}

TEST_F(OcrFieldsTest, DatesOfTheTextAreNotTouched) {
  page_.write("28", 1355, kBase, kHeight);
  auto words = date_line({word("ngày", 1200, 1308), word("ổđ", 1352, 1430, 0.2F)});
  words.insert(words.begin(), {word("Căn", 100, 180), word("cứ", 190, 240), word("Quyết", 250, 380)});
  words[3] = word("định", 400, 480);
  words[4] = word("số", 500, 560);
  words.push_back(word("của Ủy ban", 1890, 1990));
  read_fields(page_.scan(), net(), words);
  EXPECT_THAT(texts(words), testing::Contains("ổđ"));
}

TEST_F(OcrFieldsTest, TheFootOfThePageHasNoLetterhead) {
  page_.write("28", 1355, 2500, kHeight);
  auto words = date_line({word("ngày", 1200, 1308, 0.96F, 0, 2500), word("ổđ", 1352, 1430, 0.2F, 0, 2500)}, 2500);
  read_fields(page_.scan(), net(), words);
  EXPECT_THAT(texts(words), testing::Contains("ổđ"));
}

TEST(Rereading, IsKeptInTheRepairsOfThePage) {
  PrintedPage printed;
  printed.width_pt = 595;
  printed.height_pt = 842;
  printed.fonts.push_back({});
  float x = 50;
  for (const char32_t code : U"28/BC") {
    if (code == 0) break;
    printed.characters.push_back({code, {x, 50, x + 6, 60}, 0});
    x += 7;
  }
  PrintedWord whole;
  whole.last = 5;
  whole.begin = 50;
  whole.end = x;
  whole.base = 60;
  whole.size_pt = 14;
  whole.box = {50, 50, x, 60};
  whole.confidence = 0.88F;
  printed.words.push_back(whole);
  printed.rereadings.push_back({0, 2, "ổđ", 0.88F});
  const Page page = make_page(printed, arrange_lines(printed));
  ASSERT_EQ(page.repairs.size(), 1U);
  EXPECT_EQ(page.repairs[0].from, "ổđ");
  EXPECT_EQ(page.repairs[0].to, "28");
  EXPECT_EQ(page.repairs[0].rule, "written-digits");
  EXPECT_EQ(page.text.substr(page.repairs[0].text.begin, page.repairs[0].text.size()), "28");
  EXPECT_TRUE(page.suspicions.empty());
}

}  // namespace
}  // namespace trichluc
