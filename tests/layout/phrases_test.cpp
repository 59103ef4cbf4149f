#include "pipeline/layout/phrases.h"
#include "pipeline/layout/signing_phrases.h"

#include <gtest/gtest.h>

#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

struct Case {
  const char* name;
  const char* text;
  bool yes;
};
std::string name_of(const testing::TestParamInfo<Case>& row) { return row.param.name; }

class NumberLineTest : public testing::TestWithParam<Case> {};
TEST_P(NumberLineTest, Tells) {
  EXPECT_EQ(is_number_line(GetParam().text, fold_plain(GetParam().text)), GetParam().yes) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(
    Lines, NumberLineTest,
    testing::Values(Case{"usual", "Số: 12/BC-UBND", true}, Case{"blank", "Số:      /KH-UBND", true},
                    Case{"stamped", "Số:  899 /UBND-VX", true}, Case{"party", "Số 12-BC/TU", true},
                    Case{"law", "Luật số: 15/2023/QH15", true}, Case{"judgment", "Bản án số: 3/2024/HS-ST", true},
                    Case{"address", "Số 12 phố Huế - phường Ngô Thì Nhậm, Hà Nội", false},
                    Case{"misread", "Số y6 /QĐ-SYT", true}, Case{"misread_and_glued", "Số £o4/BC-UBND", true},
                    Case{"figures", "Số liệu năm 2023/2024", false},
                    Case{"figures_of_a_report", "Số liệu/BC-UBND", false},
                    Case{"house", "Số a12 phố Huế/Bạch Mai-Hà Nội", false}, Case{"plain_count", "Số: 15 hộ", false}),
    name_of);

class DateLineTest : public testing::TestWithParam<Case> {};
TEST_P(DateLineTest, Tells) { EXPECT_EQ(is_date_line(GetParam().text), GetParam().yes) << GetParam().text; }
INSTANTIATE_TEST_SUITE_P(
    Lines, DateLineTest,
    testing::Values(Case{"usual", "Hà Nam, ngày 05 tháng 6 năm 2024", true},
                    Case{"blank_day", "Huế, ngày      tháng 12 năm 2023", true},
                    Case{"city_with_its_word", "Thành phố Lau Sậy, ngày 05 tháng 6 năm 2031", true},
                    Case{"place_left_open", "........, ngày 05 tháng 6 năm 2031", true},
                    Case{"city", "TP. Hồ Chí Minh, ngày 2 tháng 1 năm 2024", true},
                    Case{"judgment", "Ngày 22-8-2024", true}, Case{"judgment_with_blanks", "Ngày: 10 - 3 - 2031", true},
                    Case{"place_with_hyphen", "Lau Sậy-Đồi Mơ, ngày 05 tháng 3 năm 2031", true},
                    Case{"no_comma", "Đồi Mơ ngày 05 tháng 3 năm 2031", true},
                    Case{"no_word", "Đồi Mơ, 05 tháng 3 năm 2031", true}, Case{"strokes", "Đồi Mơ, 05/3/2031", true},
                    Case{"month_alone", "Đồi Mơ, tháng 3 năm 2031", true},
                    Case{"body_without_comma", "Bộ Công An ngày 05 tháng 3 năm 2031", false},
                    Case{"address", "Đồi Mơ, 15 phố Lau Sậy", false},
                    Case{"sentence", "Ngày 22 tháng 8 năm 2024, tại trụ sở Ủy ban", false},
                    Case{"reference", "Luật Trẻ em ngày 05 tháng 4 năm 2016 của Quốc hội khóa XIII", false}),
    name_of);

class PersonNameTest : public testing::TestWithParam<Case> {};
TEST_P(PersonNameTest, Tells) { EXPECT_EQ(is_person_name(GetParam().text), GetParam().yes) << GetParam().text; }
INSTANTIATE_TEST_SUITE_P(
    Names, PersonNameTest,
    testing::Values(Case{"usual", "Đặng Thị Mơ", true}, Case{"title", "PGS.TS. Đặng Văn Mây", true},
                    Case{"title_glued", "TS.Đặng Văn Mây", true}, Case{"rank", "Thượng tá Đặng Văn Mây", true},
                    Case{"capitals", "ĐẶNG VĂN MÂY", true}, Case{"position", "Phó Chủ tịch", false},
                    Case{"sentence", "Đặng Văn Mây ký", false}, Case{"number", "Tổ 12", false},
                    Case{"one_word", "Mây", false}),
    name_of);

class BodyTest : public testing::TestWithParam<Case> {};
TEST_P(BodyTest, Tells) { EXPECT_EQ(names_body(GetParam().text), GetParam().yes) << GetParam().text; }
INSTANTIATE_TEST_SUITE_P(Names, BodyTest,
                         testing::Values(Case{"old_tone_place", "Uỷ ban nhân dân tỉnh", true},
                                         Case{"capitals", "SỞ Y TẾ", true}, Case{"fund", "Quỹ Bảo trợ", true},
                                         Case{"number_word", "SỐ LIỆU", false}, Case{"regulation", "QUY CHẾ", false},
                                         Case{"report", "BÁO CÁO", false}, Case{"head", "TRƯỞNG BAN", false},
                                         Case{"case_at_law", "VỤ ÁN", false}),
                         name_of);

TEST(MottoTest, KnowsHalvesAndDashes) {
  EXPECT_TRUE(is_motto(fold_plain("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")));
  EXPECT_TRUE(is_motto(fold_plain("CHỦ NGHĨA VIỆT NAM")));
  EXPECT_TRUE(is_motto(fold_plain("Độc lập – Tự do – Hạnh phúc")));
  EXPECT_TRUE(is_motto(fold_plain("ĐẢNG CỘNG SẢN VIỆT NAM")));
  EXPECT_FALSE(is_motto(fold_plain("Chủ nghĩa xã hội ở Việt Nam")));
}

TEST(DrawnRuleTest, NeedsThreeSigns) {
  EXPECT_TRUE(is_drawn_rule("_____"));
  EXPECT_TRUE(is_drawn_rule("---o0o---"));
  EXPECT_TRUE(is_drawn_rule("* * *"));
  EXPECT_FALSE(is_drawn_rule("-"));
  EXPECT_FALSE(is_drawn_rule("- - 5"));
}

}  // namespace
}  // namespace trichluc::layout
