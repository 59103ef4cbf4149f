#include "pipeline/ingest/noise.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace trichluc {
namespace {

constexpr int kSide = 120;

std::vector<std::uint8_t> page(std::uint8_t paper) {
  return std::vector<std::uint8_t>(static_cast<std::size_t>(kSide) * kSide, paper);
}

std::uint8_t& at(std::vector<std::uint8_t>& grey, int x, int y) {
  return grey[static_cast<std::size_t>(y * kSide + x)];
}

auto dark(const std::vector<std::uint8_t>& grey) {
  return std::count_if(grey.begin(), grey.end(), [](std::uint8_t pixel) { return pixel < 128; });
}

struct Case {
  const char* name;
  int width, height;  // of the dark bar in the middle of a white page
  int most_like;
  bool stays;
};

class Bars : public testing::TestWithParam<Case> {};

TEST_P(Bars, StayWhereTheyAreNoSpecks) {
  const auto [name, width, height, most_like, stays] = GetParam();
  std::vector<std::uint8_t> grey = page(255);
  for (int y = 60; y < 60 + height; ++y) {
    for (int x = 40; x < 40 + width; ++x) at(grey, x, y) = 40;
  }
  for (int speck = 5; speck < 40; speck += 9) at(grey, speck, speck) = 0;
  const std::vector<std::uint8_t> median = median_3x3(grey, kSide, kSide);
  ASSERT_EQ(dark(median), 0) << "a median leaves nothing of a bar so thin";
  remove_specks(grey, median, kSide, kSide, most_like);
  EXPECT_EQ(dark(grey), stays ? width * height : 0);
}

INSTANTIATE_TEST_SUITE_P(Sizes, Bars,
                         testing::Values(Case{"rule_across", 70, 1, 0, true}, Case{"rule_down", 1, 40, 0, true},
                                         Case{"two_pixels", 2, 1, 0, true}, Case{"one_pixel", 1, 1, 0, false},
                                         Case{"two_pixels_of_coarse_noise", 2, 1, 1, false}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Specks, LightOnesGoTooAndFaintOnesStay) {
  std::vector<std::uint8_t> grey = page(90);
  at(grey, 30, 30) = 255;
  at(grey, 60, 60) = 120;
  remove_specks(grey, median_3x3(grey, kSide, kSide), kSide, kSide, 0);
  EXPECT_EQ(at(grey, 30, 30), 90);
  EXPECT_EQ(at(grey, 60, 60), 120);
}

TEST(Smoothing, SpreadsAPixelOverItsNeighbours) {
  std::vector<std::uint8_t> grey = page(0);
  at(grey, 30, 30) = 160;
  smooth_3x3(grey, kSide, kSide);
  EXPECT_EQ(at(grey, 30, 30), 40);
  EXPECT_EQ(at(grey, 31, 30), 20);
  EXPECT_EQ(at(grey, 31, 31), 10);
  EXPECT_EQ(at(grey, 32, 30), 0);
}

TEST(Specks, APictureWithoutInsideStays) {
  std::vector<std::uint8_t> grey{0, 255, 0, 255};
  const std::vector<std::uint8_t> before = grey;
  remove_specks(grey, median_3x3(grey, 2, 2), 2, 2, 0);
  smooth_3x3(grey, 2, 2);
  EXPECT_EQ(grey, before);
}

}  // namespace
}  // namespace trichluc
