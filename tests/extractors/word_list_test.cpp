// Lists of words are asked as if each of their words were compared in turn.
#include "extractors/word_list.h"

#include <gtest/gtest.h>

#include <vector>

#include "extractors/scan.h"

namespace trichluc {
namespace {

constexpr std::string_view kWords[] = {"đến", "tính đến", "từ", "kể từ", "so với", "-", "–", "đến hết"};
constexpr WordsByEnd kEnds({"đến", "tính đến", "từ", "kể từ", "so với", "-", "–", "đến hết"});
constexpr WordsByBegin kBegins({"đến", "tính đến", "từ", "kể từ", "so với", "-", "–", "đến hết"});

constexpr std::string_view kTexts[] = {"",        "đến",      "tính đến ", "kể từ", "nhưtừ", "từ 5%", "đến hết năm",
                                       "so với…", "10 - 12–", "-",         "–",     "ến",    "n",     "đếnn"};

TEST(WordList, HasItsWordsAndNoOthers) {
  for (const std::string_view word : kWords) {
    EXPECT_TRUE(kEnds.has(word)) << word;
    EXPECT_TRUE(kBegins.has(word)) << word;
  }
  for (const std::string_view word : {"", "đế", "n", "đến ", "kể", "với"}) {
    EXPECT_FALSE(kEnds.has(word)) << word;
    EXPECT_FALSE(kBegins.has(word)) << word;
  }
}

TEST(WordList, KeepsTheOrderOfWordsThatAreAlike) {
  std::vector<std::string_view> alike(kEnds.like("Tính ĐẾn").begin(), kEnds.like("Tính ĐẾn").end());
  EXPECT_EQ(alike, (std::vector<std::string_view>{"đến", "tính đến"}));
  EXPECT_TRUE(kEnds.like("").empty());
  EXPECT_TRUE(kEnds.like("xyz").empty());
}

TEST(WordList, TellsWhatATextBeginsAndEndsWith) {
  for (const std::string_view text : kTexts) {
    bool begins = false, ends = false;
    for (const std::string_view word : kWords) {
      begins = begins || text.starts_with(word);
      ends = ends || ends_with_word(text, word);
    }
    EXPECT_EQ(kBegins.begin(text), begins) << text;
    EXPECT_EQ(ends_with_one_of(text, kEnds), ends) << text;
  }
}

TEST(WordList, EndsAreWords) {
  EXPECT_TRUE(ends_with_word("kể từ  ", "từ"));
  EXPECT_TRUE(ends_with_word("từ", "từ"));
  EXPECT_TRUE(ends_with_word("(từ", "từ"));
  EXPECT_TRUE(ends_with_word("“từ", "từ"));
  EXPECT_FALSE(ends_with_word("nhưtừ", "từ"));
  EXPECT_FALSE(ends_with_word("5từ", "từ"));
  EXPECT_FALSE(ends_with_word("", "từ"));
}

TEST(WordList, FindsTheFirstBlankWithAWordBehindIt) {
  constexpr WordsByBegin kStops({"so với", "chiếm"});
  EXPECT_EQ(find_behind_blank("tăng so với", kStops), std::string_view("tăng").size());
  EXPECT_EQ(find_behind_blank("số vụ chiếm 5% so với", kStops), std::string_view("số vụ").size());
  EXPECT_EQ(find_behind_blank("so với", kStops), std::string_view::npos);
  EXPECT_EQ(find_behind_blank("chiếm ", kStops), std::string_view::npos);
}

}  // namespace
}  // namespace trichluc
