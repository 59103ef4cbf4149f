#include "extractors/scan.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "extractors/char_set.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

/// Words before a full stop that does not end a sentence.
constexpr WordsByEnd kAbbreviations({"tp", "ths", "ts", "pgs", "gs", "bs", "tx", "tt", "q", "p", "h", "st", "nr", "mr",
                                     "đ", "km", "vs", "bt"});

bool ends_sentence(const Folded& text, int index) {
  const Token& token = text.token(index);
  const char mark = text.folded()[token.range.begin];
  if (mark == '?' || mark == '!') return index + 1 >= text.count() || text.token(index + 1).space_before;
  if (text.folded(token.range) == "…") {
    return index + 1 >= text.count() || (text.token(index + 1).space_before &&
                                         is_upper(decode_utf8(text.printed(), text.token(index + 1).range.begin).code));
  }
  if (mark != '.') return false;
  if (index + 1 >= text.count()) return true;
  const Token& next = text.token(index + 1);
  if (!next.space_before) return false;
  if (index > 0 && !token.space_before) {
    const std::string_view before = text.word(index - 1);
    // "cách nhà 1,5 km.": behind a number it is the unit
    const bool unit = index > 1 && text.token(index - 2).kind == TokenKind::kNumber;
    if (!unit && kAbbreviations.has(before)) return false;
  }
  // A sentence begins with a capital, a digit, a quotation mark or a dash.
  const Decoded first = decode_utf8(text.printed(), next.range.begin);
  return !is_lower(first.code);
}

}  // namespace

Scan::Scan(const Block& a_block, int index, const Vocabulary& words)
    : block(a_block), block_index(index), vocabulary(words), text(a_block.text) {}

void Scan::cut() const {
  std::uint32_t begin = 0;
  std::vector<std::uint32_t> open;
  const auto size = static_cast<std::uint32_t>(text.printed().size());
  for (int i = 0; i < text.count(); ++i) {
    const Token& token = text.token(i);
    if (token.kind != TokenKind::kPunct) continue;
    const char mark = text.folded()[token.range.begin];
    if (mark == '(' || mark == '[') {
      open.push_back(token.range.begin);
    } else if ((mark == ')' || mark == ']') && !open.empty()) {
      brackets_.push_back({open.back(), token.range.end});
      open.pop_back();
    } else if (ends_sentence(text, i)) {
      sentences_.push_back({begin, token.range.end});
      begin = token.range.end;
    }
  }
  if (begin < size || sentences_.empty()) sentences_.push_back({begin, size});
  std::sort(brackets_.begin(), brackets_.end(), [](Range a, Range b) { return a.begin < b.begin; });
}

bool Scan::is_taken(Range range) const {
  return std::any_of(taken_.begin(), taken_.end(), [&](Range other) { return other.overlaps(range); });
}

int Scan::sentence_index(std::uint32_t at) const {
  if (sentences_.empty()) cut();
  const auto next = std::upper_bound(sentences_.begin(), sentences_.end(), at,
                                     [](std::uint32_t byte, Range sentence) { return byte < sentence.begin; });
  return next == sentences_.begin() ? 0 : static_cast<int>(next - sentences_.begin()) - 1;
}

Range Scan::sentence_at(std::uint32_t at) const {
  const int index = sentence_index(at);
  return sentences_[static_cast<std::size_t>(index)];
}

Range Scan::bracket_at(std::uint32_t at) const {
  if (sentences_.empty()) cut();
  Range innermost;
  for (const Range bracket : brackets_) {
    if (bracket.begin > at) break;
    if (at < bracket.end) innermost = bracket;
  }
  return innermost;
}

Fact Scan::make_fact(FactValue value, Range fact_text, Range digits, const Rule* rule) const {
  Fact fact;
  fact.value = std::move(value);
  fact.block = block_index;
  fact.text = fact_text;
  // the figures themselves: where a page ends inside "năm ⏎ 2025" they say on which page the fact stands
  const std::size_t first = kDigits.first_in(folded(digits));
  fact.digits =
      first != std::string_view::npos ? Range{digits.begin + static_cast<std::uint32_t>(first), digits.end} : digits;
  if (rule != nullptr) fact.rule = rule->id;
  return fact;
}

namespace {

/// Whether `word` at byte `at` of `text` is a word of its own: no letter or digit on either side.
bool stands_alone(std::string_view text, std::size_t at, std::size_t length) {
  const auto inside = [](const Decoded& c) { return c.length > 0 && (is_letter(c.code) || is_digit(c.code)); };
  if (at > 0 && text[at - 1] != ' ' && inside(decode_before(text, at))) return false;
  const std::size_t end = at + length;
  return end >= text.size() || text[end] == ' ' || !inside(decode_utf8(text, end));
}

}  // namespace

namespace {

/// Whether `word` stands at `text`; most places that share its first letter are told apart by the last one.
bool begins_with(const char* text, std::string_view word) {
  return text[word.size() - 1] == word.back() && std::memcmp(text, word.data(), word.size()) == 0;
}

}  // namespace

std::size_t find_last_word(std::string_view text, std::string_view word) {
  // memrchr on the first byte: std::string_view::rfind compares at every place
  std::size_t end = text.size() < word.size() ? 0 : text.size() - word.size() + 1;
  while (end > 0) {
    const void* found = ::memrchr(text.data(), word.front(), end);
    if (found == nullptr) break;
    const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    if (begins_with(text.data() + at, word) && stands_alone(text, at, word.size())) return at;
    end = at;
  }
  return std::string_view::npos;
}

bool contains_word(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  const char* const end = text.data() + (text.size() - word.size() + 1);
  for (const char* at = text.data(); at < end; ++at) {
    at = static_cast<const char*>(std::memchr(at, word.front(), static_cast<std::size_t>(end - at)));
    if (at == nullptr) return false;
    if (begins_with(at, word) && stands_alone(text, static_cast<std::size_t>(at - text.data()), word.size()))
      return true;
  }
  return false;
}

bool is_last_word(std::string_view text, std::string_view word) {
  if (!text.ends_with(word)) return false;
  const std::size_t begin = text.size() - word.size();
  if (begin == 0 || text[begin - 1] == ' ') return true;
  const Decoded before = decode_before(text, begin);
  return !is_letter(before.code) && !is_digit(before.code);
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace trichluc
