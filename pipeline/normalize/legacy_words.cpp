#include "pipeline/normalize/legacy_words.h"

#include <algorithm>
#include <string>

#include "pipeline/normalize/common_syllables.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/tone.h"

namespace trichluc {
namespace {

constexpr float kCommonCost = 1;
constexpr float kPossibleCost = 3;
constexpr float kAbbreviationCost = 3;
constexpr float kImpossibleCost = 8;
constexpr float kOddCaseCost = 4;   // a capital behind a small letter, a small one behind two capitals
constexpr float kOddSignCost = 5;   // a sign where a letter belongs
constexpr float kRareSignCost = 3;  // beside letters, where healthy text has it too: km², ABC®
constexpr float kStrayCost = 2;     // ASCII letters beside signs that are no syllable
constexpr float kNoWordCost = 5;    // of a consonant alone, where a hyphen may be a letter

using Chars = std::vector<LegacyChar>;

/// µ ª º are letters to Unicode; in a report they are signs, or bytes.
bool is_sign_letter(char32_t code) { return code == 0xAA || code == 0xB5 || code == 0xBA; }
bool is_word_letter(char32_t code) { return (is_letter(code) && !is_sign_letter(code)) || is_mark(code); }
bool is_symbol_byte(char32_t code) { return code >= 0x80 && !is_word_letter(code); }
bool is_private(char32_t code) { return code >= 0xF000 && code <= 0xF0FF; }

Chars characters_of(std::string_view word) {
  Chars chars;
  for (std::size_t at = 0; at < word.size();) {
    const Decoded here = decode_utf8(word, at);
    chars.push_back({here.code, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at) + here.length, false});
    at += here.length;
  }
  return chars;
}

std::string utf8(const Chars& chars, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) append_utf8(text, chars[i].code);
  return text;
}

/// LĐTBXH, QĐ, TƯ: capitals, and Đ or Ư the only letters beyond ASCII.
bool is_abbreviation(const Chars& chars, std::size_t begin, std::size_t end) {
  return std::all_of(
      chars.begin() + static_cast<std::ptrdiff_t>(begin), chars.begin() + static_cast<std::ptrdiff_t>(end),
      [](const LegacyChar& c) { return (c.code >= U'A' && c.code <= U'Z') || c.code == U'Đ' || c.code == U'Ư'; });
}

struct Part {
  float cost = 0;
  bool marked = false;  // has a letter beyond ASCII
  bool valid = false;
  bool abbreviation = false;
};

/// Letters [begin, end).
Part judge(const Chars& chars, std::size_t begin, std::size_t end, bool case_is_lost) {
  Part part;
  bool odd_case = false;
  for (std::size_t i = begin; i < end; ++i) {
    part.marked = part.marked || chars[i].code >= 0x80;
    // "pHáp", and "PHOá"
    odd_case = odd_case || (i > begin && is_upper(chars[i].code) && is_lower(chars[i - 1].code)) ||
               (i > begin + 1 && is_lower(chars[i].code) && is_upper(chars[i - 1].code) && is_upper(chars[i - 2].code));
  }
  const std::string word = utf8(chars, begin, end);
  switch (commonness(word)) {
    case Commonness::kCommon: part.cost = kCommonCost; break;
    case Commonness::kPossible:
      // "sôì" is số in Windows-1258 before it is a misplaced tone.
      part.cost = part.marked && move_tone(word) ? kImpossibleCost : kPossibleCost;
      break;
    case Commonness::kNone:
      part.abbreviation = end - begin > 1 && is_abbreviation(chars, begin, end);
      part.cost = part.abbreviation ? kAbbreviationCost : kImpossibleCost;
  }
  part.valid = part.cost <= kPossibleCost && !part.abbreviation;
  if (odd_case && !case_is_lost) part.cost += kOddCaseCost;
  return part;
}

/// What a sign costs between its neighbours (0 at an end); quotes, dashes and dots are at home beside letters.
float sign_cost(char32_t sign, char32_t before, char32_t after) {
  const auto joins = [](char32_t c) { return is_word_letter(c) || (c >= 0xA1 && c < 0x100) || is_private(c); };
  const bool left = joins(before);
  const bool right = joins(after);
  if (sign < 0x20 || (sign >= 0x7F && sign < 0xA0)) return kOddSignCost;
  if (sign < 0x80 || sign == 0xA0 || sign == 0xFFFD) return 0;
  if (sign >= 0x2010 && sign <= 0x2027 && sign != 0x2020 && sign != 0x2021) {
    const bool opens = sign == 0x201C || sign == 0x2018 || sign == 0x201E;
    if (!left || !right) return left && opens ? kRareSignCost : 0;
    return sign == 0x2019 || sign == 0x2013 ? kRareSignCost : kOddSignCost;
  }
  if (sign == 0xAD) return left || right ? kRareSignCost : 0.5F;
  if (!left && !right) return is_digit(before) ? 0 : 0.5F;
  if (left && right) return kOddSignCost;
  switch (sign) {
    case 0xB2:
    case 0xB3:
    case 0xB9:
    case 0xAE:
    case 0xA9:
    case 0x2122:
    case 0xBB: return left ? kRareSignCost : kOddSignCost;
    case 0xB0:
    case 0xB5:
    case 0xAB: return right ? kRareSignCost : kOddSignCost;
    case 0x2212:
    case 0xB1: return kRareSignCost;
    default: return kOddSignCost;
  }
}

