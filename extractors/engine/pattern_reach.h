// pattern_reach.h - how many tokens the matches of a pattern can span, so that a search need not read a whole block.
//
//   \d+(?:[.,]\d+)* ?(?:triệu|tỷ)   at most 3 tokens: a number, a blank, a word; the number comes first
//   trong thời hạn \d+ ngày         7 tokens, of which 6 stand before the first digit
//   số [^;]*                        no bound
//
// A token is a run of letters and marks, a run of digits, points and commas, or any other single character
// (TokenCounter). So "[\pL\pM]+" and "\d+" are short however long the word or the number is. All numbers are upper
// bounds; what the reader of patterns does not understand has no bound, which costs time and no hit.
#pragma once

#include <cstdint>
#include <string_view>

namespace trichluc {

struct PatternReach {
  static constexpr std::uint32_t kNoBound = 1U << 16;  // far more than a token, far less than what overflows

  std::uint32_t tokens = kNoBound;        // of a whole match
  std::uint32_t before_digit = kNoBound;  // of a match, before the token of its first digit
  bool digit = false;                     // every match holds a digit

  bool bounded() const { return tokens < kNoBound; }
};

/// `encoded`: an RE2 pattern over codes (encode_pattern).
PatternReach reach_of(std::string_view encoded);

}  // namespace trichluc
