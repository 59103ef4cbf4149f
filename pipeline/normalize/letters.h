// letters.h - what a letter is, and its other case: fast, without locale, for the scripts that reports use.
//
// Latin with all Vietnamese letters (Basic Latin to Latin Extended-B, Latin Extended Additional), Greek and Cyrillic.
// Data: Unicode 15 UnicodeData.txt, simple case mappings. Letters of other scripts are no letters here, and
// characters whose other case has another UTF-8 length keep their case, so that folding never moves a byte.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace trichluc {

struct Decoded {
  char32_t code = 0;
  std::uint32_t length = 0;  // bytes; 0 at the end of the text
};

namespace letters_detail {

enum Class : std::uint8_t { kOther = 0, kLetter = 1, kUpper = 2, kLower = 4, kMark = 8 };

struct Entry {
  std::uint16_t lower = 0;
  std::uint16_t upper = 0;
  std::uint8_t kind = kOther;
};

constexpr char32_t kLowTableEnd = 0x530;      // up to the end of Cyrillic
constexpr char32_t kHighTableBegin = 0x1E00;  // Latin Extended Additional
constexpr char32_t kHighTableEnd = 0x1F00;

struct Table {
  std::array<Entry, kLowTableEnd + (kHighTableEnd - kHighTableBegin)> entries{};

  static constexpr std::size_t slot(char32_t code) {
    return code < kLowTableEnd ? code : kLowTableEnd + (code - kHighTableBegin);
  }
  constexpr void pair(char32_t upper, char32_t lower) {
    entries[slot(upper)] = {static_cast<std::uint16_t>(lower), static_cast<std::uint16_t>(upper), kLetter | kUpper};
    entries[slot(lower)] = {static_cast<std::uint16_t>(lower), static_cast<std::uint16_t>(upper), kLetter | kLower};
  }
  constexpr void single(char32_t code, int kind) {
    entries[slot(code)] = {static_cast<std::uint16_t>(code), static_cast<std::uint16_t>(code),
                           static_cast<std::uint8_t>(kind)};
  }
  /// Pairs (first, first + 1), (first + 2, first + 3), ...
  constexpr void neighbours(char32_t first, char32_t last) {
    for (char32_t code = first; code < last; code += 2) pair(code, code + 1);
  }
  constexpr void shifted(char32_t first, char32_t last, char32_t distance) {
    for (char32_t code = first; code <= last; ++code) pair(code, code + distance);
  }

  constexpr Table() {
    for (char32_t code = 0; code < kLowTableEnd; ++code) single(code, kOther);
    for (char32_t code = kHighTableBegin; code < kHighTableEnd; ++code) single(code, kOther);
    shifted(U'A', U'Z', 32);
    for (char32_t code : {U'\u00AA', U'\u00BA'}) single(code, kLetter);
    single(0xB5, kLetter | kLower);
    shifted(0xC0, 0xDE, 32);
    single(0xD7, kOther);
    single(0xF7, kOther);
    single(0xDF, kLetter | kLower);
    pair(0x178, 0xFF);
    neighbours(0x100, 0x12F);
    single(0x130, kLetter | kUpper);  // its lower case is the ASCII i
    single(0x131, kLetter | kLower);
    neighbours(0x132, 0x137);
    single(0x138, kLetter | kLower);
    neighbours(0x139, 0x148);
    single(0x149, kLetter | kLower);
    neighbours(0x14A, 0x177);
    neighbours(0x179, 0x17E);
    for (char32_t code = 0x17F; code < 0x250; ++code) single(code, kLetter);
    pair(0x1A0, 0x1A1);
    pair(0x1AF, 0x1B0);
    neighbours(0x1CD, 0x1DC);
    neighbours(0x1DE, 0x1EF);
    neighbours(0x1F8, 0x21F);
    for (char32_t code = 0x300; code < 0x370; ++code) single(code, kMark);
    for (char32_t code = 0x391; code <= 0x3A9; ++code) {
      if (code != 0x3A2) pair(code, code + 32);
    }
    single(0x3C2, kLetter | kLower);
    pair(0x386, 0x3AC);
    shifted(0x388, 0x38A, 0x25);
    pair(0x38C, 0x3CC);
    shifted(0x38E, 0x38F, 0x3F);
    shifted(0x400, 0x40F, 80);
    shifted(0x410, 0x42F, 32);
    neighbours(0x460, 0x481);
    neighbours(0x48A, 0x4BF);
    neighbours(0x4D0, 0x52F);
    neighbours(0x1E00, 0x1E95);
    for (char32_t code = 0x1E96; code <= 0x1E9D; ++code) single(code, kLetter | kLower);
    single(0x1E9E, kLetter | kUpper);
    single(0x1E9F, kLetter | kLower);
    neighbours(0x1EA0, 0x1EFF);
  }
};

inline constexpr Table kTable;
inline constexpr Entry kNone;

constexpr const Entry* find(char32_t code) {
  if (code < kLowTableEnd) return &kTable.entries[code];
  if (code >= kHighTableBegin && code < kHighTableEnd) return &kTable.entries[Table::slot(code)];
  return &kNone;
}

}  // namespace letters_detail

