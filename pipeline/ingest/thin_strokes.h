// thin_strokes.h - the thin rules that a median takes away.
//
// A rule of half a point is one pixel wide at 200 dpi: a 3x3 median leaves nothing of it, and a table without rules is
// read in the order of its columns. What is dark for a long way across or down is no speck.
#pragma once

#include <cstdint>
#include <vector>

namespace trichluc {

constexpr int kLongStroke = 32;  // pixels: longer than the stems of letters at 200 dpi

/// Makes `median` as dark as `grey` is all along strokes of kLongStroke pixels across or down (the grey closing by such
/// a line). They may run aslant by a pixel. Both have `width` pixels a row.
void keep_thin_strokes(const std::vector<std::uint8_t>& grey, int width, std::vector<std::uint8_t>& median);

}  // namespace trichluc
