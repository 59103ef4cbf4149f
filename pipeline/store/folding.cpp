#include "pipeline/store/folding.h"

#include <array>

#include "pipeline/core/page.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/tone.h"
#include "pipeline/normalize/unicode.h"
#include "pipeline/normalize/vietnamese_letters.h"

namespace trichluc {
namespace {

char plain_letter(char32_t code) {
  if (code == U'đ') return 'd';
  if (code == U'Đ') return 'D';
  switch (const char32_t shaped = split_tone(code).letter; shaped) {
    case U'ă':
    case U'â': return 'a';
    case U'ê': return 'e';
    case U'ô':
    case U'ơ': return 'o';
    case U'ư': return 'u';
    case U'Ă':
    case U'Â': return 'A';
    case U'Ê': return 'E';
    case U'Ô':
    case U'Ơ': return 'O';
    case U'Ư': return 'U';
    default: return shaped < 0x80 ? static_cast<char>(shaped) : '\0';
  }
}

constexpr char32_t kTableEnd = 0x1F00;

/// By code point: the plain letter, 0 for what is no Vietnamese letter with a mark.
const std::array<char, kTableEnd>& table() {
  static const std::array<char, kTableEnd> made = [] {
    std::array<char, kTableEnd> letters{};
    for (char32_t code = 0x80; code < kTableEnd; ++code) {
      if (is_vietnamese_letter(code)) letters[code] = plain_letter(code);
    }
    return letters;
  }();
  return made;
}

}  // namespace

std::string without_marks(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  const auto& letters = table();
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      folded += text[at++];
      continue;
    }
    const Decoded character = decode_utf8(text, at);
    const char letter = character.code < kTableEnd ? letters[character.code] : '\0';
    if (letter != '\0') {
      folded += letter;
    } else if (!is_mark(character.code)) {
      folded += text.substr(at, character.length);
    }
    at += character.length;
  }
  return folded;
}

std::string matching_key(std::string_view text) {
  std::string folded = without_marks(text);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return folded;
}

bool has_marks(std::string_view text) {
  const auto& letters = table();
  for (std::size_t at = 0; at < text.size();) {
    const Decoded character = decode_utf8(text, at);
    if (is_mark(character.code) || (character.code < kTableEnd && letters[character.code] != '\0')) return true;
    at += character.length;
  }
  return false;
}

std::string number_key(std::string_view number) {
  const std::string folded = matching_key(number);
  std::string key;
  for (std::size_t at = 0; at < folded.size();) {
    const Decoded character = decode_utf8(folded, at);
    const bool dash =
        character.code == U'–' || character.code == U'—' || character.code == U'‑' || character.code == U'−';
    if (dash) {
      key += '-';
    } else if (character.code != U' ' && character.code != U'\u00A0' && character.code != U'\n') {
      key += folded.substr(at, character.length);
    }
    at += character.length;
  }
  if (key.starts_with("so:")) key.erase(0, 3);
  if (key.size() > 2 && key.starts_with("so") && (is_digit(static_cast<unsigned char>(key[2])))) key.erase(0, 2);
  std::size_t zeros = 0;
  while (zeros + 1 < key.size() && key[zeros] == '0' && is_digit(static_cast<unsigned char>(key[zeros + 1]))) ++zeros;
  return key.substr(zeros);
}

std::string as_indexed(std::string_view typed) {
  Page page;
  page.text = std::string(typed);
  for (char& c : page.text) c = c == '\n' ? ' ' : c;
  page.text += '\n';
  page.source = SourceMap::identity(static_cast<std::uint32_t>(page.text.size()));
  page.lines.emplace_back();
  page.lines.back().text = {0, static_cast<std::uint32_t>(page.text.size()) - 1};
  normalize_unicode(page);
  if (page.text.ends_with('\n')) page.text.pop_back();
  return page.text;
}

}  // namespace trichluc
