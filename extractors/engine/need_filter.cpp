#include "extractors/engine/need_filter.h"

#include <algorithm>
#include <deque>
#include <map>
#include <string>

#include "extractors/engine/code_page.h"
#include "extractors/engine/folded.h"

namespace trichluc {

NeedFilter::NeedFilter(const std::vector<Rule>& rules) {
  std::map<std::string, std::vector<std::uint16_t>> owners;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    needs_digit_.push_back(rules[i].needs_digit);
    if (rules[i].needs.empty()) always_.push_back(i);
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
  ends_word_.resize(found_.size());
  for (std::size_t state = 0; state < found_.size(); ++state) ends_word_[state] = found_[state].empty() ? 0 : 1;
}

std::vector<std::size_t> NeedFilter::candidates(std::string_view folded_codes) const {
  std::vector<bool> seen(rules_of_.size(), false);
  bool digit = false;
  std::size_t state = 0;
  for (const char c : folded_codes) {
    const auto code = static_cast<unsigned char>(c);
    digit = digit || (code >= '0' && code <= '9');
    state = next_[state * classes_ + class_of_[code]];
    if (!ends_word_[state]) continue;
    for (const std::uint16_t word : found_[state]) seen[word] = true;
  }
  std::vector<bool> wanted(needs_digit_.size(), false);
  for (const std::size_t rule : always_) wanted[rule] = true;
  for (std::size_t word = 0; word < seen.size(); ++word) {
    if (!seen[word]) continue;
    for (const std::uint16_t rule : rules_of_[word]) wanted[rule] = true;
  }
  std::vector<std::size_t> rules;
  for (std::size_t rule = 0; rule < wanted.size(); ++rule) {
    if (wanted[rule] && (digit || !needs_digit_[rule])) rules.push_back(rule);
  }
  return rules;
}

}  // namespace trichluc
