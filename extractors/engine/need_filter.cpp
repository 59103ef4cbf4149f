#include "extractors/engine/need_filter.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <string>

#include "extractors/engine/code_page.h"
#include "extractors/engine/folded.h"

namespace trichluc {

NeedFilter::NeedFilter(const std::vector<Rule>& rules) {
  std::map<std::string, std::vector<std::uint16_t>> owners;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    wanted_.push_back({!rules[i].needs.empty(), rules[i].needs_digit, rules[i].reach});
    for (const std::string& need : rules[i].needs)
      owners[std::string(Folded(need).folded_codes())].push_back(static_cast<std::uint16_t>(i));
  }
  std::size_t states = 1;
  for (const auto& [word, rules_of_word] : owners) {
    for (const char code : word) {
      std::uint8_t& its_class = class_of_[static_cast<unsigned char>(code)];
      if (its_class == 0) its_class = static_cast<std::uint8_t>(classes_++);
    }
    states += word.size();
  }
  next_.reserve(states * classes_);
  next_.assign(classes_, 0);
  found_.resize(1);
  for (const auto& [word, rules_of_word] : owners) {
    add(word, rules_of_.size());
    rules_of_.push_back(rules_of_word);
    rules_without_digit_of_.emplace_back();
    std::copy_if(rules_of_word.begin(), rules_of_word.end(), std::back_inserter(rules_without_digit_of_.back()),
                 [&](std::uint16_t rule) { return !rules[rule].needs_digit; });
  }
  link();
}

void NeedFilter::add(std::string_view word, std::size_t number) {
  std::size_t state = 0;
  for (const char code : word) {
    const std::size_t edge = state * classes_ + class_of_[static_cast<unsigned char>(code)];
    if (next_[edge] == 0) {
      next_[edge] = static_cast<std::uint16_t>(found_.size());
      next_.resize(next_.size() + classes_, 0);
      found_.emplace_back();
    }
    state = next_[edge];
  }
  found_[state].push_back(static_cast<std::uint16_t>(number));
}

void NeedFilter::link() {
  std::vector<std::uint16_t> fallback(found_.size(), 0);
  std::deque<std::size_t> queue;
  for (std::size_t c = 0; c < classes_; ++c) {
    if (next_[c] != 0) queue.push_back(next_[c]);
  }
  while (!queue.empty()) {
    const std::size_t state = queue.front();
    queue.pop_front();
    for (std::size_t c = 0; c < classes_; ++c) {
      std::uint16_t& next = next_[state * classes_ + c];
      const std::uint16_t shorter = next_[fallback[state] * classes_ + c];
      if (next == 0) {
        next = shorter;
        continue;
      }
      fallback[next] = shorter;
      found_[next].insert(found_[next].end(), found_[shorter].begin(), found_[shorter].end());
      queue.push_back(next);
    }
  }
  rows_.reserve(next_.size());
  for (const std::uint16_t state : next_)
    rows_.push_back(static_cast<std::uint32_t>(state * classes_) << 1 | (found_[state].empty() ? 0U : 1U));
}

NeedFilter::Landmarks NeedFilter::read(std::string_view folded_codes) const {
  Landmarks marks;
  // Written at every character and kept where a token begins: words are short, and a branch would be guessed wrong at
  // each of their ends.
  marks.begins.resize(folded_codes.size() + 1);
  marks.words.reserve(folded_codes.size() / 8 + 1);
  marks.digits.reserve(folded_codes.size() / 32 + 1);
  std::uint32_t tokens = 0;
  CodeKind before = CodeKind::kOther;
  std::uint32_t row = 0;
  for (std::size_t at = 0; at < folded_codes.size(); ++at) {
    const auto code = static_cast<unsigned char>(folded_codes[at]);
    const CodeKind kind = token_kind(code);
    marks.begins[tokens] = static_cast<std::uint32_t>(at);
    tokens += static_cast<std::uint32_t>(kind == CodeKind::kOther) | static_cast<std::uint32_t>(kind != before);
    before = kind;
    row = rows_[(row >> 1) + class_of_[code]];
    if ((row & 1U) == 0 && kind != CodeKind::kNumeral) continue;
    for (const std::uint16_t word : found_[(row >> 1) / classes_]) marks.words.push_back({tokens - 1, word});
    const bool digit = code >= '0' && code <= '9';
    if (digit && (marks.digits.empty() || marks.digits.back() != tokens - 1)) marks.digits.push_back(tokens - 1);
  }
  marks.begins[tokens] = static_cast<std::uint32_t>(folded_codes.size());
  marks.begins.resize(tokens + 1);
  return marks;
}

