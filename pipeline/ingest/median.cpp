#include "pipeline/ingest/median.h"

#include <algorithm>
#include <cstddef>

namespace trichluc {
namespace {

constexpr int kFar = 48;

void sort_two(std::uint8_t& a, std::uint8_t& b) {
  const std::uint8_t small = std::min(a, b);
  b = std::max(a, b);
  a = small;
}

}  // namespace

std::vector<std::uint8_t> median_3x3(const std::vector<std::uint8_t>& grey, int width, int height) {
  std::vector<std::uint8_t> median(grey);
  const auto stride = static_cast<std::size_t>(width);
  for (int y = 1; y + 1 < height; ++y) {
    const std::uint8_t* const above = grey.data() + static_cast<std::size_t>(y - 1) * stride;
    const std::uint8_t* const here = above + stride;
    const std::uint8_t* const below = here + stride;
    std::uint8_t* const out = median.data() + static_cast<std::size_t>(y) * stride;
    // Columns sorted, then the largest of the smallest, the middle of the middle and the smallest of the largest:
    // minima and maxima alone, so that the compiler takes 16 pixels at a time.
    for (int x = 1; x + 1 < width; ++x) {
      std::uint8_t low[3];
      std::uint8_t mid[3];
      std::uint8_t high[3];
      for (int i = 0; i < 3; ++i) {
        low[i] = above[x + i - 1];
        mid[i] = here[x + i - 1];
        high[i] = below[x + i - 1];
        sort_two(low[i], mid[i]);
        sort_two(mid[i], high[i]);
        sort_two(low[i], mid[i]);
      }
      std::uint8_t lowest = std::max({low[0], low[1], low[2]});
      std::uint8_t highest = std::min({high[0], high[1], high[2]});
      sort_two(mid[0], mid[1]);
      sort_two(mid[1], mid[2]);
      sort_two(mid[0], mid[1]);
      std::uint8_t middle = mid[1];
      sort_two(lowest, middle);
      sort_two(middle, highest);
      sort_two(lowest, middle);
      out[x] = middle;
    }
  }
  return median;
}

double speck_share(const std::vector<std::uint8_t>& grey, const std::vector<std::uint8_t>& median) {
  if (grey.empty()) return 0;
  std::size_t specks = 0;
  for (std::size_t i = 0; i < grey.size(); ++i) {
    const int distance = grey[i] - median[i];
    specks += distance > kFar || distance < -kFar;
  }
  return static_cast<double>(specks) / static_cast<double>(grey.size());
}

}  // namespace trichluc
