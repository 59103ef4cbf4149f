#include "extractors/char_set.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace trichluc
