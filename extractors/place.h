// place.h - provinces and cities under the central government, by the names of vocabulary/provinces.toml.
#pragma once

#include <vector>

#include "extractors/scan.h"

namespace trichluc {

/// Every mention in the block. Codes were given anew in 2025: of the entries of one name the one that holds at `date`
/// (the document's own, EDTF; empty where it has none) counts. Where the date decides nothing, the code stays out
/// unless all entries agree on it.
std::vector<Fact> find_places(const Scan& scan, std::string_view date);

}  // namespace trichluc
