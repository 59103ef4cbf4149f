// opening.h - the first page's components, from motto and letterhead to "Kính gửi".
//
// Lines are told by what they say, not by where they stand: text extraction interleaves the two columns of the head
// in any order. An appendix or a second document in the file has an opening of its own.
#pragma once

#include <cstddef>

#include "pipeline/layout/line_style.h"
#include "pipeline/layout/lines.h"

namespace trichluc::layout {

/// Gives lines from `begin` on their kind; returns the first line after them. Nothing happens where nothing is certain
/// (a motto, a number, a date, a type name, "V/v", "Kính gửi").
std::size_t find_opening(Sheet& sheet, const LineStyle& style, std::size_t begin);

/// Whether the line opens an appendix: "PHỤ LỤC", "Phụ lục II", "Mẫu số 03", "BIỂU MẪU 1".
bool opens_appendix(const Sheet& sheet, const TextLine& line);

}  // namespace trichluc::layout
