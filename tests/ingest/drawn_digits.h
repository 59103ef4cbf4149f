// drawn_digits.h - a grey page with digits and strokes on it, for tests of what reads them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/ingest/cleaned_scan.h"
#include "pipeline/ingest/leptonica.h"

namespace trichluc {

class DrawnPage {
 public:
  DrawnPage(int width, int height) {
    scan_.width = width;
    scan_.height = height;
    scan_.grey.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 255);
  }

  void dot(int x, int y, int radius = 2) {
    for (int dy = -radius; dy <= radius; ++dy) {
      for (int dx = -radius; dx <= radius; ++dx) {
        if (dx * dx + dy * dy <= radius * radius + 1) set(x + dx, y + dy, 0);
      }
    }
  }

  void line(int x0, int y0, int x1, int y1, int radius = 2) {
    const int steps = std::max({1, std::abs(x1 - x0), std::abs(y1 - y0)});
    for (int i = 0; i <= steps; ++i) dot(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps, radius);
  }

  /// `text` in the bitmap font that Leptonica brings along, some `height` pixels high, on `base`; returns where it
  /// ends. `apart`: pixels between digits; below 0 they overlap.
  int write(const std::string& text, int x, int base, int height, int apart = 4) {
    for (const char digit : text) x += glyph(std::string(1, digit), x, base, height) + apart;
    return x - apart;
  }

  const CleanedScan& scan() const { return scan_; }
  GreyView view() const { return scan_.view(); }

 private:
  void set(int x, int y, std::uint8_t grey) {
    if (x < 0 || y < 0 || x >= scan_.width || y >= scan_.height) return;
    auto& pixel =
        scan_.grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(scan_.width) + static_cast<std::size_t>(x)];
    pixel = std::min(pixel, grey);
  }

  /// Width of the ink.
  int glyph(const std::string& text, int left, int base, int height) {
    silence_leptonica();
    const PixPtr small(pixCreate(80, 80, 8));
    pixSetAll(small.get());
    L_Bmf* font = bmfCreate(nullptr, 20);
    l_int32 width = 0;
    l_int32 overflow = 0;
    pixSetTextline(small.get(), font, text.c_str(), 0, 20, 50, &width, &overflow);
    bmfDestroy(&font);
    const auto ink = [](Pix* pix, int& x0, int& y0, int& x1, int& y1) {
      x0 = y0 = 1 << 20;
      x1 = y1 = 0;
      for (int y = 0; y < pixGetHeight(pix); ++y) {
        for (int x = 0; x < pixGetWidth(pix); ++x) {
          l_uint32 grey = 0;
          pixGetPixel(pix, x, y, &grey);
          if (grey > 128) continue;
          x0 = std::min(x0, x);
          y0 = std::min(y0, y);
          x1 = std::max(x1, x + 1);
          y1 = std::max(y1, y + 1);
        }
      }
    };
    int x0 = 0;
    int y0 = 0;
    int x1 = 0;
    int y1 = 0;
    ink(small.get(), x0, y0, x1, y1);
    const float factor = static_cast<float>(height) / static_cast<float>(std::max(1, y1 - y0));
    const PixPtr large(pixScaleGrayLI(small.get(), factor, factor));
    ink(large.get(), x0, y0, x1, y1);
    for (int y = y0; y < y1; ++y) {
      for (int x = x0; x < x1; ++x) {
        l_uint32 grey = 0;
        pixGetPixel(large.get(), x, y, &grey);
        set(left + x - x0, base - y1 + y, static_cast<std::uint8_t>(grey));
      }
    }
    return x1 - x0;
  }

  CleanedScan scan_;
};

}  // namespace trichluc
