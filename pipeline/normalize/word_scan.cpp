#include "pipeline/normalize/word_scan.h"

#include <array>
#include <vector>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/look_alikes.h"
#include "pipeline/normalize/tone.h"

namespace trichluc {
namespace {

// Two machines run side by side. The first makes characters of bytes and says of which kind each is; the second goes
// through the letters of a word:
//
//   start, or a letter ──▶ g ──i──▶ gi     the i and the u are no vowels
//                     └──▶ q ──u──▶ qu
//                     └──▶ plain vowels ──▶ toned vowel ──▶ a vowel that may follow it; then the word must end
constexpr std::u32string_view kVowels = U"aăâeêioôơuưy";

enum Kind : std::uint8_t {
  kPending,  // inside a character
  kNoLetter,
  kConsonant,  // any letter that is none of the others
  kLetterG,
  kLetterQ,
  kPlain,                                 // and the number of the vowel
  kToned = kPlain + kVowels.size(),       // likewise
  kSuspicious = kToned + kVowels.size(),  // to be looked at one by one
  kKindCount
};

enum State : std::uint8_t {
  kStart,
  kLetter,
  kAfterG,
  kAfterQ,
  kOnset,       // after gi, qu: a vowel makes the rime
  kTonedOnset,  // gì, qù: may end here, or go on with a consonant
  kMustEnd,
  kPlainVowel,                                 // and the number of the vowel
  kTonedVowel = kPlainVowel + kVowels.size(),  // likewise
  kSuspect = kTonedVowel + kVowels.size(),
  kStateCount
};

constexpr std::size_t number_of(char32_t vowel) { return kVowels.find(vowel); }

/// Vowels that may stand before a toned one in the same syllable.
constexpr std::u32string_view before_toned(char32_t toned) {
  switch (toned) {
    case U'a':
    case U'ă':
    case U'e': return U"o";
    case U'o': return U"o";
    case U'ô': return U"uô";
    case U'â': return U"u";
    case U'ê': return U"iuy";
    case U'ơ': return U"uư";
    case U'y': return U"u";
    default: return U"";
  }
}

/// Vowels that may end the syllable behind a toned one.
constexpr std::u32string_view after_toned(char32_t toned) {
  switch (toned) {
    case U'a': return U"iouy";
    case U'â': return U"uy";
    case U'e': return U"o";
    case U'ê': return U"u";
    case U'i': return U"au";
    case U'o': return U"iae";
    case U'ô': return U"i";
    case U'ơ': return U"iu";
    case U'u': return U"aiy";
    case U'ư': return U"aiu";
    case U'y': return U"ua";
    default: return U"";
  }
}

std::uint8_t next_state(std::uint8_t state, std::uint8_t kind) {
  if (state == kSuspect || kind == kSuspicious) return kSuspect;
  if (kind == kPending) return state;
  if (kind == kNoLetter) return kStart;
  if (state == kMustEnd) return kSuspect;
  if (kind == kConsonant) return kLetter;
  if (kind == kLetterG) return kAfterG;
  if (kind == kLetterQ) return kAfterQ;
  const bool toned = kind >= kToned;
  const std::size_t number = kind - (toned ? kToned : kPlain);
  const char32_t vowel = kVowels[number];
  if ((state == kAfterG && vowel == U'i') || (state == kAfterQ && vowel == U'u')) return toned ? kTonedOnset : kOnset;
  if (state == kTonedOnset) return kSuspect;
  if (state >= kTonedVowel) {
    if (toned) return kSuspect;
    return after_toned(kVowels[state - kTonedVowel]).find(vowel) != std::u32string_view::npos ? kMustEnd : kSuspect;
  }
  if (!toned) return static_cast<std::uint8_t>(kPlainVowel + number);
  if (state >= kPlainVowel) {
    const char32_t before = kVowels[state - kPlainVowel];
    if (before_toned(vowel).find(before) == std::u32string_view::npos) return kSuspect;
  }
  return static_cast<std::uint8_t>(kTonedVowel + number);
}

std::uint8_t classify(char32_t code) {
  if (is_private_use(code) || halfwidth(code) != 0 || !ligature_letters(code).empty()) return kInWord | kTrigger;
  if (!combining_accent(code).none() || !spacing_accent(code).none() || is_mark(code)) return kInWord | kTrigger;
  if (look_alike(code).latin != 0 || stroked_d(code) != 0) return kInWord | kTrigger;
  if (toned_consonant(code).tone != Tone::kLevel) return kInWord | kTrigger;
  switch (code) {
    case 0x130:
    case 0x131:  // dotted I, dotless i
    case 0x1A2:
    case 0x1A3:  // oi
    case 0x1CD:
    case 0x1CE: return kInWord | kTrigger;  // a with caron
    case 0xFFFD: return kInWord;            // a lost letter
    default: break;
  }
  const Script script = script_of(code);
  return is_letter(code) || (script != Script::kOther && script != Script::kHan) ? kInWord : kNotInWord;
}

Kind kind_of(char32_t code) {
  const std::uint8_t kind = character_class(code);
  if (kind & kTrigger) return kSuspicious;
  if (!(kind & kInWord)) return kNoLetter;
  const char32_t small = to_lower(code);
  if (small == U'g') return kLetterG;
  if (small == U'q') return kLetterQ;
  const TonedLetter toned = split_tone(small);
  const std::size_t number = number_of(toned.letter);
  if (number == std::u32string_view::npos) return kConsonant;
  return static_cast<Kind>((toned.tone == Tone::kLevel ? kPlain : kToned) + number);
}

struct Step {
  std::uint8_t next = 0;  // state of the machine for bytes
  std::uint8_t kind = kPending;
};

class Machines {
 public:
  Machines() {
    for (std::uint8_t state = 0; state < kStateCount; ++state) {
      for (std::uint8_t kind = 0; kind < kKindCount; ++kind) letters[state][kind] = next_state(state, kind);
    }
    // What is not dealt with here is suspicious: U+01C0 to U+05FF, private use, ligatures, fullwidth forms.
    for (auto& row : bytes) row.fill({0, kSuspicious});
    for (char32_t code = 0; code < 0x80; ++code) bytes[0][code] = {0, kind_of(code)};
    std::uint8_t used = 1;
    const auto add_block = [&](char32_t first) {
      for (char32_t code = 0; code < 0x40; ++code) bytes[used][0x80 + code] = {0, kind_of(first + code)};
      return used++;
    };
    for (unsigned lead = 0xC2; lead <= 0xC6; ++lead) {
      const std::uint8_t block = add_block((lead & 0x1F) << 6);
      bytes[0][lead] = {block, kPending};
    }
    // Other scripts, quotes, dashes and signs go by: no letters of ours.
    const std::uint8_t last = used++, last_two = used++, last_three = used++, extended = used++;
    for (unsigned lead = 0xD8; lead <= 0xDF; ++lead) bytes[0][lead] = {last, kPending};
    for (const unsigned lead : {0xE0, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0xEC, 0xED})
      bytes[0][lead] = {last_two, kPending};
    for (unsigned lead = 0xF0; lead <= 0xF4; ++lead) bytes[0][lead] = {last_three, kPending};
    // U+1E00-1EFF: Vietnamese letters with two marks.
    bytes[0][0xE1] = {extended, kPending};
    for (unsigned second = 0x80; second < 0xC0; ++second) {
      bytes[last_three][second] = {last_two, kPending};
      bytes[last_two][second] = {last, kPending};
      bytes[last][second] = {0, kNoLetter};
      if (second >= 0xB8 && second <= 0xBB) {
        const std::uint8_t block = add_block(0x1000 + ((second & 0x3F) << 6));
        bytes[extended][second] = {block, kPending};
      }
    }
  }

  std::array<std::array<Step, 256>, 16> bytes;
  std::array<std::array<std::uint8_t, kKindCount>, kStateCount> letters{};
};

}  // namespace

std::uint8_t character_class(char32_t code) {
  static const auto kLow = [] {
    std::array<std::uint8_t, 0x600> classes{};
    for (char32_t low = 0; low < classes.size(); ++low) classes[low] = classify(low);
    return classes;
  }();
  return code < kLow.size() ? kLow[code] : classify(code);
}

std::size_t find_suspect(std::string_view text, std::size_t at) {
  static const Machines kMachines;
  std::uint8_t character = 0, letter = kStart;
  for (; at < text.size(); ++at) {
    const Step step = kMachines.bytes[character][static_cast<unsigned char>(text[at])];
    character = step.next;
    letter = kMachines.letters[letter][step.kind];
    if (letter == kSuspect) break;
  }
  return at;
}

}  // namespace trichluc
