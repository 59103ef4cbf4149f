// ending.h - the last page's components: "Nơi nhận" with its list, and the signature block.
//
// The two stand side by side on paper; extraction gives one after the other, or both interleaved line by line, or
// merged into one line. Every item of the list is a block of its own, and so is every line of a signature:
//
//   TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG / Nguyễn Văn A
//
// Several signatories side by side come one after the other, the left one first.
#pragma once

#include <cstddef>

#include "pipeline/layout/line_style.h"
#include "pipeline/layout/lines.h"

namespace trichluc::layout {

/// The next ending at or after `begin`: gives its lines their kind and returns the first line behind it;
/// lines.size() where there is none. May take lines apart and put the lines of an ending in order.
/// Stops, with nothing done, at the line `stop`.
std::size_t find_ending(Sheet& sheet, const LineStyle& style, std::size_t begin, std::size_t stop);

}  // namespace trichluc::layout
