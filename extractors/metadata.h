// metadata.h - the layout components of an administrative document (RECORD.md, "metadata").
//
// Reads the blocks that pipeline/layout set apart on the first and the last page of the document itself (part 0):
// what an appendix or a second document in the file says about itself is not read. A component that is not on the
// paper stays empty; only the issuer is also taken from the text ("..., Sở Y tế báo cáo"), where there is no
// letterhead.
#pragma once

#include "pipeline/core/record.h"

namespace trichluc {

/// By the rules of ANNOTATION.md, section 7.
Metadata read_metadata(const Document& document);

}  // namespace trichluc
