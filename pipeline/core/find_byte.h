// find_byte.h - the first byte of a text that something is true of, sixteen bytes looked at at once.
//
// For long stretches in which nearly every byte is passed over. The compiler makes vector instructions of the inner
// loop as long as its length is known and `test`, which returns bool, has no branches: `|` and `&`, not `||` and `&&`.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trichluc {

/// The first byte from `at` on for which `test` holds, text.size() for none. `test` takes a pointer to the byte; it may
/// look at the byte before it, too, if there is one before `at`.
template <class Test>
std::size_t find_byte(std::string_view text, std::size_t at, const Test& test) {
  constexpr std::size_t kAtOnce = 16;
  for (; at + kAtOnce <= text.size(); at += kAtOnce) {
    std::array<std::uint8_t, kAtOnce> found{};
    for (std::size_t i = 0; i < kAtOnce; ++i) found[i] = test(text.data() + at + i);
    const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(found);
    if ((halves[0] | halves[1]) != 0) break;
  }
  while (at < text.size() && !test(text.data() + at)) ++at;
  return at;
}

}  // namespace trichluc
