#include "extractors/engine/code_page.h"

#include <array>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

// ASCII keeps its codes. Above it: capitals 0x80-0xC2, small letters 0xC3-0xFF and 0x11-0x16. What is left of the
// control codes serves signs; tab and newline keep theirs.
constexpr std::u32string_view kSmall = U"àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";
constexpr std::size_t kLetters = kSmall.size();
static_assert(kLetters == 67);

constexpr std::uint8_t kFirstCapital = 0x80, kFirstSmall = 0xC3, kSmallRest = 0x11;
constexpr std::size_t kSmallHigh = 0x100 - kFirstSmall;  // 61 small letters fit above the capitals
constexpr std::uint8_t kOtherSmall = 0x17, kOtherCapital = 0x18, kMark = 0x19, kSign = 0x1A, kNumeral = 0x1B;

struct Sign {
  char32_t character;
  std::uint8_t code;
};
constexpr std::array<Sign, 19> kSigns = {{
    {U'–', 0x01}, {U'—', 0x02}, {U'−', 0x03}, {U'÷', 0x04}, {U'…', 0x05}, {U'“', 0x06}, {U'”', 0x07},
    {U'‘', 0x08}, {U'’', 0x0B}, {U'°', 0x0C}, {U'‰', 0x0E}, {U'€', 0x0F}, {U'•', 0x10}, {U'²', 0x1C},
    {U'³', 0x1D}, {U'₫', 0x1E}, {U'§', 0x1F}, {U'«', 0x06}, {U'»', 0x07},
}};

constexpr std::uint8_t small_code(std::size_t index) {
  return static_cast<std::uint8_t>(index < kSmallHigh ? kFirstSmall + index : kSmallRest + (index - kSmallHigh));
}

std::uint8_t general_code(char32_t c) {
  if (c == U'\t' || c == U'\n' || (c >= 0x20 && c < 0x7F)) return static_cast<std::uint8_t>(c);
  if (is_upper(c)) return kOtherCapital;
  if (is_letter(c)) return kOtherSmall;
  if (is_mark(c)) return kMark;
  if (c == 0xB9 || c == 0xBC || c == 0xBD || c == 0xBE) return kNumeral;
  return kSign;
}

CodeKind general_kind(std::uint8_t code) {
  if (is_letter_code(code) || code == kMark) return CodeKind::kWord;
  return (code >= '0' && code <= '9') || code == '.' || code == ',' ? CodeKind::kNumeral : CodeKind::kOther;
}

CodeTables make_tables() {
  CodeTables tables;
  for (std::size_t code = 0; code < 256; ++code) tables.kind[code] = general_kind(static_cast<std::uint8_t>(code));
  const auto slot = [&tables](char32_t c) -> std::uint8_t& {
    return c < tables.low.size() ? tables.low[c] : tables.high[c - 0x1E00];
  };
  for (std::size_t i = 0; i < tables.low.size(); ++i) tables.low[i] = general_code(static_cast<char32_t>(i));
  for (std::size_t i = 0; i < tables.high.size(); ++i) tables.high[i] = general_code(static_cast<char32_t>(0x1E00 + i));
  for (std::size_t code = 0; code < tables.lower.size(); ++code) tables.lower[code] = static_cast<std::uint8_t>(code);
  for (char c = 'A'; c <= 'Z'; ++c) tables.lower[static_cast<std::size_t>(c)] = static_cast<std::uint8_t>(c + 32);
  tables.lower[kOtherCapital] = kOtherSmall;
  for (std::size_t i = 0; i < kLetters; ++i) {
    const auto capital = static_cast<std::uint8_t>(kFirstCapital + i);
    slot(kSmall[i]) = small_code(i);
    slot(to_upper(kSmall[i])) = capital;
    tables.lower[capital] = small_code(i);
  }
  for (const Sign& sign : kSigns) {
    if (sign.character < tables.low.size()) tables.low[sign.character] = sign.code;
  }
  return tables;
}

/// Ranges of codes for use inside brackets.
std::string ranges_of(std::string_view unicode_class) {
  std::string small_letters = "a-z\x11-\x17\xC3-\xFF";
  std::string capitals = "A-Z\x18\x80-\xC2";
  if (unicode_class == "L") return small_letters + capitals;
  if (unicode_class == "Lu") return capitals;
  if (unicode_class == "Ll") return small_letters;
  if (unicode_class == "M") return "\x19";
  if (unicode_class == "N") return "0-9\x1B-\x1D";
  return {};
}

}  // namespace

const CodeTables kCodeTables = make_tables();

std::uint8_t to_rare_code(char32_t character) {
  for (const Sign& sign : kSigns) {
    if (sign.character == character) return sign.code;
  }
  return general_code(character);
}

bool is_letter_code(std::uint8_t code) {
  return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || code >= kFirstCapital ||
         (code >= kSmallRest && code <= kOtherCapital);
}

bool encode_pattern(std::string_view pattern, std::string& encoded) {
  encoded.clear();
  bool in_class = false;
  for (std::size_t at = 0; at < pattern.size();) {
    const Decoded here = decode_utf8(pattern, at);
    if (here.code == U'\\' && at + 1 < pattern.size()) {
      if (pattern[at + 1] == 'p' && at + 2 < pattern.size()) {
        const bool braced = pattern[at + 2] == '{';
        const std::size_t close = braced ? pattern.find('}', at) : at + 2;
        if (close == std::string_view::npos) return false;
        const std::string_view name = braced ? pattern.substr(at + 3, close - at - 3) : pattern.substr(at + 2, 1);
        const std::string ranges = ranges_of(name);
        if (ranges.empty()) return false;
        encoded += in_class ? ranges : "[" + ranges + "]";
        at = close + 1;
        continue;
      }
      if (pattern[at + 1] == 'P') return false;
      encoded += '\\';
      encoded += pattern[at + 1];
      at += 2;
      continue;
    }
    if (here.code == U'[') {
      // "[" inside brackets is itself, except "[:" which no rule uses
      in_class = true;
    } else if (here.code == U']') {
      in_class = false;
    }
    encoded += static_cast<char>(to_code(here.code));
    at += here.length;
  }
  return true;
}

}  // namespace trichluc
