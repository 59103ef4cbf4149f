// look_alikes.h - characters that stand in broken Vietnamese text where a Latin letter, a mark or a sign was meant.
//
// Source: the catalogue of broken text this stage repairs (eth for đ, oi for ư, caron for breve, deprecated and spacing
// accents), Unicode's confusables.txt for letters of other scripts, the fonts Symbol and Wingdings for private use.
#pragma once

#include <cstdint>
#include <string_view>

#include "pipeline/normalize/tone.h"

namespace trichluc {

enum class Script : std::uint8_t { kOther, kLatin, kCyrillic, kGreek, kArmenian, kHan };

/// The script of a letter; digits, marks and signs have kOther. kHan also stands for kana and hangul.
Script script_of(char32_t letter);

struct LookAlike {
  char32_t latin = 0;        // 0: looks like no Latin letter of Vietnamese
  Tone tone = Tone::kLevel;  // of accented Greek and Cyrillic vowels
  bool close = false;        // the same shape in every font; others, as Greek ν for v, only resemble
};

/// A Cyrillic, Greek or Armenian letter, or a phonetic sign, that looks like a Latin letter: U'а' (U+0430) -> U'a'.
LookAlike look_alike(char32_t letter);

/// U+FF01 to U+FF5E, as wide as a Chinese character, in its usual form; 0 for others.
char32_t halfwidth(char32_t code);

/// The letters of a ligature U+FB00 to U+FB06; empty for others.
std::u32string_view ligature_letters(char32_t code);

/// Đ or đ for what stands in its place: eth, African and phonetic d; 0 for others.
char32_t stroked_d(char32_t code);

/// What a mark does to the vowel under it. Two marks of one kind exclude each other.
enum class Shape : std::uint8_t { kNone, kCircumflex, kBreve, kHorn };

struct Accent {
  Tone tone = Tone::kLevel;
  Shape shape = Shape::kNone;
  bool caron = false;   // drawn for a breve: kBreve
  bool stroke = false;  // through a d

  bool none() const { return tone == Tone::kLevel && shape == Shape::kNone && !stroke; }
};

/// A combining mark of Vietnamese letters, or one drawn for it; none for other marks.
Accent combining_accent(char32_t mark);

/// The same for an accent that takes a place of its own: ´ ` ˆ ˜ ˘.
Accent spacing_accent(char32_t code);

struct ShapedLetter {
  char32_t letter = 0;  // of a d e i o u y and the others, in its case
  Shape shape = Shape::kNone;
};

/// U'ư' -> {U'u', kHorn}; `letter` has no tone.
ShapedLetter split_shape(char32_t letter);

/// The other way; 0 where the two do not go together.
char32_t with_shape(char32_t letter, Shape shape);

/// A consonant that has a tone's mark, composed: U'ń' -> {U'n', kAcute}; kLevel for others.
TonedLetter toned_consonant(char32_t letter);

/// Bullets and arrows of Word's symbol fonts; empty for other private-use characters.
std::string_view symbol_for(char32_t private_use);

constexpr bool is_private_use(char32_t code) { return code >= 0xE000 && code <= 0xF8FF; }

}  // namespace trichluc
