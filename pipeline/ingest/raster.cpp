#include "pipeline/ingest/raster.h"

#include <algorithm>

namespace trichluc {

RasterRows::RasterRows(int width, int height, float dpi) {
  raster_.width = width;
  raster_.height = height;
  raster_.dpi = dpi;
  raster_.grey.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 255);
}

void RasterRows::add_grey(const std::uint8_t* row) {
  if (next_ >= raster_.height) return;
  std::copy_n(row, raster_.width, raster_.row(next_));
  ++next_;
}

void RasterRows::add_rgb(const std::uint8_t* row) {
  if (next_ >= raster_.height) return;
  if (raster_.red.empty()) raster_.red.assign(raster_.grey.size(), 255);
  std::uint8_t* const grey = raster_.row(next_);
  std::uint8_t* const red = raster_.red.data() + (grey - raster_.grey.data());
  for (int x = 0; x < raster_.width; ++x) {
    const Inks inks = part_inks(row[3 * x], row[3 * x + 1], row[3 * x + 2]);
    grey[x] = inks.grey;
    red[x] = inks.red;
    red_pixels_ += inks.red < 255;
  }
  ++next_;
}

Raster RasterRows::finish() {
  // A line of red letters 4 mm high inks about a 5000th of an A4 page.
  if (red_pixels_ * 5000 < raster_.grey.size()) raster_.red = {};
  return std::move(raster_);
}

}  // namespace trichluc