char32_t code_at(const Chars& chars, std::size_t at) { return at < chars.size() ? chars[at].code : char32_t{0}; }

/// Calls `use` with [begin, end) of every run of letters.
template <class Use>
void for_each_part(const Chars& chars, Use use) {
  for (std::size_t at = 0; at < chars.size();) {
    if (!is_word_letter(chars[at].code)) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < chars.size() && is_word_letter(chars[end].code)) ++end;
    use(at, end);
    at = end;
  }
}

Chars decode(const Chars& source, LegacyReading reading, bool capitals_of_5712) {
  std::vector<int> bytes;
  bytes.reserve(source.size());
  for (const LegacyChar& c : source) bytes.push_back(byte_of(c.code, reading.view));
  Chars made;
  made.reserve(source.size());
  for (std::size_t at = 0; at < source.size();) {
    const LegacyLetter letter = read_letter(reading.encoding, bytes, at, capitals_of_5712);
    if (letter.code == 0) {
      LegacyChar c = source[at++];
      if (is_private(c.code) && (c.code & 0xFF) < 0x7F && source.size() > 1) {
        c.code &= 0xFF;
        c.made = true;
      }
      made.push_back(c);
      continue;
    }
    const std::size_t last = at + static_cast<std::size_t>(letter.length) - 1;
    const bool same = letter.length == 1 && letter.code == source[at].code;
    made.push_back({letter.code, source[at].begin, source[last].end, !same});
    at = last + 1;
  }
  return made;
}

/// A sign that would be a letter at the edge of a word may as well be the sign: «Quyết, nước¹, “Ấp.
class Edges {
 public:
  Edges(Chars& chars, std::string_view word) : chars_(chars), word_(word) {}

  void settle() {
    std::vector<std::pair<std::size_t, std::size_t>> parts;
    for_each_part(chars_, [&](std::size_t begin, std::size_t end) { parts.emplace_back(begin, end); });
    for (const auto& [begin, end] : parts) settle(begin, end);
  }

 private:
  bool was_sign(std::size_t at) const {
    return chars_[at].made && is_symbol_byte(decode_utf8(word_, chars_[at].begin).code);
  }

  void put_back(std::size_t at) {
    chars_[at].code = decode_utf8(word_, chars_[at].begin).code;
    chars_[at].made = false;
  }

  void settle(std::size_t begin, std::size_t end) {
    if (end - begin == 1) {
      const char32_t letter = to_lower(chars_[begin].code);
      // "đ)", "500đ", "đ/tấn"; Đ for a name that is kept back
      const bool label = letter == U'đ' && (chars_.size() > 1 || chars_[begin].code == U'Đ');
      if (was_sign(begin) && !label && !is_one_letter_word(letter)) put_back(begin);
      return;
    }
    const std::string part = utf8(chars_, begin, end);
    if (commonness(part) != Commonness::kNone || is_abbreviation(chars_, begin, end)) return;
    if (fold_lower(part) == "ôtô") return;  // one word of two syllables, and its « is in every report on transport
    for (const auto& [left, right] : {std::pair{0U, 1U}, {1U, 0U}, {1U, 1U}, {0U, 2U}, {0U, 3U}}) {
      if (begin + left + right + 2 > end) continue;
      bool signs = true;
      for (std::size_t i = 0; i < left; ++i) signs = signs && was_sign(begin + i);
      for (std::size_t i = 0; i < right; ++i) signs = signs && was_sign(end - 1 - i);
      if (!signs || commonness(utf8(chars_, begin + left, end - right)) == Commonness::kNone) continue;
      for (std::size_t i = 0; i < left; ++i) put_back(begin + i);
      for (std::size_t i = 0; i < right; ++i) put_back(end - 1 - i);
      return;
    }
  }

  Chars& chars_;
  std::string_view word_;
};

/// What the letters on one side of a hyphen cost, were it a hyphen.
float side_cost(const Chars& chars, std::size_t begin, std::size_t end) {
  if (begin == end) return 0;
  if (end - begin == 1) {
    // "A-", "B-": a label; a small consonant is nothing by itself.
    const char32_t letter = chars[begin].code;
    return is_upper(letter)                            ? kPossibleCost - 1
           : is_plain_vowel(split_tone(letter).letter) ? kPossibleCost
                                                       : kNoWordCost;
  }
  const Part part = judge(chars, begin, end, true);
  return part.cost;
}

