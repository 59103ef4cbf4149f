#include "extractors/metadata.h"

namespace trichluc {

Metadata read_metadata(const Document&) { return {}; }

}  // namespace trichluc
