// reading_trace.h - why readers made nothing of a hit, noted for `trichluc rules explain`. Without a trace nothing is
// noted, and nothing is spent.
#pragma once

#include <string>
#include <vector>

#include "extractors/engine/rule.h"

namespace trichluc {

struct TurnedDown {
  int block = -1;  // index into Document::blocks
  Range span;      // of the hit, in that block's text
  const Rule* rule = nullptr;
  std::string reason;  // "the number cannot be read"
};

struct ReadingTrace {
  std::vector<TurnedDown> turned_down;
};

}  // namespace trichluc
