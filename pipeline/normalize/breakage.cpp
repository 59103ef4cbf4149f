#include "pipeline/normalize/breakage.h"

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/syllables.h"
#include "pipeline/normalize/words.h"

namespace trichluc {
namespace {

constexpr bool is_ascii_letter(unsigned char byte) { return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'; }
constexpr bool is_ascii_digit(unsigned char byte) { return byte >= '0' && byte <= '9'; }

}  // namespace

Breakage look_for_breakage(std::string_view text, const Misreadings* misreadings) {
  Breakage found;
  static thread_local SyllableMemo memo;
  SyllableKey last_key = 0;  // of the word before, 0 where something else stands between
  std::uint32_t last_begin = 0;
  constexpr unsigned char kNothing = '\n';
  const auto byte_at = [text](std::size_t at) -> unsigned char {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : kNothing;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    std::size_t length = 0, capitals = 0;
    bool lost = false;
    std::uint64_t hash = SyllableMemo::kSeed;
    while (at < text.size()) {
      const unsigned char byte = byte_at(at);
      std::size_t width = 1;
      if (byte < 0x80) {
        if (!is_ascii_letter(byte)) break;
        capitals += byte < 'a' ? 1U : 0U;
      } else {
        const Decoded wide = decode_utf8(text, at);
        if (wide.code == kLostLetter) {
          lost = true;
        } else if (!is_letter(wide.code) && !is_mark(wide.code)) {
          break;
        }
        capitals += is_upper(wide.code) ? 1U : 0U;
        width = wide.length;
      }
      for (; width > 0; --width, ++at) hash = SyllableMemo::add(hash, byte_at(at));
      ++length;
    }
    if (length == 0) {
      const unsigned char byte = byte_at(at);
      if (byte == '/' && at > 0 && is_ascii_digit(byte_at(at - 1)) && at + 1 < text.size() &&
          is_upper(decode_utf8(text, at + 1).code)) {
        found.slashes.push_back(static_cast<std::uint32_t>(at));
      }
      // Words that only blanks or a line break part are neighbours.
      if (byte != ' ' && byte != '\n') last_key = 0;
      at += byte < 0x80 ? 1 : decode_utf8(text, at).length;
      continue;
    }
    const Range word{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
    ++found.words;
    const SyllableKey key = lost ? 0 : memo.key_of(hash, text.substr(begin, at - begin));
    if (misreadings != nullptr && last_key != 0 && key != 0 && misreadings->holds(last_key, key)) {
      found.rare_pairs.push_back({last_begin, word.end});
    }
    last_key = key;
    last_begin = word.begin;
    found.single_letters += length == 1 ? 1U : 0U;
    const unsigned char next = byte_at(at);
    if (is_ascii_digit(next) && capitals < 2) found.letter_digits.push_back(word);
    if (is_ascii_digit(next) || length == 1) {
      const unsigned char last = byte_at(at - 1), before = begin == 0 ? kNothing : byte_at(begin - 1);
      const bool like_digit = last == 'l' || last == 'I' || last == 'O' || last == 'o';
      const auto numeric = [](unsigned char c) { return is_ascii_digit(c) || c == '/'; };
      if (like_digit && (numeric(next) || numeric(before))) found.misread_digits.push_back(word.end - 1);
    }
    if (lost) {
      found.lost_marks = found.lost_marks || length > 1;
      found.odd_words.push_back(word);
    } else if (capitals < 2) {
      if ((length > 1 || capitals == 0) && key == 0) found.odd_words.push_back(word);
    } else if (capitals * 2 <= length && length < at - begin) {
      found.camel_words.push_back(word);
    }
  }
  return found;
}

}  // namespace trichluc
