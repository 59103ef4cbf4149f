// contact.h - telephone numbers, e-mail and web addresses.
#pragma once

#include <vector>

#include "extractors/scan.h"

namespace trichluc {

/// The contacts of the block; their ranges are taken.
std::vector<Fact> find_contacts(Scan& scan);

}  // namespace trichluc
