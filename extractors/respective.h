// respective.h - "lần lượt": a list of figures for a list of times or of subjects named before or behind it.
#pragma once

#include <string>
#include <vector>

#include "extractors/scan.h"

namespace trichluc {

/// Lists of unlike length: "các năm 2021, 2022 lần lượt là 5 vụ, 6 vụ và 7 vụ".
struct UnevenLists {
  Range text;  // from "lần lượt" to the last figure
  std::string message;
};

/// Gives each figure of `facts` (all of this block, by begin; their periods bound) that stands behind "lần lượt" its
/// own member of the list. Lists of unlike length are left as they are and returned.
std::vector<UnevenLists> bind_respectively(const Scan& scan, std::vector<Fact>& facts);

}  // namespace trichluc
