// locator.h - "điểm b khoản 6 Điều 2": where in a law (ANNOTATION.md section 2).
#pragma once

#include <vector>

#include "extractors/scan.h"

namespace trichluc {

/// A run of locators as it stands in the text: "khoản 2, điểm b khoản 6 Điều 2".
struct LocatorRun {
  Range text;
  std::vector<Locator> locators;  // outer parts filled in: khoản 2 Điều 2; điểm b khoản 6 Điều 2
};

/// All runs of the block, by begin. A lone unit whose value is missing makes none.
std::vector<LocatorRun> find_locators(const Scan& scan);

}  // namespace trichluc
