// figure_context.h - what the words around a figure say of it: comparator, change, modality, rate, subject
// (ANNOTATION.md section 5). Its period is period.h's.
#pragma once

#include <string>
#include <vector>

#include "extractors/scan.h"

namespace trichluc {

struct FigureSurroundings {
  std::string lead_in;     // folded text of the block that introduces this list; empty for none
  std::string headings;    // folded headings above, outermost first, separated by '\n'
  bool plan = false;       // the document is a plan or programme: figures under "mục tiêu", "chỉ tiêu" are goals
  bool plan_item = false;  // an item of its tasks: what is to be done
  bool judgment = false;   // a court's paper: what it orders to be paid has no modality
};

/// Fills in the figures of `facts` (budgets, counts, percentages of this block, by begin) and lets their text begin
/// with the comparator.
void read_figure_context(const Scan& scan, std::vector<Fact>& facts, const FigureSurroundings& around);

}  // namespace trichluc
