#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <ctime>
#include <random>

#include "pipeline/ingest/ingest.h"
#include "tests/ingest/way_back.h"

namespace trichluc {
namespace {

/// A line as "flags|text": digit heading level, L list item, T table row, H hard break, B bold, I italic.
std::string show(const Reading& reading) {
  std::string shown;
  for (const Page& page : reading.pages) {
    for (const Line& line : page.lines) {
      if (line.marks.heading_level > 0) shown += std::to_string(line.marks.heading_level);
      if (line.marks.list_item) shown += 'L';
      if (line.marks.table_row) shown += 'T';
      if (line.marks.hard_break) shown += 'H';
      if (line.bold) shown += 'B';
      if (line.italic) shown += 'I';
      shown += '|' + page.text.substr(line.text.begin, line.text.size()) + '\n';
    }
  }
  return shown;
}

struct Case {
  const char* name;
  std::string file;
  std::string lines;
};
class Markdown : public testing::TestWithParam<Case> {};

TEST_P(Markdown, LosesItsMarks) {
  const auto reading = read_markdown(GetParam().file);
  ASSERT_TRUE(reading) << describe(reading.error());
  EXPECT_EQ(show(*reading), GetParam().lines);
  for (const Page& page : reading->pages) expect_way_back(page, GetParam().file);
  EXPECT_EQ(reading->media_type, "text/markdown");
}

const auto kName = [](const auto& row) { return std::string(row.param.name); };

INSTANTIATE_TEST_SUITE_P(Headings, Markdown,
                         testing::Values(Case{"number_signs", "## BÁO CÁO ##\n###### Sáu\n####### bảy\n",
                                              "2|BÁO CÁO\n6|Sáu\n|####### bảy\n"},
                                         Case{"no_blank_no_heading", "#1 ưu tiên\n", "|#1 ưu tiên\n"},
                                         Case{"bold_heading", "## **KẾ HOẠCH**\n", "2B|KẾ HOẠCH\n"},
                                         Case{"underlined", "Một\n===\n\nHai\n---\n", "1|Một\n|\n|\n2|Hai\n|\n"},
                                         Case{"rule_below_a_paragraph", "một\nhai\n---\n", "|một\n|hai\n|\n"},
                                         Case{"equal_signs_alone_are_text", "\n=====\nx\n", "|\n|=====\n|x\n"}),
                         kName);

INSTANTIATE_TEST_SUITE_P(
    Emphasis, Markdown,
    testing::Values(Case{"bold_line", "**BÁO CÁO**  \n**Kết quả:**\n", "HB|BÁO CÁO\nB|Kết quả:\n"},
                    Case{"stop_after_bold", "**Điều 1**.\n", "B|Điều 1.\n"},
                    Case{"bold_part", "**Điều 1.** Phạm vi\n", "|Điều 1. Phạm vi\n"},
                    Case{"italic_line", "*Đà Nẵng, ngày 01 tháng 02 năm 2024*\n_Căn cứ_\n",
                         "I|Đà Nẵng, ngày 01 tháng 02 năm 2024\nI|Căn cứ\n"},
                    Case{"both", "***Nơi nhận:***\n", "BI|Nơi nhận:\n"},
                    Case{"over_a_line_end", "**một\nhai** ba\n", "B|một\n|hai ba\n"},
                    Case{"not_over_a_blank_line", "**một\n\nhai**\n", "|**một\n|\n|hai**\n"},
                    Case{"glued_after_a_stop", "**Điều 1.**Phạm vi\n", "|Điều 1.Phạm vi\n"},
                    Case{"loose_blank_inside", "**Điều 1. **Phạm vi\n\n** Hai**\n", "|Điều 1. Phạm vi\n|\nB| Hai\n"},
                    Case{"back_to_back", "**Căn cứ****Luật**\n", "B|Căn cứLuật\n"},
                    Case{"product", "2*3 = 6, 2*3*4\n", "|2*3 = 6, 2*3*4\n"},
                    Case{"underscores_in_words", "a_b_c và __init__x\n", "|a_b_c và __init__x\n"},
                    Case{"place_to_write", "Số: ____/KH-UBND ngày ____\n", "|Số: ____/KH-UBND ngày ____\n"},
                    Case{"note_marks", "số liệu (*) và (**)\n* Ghi chú: x\n", "|số liệu (*) và (**)\nL|* Ghi chú: x\n"},
                    Case{"star_after_a_word", "trẻ em* và phụ nữ* khác\n", "|trẻ em* và phụ nữ* khác\n"},
                    Case{"escaped", "\\*không\\* 1\\. a\\_b \\d\n", "|*không* 1. a_b \\d\n"}),
    kName);

INSTANTIATE_TEST_SUITE_P(Lists, Markdown,
                         testing::Values(Case{"marks_stay", "- a\n+ b\n* c\n1. d\n2) e\na) g\n",
                                              "L|- a\nL|+ b\nL|* c\nL|1. d\nL|2) e\n|a) g\n"},
                                         Case{"bold_item", "- **Một**\n1. **Hai** ba\n", "LB|- Một\nL|1. Hai ba\n"},
                                         Case{"nested", "- a\n  - b\n", "L|- a\nL|  - b\n"},
                                         Case{"year_is_no_item", "2021 là năm\n12.500 người\n",
                                              "|2021 là năm\n|12.500 người\n"},
                                         Case{"escaped_number", "1\\. Một\n", "|1. Một\n"}),
                         kName);

INSTANTIATE_TEST_SUITE_P(Tables, Markdown,
                         testing::Values(Case{"with_bars", "| Năm | Số vụ |\n|---|:-:|\n| **2020** | 1.075 |\n\nx\n",
                                              "T|Năm\tSố vụ\nT|2020\t1.075\n|\n|x\n"},
                                         Case{"without_outer_bars", "Năm | Số vụ\n--- | ---\n2020 | 15\nhết\n",
                                              "T|Năm\tSố vụ\nT|2020\t15\n|hết\n"},
                                         Case{"bar_in_a_sentence", "a | b\nc\n", "|a | b\n|c\n"},
                                         Case{"empty_cells", "| a |  |\n|---|---|\n|  | b |\n", "T|a\t\nT|\tb\n"},
                                         Case{"bar_in_a_cell", "| a \\| b | `c|d` |\n|---|---|\n", "T|a | b\tc|d\n"},
                                         Case{"break_and_tab_in_a_cell", "| a<br>b | c\td |\n|---|---|\n",
                                              "T|a b\tc d\n"}),
                         kName);

INSTANTIATE_TEST_SUITE_P(
    Others, Markdown,
    testing::Values(Case{"front_matter", "---\ntitle: \"x\"\ndate: 2020\n---\n\nHà Nội\n", "|\n|Hà Nội\n"},
                    Case{"rule_at_the_top_is_none", "---\nHà Nội\n---\n", "|\n2|Hà Nội\n|\n"},
                    Case{"rules", "a\n\n***\n\n* * *\n\nb\n", "|a\n|\n|\n|\n|\n|\n|b\n"},
                    Case{"quotes", "> một\n> > hai\n", "|một\n|hai\n"},
                    Case{"links", "[Luật Trẻ em](https://x.vn/a_(b) \"t\"), <https://a.vn>, <x@y.vn>\n",
                         "|Luật Trẻ em, https://a.vn, x@y.vn\n"},
                    Case{"brackets_that_are_no_link", "[1] (xem) [a][b] [footnoteRef:1] [1: chú thích]\n",
                         "|[1] (xem) [a][b] [footnoteRef:1] [1: chú thích]\n"},
                    Case{"notes", "trẻ em[^1]\n\n[^1]: Điều 1.\n", "|trẻ em[^1]\n|\n|[^1]: Điều 1.\n"},
                    Case{"pictures", "a ![**ảnh** 1](x.png) b\n![][image1]\n\n[image1]: <data:image/png;base64,AAAA>\n",
                         "|a  b\n|\n|\n"},
                    Case{"code", "`**x**` và `` a`b ``\n```\n**giữ** nguyên\n```\nb\n",
                         "|**x** và  a`b \n|\n|**giữ** nguyên\n|\n|b\n"},
                    Case{"fence_around_markdown", "```markdown\n**Một**\n```\n", "|\nB|Một\n|\n"},
                    Case{"tags", "<u>một</u><br>hai <tên> 3 < 4 > 2<sup>1</sup>\n", "H|một\n|hai <tên> 3 < 4 > 21\n"},
                    Case{"comments", "a <!-- 1 --> b\n<!-- c\nd -->\n<!-- mở\n", "|a  b\n|\n|<!-- mở\n"},
                    Case{"entities", "A&amp;B &#7867; &#x1EBB; &nbsp;&agrave; &x; &\n", "|A&B ẻ ẻ \u00A0à &x; &\n"},
                    Case{"hard_breaks", "một  \nhai\\\nba\n", "H|một\nH|hai\n|ba\n"},
                    Case{"windows", "**a**\r\n\r\n- b\r\n", "B|a\n|\nL|- b\n"},
                    Case{"form_feed", "# a\n\f## b\n", "1|a\n2|b\n"}),
    kName);

TEST(Markdown, RaisedTextIsAStyle) {
  const auto reading = read_markdown("trẻ em<sup>12</sup> và\n");
  ASSERT_TRUE(reading);
  const Page& page = reading->pages[0];
  ASSERT_EQ(page.styles.size(), 1u);
  EXPECT_EQ(page.text.substr(page.styles[0].text.begin, page.styles[0].text.size()), "12");
  EXPECT_GT(page.styles[0].baseline_shift_pt, 0);
  EXPECT_LT(page.styles[0].font, page.fonts.size());
}

TEST(Markdown, ErrorsAreThoseOfPlainText) {
  EXPECT_EQ(read_markdown("# a\n\xFF\n").error().code, ErrorCode::kInvalidUtf8);
  EXPECT_EQ(read_markdown("# a\n\xFF\n").error().where.line, 2);
  EXPECT_EQ(read_markdown("---\n\n***\n").error().code, ErrorCode::kEmpty);
}

/// Marks in any order: nothing but the marks may be lost, and every byte still leads back.
TEST(Markdown, RandomMarksKeepTheWayBack) {
  const char* const parts[] = {"*",     "**",     "***",   "_",   "__",   "`",   "[",    "](",   ")",  "!",   "<br>",
                               "<sup>", "</sup>", "&amp;", "\\",  "|",    "\n",  "\r\n", "\n\n", "\f", "# ",  "- ",
                               "1. ",   "> ",     "<!--",  "-->", "---",  "```", "\t",   " ",    "  ", "trẻ", "em",
                               "12.5",  "ế",      "===",   "…",   "|--|", "<b>", "www",  ".",    "("};
  std::mt19937 random(20260102);
  for (int round = 0; round < 3000; ++round) {
    std::string file = "x";
    for (std::size_t i = random() % 40; i > 0; --i) file += parts[random() % std::size(parts)];
    const auto reading = read_markdown(file);
    ASSERT_TRUE(reading) << file;
    for (const Page& page : reading->pages) {
      ASSERT_EQ(page.source.size(), page.text.size());
      std::uint32_t reached = 0;
      for (std::uint32_t at = 0; at < page.text.size(); ++at) {
        const Range back = page.source.to_source({at, at + 1});
        ASSERT_LE(back.end, file.size()) << file;
        ASSERT_GE(back.begin, reached) << file;
        reached = back.begin;
        // Letters and digits are never written anew, entities apart.
        if (std::isalnum(static_cast<unsigned char>(page.text[at]))) {
          ASSERT_EQ(file[back.begin], page.text[at]) << file;
        }
      }
      for (const Style& style : page.styles) ASSERT_LE(style.text.end, page.text.size());
      ASSERT_EQ(page.lines.size(), static_cast<std::size_t>(std::count(page.text.begin(), page.text.end(), '\n')));
    }
  }
}

// Shapes that make a careless reader quadratic. A minute at that rate, milliseconds here.
TEST(Markdown, HostileRepetitionsTakeLinearTime) {
  for (const char* unit : {"*a ", "**a *", "_a*", "[", "](", "[](", "[](data:", "![", "<!--", "<a ", "`", "``a`", "|`",
                           "&#", "> ", "\\", "***", "<sup>", "[a](<b"}) {
    std::string file;
    while (file.size() < 400'000) file += unit;
    const std::clock_t started = std::clock();
    const auto reading = read_markdown(file + "\n");
    EXPECT_LT(std::clock() - started, 5 * CLOCKS_PER_SEC) << unit;
    EXPECT_TRUE(reading || reading.error().code == ErrorCode::kEmpty) << unit;
  }
}

}  // namespace
}  // namespace trichluc
