#include "pipeline/normalize/syllables.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

TEST(Syllables, WellFormedOnes) {
  for (const char* word : {"trẻ", "em",   "người", "nghiêng", "giếng", "gì", "quyết", "quốc", "hòa",   "hoà",  "thuỷ",
                           "yêu", "Đảng", "khuya", "ƯỚC",     "oanh",  "kỳ", "ý",     "xoèn", "ngoằn", "quít", "quơ"}) {
    EXPECT_TRUE(is_syllable(word)) << word;
  }
}

TEST(Syllables, BrokenOrForeignOnes) {
  for (const char* word : {"", "kh", "ti n", "cơng", "têc", "cac`", "kăn", "ngè", "cê", "trlệu", "internet", "phòngg",
                           "ếḿ", "quuyt", "nghiêngg", "byt"}) {
    EXPECT_FALSE(is_syllable(word)) << word;
  }
}

TEST(Syllables, StopRimesTakeTwoTones) {
  EXPECT_TRUE(is_syllable("các"));
  EXPECT_TRUE(is_syllable("cạc"));
  EXPECT_FALSE(is_syllable("cac"));
  EXPECT_FALSE(is_syllable("càc"));
}

TEST(Syllables, TheInventoryHasItsSize) {
  const std::vector<SyllableKey> keys = all_syllables();
  EXPECT_EQ(keys.size(), 17'982u);
  std::set<std::string> forms;
  for (const SyllableKey key : keys) {
    ASSERT_TRUE(is_syllable(key));
    for (const TonePlacement placement : {TonePlacement::kNew, TonePlacement::kOld}) {
      const std::string form = spell(key, placement);
      EXPECT_EQ(syllable_key(form), key) << form;
      EXPECT_EQ(syllable_key(fold_upper(form)), key) << form;
      EXPECT_TRUE(tone_in_place(form)) << form;
      forms.insert(form);
    }
  }
  EXPECT_EQ(forms.size(), 18'342u);
}

TEST(Syllables, TheDictionaryIsWellFormed) {
  std::ifstream dictionary("/usr/share/hunspell/vi_VN.dic");
  if (!dictionary) GTEST_SKIP() << "package hunspell-vi is not installed";
  std::string word;
  std::getline(dictionary, word);  // the number of entries
  int entries = 0, good = 0, misplaced = 0;
  while (std::getline(dictionary, word)) {
    ++entries;
    good += is_syllable(word) ? 1 : 0;
    misplaced += is_syllable(word) && !tone_in_place(word) ? 1 : 0;
  }
  // The others are names of formats, loans (gram, internet) and two that the inventory leaves out (quoáng, quoắt).
  EXPECT_EQ(entries, 6631);
  EXPECT_GE(good, 6590);
  EXPECT_LE(misplaced, 3);
}

struct Parts {
  const char* word;
  const char* onset;
  const char* rime;
  Tone tone;
};
class Parse : public testing::TestWithParam<Parts> {};

TEST_P(Parse, OnsetRimeAndTone) {
  const auto found = parse_syllable(GetParam().word);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->onset, GetParam().onset);
  EXPECT_EQ(found->rime, GetParam().rime);
  EXPECT_EQ(found->tone, GetParam().tone);
}

INSTANTIATE_TEST_SUITE_P(Words, Parse,
                         testing::Values(Parts{"Quyết", "qu", "yêt", Tone::kAcute},
                                         Parts{"giếng", "gi", "iêng", Tone::kAcute},
                                         Parts{"gì", "gi", "i", Tone::kGrave}, Parts{"giữa", "gi", "ưa", Tone::kTilde},
                                         Parts{"nghiệp", "ngh", "iêp", Tone::kDot},
                                         Parts{"OẢN", "", "oan", Tone::kHook}, Parts{"của", "c", "ua", Tone::kHook},
                                         Parts{"ý", "", "y", Tone::kAcute}, Parts{"đường", "đ", "ương", Tone::kGrave}),
                         [](const auto& row) { return "row" + std::to_string(row.index); });

struct Spelling {
  const char* name;
  const char* word;
  const char* modern;
  const char* traditional;
};
class Placement : public testing::TestWithParam<Spelling> {};

TEST_P(Placement, ByRule) {
  const SyllableKey key = syllable_key(GetParam().word);
  EXPECT_EQ(spell(key, TonePlacement::kNew), GetParam().modern);
  EXPECT_EQ(spell(key, TonePlacement::kOld), GetParam().traditional);
  EXPECT_EQ(syllable_key(GetParam().modern), syllable_key(GetParam().traditional));
}

INSTANTIATE_TEST_SUITE_P(
    Words, Placement,
    testing::Values(Spelling{"oa", "hòa", "hoà", "hòa"}, Spelling{"oe", "khỏe", "khoẻ", "khỏe"},
                    Spelling{"uy", "LUỸ", "luỹ", "lũy"}, Spelling{"qu", "qúy", "quý", "quý"},
                    Spelling{"gi", "gỉai", "giải", "giải"}, Spelling{"marked_pair", "đựơc", "được", "được"},
                    Spelling{"three_vowels", "muôí", "muối", "muối"}, Spelling{"uo", "thuở", "thuở", "thuở"},
                    Spelling{"closed", "khuyến", "khuyến", "khuyến"}, Spelling{"closed_oa", "hoàn", "hoàn", "hoàn"},
                    Spelling{"ua", "của", "của", "của"}, Spelling{"ia", "lìa", "lìa", "lìa"},
                    Spelling{"gi_alone", "gì", "gì", "gì"}, Spelling{"giua", "giữa", "giữa", "giữa"},
                    Spelling{"gia", "gìa", "già", "già"}, Spelling{"quoc", "quốc", "quốc", "quốc"},
                    Spelling{"oai", "ngoái", "ngoái", "ngoái"}, Spelling{"uyu", "khuỷu", "khuỷu", "khuỷu"},
                    Spelling{"uya", "khuya", "khuya", "khuya"}, Spelling{"ua_horn", "giừơng", "giường", "giường"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Syllables, TonesOutOfPlaceAreSeen) {
  for (const char* word : {"muôí", "đựơc", "gỉai", "qúy"}) EXPECT_FALSE(tone_in_place(word)) << word;
  for (const char* word : {"hoà", "hòa", "thuý", "THÚY", "quỳ", "giữa", "quả"})
    EXPECT_TRUE(tone_in_place(word)) << word;
}

TEST(Syllables, AnotherTone) {
  EXPECT_EQ(spell(key_with_tone(syllable_key("thường"), Tone::kHook)), "thưởng");
  EXPECT_EQ(tone_of(syllable_key("thường")), Tone::kGrave);
}

}  // namespace
}  // namespace trichluc
