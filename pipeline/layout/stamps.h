// stamps.h - what signing tools and registries printed on the pages, for the record; no facts are read from it.
#pragma once

#include "pipeline/core/document.h"

namespace trichluc::layout {

/// Adds the blocks of kind kStamp to the stamps of their pages, those that follow each other as one. Annotations that
/// hold stamps are there already.
void collect_stamps(Document& document);

}  // namespace trichluc::layout