/// Byte AD is ư in TCVN3, and a hyphen in what some PDF writers make of it: "ph-¬ng", "®-îc", "t-"; not in "kinh tÕ-x·
/// héi", "Q§-UBND" or a list's "- ".
void settle_hyphens(Chars& chars) {
  const auto is_hyphen = [](const LegacyChar& c) { return c.code == U'-' && !c.made; };
  for (std::size_t at = 0; at < chars.size(); ++at) {
    if (!is_hyphen(chars[at])) continue;
    std::size_t begin = at;
    while (begin > 0 && is_word_letter(chars[begin - 1].code)) --begin;
    std::size_t end = at + 1;
    while (end < chars.size() && is_word_letter(chars[end].code)) ++end;
    if (end - begin < 2) continue;
    const float apart = side_cost(chars, begin, at) + side_cost(chars, at + 1, end);
    chars[at].code = U'ư';
    chars[at].made = true;
    const Part joined = judge(chars, begin, end, true);
    if (joined.valid && joined.cost < apart) continue;
    chars[at].code = U'-';
    chars[at].made = false;
  }
}

/// A minus or a typographic hyphen that is no ư: before a number, alone.
void settle_minus(Chars& chars, std::string_view word) {
  for (std::size_t at = 0; at < chars.size(); ++at) {
    if (!chars[at].made || chars[at].code != U'ư') continue;
    const char32_t was = decode_utf8(word, chars[at].begin).code;
    if (was != U'−' && was != 0x2010 && was != 0xAD) continue;
    const bool beside = (at > 0 && is_word_letter(chars[at - 1].code)) || is_word_letter(code_at(chars, at + 1));
    if (beside) continue;
    chars[at].code = was;
    chars[at].made = false;
  }
}

Chars settled(std::string_view word, const Chars& source, LegacyReading reading, bool capitals_of_5712) {
  Chars chars = decode(source, reading, capitals_of_5712);
  if (reading.encoding == LegacyEncoding::kTcvn3) {
    settle_minus(chars, word);
    settle_hyphens(chars);
  }
  Edges(chars, word).settle();
  return chars;
}

bool has_letter_beyond(const Chars& chars, ByteView view) {
  return std::any_of(chars.begin(), chars.end(), [view](const LegacyChar& c) {
    return c.code >= 0x100 && is_word_letter(c.code) && byte_of(c.code, view) < 0;
  });
}

bool has_codes_of_5712(const Chars& source, ByteView view) {
  return std::any_of(source.begin(), source.end(), [view](const LegacyChar& c) {
    const std::vector<int> byte{byte_of(c.code, view)};
    return (c.code < 0x20 || c.code >= 0x80) && read_letter(LegacyEncoding::kTcvn3, byte, 0, false).code == 0 &&
           read_letter(LegacyEncoding::kTcvn3, byte, 0, true).code != 0;
  });
}

}  // namespace

bool is_beyond(std::string_view word, ByteView view) { return has_letter_beyond(characters_of(word), view); }

std::vector<LegacyChar> read_word(std::string_view word, std::optional<LegacyReading> reading) {
  Chars source = characters_of(word);
  if (!reading) return source;
  if (has_letter_beyond(source, reading->view)) return source;
  Chars chars = settled(word, source, *reading, false);
  if (reading->encoding != LegacyEncoding::kTcvn3 || !has_codes_of_5712(source, reading->view)) return chars;
  Chars full = settled(word, source, *reading, true);
  return weigh(full, {}).cost + kPossibleCost < weigh(chars, {}).cost ? full : chars;
}

WordWeight weigh(const std::vector<LegacyChar>& chars, std::optional<LegacyReading> reading) {
  const bool case_is_lost = reading && reading->encoding == LegacyEncoding::kTcvn3;
  WordWeight weight;
  bool signs = false;
  for (std::size_t at = 0; at < chars.size(); ++at) {
    weight.made = weight.made || chars[at].made;
    signs = signs || is_symbol_byte(chars[at].code);
    if (!is_word_letter(chars[at].code))
      weight.cost += sign_cost(chars[at].code, at > 0 ? chars[at - 1].code : 0, code_at(chars, at + 1));
  }
  for_each_part(chars, [&](std::size_t begin, std::size_t end) {
    const Part part = judge(chars, begin, end, case_is_lost);
    if (!part.marked) {
      // The "k" of "k’" (kế) or of "k½"
      if (signs && !part.valid && is_lower(chars[end - 1].code)) weight.cost += kStrayCost;
      return;
    }
    weight.cost += part.cost;
    if (end - begin < 2 || part.abbreviation) return;
    part.valid ? ++weight.good : ++weight.bad;
  });
  return weight;
}

}  // namespace trichluc
