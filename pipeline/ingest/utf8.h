// utf8.h - the byte order mark of UTF-8, and code points written as UTF-8. Whether bytes are UTF-8:
// ingest/valid_utf8.h.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "pipeline/ingest/valid_utf8.h"

namespace trichluc {

/// 3 when `bytes` begin with the byte order mark of UTF-8, else 0.
std::size_t utf8_mark_length(std::string_view bytes);

/// Surrogates and what is above U+10FFFF become U+FFFD.
void append_code_point(std::string& text, char32_t code);
/// Text of Windows programs; surrogates without a partner become U+FFFD.
std::string utf8_of_utf16(std::u16string_view text);

}  // namespace trichluc
