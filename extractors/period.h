// period.h - which time a figure belongs to (ANNOTATION.md section 6).
#pragma once

#include <vector>

#include "extractors/scan.h"

namespace trichluc {

/// Times that another block hands on: the lead-in of the list this block is in, nearest last.
struct LeadInTimes {
  std::vector<TimeSpan> times;
};

/// Marks the times that compare, that are part of a programme's name, or that date another event.
void classify_times(Scan& scan);

/// Fills in Figure::period of the figures of `facts` (all of this block, by begin).
void bind_periods(const Scan& scan, std::vector<Fact>& facts, const LeadInTimes& lead_in);

}  // namespace trichluc
