// metadata.h - the layout components of an administrative document (RECORD.md).
#pragma once

#include "pipeline/core/record.h"

namespace trichluc {

Metadata read_metadata(const Document& document);

}  // namespace trichluc
