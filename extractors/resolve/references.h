// references.h - short mentions get their full number, all mentions of a document one identity.
#pragma once

#include <vector>

#include "pipeline/core/fact.h"

namespace trichluc {

/// Changes the legal references among `facts` (in reading order). A short mention ("Nghị quyết số 121") takes the full
/// number if the document gives one of that type and serial; a doubtful one without a full number is removed.
void resolve_references(std::vector<Fact>& facts);

}  // namespace trichluc
