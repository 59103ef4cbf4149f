#include "pipeline/ingest/thin_strokes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "pipeline/ingest/median.h"

namespace trichluc {
namespace {

constexpr int kSide = 120;

struct Case {
  const char* name;
  int width, height;  // of the dark bar in the middle of a white page
  bool stays;
};

class ThinBars : public testing::TestWithParam<Case> {};

TEST_P(ThinBars, AreKeptWhereTheyAreLong) {
  const auto [name, width, height, stays] = GetParam();
  std::vector<std::uint8_t> grey(static_cast<std::size_t>(kSide) * kSide, 255);
  for (int y = 60; y < 60 + height; ++y) {
    for (int x = 40; x < 40 + width; ++x) grey[static_cast<std::size_t>(y * kSide + x)] = 40;
  }
  for (int speck = 5; speck < kSide; speck += 9) grey[static_cast<std::size_t>(speck * kSide + speck)] = 0;
  std::vector<std::uint8_t> median = median_3x3(grey, kSide, kSide);
  ASSERT_EQ(std::count_if(median.begin(), median.end(), [](std::uint8_t pixel) { return pixel < 128; }), 0)
      << "a median leaves nothing of a bar so thin";
  keep_thin_strokes(grey, kSide, median);
  const auto dark = std::count_if(median.begin(), median.end(), [](std::uint8_t pixel) { return pixel < 128; });
  EXPECT_EQ(dark, stays ? width * height : 0);
}

INSTANTIATE_TEST_SUITE_P(Bars, ThinBars,
                         testing::Values(Case{"rule_across", 70, 1, true}, Case{"rule_down", 1, 40, true},
                                         Case{"as_long_as_needed", kLongStroke, 1, true},
                                         Case{"dash", kLongStroke - 1, 1, false}, Case{"stem", 1, 20, false}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(ThinStrokes, OfAPictureSmallerThanAStrokeNothingIsKept) {
  const std::vector<std::uint8_t> grey(12, 0);
  std::vector<std::uint8_t> median(12, 255);
  keep_thin_strokes(grey, 4, median);
  EXPECT_EQ(median, std::vector<std::uint8_t>(12, 255));
}

}  // namespace
}  // namespace trichluc
