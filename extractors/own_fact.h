// own_fact.h - a user's own kinds of facts, made by rules alone.
//
//   kind = "other"
//   set = { fact = "licence_plate" }              # the name of the kind, [a-z][a-z0-9_]*
//   pattern = 'biển số (?P<value>\d{2}[a-z]-\d{3}\.\d{2})'
//
// The whole hit is the fact's text. The capture `value` is its value (without one, the whole hit); `amount` is read as
// a number, Vietnamese writing, and a hit whose amount cannot be read gives no fact; other captures come out under
// their names in `parts`.
#pragma once

#include <vector>

#include "extractors/scan.h"

namespace trichluc {

/// Asked before all other readers: what these facts cover is taken. Of overlapping hits the longest stays, then the
/// one of higher priority.
std::vector<Fact> find_own_facts(Scan& scan);

}  // namespace trichluc
