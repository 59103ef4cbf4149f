// common_syllables.h - how usual a syllable is in official Vietnamese: enough to tell two readings of a word apart.
#pragma once

#include <string_view>

namespace trichluc {

enum class Commonness { kNone, kPossible, kCommon };

/// kNone: no syllable at all; kPossible: well formed; kCommon: one of some four hundred accented syllables that make up
/// three quarters of the accented words of official texts. Any case, NFC.
Commonness commonness(std::string_view word);

/// "ở", "ý", "ô": a letter that is a word by itself; most letters standing alone are labels or signs.
bool is_one_letter_word(char32_t lower);

}  // namespace trichluc
