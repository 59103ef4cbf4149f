#include "pipeline/normalize/look_again.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/normalize/text_page.h"

namespace trichluc {
namespace {

Misreadings some_misreadings() {
  Misreadings misreadings;
  const SyllableKey cong = syllable_key("công"), can = syllable_key("căn"), van = syllable_key("văn");
  misreadings.add({cong, can}, {cong, van});
  return misreadings;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> places(const std::vector<Range>& ranges) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> all;
  for (const Range range : ranges) all.emplace_back(range.begin, range.end);
  return all;
}

void expect_same(const Breakage& again, const Breakage& whole, const std::string& text) {
  EXPECT_EQ(again.words, whole.words) << text;
  EXPECT_EQ(again.single_letters, whole.single_letters) << text;
  EXPECT_EQ(again.lost_marks, whole.lost_marks) << text;
  EXPECT_EQ(again.misread_digits, whole.misread_digits) << text;
  EXPECT_EQ(again.slashes, whole.slashes) << text;
  for (const auto list : {&Breakage::odd_words, &Breakage::camel_words, &Breakage::letter_digits, &Breakage::date_words,
                          &Breakage::rare_pairs}) {
    EXPECT_EQ(places(again.*list), places(whole.*list)) << text;
  }
}

TEST(LookAgain, SeesWhatALookAtTheWholeTextSees) {
  const char* const pieces[] = {"Công", "căn", "công căn", "số12", "06/QĐ",  "- TTg",   "l9/6",   "2O20", "kh",
                                "vướg", "a",   "12",       "3năm", "UBND",   "ViệtNam", ",",      ".",    ";",
                                ")",    "(",   " ",        " ",    " ",      " ",       "\n",     ". ",   ", ",
                                "; ",   ".\n", "–",        "“",    "trẻ em", "k\uFFFD", "\u0301", "x"};
  const Misreadings misreadings = some_misreadings();
  std::mt19937 random(11);
  const auto below = [&random](std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); };
  const auto any_of_pieces = [&] { return pieces[below(std::size(pieces))]; };
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    const bool marks = round % 8 == 0;
    for (std::uint32_t count = below(80); count > 0; --count) {
      const std::string piece = any_of_pieces();
      if (marks || piece != "k\uFFFD") text += piece;
    }
    Page page = make_page(text);
    const Breakage known = look_for_breakage(page.text, &misreadings);
    Rewrite rewrite(page);
    const auto is_begin = [&](std::uint32_t at) {
      return at >= page.text.size() || (static_cast<unsigned char>(page.text[at]) & 0xC0) != 0x80;
    };
    for (std::uint32_t at = below(30); at < page.text.size(); at += below(60)) {
      while (!is_begin(at)) ++at;
      std::uint32_t end = std::min(at + below(6), static_cast<std::uint32_t>(page.text.size()));
      while (!is_begin(end)) ++end;
      rewrite.replace(below(4) == 0 ? "" : any_of_pieces(), {at, end});
      at = end;
    }
    const TextChanges changed = rewrite.finish();
    expect_same(look_again(known, changed, page.text, &misreadings), look_for_breakage(page.text, &misreadings),
                changed.before + "\n->\n" + page.text);
  }
}

TEST(LookAgain, KnowsWhenTheLastLostMarkIsGone) {
  Page page = make_page("kh\uFFFD khăn, công tác khác. Công tác.");
  const Breakage known = look_for_breakage(page.text);
  ASSERT_TRUE(known.lost_marks);
  Rewrite rewrite(page);
  rewrite.replace("khó", {0, 5});
  const TextChanges changed = rewrite.finish();
  EXPECT_TRUE(look_again(known, changed, page.text, nullptr).none());
}

}  // namespace
}  // namespace trichluc
