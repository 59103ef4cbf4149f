// word_scan.h - finds, at the speed of a look at every byte, the words that unicode_words.h has to judge.
//
// A word is judged if it holds a character that Vietnamese is not written with, or a tone where a syllable has none:
// "tòan" (in front of a vowel and a consonant), "gỉai" (on the i of gi-), "cuả" (u before a toned a).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trichluc {

enum CharacterClass : std::uint8_t {
  kNotInWord = 0,
  kInWord = 1,   // letters, marks, and all that may stand for them
  kTrigger = 2,  // may not be what it seems
};

/// Bits of CharacterClass.
std::uint8_t character_class(char32_t code);

/// Where, from `at` on, a character stands for which its word must be judged: some byte of it; text.size() if there is
/// none. `at` is no place inside a word. May find words that turn out to be in order; misses none.
std::size_t find_suspect(std::string_view text, std::size_t at);

}  // namespace trichluc
