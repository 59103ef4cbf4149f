// furniture.h - what a page carries besides its text: page numbers, running heads, drawn rules, stamps.
#pragma once

#include "pipeline/layout/lines.h"

namespace trichluc::layout {

/// Gives such lines their kind: kPageNumber, kRunningHead, kMarginNote (drawn rules), kStamp, kContents.
void find_furniture(Sheet& sheet);

}  // namespace trichluc::layout
