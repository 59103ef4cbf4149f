// place.h - provinces and cities under the central government, by the names of vocabulary/provinces.toml.
#pragma once

#include <vector>

#include "extractors/scan.h"

namespace trichluc {

/// Every mention in the block. A name that two entries share carries the code of the first one, whose `valid` says
/// when.
std::vector<Fact> find_places(const Scan& scan);

}  // namespace trichluc
