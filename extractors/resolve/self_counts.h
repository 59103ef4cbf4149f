// self_counts.h - lists that say how many they are: "03 Bộ (Công an, Quốc phòng, Y tế)".
#pragma once

#include <string>
#include <vector>

#include "extractors/resolve/passage.h"
#include "pipeline/core/record.h"

namespace trichluc {

/// Appends a check for each count of `passage` (of `text`, not folded) that brackets or "gồm" with names follow. Names
/// hold commas and "và" ("Văn hóa, Thể thao và Du lịch"), so that a list may be read as fewer or more members; it does
/// not hold only where no reading gives the number.
void find_self_counts(const Passage& passage, const std::string& text, const std::vector<Fact>& facts,
                      std::vector<Check>& checks);

}  // namespace trichluc
