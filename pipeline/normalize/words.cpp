#include "pipeline/normalize/words.h"

#include <algorithm>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/word_runs.h"

namespace trichluc {
namespace {

bool is_word_letter(char32_t c) { return is_letter(c) || is_mark(c) || c == kLostLetter; }

WordKind kind_of_sign(char32_t c) {
  switch (c) {
    case '.':
    case '?':
    case '!':
    case ';':
    case ':':
    case 0x2026: return WordKind::kStop;
    case ',':
    case '-':
    case 0x2013:
    case 0x2014: return WordKind::kComma;
    default: return WordKind::kSign;
  }
}

std::uint8_t one_more(std::uint8_t count) { return count == 255 ? count : static_cast<std::uint8_t>(count + 1); }

/// The word that `text` begins with, as if it began at 0; empty when there is none.
Word read_letters(std::string_view text) {
  Word word;
  std::uint32_t end = 0;
  while (end < text.size()) {
    const Decoded here = decode_utf8(text, end);
    if (!is_word_letter(here.code)) break;
    end += here.length;
    if (is_mark(here.code)) continue;
    word.letters = one_more(word.letters);
    if (is_upper(here.code)) word.capitals = one_more(word.capitals);
    if (here.code == kLostLetter) word.lost = one_more(word.lost);
  }
  word.text.end = end;
  word.key = word.lost == 0 ? syllable_key(text.substr(0, end)) : 0;
  if (is_syllable(word.key)) {
    word.kind = WordKind::kSyllable;
  } else {
    word.kind = word.capitals >= 2 && word.lost == 0 ? WordKind::kAcronym : WordKind::kLetters;
  }
  return word;
}

/// The word that begins at `begin`; empty when there is none.
Word letters_at(std::string_view text, std::uint32_t begin) {
  if (!is_run_byte(static_cast<unsigned char>(text[begin]))) return {};
  static thread_local RunMemo<Word, read_letters> memo;
  constexpr std::size_t kExact = 8;  // bytes that the memo never takes for others
  const WordRun run = run_at(text, begin);
  Word word = run.text.size() <= kExact ? memo(run) : read_letters(run.text);
  word.text = {begin, begin + word.text.end};
  return word;
}

}  // namespace

std::vector<Word> split_words(std::string_view text, Range stretch) {
  std::vector<Word> words;
  const std::string_view line = text.substr(0, stretch.end);
  std::uint32_t blanks = 0;
  for (std::uint32_t at = stretch.begin; at < line.size();) {
    if (line[at] == ' ') {
      ++blanks;
      ++at;
      continue;
    }
    Word word = letters_at(line, at);
    word.blanks = blanks;
    blanks = 0;
    if (!word.text.empty()) {
      at = word.text.end;
      words.push_back(word);
      continue;
    }
    const Decoded first = decode_utf8(line, at);
    std::uint32_t end = at;
    if (is_digit(first.code)) {
      const auto digit_at = [line](std::uint32_t i) {
        return i < line.size() && is_digit(static_cast<unsigned char>(line[i]));
      };
      while (digit_at(end)) {
        ++end;
        if (end < line.size() && std::string_view(".,/:").find(line[end]) != std::string_view::npos &&
            digit_at(end + 1))
          ++end;
      }
      word.kind = WordKind::kNumber;
    } else {
      end += std::max<std::uint32_t>(first.length, 1);
      word.kind = kind_of_sign(first.code);
    }
    word.text = {at, end};
    words.push_back(word);
    at = end;
  }
  return words;
}

}  // namespace trichluc
