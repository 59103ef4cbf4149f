#include "pipeline/normalize/tone.h"

#include <algorithm>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/syllables.h"

namespace trichluc {
namespace {

constexpr bool has_shape(char32_t vowel) { return vowel >= 0x80; }  // of a lower-case vowel: ă â ê ô ơ ư

constexpr std::size_t kLongestSyllable = 7;  // nghiêng

std::string to_utf8(std::u32string_view word) {
  std::string text;
  for (const char32_t letter : word) append_utf8(text, letter);
  return text;
}

std::u32string lower(std::u32string_view word) {
  std::u32string made(word);
  std::transform(made.begin(), made.end(), made.begin(), [](char32_t letter) { return to_lower(letter); });
  return made;
}

/// Small letters, capitals, or small ones after a capital: other mixtures are two words or a name, not a syllable.
bool has_usual_case(std::u32string_view word) {
  const auto is_small = [](char32_t letter) { return !is_upper(letter); };
  const std::u32string_view rest = word.substr(1);
  return std::all_of(rest.begin(), rest.end(), is_small) || std::none_of(word.begin(), word.end(), is_small);
}

}  // namespace

ToneSeats find_tone_seats(std::u32string_view word) {
  std::size_t begin = 0;
  if (word.size() > 2 && word.starts_with(U"qu") && is_plain_vowel(word[2])) {
    begin = 2;
  } else if (word.size() > 2 && word.starts_with(U"gi") && is_plain_vowel(word[2])) {
    begin = 2;
  }
  while (begin < word.size() && !is_plain_vowel(word[begin])) ++begin;
  std::size_t end = begin;
  while (end < word.size() && is_plain_vowel(word[end])) ++end;
  if (begin == end) return {};
  for (std::size_t at = end; at-- > begin;) {
    if (has_shape(word[at])) return {at, at};
  }
  if (end < word.size()) return {end - 1, end - 1};
  if (end - begin >= 3) return {begin + 1, begin + 1};
  const std::u32string_view rime = word.substr(begin);
  const bool two_styles = rime == U"oa" || rime == U"oe" || rime == U"uy";
  return {begin, two_styles ? begin + 1 : begin};
}

TonedLetter split_tone(char32_t letter) {
  const char32_t small = to_lower(letter);
  for (const std::u32string_view forms : kTonedForms) {
    const std::size_t tone = forms.find(small);
    if (tone != std::u32string_view::npos)
      return {small == letter ? forms[0] : to_upper(forms[0]), static_cast<Tone>(tone)};
  }
  return {letter, Tone::kLevel};
}

char32_t with_tone(char32_t letter, Tone tone) {
  const char32_t small = to_lower(letter);
  for (const std::u32string_view forms : kTonedForms) {
    if (forms[0] != small) continue;
    const char32_t made = forms[static_cast<std::size_t>(tone)];
    return small == letter ? made : to_upper(made);
  }
  return 0;
}

bool is_plain_vowel(char32_t letter) {
  const char32_t small = to_lower(letter);
  return std::any_of(kTonedForms.begin(), kTonedForms.end(),
                     [small](std::u32string_view forms) { return forms[0] == small; });
}

std::optional<std::u32string> place_tone(std::u32string_view word, Tone tone) {
  if (word.empty() || word.size() > kLongestSyllable || !has_usual_case(word)) return std::nullopt;
  const ToneSeats seats = find_tone_seats(lower(word));
  if (!seats.one()) return std::nullopt;
  std::u32string placed(word);
  placed[seats.first] = with_tone(placed[seats.first], tone);
  if (!is_syllable(to_utf8(placed))) return std::nullopt;
  return placed;
}

std::optional<std::string> move_tone(std::string_view word) {
  std::u32string letters;
  std::size_t toned = 0, tones = 0;
  Tone tone = Tone::kLevel;
  for (std::size_t at = 0; at < word.size();) {
    const Decoded here = decode_utf8(word, at);
    at += here.length;
    const TonedLetter letter = split_tone(here.code);
    if (letter.tone != Tone::kLevel) {
      toned = letters.size();
      tone = letter.tone;
      ++tones;
    }
    letters += letter.letter;
    if (letters.size() > kLongestSyllable || tones > 1) return std::nullopt;
  }
  if (tones != 1 || find_tone_seats(lower(letters)).contain(toned)) return std::nullopt;
  const std::optional<std::u32string> placed = place_tone(letters, tone);
  if (!placed) return std::nullopt;
  return to_utf8(*placed);
}

}  // namespace trichluc
