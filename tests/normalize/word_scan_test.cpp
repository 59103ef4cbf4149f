#include "pipeline/normalize/word_scan.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/syllables.h"
#include "pipeline/normalize/tone.h"

namespace trichluc {
namespace {

TEST(WordScan, CleanTextHasNoSuspects) {
  const std::string text =
      "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015; “Quỹ” – giữa, giếng, quý, khuỷu, ngoẻo, "
      "thuở, nghĩa vụ, chuyển, người, rượu, yếu, UỶ BAN, HUYỆN, hòa, hoà, thúy, quốc; ½ ÷ ³.\n";
  EXPECT_EQ(find_suspect(text, 0), text.size()) << text.substr(find_suspect(text, 0));
}

TEST(WordScan, CharactersOfOtherAlphabets) {
  for (const char* sign : {"ð", "ƣ", "ǎ", "ı", "а", "ο", "\u0301", "´", "`", "ﬁ", "\uE000", "Ａ", "\u0434"}) {
    const std::string text = std::string("nhà ") + sign + " nước";
    EXPECT_LE(find_suspect(text, 0), text.size() - 8) << sign;
  }
}

/// Every onset with every run of vowels that a syllable could have, toned at every place: the scan misses no tone that
/// move_tone moves.
TEST(WordScan, MissesNoMisplacedTone) {
  constexpr std::u32string_view kVowels = U"aăâeêioôơuưy";
  std::size_t moved = 0;
  const auto check = [&moved](const std::u32string& letters) {
    std::string word;
    for (const char32_t letter : letters) append_utf8(word, letter);
    if (!move_tone(word)) return;
    ++moved;
    EXPECT_LT(find_suspect(word + " ", 0), word.size() + 1) << word;
  };
  for (const char* onset : {"", "g", "gi", "q", "qu", "th", "ngh", "kh"}) {
    for (const char* ending : {"", "n", "ng", "t", "c", "nh"}) {
      for (std::size_t run = 0; run < kVowels.size() * kVowels.size() * kVowels.size(); ++run) {
        std::u32string vowels{kVowels[run % 12], kVowels[run / 12 % 12]};
        if (run >= 144) vowels += kVowels[run / 144];
        std::u32string letters;
        for (const char* p = onset; *p; ++p) letters += static_cast<char32_t>(*p);
        const std::size_t onset_size = letters.size();
        letters += vowels;
        for (const char* p = ending; *p; ++p) letters += static_cast<char32_t>(*p);
        for (std::size_t at = onset_size > 0 ? onset_size - 1 : 0; at < onset_size + vowels.size(); ++at) {
          std::u32string toned = letters;
          const char32_t vowel = with_tone(letters[at], Tone::kAcute);
          if (vowel == 0) continue;
          toned[at] = vowel;
          check(toned);
        }
      }
    }
  }
  EXPECT_GT(moved, 500u);
}

}  // namespace
}  // namespace trichluc
