// words.h - a line's text as words, numbers and signs, for everything that judges words one after the other.
//
//   Căn cứ Công văn số 1307/SLĐTBXH, ngày
//   ├┘  └┐ ...         └┬─┘│└──┬──┘│ └── kSyllable, one blank before
//   kSyllable      kNumber │ kAcronym kComma
//                       kSign
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/core/source_map.h"
#include "pipeline/normalize/syllables.h"

namespace trichluc {

enum class WordKind : std::uint8_t {
  kSyllable,  // well-formed by the rules, any case
  kLetters,   // other letters: a foreign word, a piece of a syllable; may hold U+FFFD
  kAcronym,   // other letters, two capitals or more: UBND, SLĐTBXH, ĐBQH
  kNumber,    // digits, with . , / : between digits
  kComma,     // , and the dashes
  kStop,      // . ? ! ; : …
  kSign       // anything else that is no blank
};

struct Word {
  Range text;           // bytes in the text given
  SyllableKey key = 0;  // of letters; 0 where there is none
  WordKind kind = WordKind::kSign;
  std::uint8_t letters = 0;   // lost ones included; at most 255
  std::uint8_t capitals = 0;  // at most 255
  std::uint8_t lost = 0;      // U+FFFD among the letters
  std::uint32_t blanks = 0;   // U+0020 right before it
};

/// U+FFFD, which stands where a letter was lost: EF BF BD in UTF-8.
constexpr char32_t kLostLetter = 0xFFFD;

/// The words of `text` within `stretch` (a line: no newline in it), in order.
std::vector<Word> split_words(std::string_view text, Range stretch);

}  // namespace trichluc
