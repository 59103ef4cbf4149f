// utf8.h - whether bytes are UTF-8, and where they stop being it; code points written as UTF-8.
//
// Strict as Unicode 15, table 3-7 asks: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace trichluc {

/// Offset of the first byte of the first sequence that is not UTF-8; none when all of `bytes` is.
std::optional<std::size_t> find_invalid_utf8(std::string_view bytes);

/// 3 when `bytes` begin with the byte order mark of UTF-8, else 0.
std::size_t utf8_mark_length(std::string_view bytes);

/// Surrogates and what is above U+10FFFF become U+FFFD.
void append_code_point(std::string& text, char32_t code);
/// Text of Windows programs; surrogates without a partner become U+FFFD.
std::string utf8_of_utf16(std::u16string_view text);

}  // namespace trichluc
