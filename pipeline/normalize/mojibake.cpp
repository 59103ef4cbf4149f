#include "pipeline/normalize/mojibake.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/normalize/common_syllables.h"
#include "pipeline/normalize/legacy_tables.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/rewrite.h"
#include "pipeline/normalize/vietnamese_letters.h"

namespace trichluc {
namespace {

struct Char {
  char32_t code = 0;
  std::uint32_t begin = 0;  // bytes of the page's text
  std::uint32_t end = 0;
  bool made = false;
  bool guessed = false;
};
using Chars = std::vector<Char>;

/// The byte `code` was read from: Windows-1252, Latin-1, or what Windows-1258 has elsewhere.
int utf8_byte(char32_t code) {
  switch (code) {
    case U'Ă': return 0xC3;
    case U'ă': return 0xE3;
    case U'\u0300': return 0xCC;
    case U'\u0309': return 0xD2;
    case U'\u0303': return 0xDE;
    case U'\u0301': return 0xEC;
    case U'\u0323': return 0xF2;
    case U'₫': return 0xFE;
    default: break;
  }
  if (code >= 0xF000 && code <= 0xF0FF) return -1;
  return byte_of(code, ByteView::kWindows);
}

struct Sequence {
  char32_t code = 0;
  std::size_t length = 0;  // characters; 0: none begins here
};

/// One character of two or three bytes, all of them characters beyond ASCII.
Sequence read_sequence(const Chars& chars, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < chars.size() ? utf8_byte(chars[i].code) : -1; };
  const auto follows = [&](std::size_t i) { return byte(i) >= 0x80 && byte(i) < 0xC0; };
  const int first = byte(at);
  if (first >= 0xC2 && first < 0xE0 && follows(at + 1))
    return {static_cast<char32_t>((first & 0x1F) << 6 | (byte(at + 1) & 0x3F)), 2};
  if (first >= 0xE0 && first < 0xF0 && follows(at + 1) && follows(at + 2)) {
    const auto code = static_cast<char32_t>((first & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F));
    if (code >= 0x800 && (code < 0xD800 || code > 0xDFFF)) return {code, 3};
  }
  return {};
}

/// Marks of decomposed letters count as letters.
bool is_wanted(char32_t code) {
  return is_vietnamese_letter(code) || code == 0x300 || code == 0x301 || code == 0x302 || code == 0x303 ||
         code == 0x306 || code == 0x309 || code == 0x31B || code == 0x323;
}

/// What follows a capital or an á in healthy text: "THỊ XÃ”", "«khá»…".
bool is_everyday_sign(char32_t code) {
  return code == 0xA0 || code == 0xAD || code == 0xAF || code == 0xBB || code == U'–' || code == U'—' || code == U'‘' ||
         code == U'’' || code == U'“' || code == U'”' || code == U'…';
}

/// A sequence that healthy Vietnamese cannot contain.
bool is_certain(const Chars& chars, std::size_t at, Sequence sequence) {
  if (!is_wanted(sequence.code)) return false;
  // Æ is đ in TCVN3 seen as Mac OS Roman, and a no-break space ấ.
  const bool native_lead = is_vietnamese_letter(chars[at].code) || chars[at].code == U'Æ';
  if (!native_lead) return true;
  for (std::size_t i = at + 1; i < at + sequence.length; ++i) {
    if (!is_everyday_sign(chars[i].code)) return true;
  }
  return false;
}

enum class Trust { kCertain, kAll };

/// `chars` with sequences put together; `found` counts the certain ones. With kAll also those that prove nothing.
Chars decode(const Chars& chars, Trust trust, int& found) {
  Chars made;
  made.reserve(chars.size());
  for (std::size_t at = 0; at < chars.size();) {
    const Sequence sequence = read_sequence(chars, at);
    const bool certain = sequence.length > 0 && is_certain(chars, at, sequence);
    found += certain;
    if (!certain && (sequence.length == 0 || trust == Trust::kCertain)) {
      made.push_back(chars[at++]);
      continue;
    }
    made.push_back({sequence.code, chars[at].begin, chars[at + sequence.length - 1].end, true, false});
    at += sequence.length;
  }
  return made;
}

/// The word around character `at`, with `letter` in its place and the characters up to `next` left out.
std::string word_with(const Chars& chars, std::size_t at, std::size_t next, char32_t letter) {
  std::size_t begin = at;
  while (begin > 0 && is_letter(chars[begin - 1].code)) --begin;
  std::string word;
  for (std::size_t i = begin; i < at; ++i) append_utf8(word, chars[i].code);
  append_utf8(word, letter);
  for (std::size_t i = next; i < chars.size() && is_letter(chars[i].code); ++i) append_utf8(word, chars[i].code);
  return word;
}

struct Lost {
  char32_t lead = 0;    // as read
  char32_t second = 0;  // 0: the lost byte is the second one
  char32_t letter = 0;
  bool was_blank = false;  // A0, which became a blank; else a byte that printed nothing
};

// Letters with a byte that does not survive everywhere: A0 became a blank, AD a soft hyphen that was dropped, and
// 81 8D 8F 90 9D have no character in Windows-1252.
constexpr std::array<Lost, 19> kLost = {{{U'Ã', 0, U'à', true},
                                         {U'Ã', 0, U'í', false},
                                         {U'Ã', 0, U'Á', false},
                                         {U'Ã', 0, U'Í', false},
                                         {U'Ã', 0, U'Ý', false},
                                         {U'Ä', 0, U'Đ', false},
                                         {U'Æ', 0, U'Ơ', true},
                                         {U'á', U'º', U'Ạ', true},
                                         {U'á', U'º', U'ậ', false},
                                         {U'á', U'»', U'ề', false},
                                         {U'á', U'»', U'ọ', false},
                                         {U'á', U'»', U'ỏ', false},
                                         {U'á', U'»', U'Ố', false},
                                         {U'á', U'»', U'ờ', false},
                                         {U'á', U'»', U'ử', false},
                                         {U'á', U'»', U'Ỡ', true},
                                         {U'Ă', 0, U'à', true},
                                         {U'Ă', 0, U'í', false},
                                         {U'Ă', 0, U'Á', false}}};

/// Letters of a line with certain sequences whose last byte went missing, where one letter alone gives a word.
void guess_lost(Chars& chars) {
  for (std::size_t at = 0; at < chars.size(); ++at) {
    if (chars[at].made || chars[at].code < 0x80) continue;
    Commonness best = Commonness::kNone;
    const Lost* choice = nullptr;
    std::size_t choice_next = 0;
    bool tie = false;
    for (const Lost& lost : kLost) {
      std::size_t next = at + 1;
      if (lost.lead != chars[at].code) continue;
      if (lost.second != 0 && (next >= chars.size() || chars[next++].code != lost.second)) continue;
      const char32_t behind = next < chars.size() ? chars[next].code : U' ';
      if (lost.was_blank && behind != U' ' && behind != 0xA0) continue;
      std::vector<std::size_t> ends;
      if (lost.was_blank) {
        ends.push_back(next + 1);
      } else {
        if (behind == 0xFFFD || behind == 0xAD || behind == U'?') ++next;
        ends.push_back(next);
      }
      for (const std::size_t end : ends) {
        const bool upper = is_upper(lost.letter);
        const std::string word = word_with(chars, at, end, lost.letter);
        if (upper && at > 0 && is_lower(chars[at - 1].code)) continue;
        if (upper && end < chars.size() && is_letter(chars[end].code) && word.size() > 4 && !is_capitals(word) &&
            at > 0 && is_letter(chars[at - 1].code))
          continue;
        Commonness rank = commonness(word);
        if (rank == Commonness::kNone && lost.letter == U'Đ' && is_capitals(word)) rank = Commonness::kPossible;
        if (rank == Commonness::kNone) continue;
        tie = rank == best;
        if (rank <= best) continue;
        best = rank;
        choice = &lost;
        choice_next = end;
      }
    }
    if (!choice || tie) continue;
    chars[at] = {choice->letter, chars[at].begin, chars[std::min(choice_next, chars.size()) - 1].end, true, true};
    chars.erase(chars.begin() + static_cast<std::ptrdiff_t>(at + 1),
                chars.begin() + static_cast<std::ptrdiff_t>(std::min(choice_next, chars.size())));
  }
}

bool has_native_vietnamese(const Chars& chars) {
  return std::any_of(chars.begin(), chars.end(), [](const Char& c) {
    return !c.made && c.code >= 0x100 && is_vietnamese_letter(c.code) && c.code != U'Ă';
  });
}

/// The line decoded, or nothing when there is nothing certain in it and no line around had any.
std::optional<Chars> decode_line(const Chars& chars, bool page_has_some) {
  int found = 0;
  Chars once = decode(chars, Trust::kCertain, found);
  if (found == 0) {
    // Twice: the first layer has no Vietnamese letter yet.
    int none = 0;
    Chars layer = decode(chars, Trust::kAll, none);
    int second = 0;
    Chars twice = decode(layer, Trust::kCertain, second);
    if (second > 0) {
      int ignored = 0;
      twice = decode(layer, Trust::kAll, ignored);
      guess_lost(twice);
      return twice;
    }
    if (!page_has_some || has_native_vietnamese(chars)) return std::nullopt;
  }
  if (!has_native_vietnamese(chars)) {
    int ignored = 0;
    once = decode(chars, Trust::kAll, ignored);
    guess_lost(once);
    int again = 0;
    decode(once, Trust::kCertain, again);
    if (again > 0) {
      once = decode(once, Trust::kAll, ignored);
      guess_lost(once);
    }
  }
  return once;
}

bool is_blank(char32_t code) { return code == U' ' || code == U'\t' || code == 0xA0; }

void write(const Chars& chars, Page& page, std::optional<Rewrite>& rewrite) {
  for (std::size_t at = 0; at < chars.size();) {
    if (is_blank(chars[at].code) && !chars[at].made) {
      ++at;
      continue;
    }
    std::size_t end = at;
    bool made = false;
    bool guessed = false;
    while (end < chars.size() && (chars[end].made || !is_blank(chars[end].code))) {
      made = made || chars[end].made;
      guessed = guessed || chars[end].guessed;
      ++end;
    }
    if (made) {
      if (!rewrite) rewrite.emplace(page);
      for (std::size_t i = at; i < end; ++i) {
        if (!chars[i].made) continue;
        std::string letter;
        append_utf8(letter, chars[i].code);
        rewrite->replace(letter, {chars[i].begin, chars[i].end});
      }
      rewrite->note({chars[at].begin, chars[end - 1].end}, "encoding.mojibake", guessed ? 0.9 : 0.99);
    }
    at = end;
  }
}

}  // namespace

void repair_mojibake(Page& page) {
  std::vector<Chars> lines;
  bool page_has_some = false;
  const std::string_view text = page.text;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const bool marked =
        std::any_of(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end),
                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (marked) {
      Chars chars;
      for (std::size_t at = begin; at < end;) {
        const Decoded here = decode_utf8(text, at);
        chars.push_back({here.code, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at) + here.length});
        at += here.length;
      }
      page_has_some = page_has_some || decode_line(chars, false).has_value();
      lines.push_back(std::move(chars));
    }
    begin = end + 1;
  }
  if (!page_has_some) return;
  std::optional<Rewrite> rewrite;
  for (const Chars& chars : lines) {
    if (const std::optional<Chars> made = decode_line(chars, true)) write(*made, page, rewrite);
  }
  if (rewrite) rewrite->finish();
}

}  // namespace trichluc
