// named_wholes.h - shares of a whole that is named again: "…, chiếm 29,2% tổng số vụ việc".
#pragma once

#include <vector>

#include "pipeline/core/document.h"
#include "pipeline/core/record.h"

namespace trichluc {

/// Appends the checks of the percentages among the facts [begin, end), all of one block, that say of what they are a
/// share ("of": "tổng số lượt khám chữa bệnh trong tháng"). The whole is the nearest figure before, in this paragraph
/// or one of the last, that counts just that; where several do, one that the percentage fits. Figures that are no whole
/// cannot be told from wrong ones by the numbers: a share that does not come out is told only where the words agree
/// both ways and it is not far off.
void find_named_shares(const Document& document, std::vector<Fact>& facts, std::size_t begin, std::size_t end,
                       std::vector<Check>& checks);

}  // namespace trichluc
