// char_set.h - a set of ASCII characters, and the first or last place of one of them in a text.
//
// What std::string_view::find_first_of does, with one look at a table for every character of the text instead of a
// search through the set; sentences are cut at commas and colons all the time.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
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

/// The first digit from byte `from` on, npos for none; eight bytes at a time, for whole pages are looked through.
inline std::size_t first_digit(std::string_view text, std::size_t from = 0) {
  constexpr std::uint64_t kEach = 0x0101010101010101ULL, kHigh = 0x80 * kEach;
  std::size_t at = from;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, 8);
    if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
    bytes ^= '0' * kEach;  // a digit is its value now, and nothing else is below ten
    const std::uint64_t others = ((bytes & ~kHigh) + (0x80 - 10) * kEach) | bytes;
    const std::uint64_t digits = ~others & kHigh;
    if (digits != 0) return at + static_cast<std::size_t>(std::countr_zero(digits)) / 8;
  }
  return kDigits.first_in(text, at);
}

/// The last place of `c` in `text`, npos for none; std::string_view::rfind goes back byte by byte.
inline std::size_t last_place(std::string_view text, char c) {
  const void* const found = text.empty() ? nullptr : ::memrchr(text.data(), c, text.size());
  return found == nullptr ? std::string_view::npos
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace trichluc
