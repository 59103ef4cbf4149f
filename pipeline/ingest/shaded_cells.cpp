#include "pipeline/ingest/shaded_cells.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "pipeline/ingest/noise.h"

namespace trichluc {
namespace {

constexpr int kFrame = 6;           // pixels inside a cell's rules, which are worn
constexpr int kLeastSide = 16;      // of what is left
constexpr int kDarkest = 100;       // of a ground
constexpr int kBelowPaper = 25;     // a ground is darker than the paper by
constexpr double kShaded = 0.25;    // share of such pixels: soft edges of bold letters are fewer
constexpr double kInkShare = 0.01;  // of the darkest pixels, that tell the ink
constexpr int kLeastContrast = 60;  // between ground and ink, or there is no writing
constexpr double kLevel = 0.6;      // from the ink to the ground: lighter is ground

using Histogram = std::array<std::size_t, 256>;

/// The value that `share` of the pixels are not above.
int quantile(const Histogram& histogram, double share) {
  std::size_t all = 0;
  for (const std::size_t count : histogram) all += count;
  const auto wanted = static_cast<std::size_t>(share * static_cast<double>(all));
  std::size_t seen = 0;
  for (int value = 0; value < 255; ++value) {
    seen += histogram[static_cast<std::size_t>(value)];
    if (seen > wanted) return value;
  }
  return 255;
}

/// Of a page most pixels are paper.
int paper_of(const CleanedScan& scan) {
  Histogram histogram{};
  for (std::size_t i = 0; i < scan.grey.size(); i += 7) ++histogram[scan.grey[i]];
  return quantile(histogram, 0.5);
}

struct Ground {
  double share = 0;  // of the cell's pixels
  double mean = 0;
};

Ground ground_of(const Histogram& histogram, int paper) {
  std::size_t all = 0;
  std::size_t count = 0;
  double sum = 0;
  for (int value = 0; value < 256; ++value) {
    const std::size_t pixels = histogram[static_cast<std::size_t>(value)];
    all += pixels;
    if (value < kDarkest || value > paper - kBelowPaper) continue;
    count += pixels;
    sum += static_cast<double>(pixels) * value;
  }
  if (count == 0) return {};
  return {static_cast<double>(count) / static_cast<double>(all), sum / static_cast<double>(count)};
}

void whiten(CleanedScan& scan, const PixelBox& box, int paper) {
  const int width = box.width();
  const int height = box.height();
  const auto row = [&](int y) {
    return scan.grey.begin() + static_cast<std::ptrdiff_t>(box.top + y) * scan.width + box.left;
  };
  std::vector<std::uint8_t> cell;
  cell.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  Histogram before{};
  for (int y = 0; y < height; ++y) {
    for (auto at = row(y); at != row(y) + width; ++at) {
      ++before[*at];
      cell.push_back(*at);
    }
  }
  if (ground_of(before, paper).share < kShaded) return;
  // Single dots of the screen are as dark as letters.
  cell = median_3x3(cell, width, height);
  Histogram after{};
  for (const std::uint8_t value : cell) ++after[value];
  const Ground ground = ground_of(after, paper);
  const int ink = quantile(after, kInkShare);
  if (ground.share == 0 || ground.mean - ink < kLeastContrast) return;
  const double level = ink + kLevel * (ground.mean - ink);
  for (int y = 0; y < height; ++y) {
    const auto from = cell.begin() + static_cast<std::ptrdiff_t>(y) * width;
    std::transform(from, from + width, row(y),
                   [level](std::uint8_t value) { return value < level ? value : std::uint8_t{255}; });
  }
}

}  // namespace

void whiten_shaded_cells(CleanedScan& scan, const std::vector<PixelBox>& cells) {
  if (cells.empty()) return;
  const int paper = paper_of(scan);
  for (const PixelBox& cell : cells) {
    // A cell as large as the page is a frame around it.
    if (2 * cell.height() > scan.height && 2 * cell.width() > scan.width) continue;
    const PixelBox inner{std::max(0, cell.left + kFrame), std::max(0, cell.top + kFrame),
                         std::min(scan.width, cell.right - kFrame), std::min(scan.height, cell.bottom - kFrame)};
    if (inner.width() >= kLeastSide && inner.height() >= kLeastSide) whiten(scan, inner, paper);
  }
}

}  // namespace trichluc
