// deadline.h - what is due when, and who must do it (ANNOTATION.md section 4).
#pragma once

#include <vector>

#include "extractors/scan.h"

namespace trichluc {

/// What the rest of the document says about this block.
struct DeadlineContext {
  bool directs = false;  // the document gives tasks (plan, directive, letter, notice), it does not only report
  std::string column;    // header of the cell, folded
  bool reports = false;  // the document is a report: what it completed lies behind it
};

/// The deadlines of the block. Times that became one are marked `is_deadline`; relative ones take their ranges.
std::vector<Fact> find_deadlines(Scan& scan, const DeadlineContext& context);

}  // namespace trichluc
