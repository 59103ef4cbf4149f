// deadline_relative.h - limits counted from an event: "trong thời hạn 07 ngày làm việc, kể từ ngày nhận được hồ sơ",
// and back from one: "trước khi hết nhiệm kỳ 30 ngày".
#pragma once

#include <vector>

#include "extractors/scan.h"

namespace trichluc {

/// The relative deadlines of the block, in no order; their lengths are taken.
std::vector<Fact> find_relative_deadlines(Scan& scan);

}  // namespace trichluc
