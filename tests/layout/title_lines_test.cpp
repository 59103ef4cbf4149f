#include "pipeline/layout/title_lines.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/normalize/letters.h"
#include "tests/layout/reading.h"

namespace trichluc::layout {
namespace {

/// The lines of a reading; those before `at` are the title's, and the one at `at` is asked about.
struct Asked {
  Asked(std::vector<Page> read, std::size_t line) : pages(std::move(read)), at(line) {}

  std::vector<Page> pages;
  std::size_t at;
  Sheet sheet = measure_lines(pages, true);
  LineStyle style = find_style(sheet);
  TitleLines titles{sheet, style, sheet.lines.size()};
  TitleAbove title{.first = 0, .last = at == 0 ? 0 : at - 1, .lines = at};
  std::string folded = fold_plain(sheet.text(sheet.lines[at]));
};

struct Case {
  const char* name;
  const char* text;  // one line of print each
  std::size_t at;    // from 0; empty lines are not counted
  bool yes;
};
std::string name_of(const testing::TestParamInfo<Case>& row) { return row.param.name; }

Asked ask(const Case& row) { return {test::plain(row.text).pages, row.at}; }

class TitleLineTest : public testing::TestWithParam<Case> {};
TEST_P(TitleLineTest, Belongs) {
  const Asked asked = ask(GetParam());
  EXPECT_EQ(asked.titles.belongs(asked.at, asked.folded, asked.title), GetParam().yes) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(
    First, TitleLineTest,
    testing::Values(Case{"usual", "Kết quả trồng cây năm 2031\n", 0, true},
                    Case{"opens_like_a_text", "Thực hiện kế hoạch trồng cây\n", 0, true},
                    Case{"leads_into_a_text", "Thực hiện kế hoạch trồng cây, xã báo cáo:\n", 0, false},
                    Case{"bases", "Căn cứ Luật Lâm nghiệp;\n", 0, false},
                    Case{"note_below_a_title", "(Kèm theo Tờ trình của xã Đồi Mơ)\n", 0, false},
                    Case{"item", "1. Thuận lợi\n", 0, false}, Case{"dash", "- Thuận lợi\n", 0, false}),
    name_of);
INSTANTIATE_TEST_SUITE_P(
    Below, TitleLineTest,
    testing::Values(
        Case{"capitals", "KẾT QUẢ TRỒNG CÂY\nVÀ CHĂM SÓC RỪNG\n", 1, true},
        Case{"small_letter", "Kết quả trồng cây\nvà chăm sóc rừng\n", 1, true},
        Case{"small_letter_below_a_blank_line", "Kết quả trồng cây\n\nvà chăm sóc rừng\n", 1, true},
        Case{"capital_below_a_blank_line", "Kết quả trồng cây\n\nXã Đồi Mơ\n", 1, false},
        Case{"title_ended", "Kết quả trồng cây.\nXã Đồi Mơ\n", 1, false},
        Case{"title_with_a_list", "Kết quả 6 tháng đầu năm;\nphương hướng 6 tháng cuối năm 2031\n", 1, true},
        Case{"list_below_a_blank_line", "Kết quả 6 tháng đầu năm;\n\nphương hướng cuối năm 2031\n", 1, false},
        Case{"list_in_capitals", "KẾT QUẢ TRỒNG CÂY;\n\nPHƯƠNG HƯỚNG\n", 1, false},
        Case{"list_in_capitals_close_below", "KẾT QUẢ TRỒNG CÂY;\nPHƯƠNG HƯỚNG\n", 1, true},
        Case{"long_list_in_capitals",
             "KẾT QUẢ TRỒNG CÂY;\nPHƯƠNG HƯỚNG, NHIỆM VỤ VÀ GIẢI PHÁP CHĂM SÓC RỪNG TRÊN CÁC ĐỒI CỦA HUYỆN LAU SẬY\n",
             1, true},
        Case{
            "paragraph",
            "Kết quả trồng cây\nvà chăm sóc rừng trên các đồi của huyện, nơi các xã đã trồng cây từ nhiều năm nay, đất "
            "tốt, mưa nhiều, cây lớn nhanh, các hộ đều có việc làm và thu nhập ổn định, trẻ em được đi học đầy đủ\n",
            1, false},
        Case{"dash_of_a_term", "Kế hoạch phát triển kinh tế\n- xã hội năm 2031\n", 1, true},
        Case{"dash_of_an_item", "Kế hoạch phát triển kinh tế,\n- Xã hội năm 2031\n", 1, false},
        Case{"sentence_below_capitals", "KẾT QUẢ TRỒNG CÂY\nXã Đồi Mơ đã trồng 15 ha.\n", 1, false},
        Case{"bracket_below_capitals", "KẾT QUẢ TRỒNG CÂY\n(Từ ngày 05 tháng 6)\n", 1, true},
        // "l" for "I": capitals may hold one small letter in eleven.
        Case{"one_letter_came_out_small", "KẾT QUẢ TRỒNG CÂY\nVÀ CHĂM SÓC RỪNG KHÓA Vl\n", 1, true},
        Case{"many_letters_came_out_small", "KẾT QUẢ TRỒNG CÂY\nVÀ CHĂM SÓC RỪNG KHÓA Vlll\n", 1, false},
        Case{"period", "KẾT QUẢ TRỒNG CÂY\nGiai đoạn 2031 - 2035\n", 1, true},
        Case{"period_without_figures", "KẾT QUẢ TRỒNG CÂY\nGiai đoạn tới\n", 1, false},
        Case{"period_of_a_sentence", "KẾT QUẢ TRỒNG CÂY\nNăm 2031, xã Đồi Mơ đã\ntrồng 15 ha\n", 1, false},
        Case{"period_with_a_stop", "KẾT QUẢ TRỒNG CÂY\nNăm 2031 có mưa.\n", 1, false},
        Case{"opening_word_in_the_last_line", "Kết quả trồng cây\nNăm 2031\n\nXã Đồi Mơ có 15 ha.\n", 1, true},
        Case{"opening_word_of_a_text", "Kết quả trồng cây\nNăm 2031 xã có mưa nhiều\nCây lớn nhanh.\n", 1, false},
        Case{"opening_word_in_capitals", "KẾT QUẢ TRỒNG CÂY\nTRONG QUÝ I\nXã Đồi Mơ có 15 ha.\n", 1, true},
        Case{"who_decides", "BAN HÀNH QUY CHẾ\nGIÁM ĐỐC SỞ Y TẾ LAU SẬY\nCăn cứ Luật Dược;\n", 1, false},
        Case{"who_is_spoken_of", "BAN HÀNH QUY CHẾ CỦA\nGIÁM ĐỐC SỞ Y TẾ LAU SẬY\nCăn cứ Luật Dược;\n", 1, true}),
    name_of);

class DateOfTitleTest : public testing::TestWithParam<Case> {};
TEST_P(DateOfTitleTest, Tells) {
  const Asked asked = ask(GetParam());
  EXPECT_EQ(asked.titles.is_date(asked.at, asked.folded, asked.title), GetParam().yes) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(
    Lines, DateOfTitleTest,
    testing::Values(Case{"capitals", "THÔNG BÁO CUỘC HỌP NGÀY 19\nTHÁNG 7 NĂM 2031\n", 1, true},
                    Case{"small_letters", "Sửa đổi Quy chế ban hành\nngày 05 tháng 6 năm 2031\n", 1, true},
                    Case{"date_line", "Sửa đổi Quy chế\nNgày 05 tháng 6 năm 2031\n", 1, false},
                    Case{"capitals_below_small_letters", "Sửa đổi Quy chế\nNGÀY 05 THÁNG 6 NĂM 2031\n", 1, false},
                    Case{"place", "Sửa đổi Quy chế\nĐồi Mơ, ngày 05 tháng 6 năm 2031\n", 1, false},
                    Case{"below_a_blank_line", "Quy chế ban hành\n\nngày 05 tháng 6 năm 2031\n", 1, false},
                    Case{"below_a_stop", "Sửa đổi Quy chế.\nngày 05 tháng 6 năm 2031\n", 1, false}),
    name_of);

class NumberInTitleTest : public testing::TestWithParam<Case> {};
TEST_P(NumberInTitleTest, Tells) {
  const Asked asked = ask(GetParam());
  EXPECT_EQ(asked.titles.is_number(asked.at, asked.folded, asked.title), GetParam().yes) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(
    Lines, NumberInTitleTest,
    testing::Values(Case{"capitals", "HƯỚNG DẪN QUYẾT ĐỊNH\nSỐ 12/2031/QĐ-SYT NGÀY 05 THÁNG 6\n", 1, true},
                    Case{"small_letters", "Hướng dẫn Quyết định\nsố 12/2031/QĐ-SYT ngày 05 tháng 6\n", 1, true},
                    Case{"own_number", "HƯỚNG DẪN QUYẾT ĐỊNH\nSỐ: 12/2031/QĐ-SYT\n", 1, false},
                    Case{"own_number_with_a_blank", "HƯỚNG DẪN QUYẾT ĐỊNH\nSỐ : 12/2031/QĐ-SYT\n", 1, false},
                    Case{"number_line", "Hướng dẫn Quyết định\nSố 12/2031/QĐ-SYT\n", 1, false},
                    Case{"below_a_blank_line", "HƯỚNG DẪN QUYẾT ĐỊNH\n\nSỐ 12/2031/QĐ-SYT\n", 1, false}),
    name_of);

class AuthorityTest : public testing::TestWithParam<Case> {};
TEST_P(AuthorityTest, Tells) {
  const Asked asked = ask(GetParam());
  EXPECT_EQ(asked.titles.is_authority(asked.at, asked.folded, asked.title.last), GetParam().yes) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(
    Lines, AuthorityTest,
    testing::Values(Case{"body", "VỀ QUY CHẾ\nỦY BAN NHÂN DÂN XÃ ĐỒI MƠ\nCăn cứ Luật Dược;\n", 1, true},
                    Case{"office", "VỀ QUY CHẾ\nCHỦ TỊCH XÃ ĐỒI MƠ\n- Căn cứ Luật Dược;\n", 1, true},
                    Case{"small_letters", "VỀ QUY CHẾ\nỦy ban nhân dân xã Đồi Mơ\nCăn cứ Luật Dược;\n", 1, false},
                    Case{"no_bases", "VỀ QUY CHẾ\nỦY BAN NHÂN DÂN XÃ ĐỒI MƠ\nI. TÌNH HÌNH\n", 1, false},
                    Case{"no_body", "VỀ QUY CHẾ\nTRỒNG CÂY GÂY RỪNG\nCăn cứ Luật Dược;\n", 1, false},
                    Case{"lead_in", "VỀ QUY CHẾ\nCHỦ TỊCH XÃ ĐỒI MƠ:\nCăn cứ Luật Dược;\n", 1, false},
                    Case{"below_a_word_that_needs_it", "PHỐI HỢP VỚI\nSỞ Y TẾ LAU SẬY\nCăn cứ Luật Dược;\n", 1, false},
                    Case{"below_a_comma", "CỦA SỞ TƯ PHÁP,\nSỞ Y TẾ LAU SẬY\nCăn cứ Luật Dược;\n", 1, false}),
    name_of);

class BodyAboveBasesTest : public testing::TestWithParam<Case> {};
TEST_P(BodyAboveBasesTest, Tells) {
  const Asked asked = ask(GetParam());
  EXPECT_EQ(asked.titles.is_body_above_bases(asked.at, asked.folded), GetParam().yes) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(
    Lines, BodyAboveBasesTest,
    testing::Values(Case{"small_letters", "Ủy ban nhân dân xã Đồi Mơ\nCăn cứ Luật Dược;\n", 0, true},
                    Case{"term_and_session", "Khóa X\nKỳ họp thứ 5\nCăn cứ Luật Dược;\n", 0, true},
                    Case{"bases_four_lines_below", "Sở Y tế\n(1)\n(2)\n(3)\nCăn cứ Luật Dược;\n", 0, true},
                    Case{"bases_too_far_below", "Sở Y tế\n(1)\n(2)\n(3)\n(4)\nCăn cứ Luật Dược;\n", 0, false},
                    Case{"item", "1. Ủy ban nhân dân xã\nCăn cứ Luật Dược;\n", 0, false}),
    name_of);

TEST(TitleLinesTest, NothingBehindTheEndIsLookedAt) {
  const Asked asked({test::plain("Sở Y tế Lau Sậy\nCăn cứ Luật Dược;\n").pages}, 0);
  EXPECT_TRUE(TitleLines(asked.sheet, asked.style, 2).is_body_above_bases(0, asked.folded));
  EXPECT_FALSE(TitleLines(asked.sheet, asked.style, 1).is_body_above_bases(0, asked.folded));
}

TEST(TitleLinesTest, HeadingOfMarkdownEndsWithItsMark) {
  std::vector<Page> pages = test::plain("Kết quả trồng cây\nXã Đồi Mơ\n").pages;
  pages[0].lines[0].marks.heading_level = 1;
  const Asked heading(pages, 1);
  EXPECT_FALSE(heading.titles.belongs(1, heading.folded, heading.title));
  pages[0].lines[1].marks.heading_level = 1;
  const Asked both(pages, 1);
  EXPECT_TRUE(both.titles.belongs(1, both.folded, both.title));
}

// On paper a column 420 points wide, from 85 to 505, seven points to a character: its middle is at 295.
struct PrintedCase {
  const char* name;
  test::PrintedText title;
  test::PrintedText here;
  bool yes;
};
class PrintedTitleTest : public testing::TestWithParam<PrintedCase> {};
TEST_P(PrintedTitleTest, Belongs) {
  std::vector<test::PrintedText> lines = {GetParam().title, GetParam().here};
  for (float top = 300; top < 420; top += 20)
    lines.push_back({85, top, "Xã đã trồng mới rừng trên các đồi, cây lớn nhanh, đất tốt ra."});
  const Asked asked({test::printed(lines)}, 1);
  EXPECT_EQ(asked.titles.belongs(1, asked.folded, asked.title), GetParam().yes);
}
INSTANTIATE_TEST_SUITE_P(
    Lines, PrintedTitleTest,
    testing::Values(
        PrintedCase{"centred", {225, 100, "Kết quả trồng rừng  "}, {232, 120, "Các xã của huyện Mơ"}, true},
        PrintedCase{"at_the_margin", {225, 100, "Kết quả trồng rừng  "}, {85, 120, "Các xã của huyện Mơ"}, false},
        PrintedCase{
            "off_the_middle_like_the_title", {155, 100, "Kết quả trồng rừng  "}, {190, 120, "và giữ rừng"}, true},
        PrintedCase{"left_edges_alike", {155, 100, "Kết quả trồng rừng  "}, {155, 120, "và giữ rừng các xã"}, false},
        PrintedCase{
            "off_the_middle_with_a_capital", {155, 100, "Kết quả trồng rừng  "}, {190, 120, "Của các xã"}, false},
        PrintedCase{
            "smaller_print", {225, 100, "Kết quả trồng rừng  ", 14}, {238, 120, "Các xã của huyện Mơ", 12}, false},
        PrintedCase{
            "other_weight", {225, 100, "Kết quả trồng rừng  ", 14, true}, {232, 120, "Các xã của huyện Mơ"}, false}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace trichluc::layout
