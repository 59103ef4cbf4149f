#include "pipeline/ingest/noise.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>

namespace trichluc {
namespace {

constexpr int kFar = 40;

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

Noise measure_noise(const std::vector<std::uint8_t>& grey, const std::vector<std::uint8_t>& median, int width,
                    int height) {
  Noise noise;
  if (width < 3 || height < 3) return noise;
  std::array<std::size_t, 256> differences{};
  std::size_t specks = 0;
  const auto stride = static_cast<std::ptrdiff_t>(width);
  for (int y = 1; y + 1 < height; ++y) {
    for (int x = 1; x + 1 < width; ++x) {
      const std::ptrdiff_t at = y * stride + x;
      const int value = grey[static_cast<std::size_t>(at)];
      const int distance = std::abs(value - median[static_cast<std::size_t>(at)]);
      ++differences[static_cast<std::size_t>(distance)];
      if (distance <= kFar) continue;
      int darkest = 255;
      int lightest = 0;
      for (const std::ptrdiff_t to :
           {-stride - 1, -stride, -stride + 1, std::ptrdiff_t{-1}, std::ptrdiff_t{1}, stride - 1, stride, stride + 1}) {
        const int other = grey[static_cast<std::size_t>(at + to)];
        darkest = std::min(darkest, other);
        lightest = std::max(lightest, other);
      }
      specks += value + kFar < darkest || value > lightest + kFar;
    }
  }
  const std::size_t pixels = static_cast<std::size_t>(width - 2) * static_cast<std::size_t>(height - 2);
  noise.specks = static_cast<double>(specks) / static_cast<double>(pixels);
  for (std::size_t seen = 0; noise.grain < 255; ++noise.grain) {
    seen += differences[static_cast<std::size_t>(noise.grain)];
    if (2 * seen >= pixels) break;
  }
  return noise;
}

void remove_specks(std::vector<std::uint8_t>& grey, const std::vector<std::uint8_t>& median, int width, int height,
                   int most_like) {
  const std::vector<std::uint8_t> from(grey);
  const auto stride = static_cast<std::ptrdiff_t>(width);
  for (int y = 1; y + 1 < height; ++y) {
    const std::uint8_t* const here = from.data() + y * stride;
    const std::uint8_t* const instead = median.data() + y * stride;
    std::uint8_t* const out = grey.data() + y * stride;
    for (int x = 1; x + 1 < width; ++x) {
      // No branches, so that the compiler takes 16 pixels at a time.
      const int value = here[x];
      int as_dark = 0;
      int as_light = 0;
      for (const std::ptrdiff_t to :
           {-stride - 1, -stride, -stride + 1, std::ptrdiff_t{-1}, std::ptrdiff_t{1}, stride - 1, stride, stride + 1}) {
        as_dark += here[x + to] - value <= kFar;
        as_light += value - here[x + to] <= kFar;
      }
      const bool speck = std::min(as_dark, as_light) <= most_like && std::abs(value - instead[x]) > kFar;
      out[x] = speck ? instead[x] : here[x];
    }
  }
}

void smooth_3x3(std::vector<std::uint8_t>& grey, int width, int height) {
  const std::vector<std::uint8_t> from(grey);
  const auto stride = static_cast<std::ptrdiff_t>(width);
  for (int y = 1; y + 1 < height; ++y) {
    const std::uint8_t* const above = from.data() + (y - 1) * stride;
    const std::uint8_t* const here = above + stride;
    const std::uint8_t* const below = here + stride;
    std::uint8_t* const out = grey.data() + y * stride;
    for (int x = 1; x + 1 < width; ++x) {
      const int corners = above[x - 1] + above[x + 1] + below[x - 1] + below[x + 1];
      const int beside = above[x] + below[x] + here[x - 1] + here[x + 1];
      out[x] = static_cast<std::uint8_t>((4 * here[x] + 2 * beside + corners + 8) / 16);
    }
  }
}

}  // namespace trichluc
