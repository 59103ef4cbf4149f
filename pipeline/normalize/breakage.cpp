#include "pipeline/normalize/breakage.h"

#include <algorithm>
#include <array>
#include <string>

#include "pipeline/normalize/character_references.h"
#include "pipeline/normalize/encoding_suspects.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/syllables.h"
#include "pipeline/normalize/unicode.h"
#include "pipeline/normalize/word_runs.h"
#include "pipeline/normalize/words.h"

namespace trichluc {
namespace {

constexpr unsigned char kNothing = '\n';

constexpr bool is_ascii_digit(unsigned char byte) { return byte >= '0' && byte <= '9'; }

/// All that look at single characters look at no more than their run; what parts runs is looked at by itself.
std::uint8_t needs_of(std::string_view piece) {
  const bool decoding = find_encoding_suspect(piece, 0) < piece.size();
  return static_cast<std::uint8_t>((decoding ? kNeedsDecoding : 0) | (unicode_in_order(piece) ? 0 : kNeedsUnicode));
}

/// A word, or what is known of a run that is one word.
struct Lettering {
  SyllableKey key = 0;       // 0: no well-formed syllable
  std::uint32_t length = 0;  // characters
  std::uint32_t capitals = 0;
  bool lost = false;  // U+FFFD among them
};

struct Seen {
  Lettering word;
  bool one_word = false;
  bool plain = false;  // one word that is in order wherever it stands, unless a digit follows it
  std::uint8_t needs = 0;
};

bool is_date_word(SyllableKey key) {
  static const std::array<SyllableKey, 3> kWords = {syllable_key("ngày"), syllable_key("tháng"), syllable_key("năm")};
  return std::find(kWords.begin(), kWords.end(), key) != kWords.end();
}

/// A word with capitals within, and a letter that ASCII lacks.
bool is_camel(const Lettering& word, std::size_t bytes) {
  return word.capitals >= 2 && word.capitals * 2 <= word.length && word.length < bytes;
}

/// Letters that are no syllable, no acronym, no single capital.
bool is_odd(const Lettering& word) {
  return word.lost || (word.capitals < 2 && word.key == 0 && (word.length > 1 || word.capitals == 0));
}

/// The word that begins at `at`; moves `at` behind it. Nothing is there when the length is 0.
Lettering read_word(std::string_view text, std::size_t& at) {
  Lettering word;
  const std::size_t begin = at;
  while (at < text.size()) {
    const Decoded here = decode_utf8(text, at);
    if (here.code == kLostLetter) {
      word.lost = true;
    } else if (!is_letter(here.code) && !is_mark(here.code)) {
      break;
    }
    word.capitals += is_upper(here.code) ? 1U : 0U;
    ++word.length;
    at += here.length;
  }
  const SyllableKey key = word.lost ? 0 : syllable_key(text.substr(begin, at - begin));
  word.key = is_syllable(key) ? key : 0;
  return word;
}

Seen look_at_run(std::string_view run) {
  Seen seen;
  seen.needs = needs_of(run);
  std::size_t end = 0;
  seen.word = read_word(run, end);
  seen.one_word = end == run.size();
  seen.plain = seen.one_word && seen.needs == 0 && seen.word.length > 1 && !is_odd(seen.word) &&
               !is_camel(seen.word, run.size()) && !is_date_word(seen.word.key);
  return seen;
}

/// TextNeeds of what stands between words.
std::array<std::uint8_t, 128> look_between() {
  std::array<std::uint8_t, 128> needs{};
  for (unsigned byte = 0; byte < 128; ++byte) {
    if (!is_run_byte(static_cast<unsigned char>(byte))) needs[byte] = needs_of(std::string(1, static_cast<char>(byte)));
  }
  return needs;
}

class Looker {
 public:
  Looker(std::string_view text, const Misreadings* misreadings) : text_(text), misreadings_(misreadings) {}

