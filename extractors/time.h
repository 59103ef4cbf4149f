// time.h - dates and periods of a block (ANNOTATION.md section 3).
#pragma once

#include <vector>

#include "extractors/scan.h"

namespace trichluc {

/// Fills scan.times from the hits of the time rules that nothing else has taken. Ranges are joined
/// ("từ 14/8 đến 10/9"), missing years come from the same sentence, open ends are read ("đến nay").
void find_times(Scan& scan);

/// The date that begins at or after `begin` with only blanks and words of `allowed` between; for dates behind a
/// document's number. Uses the raw hits, taken or not. An empty span when there is none.
TimeSpan date_at(const Scan& scan, std::uint32_t begin);

}  // namespace trichluc
