// other_numbers.h - no digit unaccounted for: every numeral outside the facts, with its role (RECORD.md).
#pragma once

#include <vector>

#include "extractors/scan.h"
#include "pipeline/core/record.h"

namespace trichluc {

/// A stretch of a block that a rule of kind "other" explains.
struct ExplainedRange {
  int block = 0;
  Range text;
  std::string role;
};

/// Numerals of all pages that no fact covers, by page, then begin; numbers that cannot be read give a warning.
std::vector<OtherNumber> find_other_numbers(const Document& document, const std::vector<Fact>& facts,
                                            const std::vector<ExplainedRange>& explained, const Vocabulary& vocabulary,
                                            std::vector<Warning>& warnings);

}  // namespace trichluc
