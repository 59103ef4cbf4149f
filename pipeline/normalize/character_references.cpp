#include "pipeline/normalize/character_references.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/normalize/common_syllables.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/rewrite.h"
#include "pipeline/normalize/tone.h"
#include "pipeline/normalize/vietnamese_letters.h"

namespace trichluc {
namespace {

struct Reference {
  char32_t code = 0;
  std::uint32_t length = 0;  // bytes; 0: none begins here
};

/// The number at the head of `text`, and its digits' count in `length`.
char32_t read_number(std::string_view text, int base, std::uint32_t& length) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  length = static_cast<std::uint32_t>(end - text.data());
  return error == std::errc() && length > 0 ? static_cast<char32_t>(value) : char32_t{0};
}

/// "ecirc", "Agrave": a vowel and one of four marks.
char32_t named_letter(std::string_view name) {
  struct Mark {
    std::string_view name;
    Tone tone;
  };
  constexpr std::array<Mark, 4> kMarks = {
      {{"circ", Tone::kLevel}, {"grave", Tone::kGrave}, {"acute", Tone::kAcute}, {"tilde", Tone::kTilde}}};
  if (name.size() < 5) return 0;
  const auto first = static_cast<char32_t>(static_cast<unsigned char>(name[0]));
  for (const Mark& mark : kMarks) {
    if (name.substr(1) != mark.name) continue;
    return mark.tone == Tone::kLevel ? with_circumflex(first) : with_tone(first, mark.tone);
  }
  return 0;
}

/// A reference to a Vietnamese letter at the head of `text`, in an escape of its own or written "&amp;#7867;".
Reference read_reference(std::string_view text) {
  std::uint32_t digits = 0;
  if (text.starts_with("\\u")) {
    const char32_t code = read_number(text.substr(2, 6), 10, digits);
    const std::uint32_t end = 2 + digits;
    if (!is_vietnamese_letter(code) || end >= text.size() || text[end] != '?') return {};
    return {code, end + 1};
  }
  if (!text.starts_with('&')) return {};
  std::uint32_t at = text.starts_with("&amp;") ? 5 : 1;
  char32_t code = 0;
  if (at < text.size() && text[at] == '#') {
    ++at;
    const bool hexadecimal = at < text.size() && (text[at] == 'x' || text[at] == 'X');
    if (hexadecimal) ++at;
    code = read_number(text.substr(std::min<std::size_t>(at, text.size()), 7), hexadecimal ? 16 : 10, digits);
    at += digits;
  } else {
    const std::size_t end = text.substr(0, at + 8).find(';', at);
    if (end == std::string_view::npos) return {};
    code = named_letter(text.substr(at, end - at));
    at = static_cast<std::uint32_t>(end);
  }
  if (!is_vietnamese_letter(code) || at >= text.size() || text[at] != ';') return {};
  return {code, at + 1};
}

/// The next & or backslash.
std::size_t find_escape(std::string_view text, std::size_t from) {
  while (from < text.size() && text[from] != '&' && text[from] != '\\') ++from;
  return from;
}

bool joins_word(Decoded neighbour) { return is_letter(neighbour.code) || is_mark(neighbour.code); }

}  // namespace

bool begins_reference(std::string_view text) { return read_reference(text).length > 0; }

void decode_references(Page& page) {
  const std::string_view text = page.text;
  std::optional<Rewrite> rewrite;
  for (std::size_t at = find_escape(text, 0); at < text.size(); at = find_escape(text, at)) {
    if (read_reference(text.substr(at)).length == 0) {
      ++at;
      continue;
    }
    // The word around: letters before, references and letters behind.
    std::size_t begin = at;
    for (Decoded before = decode_before(text, begin); before.length > 0 && joins_word(before);
         before = decode_before(text, begin)) {
      begin -= before.length;
    }
    std::string word(text.substr(begin, at - begin));
    struct Change {
      Range old;
      std::string made;
    };
    std::vector<Change> changes;
    std::size_t end = at;
    while (end < text.size()) {
      const Reference reference = read_reference(text.substr(end));
      if (reference.length > 0) {
        Change& change = changes.emplace_back();
        change.old = {static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(end) + reference.length};
        append_utf8(change.made, reference.code);
        word += change.made;
        end += reference.length;
        continue;
      }
      const Decoded letter = decode_utf8(text, end);
      if (!joins_word(letter)) break;
      word.append(text, end, letter.length);
      end += letter.length;
    }
    // A letter for itself may be what the text speaks about.
    const bool in_word = changes.size() > 1 || word.size() > changes[0].made.size();
    if (in_word || is_one_letter_word(to_lower(decode_utf8(word, 0).code))) {
      if (!rewrite) rewrite.emplace(page);
      for (const Change& change : changes) rewrite->replace(change.made, change.old);
      rewrite->note({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, "encoding.reference", 1.0);
    }
    at = end;
  }
  if (rewrite) rewrite->finish();
}

}  // namespace trichluc
