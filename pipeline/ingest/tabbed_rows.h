// tabbed_rows.h - tables in plain text whose cells are parted by tabs, as word processors save and paste them.
//
//   STT ⇥ Đơn vị ⇥ Số vụ
//   1 ⇥ Xã Lau Sậy ⇥ 12
//
// A letterhead has tabs too, but one gap a line; text that is merely indented has none between words.
#pragma once

#include "pipeline/core/page.h"

namespace trichluc {

/// Marks the rows (LineMarks::table_row): neighbouring lines with the same number of tabs, two at least, whose first
/// has three cells with words and of whose others one has a cell that is a figure.
void mark_tabbed_rows(Page& page);

}  // namespace trichluc
