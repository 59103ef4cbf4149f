#include "pipeline/ingest/shaded_cells.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace trichluc {
namespace {

constexpr int kSide = 300;
constexpr PixelBox kCell{100, 100, 200, 160};
constexpr PixelBox kLetter{130, 115, 136, 145};

void fill(CleanedScan& scan, const PixelBox& box, std::uint8_t value) {
  for (int y = box.top; y < box.bottom; ++y) std::fill_n(scan.grey.begin() + y * kSide + box.left, box.width(), value);
}

/// A page with one cell, whose ground is `ground` with a dark dot in every fourth place across and down.
CleanedScan scan_with_cell(std::uint8_t paper, std::uint8_t ground, bool dots, std::uint8_t ink) {
  CleanedScan scan;
  scan.width = kSide;
  scan.height = kSide;
  scan.grey.assign(kSide * kSide, paper);
  fill(scan, kCell, ground);
  for (int y = kCell.top; dots && y < kCell.bottom; y += 4) {
    for (int x = kCell.left; x < kCell.right; x += 4) fill(scan, {x, y, x + 1, y + 1}, 20);
  }
  fill(scan, kLetter, ink);
  return scan;
}

struct Case {
  const char* name;
  std::uint8_t paper, ground;
  bool dots;
  std::uint8_t ink;
  bool whitened;
};

class Cells : public testing::TestWithParam<Case> {};

TEST_P(Cells, GroundGetsWhiteAndLettersStay) {
  const auto [name, paper, ground, dots, ink, whitened] = GetParam();
  CleanedScan scan = scan_with_cell(paper, ground, dots, ink);
  const std::vector<std::uint8_t> before = scan.grey;
  whiten_shaded_cells(scan, {kCell});
  if (!whitened) {
    EXPECT_EQ(scan.grey, before);
    return;
  }
  // A dot that touches the letter is one with it.
  const PixelBox inside{kCell.left + 8, kCell.top + 8, kCell.right - 8, kCell.bottom - 8};
  for (int y = inside.top; y < inside.bottom; ++y) {
    for (int x = inside.left; x < inside.right; ++x) {
      const int value = scan.grey[static_cast<std::size_t>(y * kSide + x)];
      const bool on_letter = x > kLetter.left && x + 1 < kLetter.right && y > kLetter.top && y + 1 < kLetter.bottom;
      const bool off_letter = x < kLetter.left - 1 || x > kLetter.right || y < kLetter.top - 1 || y > kLetter.bottom;
      if (on_letter || off_letter) {
        ASSERT_EQ(value, on_letter ? ink : 255) << x << ", " << y;
      }
    }
  }
  EXPECT_EQ(scan.grey[0], paper) << "outside of the cell nothing changes";
}

INSTANTIATE_TEST_SUITE_P(Grounds, Cells,
                         testing::Values(Case{"grey", 255, 190, false, 30, true},
                                         Case{"screen_of_dots", 255, 185, true, 30, true},
                                         Case{"like_the_paper", 255, 250, false, 30, false},
                                         Case{"dots_on_white_are_for_others", 255, 255, true, 30, false},
                                         Case{"grey_paper", 200, 195, false, 30, false},
                                         Case{"no_writing", 255, 180, false, 180, false}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(ShadedCells, AFrameAroundThePageIsNone) {
  CleanedScan scan;
  scan.width = scan.height = kSide;
  scan.grey.assign(kSide * kSide, 180);
  fill(scan, {0, 0, kSide, 40}, 20);
  const std::vector<std::uint8_t> before = scan.grey;
  whiten_shaded_cells(scan, {{0, 0, kSide, kSide}});
  EXPECT_EQ(scan.grey, before);
}

}  // namespace
}  // namespace trichluc
