// figure_modality.h - whether a figure is a goal or an obligation (ANNOTATION.md section 5): "phấn đấu đạt 95%", the
// items of a plan, "tối thiểu", a sentence or heading that tells goals; not what was done, not what a court orders.
#pragma once

#include <string>

#include "extractors/scan.h"

namespace trichluc {

struct FigureSurroundings {
  std::string lead_in;     // folded text of the block that introduces this list; empty for none
  std::string headings;    // folded headings above, outermost first, separated by '\n'
  bool plan = false;       // the document is a plan or programme: figures under "mục tiêu", "chỉ tiêu" are goals
  bool plan_item = false;  // an item of its tasks: what is to be done
  bool judgment = false;   // a court's paper: what it orders to be paid has no modality
};

/// Whether `fact`, a figure of this block whose comparator is read, has modality target.
bool is_target(const Scan& scan, const Fact& fact, const FigureSurroundings& around);

}  // namespace trichluc
