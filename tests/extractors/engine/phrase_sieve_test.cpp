#include "extractors/engine/phrase_sieve.h"

#include <gtest/gtest.h>

#include <string>

namespace trichluc {
namespace {

constexpr std::string_view kPhrases[] = {"%", "m", "kg", "hộ", "tỷ", "hà nội", "hà nam", "luật đất đai", "km2"};

TEST(PhraseSieve, LetsEveryTextPassThatBeginsWithAPhrase) {
  PhraseSieve sieve;
  for (const std::string_view phrase : kPhrases) sieve.add(phrase);
  for (const std::string_view phrase : kPhrases) {
    for (const std::string_view tail : {"", " ", "…", " và hơn nữa"})
      EXPECT_TRUE(sieve.may_begin(std::string(phrase) + std::string(tail))) << phrase << tail;
  }
}

TEST(PhraseSieve, TurnsTextsAwayThatBeginOtherwise) {
  PhraseSieve sieve;
  for (const std::string_view phrase : kPhrases) sieve.add(phrase);
  for (const std::string_view text : {"", "h", "hà", "hà n", "lu", "luậ", "thông tư", "đồng", "x"})
    EXPECT_FALSE(sieve.may_begin(text)) << text;
  EXPECT_FALSE(PhraseSieve().may_begin("hà nội"));
}

}  // namespace
}  // namespace trichluc
