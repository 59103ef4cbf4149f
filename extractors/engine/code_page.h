// code_page.h - one byte a character: the alphabet that rules are compiled for.
//
// Vietnamese needs 186 letters, so together with the digits and signs of official writing it fits into one byte.
// RE2 then runs in its Latin-1 mode on one byte a character: a class such as [\pL] is a handful of byte ranges and not
// an automaton over UTF-8 sequences of all scripts, which makes rules compile some twenty times faster and match
// faster too. Letters of other scripts share one code for small and one for capital ones; so do other signs.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace trichluc {

/// What a text falls into: a token is a run of kWord, a run of kNumeral, or one character of kOther.
enum class CodeKind : std::uint8_t {
  kOther,
  kWord,     // letters and combining marks
  kNumeral,  // digits, "." and ","
};

struct CodeTables {
  std::array<std::uint8_t, 0x250> low{};   // U+0000 - U+024F
  std::array<std::uint8_t, 0x100> high{};  // U+1E00 - U+1EFF
  std::array<std::uint8_t, 256> lower{};   // code -> code of the small letter
  std::array<CodeKind, 256> kind{};
};
extern const CodeTables kCodeTables;  // built before main from constants alone

/// The code of a character outside the tables.
std::uint8_t to_rare_code(char32_t character);

/// The code of a character; never 0.
inline std::uint8_t to_code(char32_t character) {
  if (character < kCodeTables.low.size()) return kCodeTables.low[character];
  if (character >= 0x1E00 && character < 0x1F00) return kCodeTables.high[character - 0x1E00];
  return to_rare_code(character);
}
/// The small letter of a code; other codes are returned as they are.
inline std::uint8_t lower_code(std::uint8_t code) { return kCodeTables.lower[code]; }
bool is_letter_code(std::uint8_t code);
inline CodeKind token_kind(std::uint8_t code) { return kCodeTables.kind[code]; }

/// An RE2 pattern in UTF-8 as a pattern over codes: letters by their codes, \pL \p{Lu} \p{Ll} \pM \pN by ranges.
/// False when it names a Unicode class that has no counterpart here.
bool encode_pattern(std::string_view pattern, std::string& encoded);

}  // namespace trichluc
