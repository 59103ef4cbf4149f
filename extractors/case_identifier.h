// case_identifier.h - judgments, dockets, indictments, case files (ANNOTATION.md sections 8 and 10).
#pragma once

#include <string>
#include <vector>

#include "extractors/scan.h"

namespace trichluc {

/// The identifiers of the block; their ranges are taken, so references are looked for after them.
/// `own_number` is the document's own: its mentions are no facts, but taken.
std::vector<Fact> find_case_identifiers(Scan& scan, std::string_view own_number);

}  // namespace trichluc
