// money_context.h - whose money it is, what for, and which way it goes (RECORD.md, budget).
#pragma once

#include "extractors/scan.h"

namespace trichluc {

/// Fills in holder, purpose and flow of `budget`, the value of `fact`, as far as its sentence says them plainly.
void read_money_context(const Scan& scan, const Fact& fact, Budget& budget);

}  // namespace trichluc
