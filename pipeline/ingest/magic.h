// magic.h - what a file looks like by the signatures of its format: which reader takes it, or what to call it.
#pragma once

#include <optional>
#include <string_view>

#include "pipeline/ingest/ingest.h"

namespace trichluc {

struct LooksLike {
  const char* what = nullptr;         // "a Word document (.docx)"; nullptr: not known
  const char* next_step = nullptr;    // what helps; nullptr: nothing special
  std::optional<Format> format = {};  // its reader, where there is one
};

/// PNG, JPEG and TIFF.
bool is_image(std::string_view bytes);

/// Whether a whole page begins here: an XML declaration, comments and blanks may stand before the root. Markdown, too,
/// may begin with a tag.
bool is_html(std::string_view bytes);

/// Formats other than PDF, the images above and text.
LooksLike look_at_magic(std::string_view bytes);

}  // namespace trichluc
