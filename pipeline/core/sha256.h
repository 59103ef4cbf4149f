// sha256.h - the digest that names documents and rule sets.
#pragma once

#include <string>
#include <string_view>

namespace trichluc {

/// SHA-256 of `bytes`, lower-case hexadecimal.
std::string sha256_hex(std::string_view bytes);

}  // namespace trichluc
