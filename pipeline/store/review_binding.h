// review_binding.h - what people said of facts, laid over the facts as they are now. For this room.
//
// An event binds by the document's hash, page, kind and text; of several such facts, to the one whose span is nearest
// to where it was. So it survives a new extraction that moves or renumbers facts. The rows of review_event never
// change; what binding writes is fact.review and, for corrected and added facts, rows of `fact` of its own, which are
// taken out and made anew each time.
#pragma once

#include <string>

#include "pipeline/store/sqlite.h"

namespace trichluc {

/// Lays the events of one document over its facts. Within a transaction of the caller.
void bind_reviews(const Database& database, const std::string& document_sha256);

}  // namespace trichluc
