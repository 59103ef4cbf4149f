// layout.h - lines of pages to the blocks of a document; see core/document.h for what they are.
#pragma once

#include "pipeline/core/document.h"

namespace trichluc {

/// Takes the reading apart (its glyphs and stamps move into the document). id, source and bytes are the caller's.
Document lay_out(Reading reading);

}  // namespace trichluc
