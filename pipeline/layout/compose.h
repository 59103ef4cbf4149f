// compose.h - drafts to blocks and page texts, with the way back.
#pragma once

#include "pipeline/core/document.h"
#include "pipeline/layout/drafts.h"

namespace trichluc::layout {

/// Writes `document.pages` and `document.blocks` (one per draft, in order). The pages of `reading` are used up.
/// Kinds, marks, text, pieces and notes of the blocks are set here; their place in the numbering is not.
void compose(Reading& reading, const Drafts& drafts, Document& document);

}  // namespace trichluc::layout
