// tables.h - which lines are the rows of a table of data, and which rows name its columns.
//
//   TT │ Chỉ tiêu        │ ĐVT │  Năm 2024   │     header: down to the end of its spanning cells, with the row of
//      │                 │     │  KH  │  TH  │     column numbers ("A  B  1  2=1/3")
//   ───┼─────────────────┼─────┼──────┼──────
//    1 │ Số lớp học      │ Lớp │  12  │  14  │     body: becomes one block a row, "1\tSố lớp học\tLớp\t12\t14"
//
// Letterheads, signature blocks and frames are set in tables too. A table of data has a header of two named columns
// or more and below it at least two rows (one in Markdown, where only tables have bars) with a cell of digits alone.
// A table of a PDF goes on over a page end when nothing but furniture stands between and its columns begin at the
// same places; the header may be printed again.
#pragma once

#include "pipeline/core/document.h"
#include "pipeline/layout/drafts.h"
#include "pipeline/layout/lines.h"

namespace trichluc::layout {

/// Fills `sheet.table_rows` and says which lines belong to them. The rows of pipe tables are taken apart into a line
/// for each cell; those of a letterhead or signature block are marked as ordinary lines of columns.
void find_tables(Sheet& sheet);

/// Tells the blocks of table rows where their cells are.
void place_cells(const Sheet& sheet, const Drafts& drafts, Document& document);

}  // namespace trichluc::layout
