// reference_lists.h - what the members of a list of references say for each other: "các Nghị định số 34, số 35",
// "tại các Công văn: số 87/…", "các Quyết định số 1743/…, 1744/… ngày 31/12/2024".
#pragma once

#include <vector>

#include "extractors/legal_reference.h"
#include "extractors/reference_draft.h"

namespace trichluc {

/// Adds members that have a number alone, and gives each the type and the date that the list says once. `drafts` are
/// those of `scan`, by place.
void complete_lists(const Scan& scan, const ReferenceContext& context, std::vector<ReferenceDraft>& drafts);

}  // namespace trichluc
