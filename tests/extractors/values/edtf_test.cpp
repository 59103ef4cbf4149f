#include "extractors/values/edtf.h"

#include <gtest/gtest.h>

namespace trichluc {
namespace {

TEST(Edtf, IsAsPreciseAsTheDate) {
  EXPECT_EQ(to_edtf({2020, 6, 19}), "2020-06-19");
  EXPECT_EQ(to_edtf({2020, 6, 0}), "2020-06");
  EXPECT_EQ(to_edtf({2020, 0, 0}), "2020");
  EXPECT_EQ(to_edtf({0, 11, 20}), "XXXX-11-20");
  EXPECT_EQ(to_edtf({0, 0, 25}), "XXXX-XX-25");
}

TEST(Edtf, IntervalsMayStayOpen) {
  EXPECT_EQ(to_edtf({2016, 0, 0}, Date{2020, 0, 0}), "2016/2020");
  EXPECT_EQ(to_edtf({2020, 6, 0}, std::nullopt), "2020-06/..");
}

TEST(Edtf, PartsOfAYear) {
  EXPECT_EQ(to_edtf(quarter(3, 2021).first, quarter(3, 2021).last), "2021-07/2021-09");
  EXPECT_EQ(to_edtf(first_months(6, 2021).first, first_months(6, 2021).last), "2021-01/2021-06");
  EXPECT_EQ(to_edtf(last_months(3, 2021).first, last_months(3, 2021).last), "2021-10/2021-12");
}

TEST(Edtf, KnowsTheCalendar) {
  EXPECT_TRUE(is_valid({2020, 2, 29}));
  EXPECT_FALSE(is_valid({2021, 2, 29}));
  EXPECT_TRUE(is_valid({0, 2, 29}));
  EXPECT_FALSE(is_valid({2020, 4, 31}));
  EXPECT_FALSE(is_valid({2020, 13, 1}));
  EXPECT_FALSE(is_valid({1820, 1, 1}));
}

}  // namespace
}  // namespace trichluc
