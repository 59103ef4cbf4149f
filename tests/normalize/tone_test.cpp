#include "pipeline/normalize/tone.h"

#include <gtest/gtest.h>

namespace trichluc {
namespace {

struct Case {
  const char* broken;
  const char* mended;
};

TEST(Tone, MovesToWhereTheSpellingPutsIt) {
  for (const Case& row :
       {Case{"muôí", "muối"}, {"đựơc", "được"},   {"gỉai", "giải"},   {"qúy", "quý"},     {"qủa", "quả"},
        {"qúa", "quá"},       {"tòan", "toàn"},   {"hòan", "hoàn"},   {"hòai", "hoài"},   {"hoaì", "hoài"},
        {"khỏan", "khoản"},   {"nghiã", "nghĩa"}, {"cuả", "của"},     {"thúê", "thuế"},   {"chuỷên", "chuyển"},
        {"nguỵên", "nguyện"}, {"bỉên", "biển"},   {"lụât", "luật"},   {"gíêng", "giếng"}, {"giứơi", "giưới"},
        {"trừơng", "trường"}, {"thủơ", "thuở"},   {"hùynh", "huỳnh"}, {"qúôc", "quốc"},   {"lưạ", "lựa"},
        {"gìa", "già"},       {"kyù", ""},        {"bóong", "boóng"}, {"QÚY", "QUÝ"},     {"Tòan", "Toàn"},
        {"ĐỰƠC", "ĐƯỢC"},     {"Ủôn", "Uổn"},     {"khúyu", "khuýu"}, {"khóai", "khoái"}, {"yéu", ""},
        {"uỷên", "uyển"},     {"qùynh", "quỳnh"}, {"qụyt", "quỵt"},   {"múôn", "muốn"},   {"ngòai", "ngoài"}}) {
    EXPECT_EQ(move_tone(row.broken).value_or(""), row.mended) << row.broken;
  }
}

TEST(Tone, StaysWhereItIsInPlace) {
  for (const char* word :
       {"hoà",   "hòa", "thuý",  "thúy", "khoẻ",  "khỏe", "luỹ",   "lũy",   "quỳ",   "giữa", "thuở",  "quả",   "khuyến",
        "của",   "lìa", "quốc",  "hoàn", "quý",   "gì",   "gìn",   "giếng", "nghĩa", "mía",  "khuỷu", "ngoẻo", "xoáy",
        "ngoáy", "yếu", "ướt",   "giặt", "giúp",  "gió",  "quyết", "chịu",  "yêu",   "ai",   "uống",  "uỷ",    "ủy",
        "oà",    "đứa", "người", "rượu", "ngoằn", "quẫy", "khuấy", "thuế",  "tuệ",   "giò",  "bía"}) {
    EXPECT_FALSE(move_tone(word).has_value()) << word << " -> " << *move_tone(word);
  }
}

TEST(Tone, OtherWordsStay) {
  for (const char* word :
       {"",   "a",           "José", "Béjar", "Réunion", "Orléans", "hoànghôn", "Boulogné", "thuậtngữ", "TháiÂn",
        "áá", "chếnhchoáng", "Perú", "đuợc",  "huớng",   "đựợc",    "ìì",       "Côté",     "Sài-gòn",  "naïve"}) {
    EXPECT_FALSE(move_tone(word).has_value()) << word << " -> " << *move_tone(word);
  }
}

TEST(Tone, LettersComeApartAndTogether) {
  for (const char32_t letter : std::u32string_view(U"aàẲễệỈỹĐdZỢ")) {
    const TonedLetter parts = split_tone(letter);
    EXPECT_EQ(parts.tone == Tone::kLevel ? parts.letter : with_tone(parts.letter, parts.tone), letter);
  }
  EXPECT_EQ(split_tone(U'Ợ').letter, U'Ơ');
  EXPECT_EQ(split_tone(U'Ợ').tone, Tone::kDot);
  EXPECT_EQ(with_tone(U'n', Tone::kAcute), 0u);
}

}  // namespace
}  // namespace trichluc
