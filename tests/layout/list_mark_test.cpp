#include "pipeline/layout/list_mark.h"

#include <gtest/gtest.h>

namespace trichluc::layout {
namespace {

struct Case {
  const char* name;
  const char* line;
  MarkKind kind;
  const char* mark;
  int value;
};
class ListMarkTest : public testing::TestWithParam<Case> {};

TEST_P(ListMarkTest, Reads) {
  const std::string_view line = GetParam().line;
  const ListMark mark = read_list_mark(line);
  EXPECT_EQ(mark.kind, GetParam().kind) << line;
  EXPECT_EQ(line.substr(0, mark.length), GetParam().mark);
  EXPECT_EQ(mark.value, GetParam().value);
}
INSTANTIATE_TEST_SUITE_P(
    Marks, ListMarkTest,
    testing::Values(Case{"roman", "IV. KẾT QUẢ", MarkKind::kRoman, "IV.", 4},
                    Case{"roman_dash", "II- Công tác chỉ đạo", MarkKind::kRoman, "II-", 2},
                    Case{"roman_without_blank", "I.MỤC ĐÍCH", MarkKind::kRoman, "I.", 1},
                    Case{"arabic", "12. Sở Y tế", MarkKind::kArabic, "12.", 12},
                    Case{"arabic_bracket", "3) Sở Y tế", MarkKind::kArabic, "3)", 3},
                    Case{"dotted", "2.10. Thuận lợi", MarkKind::kDotted, "2.10.", 10},
                    Case{"dotted_without_last_point", "2.1 Thuận lợi", MarkKind::kDotted, "2.1", 1},
                    Case{"letter", "đ) Bố trí kinh phí", MarkKind::kLowerLetter, "đ)", 5},
                    Case{"letter_point", "b. Nhập khẩu", MarkKind::kLowerLetter, "b.", 2},
                    Case{"brackets", "(2) Hội Khuyến học", MarkKind::kInBrackets, "(2)", 2},
                    Case{"upper_letter", "B. CÔNG TÁC", MarkKind::kUpperLetter, "B.", 2},
                    Case{"article", "Điều 5. Hiệu lực", MarkKind::kArticle, "Điều 5.", 5},
                    Case{"part", "PHẦN THỨ HAI", MarkKind::kPart, "PHẦN THỨ HAI", 2},
                    Case{"chapter", "Chương III", MarkKind::kChapter, "Chương III", 3},
                    Case{"chapter_with_title", "CHƯƠNG I QUY ĐỊNH CHUNG", MarkKind::kChapter, "CHƯƠNG I", 1},
                    Case{"dash", "- Lưu: VT.", MarkKind::kDash, "-", 0},
                    Case{"dash_without_blank", "-Đối với các hội", MarkKind::kDash, "-", 0},
                    Case{"plus", "+ Cấp xã", MarkKind::kPlus, "+", 0},
                    Case{"bullet", "• Cấp xã", MarkKind::kBullet, "•", 0},
                    Case{"quoted", "“b) Hội chưa tổ chức", MarkKind::kLowerLetter, "“b)", 2}),
    [](const auto& row) { return std::string(row.param.name); });
INSTANTIATE_TEST_SUITE_P(
    NoMarks, ListMarkTest,
    testing::Values(Case{"document_number", "1472/QĐ-TTg ngày 28", MarkKind::kNone, "", 0},
                    Case{"subject_in_capitals", "V/V BAN HÀNH", MarkKind::kNone, "", 0},
                    Case{"law_number", "121/2020/QH14", MarkKind::kNone, "", 0},
                    Case{"year", "2020. Các đơn vị", MarkKind::kNone, "", 0},
                    Case{"decimal", "1.5 triệu đồng", MarkKind::kNone, "", 0},
                    Case{"grouped", "1.500 người", MarkKind::kNone, "", 0},
                    Case{"quarter", "I/2025 như đề xuất", MarkKind::kNone, "", 0},
                    Case{"negative", "-5% so với", MarkKind::kNone, "", 0},
                    Case{"range", "5 - 10 xã", MarkKind::kNone, "", 0},
                    Case{"article_in_sentence", "Điều 12 Luật Đất đai", MarkKind::kNone, "", 0},
                    Case{"chapter_in_sentence", "Chương III Nghị định này", MarkKind::kNone, "", 0},
                    Case{"programme", "Chương trình hành động", MarkKind::kNone, "", 0},
                    Case{"bare_number", "12", MarkKind::kNone, "", 0}, Case{"empty", "", MarkKind::kNone, "", 0}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(SectionNameTest, KeepsNumbersAsPrinted) {
  EXPECT_EQ(section_name("II.", MarkKind::kRoman), "II");
  EXPECT_EQ(section_name("(2)", MarkKind::kInBrackets), "2");
  EXPECT_EQ(section_name("đ)", MarkKind::kLowerLetter), "đ");
  EXPECT_EQ(section_name("PHẦN THỨ HAI", MarkKind::kPart), "Phần thứ hai");
  EXPECT_EQ(section_name("CHƯƠNG IV", MarkKind::kChapter), "Chương IV");
  EXPECT_EQ(section_name("Điều 5.", MarkKind::kArticle), "Điều 5");
  EXPECT_EQ(section_name("-", MarkKind::kDash), "");
}

}  // namespace
}  // namespace trichluc::layout
