// table.h - facts from the cells of tables of data (ANNOTATION.md section 9).
//
//   TT │ Chỉ tiêu          │ ĐVT  │ KH năm 2025          the cell "6.350" becomes: count 6350 `hộ`, period 2025,
//    1 │ Số hộ nghèo       │ Hộ   │    6.350             target; table {"Số hộ nghèo", "KH năm 2025"}
//      │ - Trong đó: DTTS  │  "   │    5.507
//
// A cell that is a number gives at most one figure. A cell of words is read like a paragraph of its own: references,
// times, contacts, and figures outside the row header, with the column's period and modality where they have none.
#pragma once

#include <string>
#include <vector>

#include "extractors/engine/rule_set.h"
#include "extractors/engine/vocabulary.h"
#include "extractors/resolve/other_numbers.h"
#include "pipeline/core/document.h"
#include "pipeline/core/fact.h"

namespace trichluc {

struct TableFindings {
  std::vector<Fact> facts;                // by block
  std::vector<ExplainedRange> explained;  // row numbers, column numbers, numbers in names and units
};

/// `own_number`, `own_type`: the document's, whose mentions are no facts.
TableFindings find_table_facts(const Document& document, const RuleSet& rules, const Vocabulary& vocabulary,
                               const std::string& own_number, const std::string& own_type);

}  // namespace trichluc
