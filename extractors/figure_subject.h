// figure_subject.h - what a figure is about: `of` in RECORD.md.
//
// Vietnamese says it behind the figure ("10 buổi | truyền thông", "100% | các vụ …") or before it ("Tỷ lệ hộ nghèo |
// còn 8,3%"). What stands next to the figure is taken, as far as the next figure, time or break of the clause; joints
// and verbs at its edges are left out. Free text: no score compares it, but indicators are found by it.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "extractors/scan.h"

namespace trichluc {

/// "(CPI)", "(giá so sánh 2010)": brackets that only name, or tell the prices, part no figure from its subject.
bool only_names(std::string_view bracket);

/// Fills in `of` of the figures of `facts` (budgets, counts, percentages of this block, by begin). `is_range_end` tells
/// whether the fact of an index is the second end of a range whose first is the fact before.
void read_subjects(const Scan& scan, std::vector<Fact>& facts,
                   const std::function<bool(std::size_t index)>& is_range_end);

}  // namespace trichluc
