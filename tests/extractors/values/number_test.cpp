#include "extractors/values/number.h"

#include <gtest/gtest.h>

namespace trichluc {
namespace {

struct Case {
  const char* name;
  const char* text;
  const char* value;  // nullptr: not read
  bool decimal_point = false;
};

class ReadNumber : public testing::TestWithParam<Case> {};

TEST_P(ReadNumber, ByVietnameseWriting) {
  const auto reading = read_number(GetParam().text);
  if (GetParam().value == nullptr) {
    EXPECT_FALSE(reading) << reading->value.to_string();
    return;
  }
  ASSERT_TRUE(reading) << GetParam().text;
  EXPECT_EQ(reading->value.to_string(), GetParam().value);
  EXPECT_EQ(reading->decimal_point, GetParam().decimal_point);
}

INSTANTIATE_TEST_SUITE_P(Rows, ReadNumber,
                         testing::Values(Case{"plain", "2499", "2499"}, Case{"leading_zero", "01", "1"},
                                         Case{"groups", "7.552.793", "7552793"}, Case{"one_group", "1.500", "1500"},
                                         Case{"decimal_comma", "10,6", "10.6"},
                                         Case{"three_places_behind_a_comma", "68,091", "68.091"},
                                         Case{"groups_and_comma", "8.699,28", "8699.28"},
                                         Case{"point_with_two_digits", "75.76", "75.76", true},
                                         Case{"point_with_one_digit", "2.8", "2.8", true},
                                         Case{"leading_zero_groups_nothing", "0.125", "0.125", true},
                                         Case{"english_groups", "1,500,000", "1500000"},
                                         Case{"english_groups_and_point", "1,234.56", "1234.56", true},
                                         Case{"misgrouped", "75.3276", nullptr},
                                         Case{"misgrouped_twice", "1.23.456", nullptr},
                                         Case{"too_long", "12345678901234567890", nullptr}),
                         [](const auto& row) { return std::string(row.param.name); });

struct WordsCase {
  const char* name;
  std::vector<std::string_view> words;
  std::int64_t value;  // -1: none
};

class ReadNumberWords : public testing::TestWithParam<WordsCase> {};

TEST_P(ReadNumberWords, ByTheirPlaces) {
  EXPECT_EQ(read_number_words(GetParam().words).value_or(-1), GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ReadNumberWords,
    testing::Values(WordsCase{"unit", {"hai"}, 2}, WordsCase{"ten", {"mười"}, 10},
                    WordsCase{"teen", {"mười", "lăm"}, 15}, WordsCase{"tens", {"hai", "mươi", "lăm"}, 25},
                    WordsCase{"empty_tens", {"một", "trăm", "lẻ", "ba"}, 103},
                    WordsCase{"linh", {"ba", "nghìn", "không", "trăm", "linh", "năm"}, 3005},
                    WordsCase{"million", {"hai", "triệu"}, 2000000}, WordsCase{"no_number", {"vụ", "việc"}, -1},
                    WordsCase{"nothing", {}, -1}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ReadRoman, OnlyWellFormedOnes) {
  EXPECT_EQ(read_roman("IV"), 4);
  EXPECT_EQ(read_roman("xiii"), 13);
  EXPECT_EQ(read_roman("XXXIX"), 39);
  for (const char* text : {"", "IIX", "VX", "IIII", "A"}) EXPECT_EQ(read_roman(text), 0) << text;
}

}  // namespace
}  // namespace trichluc
