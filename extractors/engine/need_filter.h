// need_filter.h - which rules are worth trying on a text: one pass over it for the words of all rules' `needs`.
//
// An Aho-Corasick automaton over codes (code_page.h), built in a fraction of a millisecond. A combined automaton of
// all patterns (RE2::Set) filters more sharply, but its states are built while it reads: on the first documents of a
// run that cost three times what all else did (measured: 32 ms for 20 kB of text against 8 ms).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractors/engine/rule.h"

namespace trichluc {

class NeedFilter {
 public:
  explicit NeedFilter(const std::vector<Rule>& rules);

  /// Indices of the rules that may match a text with these folded codes, ascending.
  std::vector<std::size_t> candidates(std::string_view folded_codes) const;

 private:
  void add(std::string_view word, std::size_t number);
  void link();

  std::array<std::uint8_t, 256> class_of_{};  // of a code; 0: in no word
  std::size_t classes_ = 1;
  std::vector<std::uint16_t> next_;                   // state * classes_ + class -> state
  std::vector<std::vector<std::uint16_t>> found_;     // words (by number) that end in a state, suffixes included
  std::vector<std::uint8_t> ends_word_;               // by state: found_ is not empty
  std::vector<std::vector<std::uint16_t>> rules_of_;  // word -> rules
  std::vector<bool> needs_digit_;
  std::vector<std::size_t> always_;  // rules without needs
};

}  // namespace trichluc
