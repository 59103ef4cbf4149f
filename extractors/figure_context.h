// figure_context.h - what the words around a figure say of it: comparator, change, modality, rate, subject
// (ANNOTATION.md section 5). Its period is period.h's.
#pragma once

#include <vector>

#include "extractors/figure_modality.h"
#include "extractors/scan.h"

namespace trichluc {

/// Fills in the figures of `facts` (budgets, counts, percentages of this block, by begin) and lets their text begin
/// with the comparator.
void read_figure_context(const Scan& scan, std::vector<Fact>& facts, const FigureSurroundings& around);

}  // namespace trichluc
