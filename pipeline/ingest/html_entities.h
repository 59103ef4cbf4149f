// html_entities.h - character references of HTML ("&amp;", "&#7867;", "&#x1EB;") to characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace trichluc {

struct Entity {
  std::size_t length = 0;  // bytes of the reference, semicolon included; 0: `text` does not begin with one
  std::string text;        // UTF-8
};

/// The reference at the head of `text`: numeric ones, and the named ones of HTML 4 that Vietnamese office texts meet.
Entity decode_entity(std::string_view text);

}  // namespace trichluc
