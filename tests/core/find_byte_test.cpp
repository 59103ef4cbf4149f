#include "pipeline/core/find_byte.h"

#include <gtest/gtest.h>

#include <string>

namespace trichluc {
namespace {

TEST(FindByte, FindsTheFirstWhereverItStands) {
  const auto is_point = [](const char* c) { return *c == '.'; };
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string none(size, 'x');
    for (std::size_t from = 0; from <= size; ++from) EXPECT_EQ(find_byte(none, from, is_point), size);
    for (std::size_t place = 0; place < size; ++place) {
      std::string text = none;
      text[place] = text.back() = '.';
      EXPECT_EQ(find_byte(text, 0, is_point), place);
      EXPECT_EQ(find_byte(text, place, is_point), place);
      EXPECT_EQ(find_byte(text, place + 1, is_point), place + 1 == size ? size : size - 1);
    }
  }
}

TEST(FindByte, MayLookAtTheByteBefore) {
  const auto second_blank = [](const char* c) -> bool { return (*c == ' ') & (*(c - 1) == ' '); };
  EXPECT_EQ(find_byte("một hai  ba", 1, second_blank), std::string_view("một hai  ").size() - 1);
}

}  // namespace
}  // namespace trichluc
