#include "pipeline/ingest/table_rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>

namespace trichluc {
namespace {

constexpr int kWidth = 1600, kHeight = 1700;  // 300 dpi
constexpr int kAcross[] = {300, 500, 700, 900}, kDown[] = {200, 600, 1400};

/// Rules of two pixels on grey paper under noise, as a bad copier leaves them, and below them the ink of five lines.
Raster noisy_page(int rule, double sigma) {
  Raster page;
  page.width = kWidth;
  page.height = kHeight;
  page.dpi = 300;
  page.grey.assign(std::size_t{kWidth} * kHeight, 210);
  const auto pixel = [&](int x, int y) -> std::uint8_t& {
    return page.grey[static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x)];
  };
  for (const int y : kAcross) {
    for (int x = kDown[0]; x < kDown[2]; ++x) pixel(x, y) = pixel(x, y + 1) = static_cast<std::uint8_t>(rule);
  }
  for (const int x : kDown) {
    for (int y = kAcross[0]; y < kAcross[3]; ++y) pixel(x, y) = pixel(x + 1, y) = static_cast<std::uint8_t>(rule);
  }
  for (int y = 1000; y < 1500; ++y) {
    for (int x = 200; x < 1400; ++x) {
      if (y % 100 < 24 && x % 30 < 12) pixel(x, y) = 60;
    }
  }
  std::mt19937 chance(7);
  for (std::uint8_t& grey : page.grey) {
    double noise = -6;  // the sum of twelve even ones is near enough to a normal one
    for (int i = 0; i < 12; ++i) noise += static_cast<double>(chance()) / 4294967296.0;
    grey = static_cast<std::uint8_t>(std::clamp(grey + noise * sigma, 0.0, 255.0));
  }
  return page;
}

TEST(TableRules, FaintOnesAreFoundUnderNoise) {
  const CleanedScan scan = clean_scan(noisy_page(160, 22));
  ASSERT_EQ(scan.across.size(), std::size(kAcross));
  ASSERT_EQ(scan.down.size(), std::size(kDown));
  for (const int y : kAcross) {
    const auto at = [y](const RuledLine& rule) { return std::abs(rule.at - static_cast<float>(y)) < 6; };
    EXPECT_TRUE(std::any_of(scan.across.begin(), scan.across.end(), at)) << y;
  }
  // They are gone from the picture: what is darkest along the first is noise.
  int dark = 0;
  for (int x = 700; x < 1300; ++x)
    dark += scan.grey[std::size_t{kAcross[1]} * kWidth + static_cast<std::size_t>(x)] < 165;
  EXPECT_LT(dark, 60);
}

TEST(TableRules, NoiseHasNone) {
  const CleanedScan scan = clean_scan(noisy_page(210, 22));
  EXPECT_TRUE(scan.across.empty());
  EXPECT_TRUE(scan.down.empty());
}

}  // namespace
}  // namespace trichluc
