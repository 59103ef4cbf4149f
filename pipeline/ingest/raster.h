// raster.h - a page as pixels, in the form OCR reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace trichluc {

/// Rows from the top, no padding. Red ink is taken out of `grey` while the colours are still there: a seal over a
/// signature, or a stamp over a line, leaves the black text under it (read_colours in raster.cpp).
struct Raster {
  int width = 0;
  int height = 0;
  float dpi = 0;                   // 0: the file does not say
  std::vector<std::uint8_t> grey;  // [width * height], 0 black .. 255 white
  std::vector<std::uint8_t> red;   // the same for red ink alone: 255 none; empty where the page has next to none

  bool empty() const { return grey.empty(); }
  std::uint8_t* row(int y) { return grey.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width); }
  const std::uint8_t* row(int y) const {
    return grey.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
  }
};

/// A4 at 600 dpi has 35 million pixels, A0 at 300 has 139.
constexpr std::size_t kMostPixels = 140'000'000;

/// Whether an image of this size is worth its memory.
constexpr bool fits_in_memory(std::int64_t width, std::int64_t height) {
  return width > 0 && height > 0 && width <= 100'000 && height <= 100'000 &&
         static_cast<std::size_t>(width) * static_cast<std::size_t>(height) <= kMostPixels;
}

/// One pixel of grey and one of red ink.
struct Inks {
  std::uint8_t grey;
  std::uint8_t red;
};

/// Red light passes through red ink: what is left dark in the red channel is black, blue or green ink. Pink halos of
/// JPEG around black letters are no ink of their own, so that only clear red counts as such.
inline Inks part_inks(std::uint8_t r, std::uint8_t g, std::uint8_t b) {
  const int light = (77 * r + 150 * g + 29 * b) >> 8;
  const int other = g > b ? g : b;
  const int redness = r - other;
  const int grey = r > light ? r : light;
  return {static_cast<std::uint8_t>(grey), static_cast<std::uint8_t>(redness > 40 ? other : 255)};
}

/// Collects rows of colour or grey pixels into a Raster.
class RasterRows {
 public:
  RasterRows(int width, int height, float dpi);

  void add_grey(const std::uint8_t* row);  // [width]
  void add_rgb(const std::uint8_t* row);   // [3 * width]
  /// Rows that were not added are white. `red` stays empty where fewer pixels than a seal has are red.
  Raster finish();

 private:
  Raster raster_;
  int next_ = 0;
  std::size_t red_pixels_ = 0;
};

}  // namespace trichluc
