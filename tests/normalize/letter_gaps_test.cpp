#include "pipeline/normalize/letter_gaps.h"

#include <gtest/gtest.h>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/repair.h"
#include "tests/normalize/language.h"

namespace trichluc {
namespace {

constexpr float kEm = 13, kLetter = 6, kSpace = 3.5F;

/// A printed line. '?' is a glyph without a name: its width is there, the reader writes one blank for any gap.
Reading printed(const std::string& line) {
  std::string text;
  std::vector<Glyph> glyphs;
  float left = 70;
  bool gap = false;
  for (std::size_t at = 0; at < line.size();) {
    const Decoded letter = decode_utf8(line, at);
    if (letter.code == ' ' || letter.code == '?') {
      left += letter.code == ' ' ? kSpace : kLetter;
      gap = true;
    } else {
      if (gap) text += ' ';
      gap = false;
      glyphs.push_back({static_cast<std::uint32_t>(text.size()), {left, 100, left + kLetter, 112}});
      text.append(line, at, letter.length);
      left += kLetter;
    }
    at += letter.length;
  }
  Reading reading = reading_of(text);
  reading.pages[0].glyphs = std::move(glyphs);
  for (Line& each : reading.pages[0].lines) each.font_size_pt = kEm;
  return reading;
}

TEST(LetterGaps, TellsALetterFromAWordSpace) {
  const Reading reading = printed("T?n tại và kh? khăn của các xã");
  const Page& page = reading.pages[0];
  ASSERT_EQ(page.text, "T n tại và kh khăn của các xã\n");
  const std::vector<LetterGap> gaps = measure_gaps(page, split_words(page.text, page.lines[0].text));
  ASSERT_EQ(gaps.size(), 9u);
  EXPECT_FALSE(gaps[0].measured);
  EXPECT_FALSE(gaps[1].plain());
  EXPECT_NEAR(gaps[1].width, kLetter / kEm, 0.01);
  EXPECT_NEAR(gaps[5].width, (kLetter + kSpace) / kEm, 0.01);
  for (const std::size_t plain : {2U, 3U, 4U, 6U, 7U, 8U}) EXPECT_TRUE(gaps[plain].plain()) << plain;
  EXPECT_NEAR(gaps[2].word_space, kSpace / kEm, 0.01);
}

TEST(LetterGaps, AShortLineIsNotMeasured) {
  const Reading reading = printed("T?n tại");
  const Page& page = reading.pages[0];
  for (const LetterGap& gap : measure_gaps(page, split_words(page.text, page.lines[0].text)))
    EXPECT_FALSE(gap.measured);
}

TEST(LetterGaps, TwoLettersInOneGapAreTwo) {
  Reading reading = printed("t?n tại, kh? khăn, v??ng m?c trong quá trình th?c hiện nhiệm vụ được giao");
  ASSERT_NE(reading.pages[0].text.find("v ng m c"), std::string::npos) << "the text alone does not tell";
  repair_text(reading, shipped_language());
  EXPECT_EQ(reading.pages[0].text, "tồn tại, khó khăn, vướng mắc trong quá trình thực hiện nhiệm vụ được giao\n");
}

}  // namespace
}  // namespace trichluc
