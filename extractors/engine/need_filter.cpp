#include "extractors/engine/need_filter.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <string>

#include "extractors/engine/code_page.h"
#include "extractors/engine/folded.h"

namespace trichluc {
namespace {

// The parts of a step: a class, whether the code is a digit, its CodeKind.
constexpr unsigned kClassMask = 0xFF, kDigitShift = 8, kKindShift = 9;
static_assert(static_cast<int>(CodeKind::kOther) == 0);

}  // namespace

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
  for (unsigned code = 0; code < steps_.size(); ++code) {
    const unsigned digit = code >= '0' && code <= '9' ? 1 : 0;
    const auto kind = static_cast<unsigned>(token_kind(static_cast<std::uint8_t>(code)));
    steps_[code] = static_cast<std::uint16_t>(class_of_[code] | digit << kDigitShift | kind << kKindShift);
  }
}

void NeedFilter::read(std::string_view folded_codes, Landmarks& marks) const {
  marks.words.clear();
  marks.digits.clear();
  // Written at every character and kept where a token begins: words are short, and a branch would be guessed wrong at
  // each of their ends.
  if (marks.begins.size() < folded_codes.size() + 1) marks.begins.resize(folded_codes.size() + 1);
  std::uint32_t* const begins = marks.begins.data();
  const std::uint32_t* const rows = rows_.data();
  std::uint32_t tokens = 0, row = 0, kind_before = 0;
  for (std::size_t at = 0; at < folded_codes.size(); ++at) {
    const std::uint32_t step = steps_[static_cast<unsigned char>(folded_codes[at])];
    const std::uint32_t kind = step >> kKindShift;
    begins[tokens] = static_cast<std::uint32_t>(at);
    tokens += static_cast<std::uint32_t>(kind != kind_before) | static_cast<std::uint32_t>(kind == 0);
    kind_before = kind;
    row = rows[(row >> 1) + (step & kClassMask)];
    if (((row | step >> kDigitShift) & 1U) == 0) continue;
    if ((row & 1U) != 0) {
      for (const std::uint16_t word : found_[(row >> 1) / classes_]) marks.words.push_back({tokens - 1, word});
    }
    if ((step >> kDigitShift & 1U) != 0 && (marks.digits.empty() || marks.digits.back() != tokens - 1))
      marks.digits.push_back(tokens - 1);
  }
  begins[tokens] = static_cast<std::uint32_t>(folded_codes.size());
  marks.tokens = tokens;
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
  std::uint32_t count() const { return marks_.tokens; }
  static std::uint32_t minus(std::uint32_t a, std::uint32_t b) { return a > b ? a - b : 0; }

  /// Tokens [first, last) and a character on either side; a match holds something of the token `held`.
  void append(std::uint32_t rule, std::uint32_t first, std::uint32_t last, std::uint32_t held) {
    const Range codes{minus(marks_.begins[first], 1),
                      std::min(marks_.begins[std::min(last, count())] + 1, marks_.begins[count()])};
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
  static thread_local Scratch scratch;
  auto& [marks, begin_of, end_of, tokens] = scratch;
  read(folded_codes, marks);
  const bool digit = !marks.digits.empty();
  const auto& rules_of = digit ? rules_of_ : rules_without_digit_of_;

  // The tokens of each rule's words, side by side: those of rule r in [begin_of[r], begin_of[r + 1]).
  begin_of.assign(wanted_.size() + 1, 0);
  for (const Found& found : marks.words) {
    for (const std::uint16_t rule : rules_of[found.word]) ++begin_of[rule + 1U];
  }
  for (std::size_t rule = 0; rule < wanted_.size(); ++rule) begin_of[rule + 1] += begin_of[rule];
  tokens.resize(begin_of.back());
  end_of.assign(begin_of.begin(), begin_of.end() - 1);  // of those put in so far
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
