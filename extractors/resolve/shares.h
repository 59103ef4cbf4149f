// shares.h - percentages that can be worked out from the figures beside them.
#pragma once

#include <vector>

#include "extractors/resolve/passage.h"
#include "pipeline/core/record.h"

namespace trichluc {

/// The percentage facts[percentage] against what comes out of the two figures; what comes out is rounded as it is
/// written, and holds within the margin that the last digits of all three leave.
Check check_of_share(const std::vector<Fact>& facts, Check::Type type, const Quantity& part, const Quantity& whole,
                     std::size_t percentage);

/// Appends the checks of the percentages among the facts [begin, end), whose part_of is filled in:
/// shares: "866 lượt người (chiếm 85%)" of 1.008, "125/145 xã (86,2%)", "chiếm 28% toàn ngành, đạt 2,36 tỷ kWh";
/// changes: "xảy ra 78 vụ, giảm 12 vụ (13,3%)", "tăng từ 8 lên 12 mô hình (tăng 50%)".
/// What comes out is compared at the digits that are written; approximate figures ("trên 8,5 tỷ") give a check only
/// where it holds.
void find_shares(const Passage& passage, const std::vector<Fact>& facts, std::size_t begin, std::size_t end,
                 std::vector<Check>& checks);

}  // namespace trichluc
