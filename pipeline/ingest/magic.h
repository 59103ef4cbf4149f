// magic.h - what a file looks like by its first bytes, for files that no reader here takes.
#pragma once

#include <string_view>

namespace trichluc {

struct LooksLike {
  const char* what = nullptr;       // "a Word document (.docx)"; nullptr: not known
  const char* next_step = nullptr;  // what helps; nullptr: nothing special
};

/// PNG, JPEG and TIFF.
bool is_image(std::string_view bytes);

/// Formats other than PDF, the images above and text.
LooksLike look_at_magic(std::string_view bytes);

}  // namespace trichluc
