#include "extractors/values/validity.h"

#include <gtest/gtest.h>

namespace trichluc {
namespace {

struct Case {
  const char *name, *valid, *date;
  Holds holds;
};
class ValidityTest : public testing::TestWithParam<Case> {};

TEST_P(ValidityTest, ComparesDatesOfAnyPrecision) {
  EXPECT_EQ(holds_at(GetParam().valid, GetParam().date), GetParam().holds);
}
INSTANTIATE_TEST_SUITE_P(Dates, ValidityTest,
                         testing::Values(Case{"last_day", "../2025-06-30", "2025-06-30", Holds::kYes},
                                         Case{"day_after", "../2025-06-30", "2025-07-01", Holds::kNo},
                                         Case{"first_day", "2025-07-01/..", "2025-07-01", Holds::kYes},
                                         Case{"day_before", "2025-07-01/..", "2025-06-30", Holds::kNo},
                                         Case{"year_of_the_change", "../2025-06-30", "2025", Holds::kUnsure},
                                         Case{"year_before", "../2025-06-30", "2024", Holds::kYes},
                                         Case{"month", "2025-07-01/..", "2025-07", Holds::kYes},
                                         Case{"ends_with_a_month", "2007/2025-02", "2025-02-28", Holds::kYes},
                                         Case{"after_that_month", "2007/2025-02", "2025-03-01", Holds::kNo},
                                         Case{"no_date", "../2025-06-30", "", Holds::kUnsure},
                                         Case{"always", "../..", "", Holds::kYes},
                                         Case{"nothing_said", "", "2020", Holds::kYes}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace trichluc
