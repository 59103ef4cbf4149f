// valid_utf8.h - whether bytes are UTF-8, and where they stop being it.
//
// Strict as Unicode 15, table 3-7 asks: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace trichluc {

/// Offset of the first byte of the first sequence that is not UTF-8; none when all of `bytes` is.
std::optional<std::size_t> find_invalid_utf8(std::string_view bytes);

}  // namespace trichluc
