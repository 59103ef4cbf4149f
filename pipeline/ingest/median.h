// median.h - the 3x3 median of a grey image, and how much noise it took away.
#pragma once

#include <cstdint>
#include <vector>

namespace trichluc {

/// The middle one of each pixel and its eight neighbours; the frame stays. Leptonica's takes ten times as long, since
/// it takes windows of any size.
std::vector<std::uint8_t> median_3x3(const std::vector<std::uint8_t>& grey, int width, int height);

/// How noisy the image is, told by the median of it.
struct Noise {
  double specks = 0;  // share of pixels that are darker or lighter than all their neighbours, clearly: 0 .. 0.0004 on
                      // scans without impulse noise, whatever their resolution; letters have none
  int grain = 0;      // what half of the pixels differ from their median by: 0 .. 2 on scans that were not photographed
};
Noise measure_noise(const std::vector<std::uint8_t>& grey, const std::vector<std::uint8_t>& median, int width,
                    int height);

}  // namespace trichluc
