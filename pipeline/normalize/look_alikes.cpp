#include "pipeline/normalize/look_alikes.h"

#include <algorithm>
#include <array>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

/// `letters[i]` looks like `latin[i]`.
struct Pairs {
  std::u32string_view letters;
  std::string_view latin;
  bool close;
};

constexpr std::array<Pairs, 5> kPairs = {{
    {U"аеорсухіјѕһԁԛԝӏАВЕКМНОРСТУХІЈЅҮԚԜҺ", "aeopcyxijshdqwlABEKMHOPCTYXIJSYQWH", true},
    {U"ΟΑΒΕΖΗΙΚΜΝΡΤΥΧοϲϳ", "OABEZHIKMNPTYXocj", true},
    {U"αικνρυχγτηктм", "aikvpuxytnktm", false},
    {U"օհոսցյ", "ohnugj", true},
    {U"ɑɡɩ", "agi", true},
}};

struct AccentedVowel {
  char32_t letter;
  char32_t latin;
  Tone tone;
  bool close;
};
constexpr std::array<AccentedVowel, 13> kAccented = {{{U'ό', U'o', Tone::kAcute, true},
                                                      {U'ά', U'a', Tone::kAcute, false},
                                                      {U'ί', U'i', Tone::kAcute, false},
                                                      {U'ύ', U'u', Tone::kAcute, false},
                                                      {U'Ά', U'A', Tone::kAcute, true},
                                                      {U'Έ', U'E', Tone::kAcute, true},
                                                      {U'Ί', U'I', Tone::kAcute, true},
                                                      {U'Ό', U'O', Tone::kAcute, true},
                                                      {U'Ύ', U'Y', Tone::kAcute, true},
                                                      {U'ѐ', U'e', Tone::kGrave, true},
                                                      {U'Ѐ', U'E', Tone::kGrave, true},
                                                      {U'ӑ', U'ă', Tone::kLevel, true},
                                                      {U'Ӑ', U'Ă', Tone::kLevel, true}}};

constexpr bool between(char32_t code, char32_t first, char32_t last) { return code >= first && code <= last; }

}  // namespace

Script script_of(char32_t letter) {
  if (between(letter, 0x370, 0x3FF) || between(letter, 0x1F00, 0x1FFF)) {
    return letter == 0x37E || letter == 0x387 ? Script::kOther : Script::kGreek;
  }
  if (between(letter, 0x400, 0x52F)) return between(letter, 0x482, 0x489) ? Script::kOther : Script::kCyrillic;
  if (between(letter, 0x531, 0x556) || between(letter, 0x561, 0x587)) return Script::kArmenian;
  if (between(letter, 0x3041, 0x30FF) || between(letter, 0x3400, 0x9FFF) || between(letter, 0xAC00, 0xD7A3) ||
      between(letter, 0xF900, 0xFAFF) || between(letter, 0x20000, 0x3FFFF)) {
    return Script::kHan;
  }
  if (letter == 0xAA || letter == 0xB5 || letter == 0xBA) return Script::kOther;
  if (letter < 0x300 || between(letter, 0x1E00, 0x1EFF)) {
    return is_letter(letter) || between(letter, 0x250, 0x2AF) ? Script::kLatin : Script::kOther;
  }
  return Script::kOther;
}

namespace {

LookAlike find_look_alike(char32_t letter) {
  for (const AccentedVowel& vowel : kAccented) {
    if (vowel.letter == letter) return {vowel.latin, vowel.tone, vowel.close};
  }
  for (const Pairs& pairs : kPairs) {
    const std::size_t at = pairs.letters.find(letter);
    if (at != std::u32string_view::npos) {
      return {static_cast<unsigned char>(pairs.latin[at]), Tone::kLevel, pairs.close};
    }
  }
  return {};
}

/// By code point, from phonetic signs to Armenian.
class LookAlikes {
 public:
  static constexpr char32_t kBegin = 0x250, kEnd = 0x590;

  LookAlikes() {
    for (char32_t letter = kBegin; letter < kEnd; ++letter) twins_[letter - kBegin] = find_look_alike(letter);
  }
  const LookAlike& operator[](char32_t letter) const { return twins_[letter - kBegin]; }

 private:
  std::array<LookAlike, kEnd - kBegin> twins_;
};

}  // namespace

LookAlike look_alike(char32_t letter) {
  static const LookAlikes kTwins;
  return letter >= LookAlikes::kBegin && letter < LookAlikes::kEnd ? kTwins[letter] : LookAlike{};
}

char32_t halfwidth(char32_t code) { return between(code, 0xFF01, 0xFF5E) ? code - 0xFF01 + U'!' : 0; }

