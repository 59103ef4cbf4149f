// noise.h - what takes noise off a grey image: the 3x3 median, and what is gentler with small letters.
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

/// Puts the median in the place of pixels that are clearly darker, or clearly lighter, than all their neighbours but
/// `most_like`. The others stay as they are: at 200 dpi the strokes of letters and the rules of tables are one or two
/// pixels wide, and a median eats them.
void remove_specks(std::vector<std::uint8_t>& grey, const std::vector<std::uint8_t>& median, int width, int height,
                   int most_like);

/// Each pixel becomes the mean of itself (4 parts), the four beside it (2) and the four at its corners (1).
void smooth_3x3(std::vector<std::uint8_t>& grey, int width, int height);

}  // namespace trichluc
