// columns.h - takes lines apart that hold two columns of a letterhead or a signature block.
//
//   ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM      text with its layout kept
//   - Như trên;                          KT. GIÁM ĐỐC
//   Số: 12/BC-SYT Huế, ngày 02 tháng 3 năm 2024                        OCR: one blank between the columns
//
// A PDF's lines come apart already.
#pragma once

#include "pipeline/layout/lines.h"

namespace trichluc::layout {

/// Rewrites `sheet.lines`; parts of one line get `column` 0, 1, ...
void split_columns(Sheet& sheet);

}  // namespace trichluc::layout
