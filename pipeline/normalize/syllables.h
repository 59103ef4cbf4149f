// syllables.h - what a Vietnamese syllable is: onset, rime and tone, by the rules of the spelling.
//
//   quyết = qu + yêt + sắc      giếng = gi + iêng + sắc      oanh = (none) + oanh + level
//
// 28 onsets (none included), 173 rimes; stop rimes (-c -ch -p -t) take only sắc and nặng; k, gh, ngh before e ê i y
// alone and c, g, ng never there; gi drops its i before i; qu takes the rime without its medial. Both placements of
// the tone ("hòa", "hoà") are right. Source: the inventory of REPAIR.md section 4, which gives 17 982 syllables in
// 18 342 written forms; hunspell-vi's list was checked against it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/document.h"
#include "pipeline/normalize/tone.h"

namespace trichluc {

/// Where open oa, oe and uy carry their tone; all other rimes have one place. Both are correct spelling.
enum class TonePlacement { kNew, kOld };  // hoà, khoẻ, thuý; hòa, khỏe, thúy

/// A word of up to seven Vietnamese letters whatever its case and wherever its tone stands: for comparing and looking
/// up. "hoà", "hòa" and "HÒA" have one key; so has "muôí" with "muối". Not every key is a syllable. Bits: three of the
/// tone, above them five a letter, the first letter highest; never below 8, so that those values are free for others.
using SyllableKey = std::uint64_t;

struct Syllable {
  std::string_view onset;  // lower case; empty: none
  std::string_view rime;   // lower case, without the tone; of giêng: iêng, of gì: i
  Tone tone = Tone::kLevel;
};

/// The key of `word` (NFC); 0 when it is empty, longer than seven letters, has two tones or other characters.
SyllableKey syllable_key(std::string_view word);

/// Whether a key is that of a well-formed syllable.
bool is_syllable(SyllableKey key);

/// Whether `word` (letters only, any case, NFC) is a well-formed syllable; its tone may stand on any vowel.
bool is_syllable(std::string_view word);

/// Nothing when `word` is no well-formed syllable.
std::optional<Syllable> parse_syllable(std::string_view word);

/// The key written in lower case with the tone where the rules put it. A key that is no syllable is written without
/// its tone where it has no vowel.
std::string spell(SyllableKey key, TonePlacement placement = TonePlacement::kNew);

/// Whether `word` is a well-formed syllable with its tone where one of the two placements has it: "quý", not "qúy".
bool tone_in_place(std::string_view word);

Tone tone_of(SyllableKey key);
/// The same letters with another tone: for what differs only by a mark.
SyllableKey key_with_tone(SyllableKey key, Tone tone);

/// All well-formed syllables, in the order of their keys.
std::vector<SyllableKey> all_syllables();

/// Share of the document's words that are well-formed, 0 to 1; acronyms and words of one letter aside. 1 without words.
double syllable_share(const Document& document);

}  // namespace trichluc
