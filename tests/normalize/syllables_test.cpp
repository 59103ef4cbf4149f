#include "pipeline/normalize/syllables.h"

#include <gtest/gtest.h>

namespace trichluc {
namespace {

TEST(Syllables, WellFormedOnes) {
  for (const char* word : {"trẻ", "em", "người", "nghiêng", "giếng", "gì", "quyết", "quốc", "hòa", "hoà", "thuỷ", "yêu", "Đảng",
                           "khuya", "ƯỚC", "oanh", "kỳ", "ý", "xoèn", "ngoằn"}) {
    EXPECT_TRUE(is_syllable(word)) << word;
  }
}

TEST(Syllables, BrokenOrForeignOnes) {
  for (const char* word : {"", "kh", "ti n", "cơng", "têc", "cac`", "kăn", "ngè", "cê", "trlệu", "internet", "phòngg", "ếḿ"}) {
    EXPECT_FALSE(is_syllable(word)) << word;
  }
}

TEST(Syllables, StopRimesTakeTwoTones) {
  EXPECT_TRUE(is_syllable("các"));
  EXPECT_TRUE(is_syllable("cạc"));
  EXPECT_FALSE(is_syllable("cac"));
  EXPECT_FALSE(is_syllable("càc"));
}

}  // namespace
}  // namespace trichluc