constexpr bool is_letter(char32_t code) { return letters_detail::find(code)->kind & letters_detail::kLetter; }
constexpr bool is_upper(char32_t code) { return letters_detail::find(code)->kind & letters_detail::kUpper; }
constexpr bool is_lower(char32_t code) { return letters_detail::find(code)->kind & letters_detail::kLower; }
/// A combining mark (U+0300 to U+036F), part of the letter before it.
constexpr bool is_mark(char32_t code) { return letters_detail::find(code)->kind & letters_detail::kMark; }
constexpr bool is_digit(char32_t code) { return code >= U'0' && code <= U'9'; }

/// The other case; a character without one is returned as it is.
constexpr char32_t to_lower(char32_t code) {
  const letters_detail::Entry* entry = letters_detail::find(code);
  return entry->kind ? entry->lower : code;
}
constexpr char32_t to_upper(char32_t code) {
  const letters_detail::Entry* entry = letters_detail::find(code);
  return entry->kind ? entry->upper : code;
}

/// The character that begins at byte `at`. A byte that begins none counts as U+FFFD of length 1.
constexpr Decoded decode_utf8(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const unsigned char first = byte(at);
  if (first < 0x80) return {first, 1};
  if (first < 0xE0) {
    if (first >= 0xC2 && follows(at + 1)) {
      return {static_cast<char32_t>((first & 0x1F) << 6 | (byte(at + 1) & 0x3F)), 2};
    }
  } else if (first < 0xF0) {
    if (follows(at + 1) && follows(at + 2)) {
      return {static_cast<char32_t>((first & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F)), 3};
    }
  } else if (first < 0xF5 && follows(at + 1) && follows(at + 2) && follows(at + 3)) {
    return {static_cast<char32_t>((first & 0x07) << 18 | (byte(at + 1) & 0x3F) << 12 | (byte(at + 2) & 0x3F) << 6 |
                                  (byte(at + 3) & 0x3F)),
            4};
  }
  return {0xFFFD, 1};
}

/// decode_utf8 for what nearly all wide characters of a report are, well-formed ones of two or three bytes, without
/// looking at the bytes behind the first. Only for text that is valid UTF-8, as normalize leaves it; `first` is the
/// byte at `at`, 0x80 or above. Anything else goes the long way.
inline Decoded decode_wide(std::string_view text, std::size_t at, unsigned char first) {
  const auto next = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[at + i]) & 0x3F);
  };
  if (first >= 0xC2 && first < 0xE0 && at + 1 < text.size())
    return {static_cast<char32_t>(first & 0x1F) << 6 | next(1), 2};
  if (first >= 0xE0 && first < 0xF0 && at + 2 < text.size())
    return {static_cast<char32_t>(first & 0x0F) << 12 | next(1) << 6 | next(2), 3};
  return decode_utf8(text, at);
}

/// The character that ends before byte `at`; length 0 at the beginning of the text.
constexpr Decoded decode_before(std::string_view text, std::size_t at) {
  if (at == 0 || at > text.size()) return {};
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  const Decoded found = decode_utf8(text, begin);
  return begin + found.length == at ? found : Decoded{0xFFFD, 1};
}

/// The ASCII letter under the diacritics, lower case: U'Ợ' -> 'o', U'Đ' -> 'd'; 0 where there is none.
constexpr char base_letter(char32_t code) {
  const auto between = [code](char32_t first, char32_t last) { return code >= first && code <= last; };
  if (between(U'a', U'z')) return static_cast<char>(code);
  if (between(U'A', U'Z')) return static_cast<char>(code + 32);
  if (between(0xC0, 0x17F)) {
    // One letter per code point, from U+00C0.
    constexpr std::string_view kLatin =
        "aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y"
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllllllllnnnnnn...oooooo.."
        "rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz.";
    const std::size_t at = code - 0xC0;
    return at < kLatin.size() && kLatin[at] != '.' ? kLatin[at] : '\0';
  }
  if (code == 0x1A0 || code == 0x1A1) return 'o';
  if (code == 0x1AF || code == 0x1B0) return 'u';
  if (between(0x1EA0, 0x1EB7)) return 'a';
  if (between(0x1EB8, 0x1EC7)) return 'e';
  if (between(0x1EC8, 0x1ECB)) return 'i';
  if (between(0x1ECC, 0x1EE3)) return 'o';
  if (between(0x1EE4, 0x1EF1)) return 'u';
  if (between(0x1EF2, 0x1EF9)) return 'y';
  return '\0';
}

void append_utf8(std::string& text, char32_t code);

/// For comparing fixed phrases whatever their case, tone placement or lost marks: base letters in lower case,
/// all dashes '-', runs of blanks one blank, none at the ends. "Cộng  HOÀ" -> "cong hoa". Offsets are not kept.
std::string fold_plain(std::string_view text);

/// Writes `code` over the character of `length` bytes at `at`, where it takes as many bytes; otherwise nothing happens.
void overwrite_utf8(std::string& text, std::size_t at, std::uint32_t length, char32_t code);

/// Lower or upper case of every character; the result has the same length, and characters keep their bytes' places.
std::string fold_lower(std::string_view text);
bool has_letters(std::string_view text);
std::string fold_upper(std::string_view text);

/// First letter of every word upper case, the others lower: "quảng NGÃI" -> "Quảng Ngãi". Same length.
std::string to_title(std::string_view text);

/// Whether `text` has letters, and none of them is lower case: "CỘNG HÒA", "KT. BỘ TRƯỞNG".
bool is_capitals(std::string_view text);

}  // namespace trichluc