std::u32string_view ligature_letters(char32_t code) {
  constexpr std::array<std::u32string_view, 7> kLigatures = {U"ff", U"fi", U"fl", U"ffi", U"ffl", U"st", U"st"};
  return between(code, 0xFB00, 0xFB06) ? kLigatures[code - 0xFB00] : std::u32string_view{};
}

char32_t stroked_d(char32_t code) {
  switch (code) {
    case 0xD0:                // Ð, eth
    case 0x189:               // Ɖ, African d
    case 0x18A: return U'Đ';  // Ɗ
    case 0xF0:                // ð
    case 0x256:               // ɖ, d with tail
    case 0x257: return U'đ';  // ɗ
    default: return 0;
  }
}

Accent combining_accent(char32_t mark) {
  switch (mark) {
    case 0x300:
    case 0x340: return {.tone = Tone::kGrave};
    case 0x301:
    case 0x341: return {.tone = Tone::kAcute};
    case 0x309: return {.tone = Tone::kHook};
    case 0x303:
    case 0x342: return {.tone = Tone::kTilde};  // U+0342: the Greek circumflex, drawn as a tilde
    case 0x323: return {.tone = Tone::kDot};
    case 0x302: return {.shape = Shape::kCircumflex};
    case 0x306: return {.shape = Shape::kBreve};
    case 0x30C: return {.shape = Shape::kBreve, .caron = true};
    case 0x31B: return {.shape = Shape::kHorn};
    case 0x335:
    case 0x336: return {.stroke = true};
    default: return {};
  }
}

Accent spacing_accent(char32_t code) {
  switch (code) {
    case 0x60:
    case 0x2CB: return {.tone = Tone::kGrave};
    case 0xB4:
    case 0x2CA: return {.tone = Tone::kAcute};
    case 0x2DC: return {.tone = Tone::kTilde};
    case 0x2C6: return {.shape = Shape::kCircumflex};
    case 0x2D8: return {.shape = Shape::kBreve};
    case 0x2C7: return {.shape = Shape::kBreve, .caron = true};
    default: return {};
  }
}

namespace {
struct ShapeRow {
  char32_t shaped;
  char32_t letter;
  Shape shape;
};
constexpr std::array<ShapeRow, 6> kShapes = {{{U'â', U'a', Shape::kCircumflex},
                                              {U'ă', U'a', Shape::kBreve},
                                              {U'ê', U'e', Shape::kCircumflex},
                                              {U'ô', U'o', Shape::kCircumflex},
                                              {U'ơ', U'o', Shape::kHorn},
                                              {U'ư', U'u', Shape::kHorn}}};
}  // namespace

ShapedLetter split_shape(char32_t letter) {
  const char32_t small = to_lower(letter);
  for (const ShapeRow& row : kShapes) {
    if (row.shaped == small) return {small == letter ? row.letter : to_upper(row.letter), row.shape};
  }
  return {letter, Shape::kNone};
}

char32_t with_shape(char32_t letter, Shape shape) {
  if (shape == Shape::kNone) return letter;
  const char32_t small = to_lower(letter);
  for (const ShapeRow& row : kShapes) {
    if (row.letter == small && row.shape == shape) return small == letter ? row.shaped : to_upper(row.shaped);
  }
  return 0;
}

TonedLetter toned_consonant(char32_t letter) {
  // Not ñ, ć, ś: other languages have them in common words.
  constexpr std::u32string_view kToned = U"ńǹḿṇṭḥṃḳ";
  constexpr std::string_view kBare = "nnmnthmk";
  constexpr std::array<Tone, 8> kTones = {Tone::kAcute, Tone::kGrave, Tone::kAcute, Tone::kDot,
                                          Tone::kDot,   Tone::kDot,   Tone::kDot,   Tone::kDot};
  const char32_t small = to_lower(letter);
  const std::size_t at = small < 0x80 ? kToned.npos : kToned.find(small);
  if (at == kToned.npos) return {letter, Tone::kLevel};
  const auto bare = static_cast<char32_t>(kBare[at]);
  return {small == letter ? bare : to_upper(bare), kTones[at]};
}

std::string_view symbol_for(char32_t private_use) {
  switch (private_use) {
    case 0xF0B7: return "•";
    case 0xF02D: return "-";
    case 0xF0A7: return "▪";
    case 0xF0D8: return "➢";
    case 0xF0FC: return "✓";
    case 0xF0E8: return "→";
    case 0xF076: return "❖";
    default: return {};
  }
}

}  // namespace trichluc
