// char_set.h - a set of ASCII characters, and the first or last place of one of them in a text.
//
// What std::string_view::find_first_of does, with one look at a table for every character of the text instead of a
// search through the set; sentences are cut at commas and colons all the time.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace trichluc {

class CharSet {
 public:
  explicit constexpr CharSet(std::string_view characters) {
    for (const char c : characters) has_[static_cast<unsigned char>(c)] = true;
  }

  constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }
  constexpr bool any_in(std::string_view text) const { return first_in(text) != std::string_view::npos; }
  /// Byte offsets; npos where there is none.
  constexpr std::size_t first_in(std::string_view text, std::size_t from = 0) const {
    for (std::size_t at = from; at < text.size(); ++at) {
      if (has(text[at])) return at;
    }
    return std::string_view::npos;
  }
  constexpr std::size_t last_in(std::string_view text) const {
    for (std::size_t at = text.size(); at > 0; --at) {
      if (has(text[at - 1])) return at - 1;
    }
    return std::string_view::npos;
  }

 private:
  std::array<bool, 256> has_{};
};

inline constexpr CharSet kDigits("0123456789");

}  // namespace trichluc
