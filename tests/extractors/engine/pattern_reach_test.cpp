#include "extractors/engine/pattern_reach.h"

#include <gtest/gtest.h>

#include <string>

#include "extractors/engine/code_page.h"

namespace trichluc {
namespace {

constexpr std::uint32_t kNoBound = PatternReach::kNoBound;

PatternReach reach(const char* pattern) {
  std::string encoded;
  EXPECT_TRUE(encode_pattern(pattern, encoded));
  return reach_of(encoded);
}

struct Case {
  const char* name;
  const char* pattern;
  std::uint32_t tokens;
  bool digit;
  std::uint32_t before_digit;
};

class Reach : public testing::TestWithParam<Case> {};

TEST_P(Reach, IsBounded) {
  const PatternReach found = reach(GetParam().pattern);
  EXPECT_EQ(found.tokens, GetParam().tokens);
  EXPECT_EQ(found.digit, GetParam().digit);
  EXPECT_EQ(found.before_digit, GetParam().before_digit);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Reach,
    testing::Values(Case{"a_word_is_a_token", "người", 1, false, kNoBound},
                    Case{"words_and_blanks", "trong thời hạn", 5, false, kNoBound},
                    Case{"letters_without_end_are_one_word", R"([\pL\pM]+)", 1, false, kNoBound},
                    Case{"a_number_is_a_token", R"(\d+(?:[.,]\d+)*)", 1, true, 0},
                    Case{"points_alone_have_no_digit", R"([.,]?\d?[.,])", 1, false, kNoBound},
                    Case{"number_and_unit", R"((?P<n>\d{1,3}) ?(?:triệu|tỷ))", 3, true, 0},
                    Case{"what_stands_before_the_digit", R"((?:ngày ?)?(?P<d>\d\d?)/\d+)", 5, true, 2},
                    Case{"an_optional_digit_is_none", R"(quý ?\d?)", 3, false, kNoBound},
                    Case{"the_longest_branch_counts", R"(còn|chỉ còn|từ \d+)", 3, false, kNoBound},
                    Case{"every_branch_has_a_digit", R"(số \d+|\d+ người)", 3, true, 2},
                    Case{"a_first_number_that_may_lack", R"((?:\d+ ?- ?)?\d+ %)", 7, true, 0},
                    Case{"counted_repetition", R"((?:[ .]\d){2,3})", 6, true, 1},
                    Case{"blanks_without_end", R"(\d+ +người)", kNoBound, true, 0},
                    Case{"words_without_end", R"(vụ án(?: [\pL\pM]+)*? \d+)", kNoBound, true, kNoBound},
                    Case{"anything_but", R"(\d[^;]{1,2})", 3, true, 0},
                    Case{"brackets_with_ranges", R"([–—-]\d[a-zđ]?)", 3, true, 1},
                    Case{"edges_take_no_room", R"(^\d+$)", 1, true, 0}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Reach, HasNoBoundWhereThePatternIsNotUnderstood) {
  for (const char* pattern : {R"(\bngày\b)", R"((?i)ngày)", R"([[:alpha:]]\d)", R"(\x41)", R"([\w]\d)", R"([\--z])"}) {
    const PatternReach found = reach(pattern);
    EXPECT_FALSE(found.bounded()) << pattern;
    EXPECT_FALSE(found.digit) << pattern;
  }
}

}  // namespace
}  // namespace trichluc
