// need_filter.h - which rules are worth trying on a text, and where: one pass over it for the words of all rules'
// `needs`, and from these as far as a match can reach (pattern_reach.h).
//
//   needs = ["ngày"], at most 3 tokens, a digit in every match:
//     "… theo quy định tại khoản 2, trong 15 ngày kể từ ngày nhận đủ hồ sơ …"
//                               [ 15 ngày ]      only here is the pattern tried
//
// The words are found by an Aho-Corasick automaton over codes (code_page.h), built in a fraction of a millisecond. A
// combined automaton of all patterns (RE2::Set) filters more sharply, but its states are built while it reads: on the
// first documents of a run that cost three times what all else did (measured: 32 ms for 20 kB of text against 8 ms).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractors/engine/rule.h"

namespace trichluc {

/// Where matches of a rule lie, with the characters at their edges; no match lies across windows of its rule.
struct SearchWindow {
  std::uint32_t rule = 0;
  Range codes;
  /// Where the last of what a match must hold ends: from here on none begins.
  std::uint32_t no_begin = 0;
};

class NeedFilter {
 public:
  explicit NeedFilter(const std::vector<Rule>& rules);

  /// By rule, then place; the windows of a rule do not overlap.
  std::vector<SearchWindow> windows(std::string_view folded_codes) const;

 private:
  /// What is known of a rule.
  struct Wanted {
    bool needs_word = false;
    bool needs_digit = false;  // somewhere in the text
    PatternReach reach;
  };
  /// A needed word and the token in which it ends.
  struct Found {
    std::uint32_t token = 0;
    std::uint16_t word = 0;
  };
  /// What one pass over a text tells; tokens as in code_page.h.
  struct Landmarks {
    std::vector<std::uint32_t> begins;  // of each token; then the end of the text; longer than that
    std::uint32_t tokens = 0;
    std::vector<std::uint32_t> digits;  // tokens that hold a digit, ascending
    std::vector<Found> words;           // by token
  };
  /// What is worked out for one text, in vectors that the next one uses again.
  struct Scratch {
    Landmarks marks;
    std::vector<std::uint32_t> begin_of, end_of;  // by rule: where its tokens stand
    std::vector<std::uint32_t> tokens;
  };
  class WindowMaker;

  void add(std::string_view word, std::size_t number);
  void link();
  void read(std::string_view folded_codes, Landmarks& marks) const;

  std::array<std::uint8_t, 256> class_of_{};  // of a code; 0: in no word
  std::size_t classes_ = 1;
  std::vector<std::uint16_t> next_;                // state * classes_ + class -> state
  std::vector<std::vector<std::uint16_t>> found_;  // words (by number) that end in a state, suffixes included
  /// next_ as it is walked: twice the place where the next state's row begins, and 1 where found_ has words for it.
  std::vector<std::uint32_t> rows_;
  std::array<std::uint16_t, 256> steps_{};                          // of a code: its class, and kDigit, and its kind
  std::vector<std::vector<std::uint16_t>> rules_of_;                // word -> rules
  std::vector<std::vector<std::uint16_t>> rules_without_digit_of_;  // those of them that need no digit in the text
  std::vector<Wanted> wanted_;                                      // by rule
};

}  // namespace trichluc
