#include "pipeline/normalize/encoding_suspects.h"

#include <gtest/gtest.h>

#include <string>

namespace trichluc {
namespace {

constexpr const char* kHealthy =
    "Ủy ban nhân dân xã đã có hai tờ trình; “Điều 3” – 15 °C, 25 km², «tổng số»… ý kiến, quy mô, giữa, khỏe, thuở\n";

/// The bytes are looked at in blocks; a suspect must be found wherever it stands in one, and across two.
TEST(EncodingSuspects, AreFoundAtAnyPlace) {
  for (const std::string suspect :
       {"c¸c", "aò", "êì", "oÒ", "®­îc", "h\u008Bu", "Ä‘", "phß½ng", "n−íc", "t\uF0B8i", "\x06n", "tr÷"}) {
    for (std::size_t at = 0; at < 150; ++at) {
      const std::string before(at, 'x');
      const std::string text = before + " " + suspect + " " + kHealthy + kHealthy;
      const std::size_t found = find_encoding_suspect(text, 0);
      EXPECT_GE(found, at) << suspect;
      EXPECT_LT(found, at + 1 + suspect.size()) << suspect;
    }
  }
}

TEST(EncodingSuspects, AreNoneInHealthyText) {
  std::string text;
  for (int line = 0; line < 5; ++line) text += kHealthy;
  for (std::size_t from = 0; from < text.size(); ++from)
    EXPECT_EQ(find_encoding_suspect(text, from), text.size()) << from;
}

TEST(EncodingSuspects, ShortTexts) {
  EXPECT_EQ(find_encoding_suspect("", 0), 0U);
  EXPECT_EQ(find_encoding_suspect("a", 0), 1U);
  EXPECT_EQ(find_encoding_suspect("\xC3", 0), 0U);
  EXPECT_EQ(find_encoding_suspect("þ", 0), 0U);
}

}  // namespace
}  // namespace trichluc
