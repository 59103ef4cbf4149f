#include <gtest/gtest.h>

#include <ctime>

#include "pipeline/normalize/unicode.h"
#include "tests/normalize/text_page.h"

namespace trichluc {
namespace {

struct Case {
  const char* name;
  const char* before;
  const char* after;
};
class NormalizeUnicode : public testing::TestWithParam<Case> {};

TEST_P(NormalizeUnicode, GivesTheOneForm) {
  Page page = make_page(GetParam().before);
  normalize_unicode(page);
  EXPECT_EQ(page.text, GetParam().after);
  EXPECT_TRUE(page.repairs.empty());

  Page again = page;
  normalize_unicode(again);
  EXPECT_EQ(again.text, page.text) << "not idempotent";
}

TEST_P(NormalizeUnicode, KeepsTheWayBackAndTheLines) {
  const std::string before = GetParam().before;
  Page page = make_page(before);
  normalize_unicode(page);
  ASSERT_EQ(page.source.size(), page.text.size());
  for (std::uint32_t at = 0; at < page.text.size(); ++at) {
    const Range back = page.source.to_source({at, at + 1});
    ASSERT_LE(back.end, before.size());
    if (static_cast<unsigned char>(page.text[at]) < 0x80 && page.text[at] != ' ') {
      EXPECT_NE(before.substr(back.begin, back.size()).find(page.text[at]), std::string::npos) << "byte " << at;
    }
  }
  std::uint32_t begin = 0;
  for (const Line& line : page.lines) {
    EXPECT_EQ(line.text.begin, begin);
    ASSERT_LT(line.text.end, page.text.size());
    EXPECT_EQ(page.text[line.text.end], '\n');
    begin = line.text.end + 1;
  }
  EXPECT_EQ(begin, page.text.size());
}

INSTANTIATE_TEST_SUITE_P(
    Texts, NormalizeUnicode,
    testing::Values(Case{"clean", "Nghị quyết số 121/2020/QH14 – “trẻ em”…\n",
                         "Nghị quyết số 121/2020/QH14 – “trẻ em”…\n"},
                    Case{"decomposed", "tre\u0309 em\nNghi\u0323 quye\u0302\u0301t\n", "trẻ em\nNghị quyết\n"},
                    Case{"mark_on_composed", "m\u00E2\u0323u\n", "mậu\n"},
                    Case{"odd_order", "a\u0323\u0302 \n", "ậ \n"},
                    Case{"singleton", "20 \u212B, \u2126\n", "20 Å, Ω\n"},
                    Case{"odd_blanks", "a\u00A0b\u2003c\u202Fd\u3000e\tg\n", "a b c d e g\n"},
                    Case{"invisible", "\uFEFFtrẻ\u200B em\u200D\u2060 ph\u00ADòng\n", "trẻ em phòng\n"},
                    Case{"soft_hyphen_at_line_end", "nhân\u00AD\nlực\n", "nhân\nlực\n"},
                    Case{"controls",
                         "a\x01"
                         "b\x7F\u0085"
                         "c\x0B"
                         "d\r\n",
                         "ab c d\n"},
                    Case{"mark_behind_invisible", "e\u200B\u0302\u0301\n", "ế\n"},
                    Case{"never_nfkc", "m² ½ № ª µ ① Ⅱ\n", "m² ½ № ª µ ① Ⅱ\n"},
                    Case{"sign_of_an_unknown_font_stays", "\uE001 Nam \uE002 Nữ\n", "\uE001 Nam \uE002 Nữ\n"},
                    Case{"variation_selector", "☎\uFE0F 111\n", "☎ 111\n"},
                    Case{"other_scripts", "Москва Δt 漢字 й\n", "Москва Δt 漢字 й\n"},
                    Case{"empty_lines", "\n\n\u00A0\n\n", "\n\n \n\n"}, Case{"no_text", "", ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(NormalizeUnicode, TabsPartCellsOnlyInTableRows) {
  Page row = make_page("a\tb\u00A0c\n", true);
  normalize_unicode(row);
  EXPECT_EQ(row.text, "a\tb c\n");
}

TEST(NormalizeUnicode, BulletsOfSymbolFontsAreRepairs) {
  Page page = make_page("trước\n\uF0B7\u00A0Tăng\n\uF0D8 Giảm\n");
  normalize_unicode(page);
  EXPECT_EQ(page.text, "trước\n• Tăng\n➢ Giảm\n");
  ASSERT_EQ(page.repairs.size(), 2u);
  EXPECT_EQ(page.text.substr(page.repairs[1].text.begin, page.repairs[1].text.size()), "➢");
  EXPECT_EQ(page.repairs[1].from, "\uF0D8");
  EXPECT_EQ(page.repairs[1].rule, "private-use");
}

TEST(NormalizeUnicode, StylesAndRepairsMoveAlong) {
  Page page = make_page("e\u0302\u0301 \u200Bem12\n");
  const auto raised = static_cast<std::uint32_t>(page.text.find("12"));
  page.styles.push_back({.text = {raised, raised + 2}, .baseline_shift_pt = 3});
  page.repairs.push_back({{raised - 2, raised}, "m", "em", "test", 1.0});
  page.suspicions.push_back({{raised, raised + 2}, "test", "", ""});
  normalize_unicode(page);
  EXPECT_EQ(page.text, "ế em12\n");
  EXPECT_EQ(page.text.substr(page.styles[0].text.begin, page.styles[0].text.size()), "12");
  EXPECT_EQ(page.text.substr(page.repairs[0].text.begin, page.repairs[0].text.size()), "em");
  EXPECT_EQ(page.text.substr(page.suspicions[0].text.begin, page.suspicions[0].text.size()), "12");
}

TEST(NormalizeUnicode, CleanTextKeepsItsMemory) {
  Page page = make_page("Ủy ban nhân dân thành phố Đà Nẵng – số 12\n");
  const char* before = page.text.data();
  normalize_unicode(page);
  EXPECT_EQ(page.text.data(), before);
}

TEST(NormalizeUnicode, WorstCaseTakesLinearTime) {
  std::string text;
  while (text.size() < 1'000'000) text += "e\u0302\u0301\u00A0\u200B";
  Page page = make_page(text + "\n");
  const std::clock_t started = std::clock();
  normalize_unicode(page);
  EXPECT_LT(std::clock() - started, 5 * CLOCKS_PER_SEC);
}

}  // namespace
}  // namespace trichluc
