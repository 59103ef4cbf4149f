// tone.h - which letter of a syllable carries the tone, and which letter should.
//
// A tone stands on the letter with a shape of its own (ă â ê ô ơ ư; of ươ the second), else on the only vowel, else
// before a final consonant on the last vowel (hoàn), else on the middle one of three (khoái), else on the first of two
// (mía, của). Open oa, oe, uy have two places, "hòa" and "hoà", and both are right. The i of gi- and the u of qu- are
// no vowels here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trichluc {

enum class Tone : std::uint8_t { kLevel, kGrave, kAcute, kHook, kTilde, kDot };

/// The forms of each vowel in the order of Tone, lower case.
inline constexpr std::array<std::u32string_view, 12> kTonedForms = {U"aàáảãạ", U"ăằắẳẵặ", U"âầấẩẫậ", U"eèéẻẽẹ",
                                                                    U"êềếểễệ", U"iìíỉĩị", U"oòóỏõọ", U"ôồốổỗộ",
                                                                    U"ơờớởỡợ", U"uùúủũụ", U"ưừứửữự", U"yỳýỷỹỵ"};

/// The letters of a word that may carry its tone: [first, last], first where the tone stands in "hòa", last in "hoà".
struct ToneSeats {
  std::size_t first = 1;
  std::size_t last = 0;

  bool none() const { return first > last; }
  bool one() const { return first == last; }
  bool contain(std::size_t at) const { return first <= at && at <= last; }
};

/// `word`: lower case, without tones. No seats where it has no vowel.
ToneSeats find_tone_seats(std::u32string_view word);

struct TonedLetter {
  char32_t letter = 0;  // without its tone, in its case: U'Ế' -> U'Ê'
  Tone tone = Tone::kLevel;
};

/// A letter that is no Vietnamese vowel comes back as it is, with kLevel.
TonedLetter split_tone(char32_t letter);

/// `letter` (without a tone, either case) with `tone`; 0 if it cannot carry one.
char32_t with_tone(char32_t letter, Tone tone);

/// One of a ă â e ê i o ô ơ u ư y without a tone, either case.
bool is_plain_vowel(char32_t letter);

/// `word` (letters without tones) with `tone` in its place; nothing unless there is one place only and the result is
/// a well-formed syllable.
std::optional<std::u32string> place_tone(std::u32string_view word, Tone tone);

/// `word` (letters, NFC) with its only tone moved to where it belongs: "muôí" -> "muối", "qúy" -> "quý". Nothing if the
/// tone is in place ("hòa" and "hoà" are), if there is none or more than one, or if no well-formed syllable comes of
/// it.
std::optional<std::string> move_tone(std::string_view word);

}  // namespace trichluc
