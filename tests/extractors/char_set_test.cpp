#include "extractors/char_set.h"

#include <gtest/gtest.h>

#include <string>

namespace trichluc {
namespace {

TEST(CharSet, FindsWhatStringViewFinds) {
  constexpr CharSet kStops(",;.");
  for (const std::string_view text : {"", "a", ",", "a,b;c", "không có dấu", "một; hai", ";;", "đến 5.000, rồi"}) {
    EXPECT_EQ(kStops.first_in(text), text.find_first_of(",;.")) << text;
    EXPECT_EQ(kStops.last_in(text), text.find_last_of(",;.")) << text;
    EXPECT_EQ(kStops.any_in(text), text.find_first_of(",;.") != std::string_view::npos) << text;
    for (std::size_t from = 0; from <= text.size() + 1; ++from)
      EXPECT_EQ(kStops.first_in(text, from), text.find_first_of(",;.", from)) << text << " from " << from;
  }
}

TEST(FirstDigit, IsTheFirstOneWhereverItStands) {
  std::string text = "Số tiền “…” là mười đồng, /:;@`{ không có chữ số nào cả";
  EXPECT_EQ(first_digit(text), std::string_view::npos);
  EXPECT_EQ(first_digit(""), std::string_view::npos);
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char digit : {'0', '5', '9'}) {
      std::string with = text;
      with[at] = digit;
      for (std::size_t from = 0; from <= with.size() + 1; ++from)
        EXPECT_EQ(first_digit(with, from), with.find_first_of("0123456789", from)) << with << " from " << from;
    }
  }
}

TEST(LastPlace, FindsWhatRfindFinds) {
  for (const std::string_view text : {"", ";", "a;b;c", "không có dấu"})
    EXPECT_EQ(last_place(text, ';'), text.rfind(';'));
}

}  // namespace
}  // namespace trichluc
