// printed_order.h - the order in which the lines of a page are read.
//
// What is above comes first. Side by side, the library's order counts; columns that go on are read one after the
// other, and the cells of a ruled table row by row:
//
//     Nơi nhận:    │   KT. CHỦ TỊCH        bands: blocks of lines whose heights overlap, from top to bottom
//     ─────────────┼────────────────       columns: bands that part at the same place make one, where a block has
//     - Như trên;  │                       three rows or more. The rows of a letterhead ("Số: ..." beside the date)
//     - Lưu: VT.   │  Nguyễn Văn Tình      stay bands of their own, below both of its columns.
#pragma once

#include <vector>

#include "pipeline/ingest/printed.h"
#include "pipeline/ingest/printed_cells.h"

namespace trichluc {

/// A line, and what decides its place among the others.
struct PrintedRow {
  PrintedLine line;
  float begin = 0;  // of all its words
  float end = 0;
  std::uint32_t characters = 0;
  std::uint32_t found = 0;  // its place in the library's order
  std::uint32_t block = 0;  // the library's
  std::uint8_t turn = 0;    // text turned otherwise than most comes last
};

std::vector<PrintedLine> in_reading_order(std::vector<PrintedRow> rows, const PrintedCells& cells);

}  // namespace trichluc
