// table_sums.h - whether the totals of a table are the sums that it says they are.
//
// Only what the table itself asserts, and only where its parts are certain:
//   a row Tổng, Tổng số, Tổng cộng, Cộng    the other rows of the outermost level, each with a figure in the column
//   a column "3=1+2", or "4+5" beside the columns "4" and "5"    the cells of the row in those columns
#pragma once

#include <vector>

#include "extractors/engine/rule_set.h"
#include "extractors/engine/vocabulary.h"
#include "pipeline/core/record.h"

namespace trichluc {

/// `facts` have their ids and are in order. Percentages are never summed.
std::vector<Check> find_table_sums(const Document& document, const std::vector<Fact>& facts, const RuleSet& rules,
                                   const Vocabulary& vocabulary);

}  // namespace trichluc
