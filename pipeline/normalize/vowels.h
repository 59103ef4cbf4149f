// vowels.h - the twelve vowels of Vietnamese and their six tones: taking letters apart, putting them together.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace trichluc {

/// Order of the columns of kVowelForms.
enum class ToneMark : std::uint8_t { kNone, kGrave, kAcute, kHook, kTilde, kDot };

inline constexpr std::array<std::u32string_view, 12> kVowelForms = {U"aàáảãạ", U"ăằắẳẵặ", U"âầấẩẫậ", U"eèéẻẽẹ",
                                                                    U"êềếểễệ", U"iìíỉĩị", U"oòóỏõọ", U"ôồốổỗộ",
                                                                    U"ơờớởỡợ", U"uùúủũụ", U"ưừứửữự", U"yỳýỷỹỵ"};

struct VowelParts {
  char32_t vowel = 0;  // a ă â e ê i o ô ơ u ư y; 0: no vowel
  ToneMark tone = ToneMark::kNone;
};

/// Of a lower-case letter.
constexpr VowelParts take_vowel_apart(char32_t lower) {
  for (const std::u32string_view forms : kVowelForms) {
    for (std::size_t tone = 0; tone < forms.size(); ++tone) {
      if (forms[tone] == lower) return {forms[0], static_cast<ToneMark>(tone)};
    }
  }
  return {};
}

/// U'ê' with kAcute: U'ế'; 0 where `vowel` is none of the twelve in lower case.
constexpr char32_t with_tone(char32_t vowel, ToneMark tone) {
  for (const std::u32string_view forms : kVowelForms) {
    if (forms[0] == vowel) return forms[static_cast<std::size_t>(tone)];
  }
  return 0;
}

/// U'e' becomes U'ê', U'o' U'ô', U'a' U'â'; 0 for any other letter.
constexpr char32_t with_circumflex(char32_t vowel) {
  return vowel == U'a' ? U'â' : vowel == U'e' ? U'ê' : vowel == U'o' ? U'ô' : char32_t{0};
}

/// Letters beyond ASCII that Vietnamese is written with: the toned and shaped vowels, and đ; either case.
constexpr bool is_vietnamese_letter(char32_t code) {
  if (code < 0x80) return false;
  if (code >= 0x1EA0 && code <= 0x1EF9) return true;
  switch (code) {
    case 0x102:
    case 0x103:
    case 0x110:
    case 0x111:
    case 0x128:
    case 0x129:
    case 0x168:
    case 0x169:
    case 0x1A0:
    case 0x1A1:
    case 0x1AF:
    case 0x1B0: return true;
    default: break;
  }
  if (code < 0xC0 || code > 0xFD) return false;
  const char32_t lower = code | 0x20;
  return lower <= 0xE3 || (lower >= 0xE8 && lower <= 0xEA) || lower == 0xEC || lower == 0xED ||
         (lower >= 0xF2 && lower <= 0xF5) || lower == 0xF9 || lower == 0xFA || lower == 0xFD;
}

}  // namespace trichluc