/// From tokens that a match must hold to the stretches of text it can take.
class NeedFilter::WindowMaker {
 public:
  WindowMaker(const Landmarks& marks, std::vector<SearchWindow>& windows) : marks_(marks), windows_(windows) {}

  /// Matches that hold some digit.
  void around_digits(std::uint32_t rule, const PatternReach& reach) {
    if (!reach.digit) return append(rule, 0, count(), count());
    for (const std::uint32_t digit : marks_.digits) {
      if (!reach.bounded()) return append(rule, minus(digit, reach.before_digit), count(), marks_.digits.back());
      append(rule, minus(digit, reach.before_digit), digit + reach.tokens, digit);
    }
  }

  /// Matches that hold the last character of a needed word, which stands in `token`. Tokens come in order.
  void around_word(std::uint32_t rule, const PatternReach& reach, std::uint32_t token) {
    const std::uint32_t first = minus(token + 1, reach.tokens);
    if (!reach.digit) return append(rule, first, token + reach.tokens, token);
    // its first digit too: between the earliest place of the match's begin and the last one its begin allows
    const std::vector<std::uint32_t>& digits = marks_.digits;
    const auto earliest = std::lower_bound(digits.begin(), digits.end(), first);
    const auto behind = std::upper_bound(earliest, digits.end(), token + reach.before_digit);
    if (earliest == behind) return;
    const std::uint32_t last = std::min(token, *std::prev(behind));
    append(rule, std::max(first, minus(*earliest, reach.before_digit)), last + reach.tokens, last);
  }

 private:
  std::uint32_t count() const { return static_cast<std::uint32_t>(marks_.begins.size()) - 1; }
  static std::uint32_t minus(std::uint32_t a, std::uint32_t b) { return a > b ? a - b : 0; }

  /// Tokens [first, last) and a character on either side; a match holds something of the token `held`.
  void append(std::uint32_t rule, std::uint32_t first, std::uint32_t last, std::uint32_t held) {
    const Range codes{minus(marks_.begins[first], 1),
                      std::min(marks_.begins[std::min(last, count())] + 1, marks_.begins.back())};
    const std::uint32_t no_begin = marks_.begins[std::min(held + 1, count())];
    if (!windows_.empty() && windows_.back().rule == rule && codes.begin <= windows_.back().codes.end) {
      windows_.back().codes.end = std::max(windows_.back().codes.end, codes.end);
      windows_.back().no_begin = std::max(windows_.back().no_begin, no_begin);
    } else {
      windows_.push_back({rule, codes, no_begin});
    }
  }

  const Landmarks& marks_;
  std::vector<SearchWindow>& windows_;
};

std::vector<SearchWindow> NeedFilter::windows(std::string_view folded_codes) const {
  const Landmarks marks = read(folded_codes);
  const bool digit = !marks.digits.empty();
  const auto& rules_of = digit ? rules_of_ : rules_without_digit_of_;

  // The tokens of each rule's words, side by side: those of rule r in [begin_of[r], begin_of[r + 1]).
  std::vector<std::uint32_t> begin_of(wanted_.size() + 1, 0);
  for (const Found& found : marks.words) {
    for (const std::uint16_t rule : rules_of[found.word]) ++begin_of[rule + 1U];
  }
  for (std::size_t rule = 0; rule < wanted_.size(); ++rule) begin_of[rule + 1] += begin_of[rule];
  std::vector<std::uint32_t> tokens(begin_of.back());
  std::vector<std::uint32_t> end_of(begin_of.begin(), begin_of.end() - 1);  // of those put in so far
  for (const Found& found : marks.words) {
    for (const std::uint16_t rule : rules_of[found.word]) tokens[end_of[rule]++] = found.token;
  }

  std::vector<SearchWindow> windows;
  windows.reserve(tokens.size() + marks.digits.size());
  WindowMaker maker(marks, windows);
  for (std::uint32_t rule = 0; rule < wanted_.size(); ++rule) {
    const Wanted& wanted = wanted_[rule];
    if (!wanted.needs_word && (digit || !wanted.needs_digit)) maker.around_digits(rule, wanted.reach);
    for (std::uint32_t at = begin_of[rule]; at < end_of[rule]; ++at) {
      if (at == begin_of[rule] || tokens[at] != tokens[at - 1]) maker.around_word(rule, wanted.reach, tokens[at]);
    }
  }
  return windows;
}

}  // namespace trichluc
