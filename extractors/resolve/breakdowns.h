// breakdowns.h - which figures are parts of which, and whether the parts make the whole.
#pragma once

#include <string>
#include <vector>

#include "pipeline/core/record.h"

namespace trichluc {

/// Fills in Figure::part_of of the facts (which have their ids) and returns the checks the text asserts: sums ("68 tỷ
/// (năm 2020 là 31 tỷ; năm 2021 là 37 tỷ)", "12 đơn vị, gồm: 5 …, 7 …", a total before a list and the counts that its
/// items begin with), shares and changes (shares.h), lists that count themselves (self_counts.h).
/// `lead_ins[i]` is the index of the block that introduces the list that block i is an item of; -1 for none.
/// `folded[i]` is the folded text of block i, or empty where it is to be made here.
std::vector<Check> find_breakdowns(const Document& document, const std::vector<int>& lead_ins,
                                   const std::vector<std::string>& folded, std::vector<Fact>& facts);

}  // namespace trichluc