  Breakage look() {
    static const std::array<std::uint8_t, 128> needs_between = look_between();
    static thread_local RunMemo<Seen, look_at_run> memo;
    for (std::size_t at = 0; at < text_.size();) {
      const auto byte = static_cast<unsigned char>(text_[at]);
      if (byte == ' ' || byte == '\n') {  // in order, and the words beside it are neighbours
        ++at;
        continue;
      }
      if (!is_run_byte(byte)) {
        found_.needs |= needs_between[byte];
        last_key_ = 0;
        if (byte == '/') look_at_slash(at);
        if ((byte == '&' || byte == '\\') && begins_reference(text_.substr(at))) found_.needs |= kNeedsDecoding;
        ++at;
        continue;
      }
      const WordRun run = run_at(text_, at);
      const Seen& seen = memo(run);
      if (seen.plain && !is_ascii_digit(byte_at(run.end))) {
        pass(seen.word.key, at, run.end);
      } else {
        found_.needs |= seen.needs;
        if (seen.one_word) {
          take(seen.word, at, run.end);
        } else {
          take_words(at, run.end);
        }
      }
      at = run.end;
    }
    return std::move(found_);
  }

 private:
  unsigned char byte_at(std::size_t at) const {
    return at < text_.size() ? static_cast<unsigned char>(text_[at]) : kNothing;
  }

  void look_at_slash(std::size_t at) {
    if (at > 0 && is_ascii_digit(byte_at(at - 1)) && at + 1 < text_.size() && is_upper(decode_utf8(text_, at + 1).code))
      found_.slashes.push_back(static_cast<std::uint32_t>(at));
  }

  /// Of a run with quotes, dashes or other signs in it.
  void take_words(std::size_t at, std::size_t end) {
    const std::string_view run = text_.substr(0, end);
    while (at < end) {
      const std::size_t begin = at;
      const Lettering word = read_word(run, at);
      if (word.length > 0) {
        take(word, begin, at);
        continue;
      }
      last_key_ = 0;
      at += decode_utf8(run, at).length;
    }
  }

  /// What is done for every word.
  void pass(SyllableKey key, std::size_t begin, std::size_t end) {
    ++found_.words;
    if (misreadings_ != nullptr && last_key_ != 0 && key != 0 && misreadings_->holds(last_key_, key))
      found_.rare_pairs.push_back({last_begin_, static_cast<std::uint32_t>(end)});
    last_key_ = key;
    last_begin_ = static_cast<std::uint32_t>(begin);
  }

  void take(const Lettering& word, std::size_t begin, std::size_t end) {
    const Range range{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    pass(word.key, begin, end);
    found_.single_letters += word.length == 1 ? 1U : 0U;
    const unsigned char next = byte_at(end);
    if (is_ascii_digit(next) || word.length == 1) look_at_digits(word, range, next);
    if (begin > 0 && is_ascii_digit(byte_at(begin - 1)) && is_date_word(word.key)) found_.date_words.push_back(range);
    if (word.lost) found_.lost_marks = found_.lost_marks || word.length > 1;
    if (is_odd(word)) {
      found_.odd_words.push_back(range);
    } else if (is_camel(word, end - begin)) {
      found_.camel_words.push_back(range);
    }
  }

  void look_at_digits(const Lettering& word, Range range, unsigned char next) {
    if (is_ascii_digit(next) && word.capitals < 2) found_.letter_digits.push_back(range);
    const unsigned char last = byte_at(range.end - 1), before = range.begin == 0 ? kNothing : byte_at(range.begin - 1);
    const bool like_digit = last == 'l' || last == 'I' || last == 'O' || last == 'o';
    const auto numeric = [](unsigned char c) { return is_ascii_digit(c) || c == '/'; };
    if (like_digit && (numeric(next) || numeric(before))) found_.misread_digits.push_back(range.end - 1);
  }

  std::string_view text_;
  const Misreadings* misreadings_;
  Breakage found_;
  SyllableKey last_key_ = 0;  // of the word before, 0 where more than blanks or a line break part them
  std::uint32_t last_begin_ = 0;
};

}  // namespace

Breakage look_for_breakage(std::string_view text, const Misreadings* misreadings) {
  return Looker(text, misreadings).look();
}

}  // namespace trichluc
