// breakdowns.h - which figures are parts of which, and whether the document's own arithmetic holds.
#pragma once

#include <vector>

#include "pipeline/core/record.h"

namespace trichluc {

/// Fills in Figure::part_of of the facts (which have their ids) and returns the checks the text asserts:
/// sums ("68 tỷ (năm 2020 là 31 tỷ; năm 2021 là 37 tỷ)") and shares ("866 lượt người (chiếm 85%)").
std::vector<Check> find_breakdowns(const Document& document, std::vector<Fact>& facts);

}  // namespace trichluc
