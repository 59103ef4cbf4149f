#include "pipeline/core/decimal.h"

#include <gtest/gtest.h>

namespace trichluc {
namespace {

struct Case {
  const char* name;
  Decimal value;
  const char* text;
  std::int64_t rounded;
};
class DecimalText : public testing::TestWithParam<Case> {};

TEST_P(DecimalText, IsTheShortestNotation) { EXPECT_EQ(GetParam().value.to_string(), GetParam().text); }
TEST_P(DecimalText, RoundsHalfAwayFromZero) { EXPECT_EQ(GetParam().value.rounded(), GetParam().rounded); }

INSTANTIATE_TEST_SUITE_P(Values, DecimalText,
                         testing::Values(Case{"zero", {0, 0}, "0", 0}, Case{"zero_with_places", {0, 3}, "0", 0},
                                         Case{"whole", {68'091'000'000, 0}, "68091000000", 68'091'000'000},
                                         Case{"one_place", {106, 1}, "10.6", 11}, Case{"below_one", {75, 2}, "0.75", 1},
                                         Case{"leading_zeros", {5, 3}, "0.005", 0},
                                         Case{"trailing_zeros", {2500, 2}, "25", 25},
                                         Case{"negative", {-25, 1}, "-2.5", -3},
                                         Case{"negative_below_one", {-4, 1}, "-0.4", 0}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Decimal, ComparesByValue) {
  EXPECT_EQ((Decimal{10, 1}), (Decimal{1, 0}));
  EXPECT_LT((Decimal{99, 2}), (Decimal{1, 0}));
  EXPECT_FALSE((Decimal{1, 0}) < (Decimal{100, 2}));
}

TEST(Decimal, Adds) { EXPECT_EQ(((Decimal{15, 1} + Decimal{25, 2}).to_string()), "1.75"); }

TEST(Decimal, ScalesExactly) {
  Decimal amount{68'091, 3};
  ASSERT_TRUE(amount.scale_by_power_of_ten(9));
  EXPECT_EQ(amount.to_string(), "68091000000");
  Decimal huge{INT64_MAX / 5, 0};
  EXPECT_FALSE(huge.scale_by_power_of_ten(1));
}

}  // namespace
}  // namespace trichluc
