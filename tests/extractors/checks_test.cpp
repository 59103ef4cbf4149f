// What a document asserts about itself, and what becomes of the numerals outside the facts.
#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "extractors/extract.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/layout/layout.h"
#include "pipeline/normalize/normalize.h"

namespace trichluc {
namespace {

Record extract(const std::string& text) {
  static const auto extractor = Extractor::load({std::string(TRICHLUC_SOURCE_DIR) + "/rules"});
  auto reading = read_plain(text);
  normalize(*reading);
  return extractor->extract(lay_out(std::move(*reading)));
}

TEST(Checks, ASumInBracketsIsRecomputed) {
  const Record record = extract("Huyện được bố trí 12,5 tỷ đồng (năm 2031 là 5,5 tỷ đồng; năm 2032 là 7 tỷ đồng).\n");
  ASSERT_EQ(record.checks.size(), 1u);
  EXPECT_EQ(record.checks[0].type, Check::Type::kSum);
  EXPECT_TRUE(record.checks[0].holds);
  EXPECT_EQ(record.checks[0].parts.size(), 2u);
}

TEST(Checks, AShareThatDoesNotComeOutIsReported) {
  const Record record = extract("Có 200 lượt trẻ em được tư vấn; trong đó, trực tiếp là 150 lượt người (chiếm 85%).\n");
  ASSERT_EQ(record.checks.size(), 1u);
  EXPECT_EQ(record.checks[0].type, Check::Type::kShare);
  EXPECT_FALSE(record.checks[0].holds);
  EXPECT_EQ(record.checks[0].computed.to_string(), "75");
}

/// What a text asserts of itself: type, stated, computed, holds of each check.
struct Asserted {
  const char* name;
  const char* text;
  std::vector<std::string> checks;
};

std::string described(const Check& check) {
  static const char* const kTypes[] = {"sum", "share", "change", "list"};
  return std::string(kTypes[static_cast<int>(check.type)]) + " " + check.stated.to_string() + " " +
         check.computed.to_string() + (check.holds ? "" : " no");
}

class AssertedTest : public testing::TestWithParam<Asserted> {};

TEST_P(AssertedTest, IsRecomputed) {
  std::vector<std::string> found;
  for (const Check& check : extract(std::string(GetParam().text) + "\n").checks) found.push_back(described(check));
  EXPECT_EQ(found, GetParam().checks) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Checks, AssertedTest,
    testing::Values(
        Asserted{"pairs",
                 "Đã thực hiện 90 vụ việc (kỳ trước chuyển qua 12 vụ việc) cho 95 lượt người, trong đó: tư vấn "
                 "là 30 vụ việc cho 32 lượt người, đại diện là 60 vụ việc cho 63 lượt người.",
                 {"sum 95 95", "sum 90 90"}},
        Asserted{"the_dead_and_the_hurt",
                 "Xảy ra 36 vụ, làm chết 18 người, bị thương 31 người; trong đó đường bộ 33 vụ, chết 16 người, bị "
                 "thương 31 người; đường sắt 03 vụ, chết 02 người.",
                 {"sum 18 18", "sum 36 36"}},
        Asserted{"all_members_miss_the_whole", "Xã có 120 hộ, gồm: 70 hộ nghèo; 40 hộ cận nghèo.", {"sum 120 110 no"}},
        Asserted{"among_is_not_all", "Xã có 120 hộ, trong đó 70 hộ nghèo, 40 hộ cận nghèo.", {}},
        Asserted{"list_that_goes_on", "Xã có 120 hộ, gồm: 70 hộ nghèo; 40 hộ cận nghèo…", {}},
        Asserted{"rounded_amounts",
                 "Tổng vốn 10,5 tỷ đồng, gồm: ngân sách 6,26 tỷ đồng; huy động 4,26 tỷ đồng.",
                 {"sum 10500000000 10520000000"}},
        Asserted{"each_year_has_the_same_parts",
                 "Được bố trí 60 tỷ đồng (năm 2031 là 30 tỷ đồng; năm 2032 là 30 tỷ đồng, trong đó mỗi năm Bộ Công an "
                 "25 tỷ đồng, Bộ Quốc phòng 5 tỷ đồng).",
                 {"sum 60000000000 60000000000", "sum 30000000000 30000000000", "sum 30000000000 30000000000"}},
        Asserted{"parts_of_a_member_are_not_the_wholes",
                 "Có 100 vụ, gồm: trộm cắp 60 vụ, trong đó nội thành 25 vụ, ngoại thành 35 vụ; lừa đảo 40 vụ.",
                 {"sum 100 100", "sum 60 60"}},
        Asserted{"total_before_a_list",
                 "Tính đến nay, trong số 12 hội có:\n- 05 hội đã tổ chức đại hội;\n- 03 hội đang chuẩn bị hồ sơ;\n- 04 "
                 "hội chưa báo cáo.",
                 {"sum 12 12"}},
        Asserted{"other_years_are_another_whole",
                 "Năm 2030 có 261 lượt trẻ em, trong đó 226 lượt trẻ em tham gia tố tụng; năm 2031 có 108 lượt trẻ em, "
                 "chiếm 13,1% tổng số vụ việc; trong đó, tham gia tố tụng là 86 lượt trẻ em (chiếm 85%).",
                 {"share 85 79.6 no"}},
        Asserted{"so_many_of_so_many", "Có 125/145 xã (86,2%) đạt chuẩn.", {"share 86.2 86.2"}},
        Asserted{"share_of_something_named", "Có 40 vụ, trong đó 10 vụ (chiếm 15% tổng số đơn) quá hạn.", {}},
        Asserted{"whole_that_gives_the_share",
                 "Tiếp nhận 104 vụ, 120 đối tượng. Đã giải quyết 92 vụ, đạt tỷ lệ 88,5%.",
                 {"share 88.5 88.5"}},
        Asserted{"share_that_many_figures_give", "Tiếp nhận 100 vụ. Đã giải quyết 85 vụ, đạt tỷ lệ 85%.", {}},
        Asserted{"whole_named_again",
                 "Cả năm phát hiện 120 vụ việc xâm hại.\nTrong gia đình có 35 vụ, chiếm 29,2% tổng số vụ việc.",
                 {"share 29.2 29.2"}},
        Asserted{
            "whole_named_by_another_word",
            "Các cơ sở đã khám, điều trị bệnh cho 400 lượt người. Khám chữa bệnh bằng y học cổ truyền là 100 lượt, "
            "chiếm 27% tổng số lượt khám chữa bệnh trong tháng.",
            {"share 27 25 no"}},
        Asserted{
            "whole_of_another_time",
            "Tháng 9/2031 tiếp nhận 400 đơn khiếu nại. Đơn về đất đai có 100 đơn, chiếm 27% tổng số đơn khiếu nại.",
            {}},
        Asserted{"share_of_the_same_things",
                 "Có 8.442 vụ xâm hại trẻ em được phát hiện. Nhiều nhất là xâm hại tình dục với 6.364 vụ và 6.432 nạn "
                 "nhân, chiếm 75,4% tổng số vụ xâm hại trẻ em.",
                 {"share 75.4 75.4"}},
        Asserted{"wholes_one_of_which_fits",
                 "Cả tỉnh có 683,6 nghìn doanh nghiệp. Doanh nghiệp ngoài nhà nước có 659,4 nghìn doanh nghiệp, chiếm "
                 "96,5% tổng số doanh nghiệp. Doanh nghiệp nước ngoài là 22,2 nghìn doanh nghiệp, chiếm 3,2% tổng số "
                 "doanh nghiệp.",
                 {"share 96.5 96.5", "share 3.2 3.2"}},
        Asserted{"whole_of_something_narrower",
                 "Tiếp nhận 400 đơn khiếu nại về đất đai. Đơn đủ điều kiện có 100 đơn, chiếm 27% tổng số đơn.",
                 {}},
        Asserted{"sum_without_a_word",
                 "Phát hiện 518 lượt cơ sở vi phạm, đã nhắc nhở 498 cơ sở và xử lý 20 cơ sở.",
                 {"sum 518 518"}},
        Asserted{"sum_inside_what_is_opened",
                 "Kiểm tra 2.760 cơ sở, trong đó 518 lượt cơ sở vi phạm, đã nhắc nhở 498 cơ sở, xử lý 20 cơ sở.",
                 {"sum 518 518"}},
        Asserted{"round_figures_add_up_by_chance", "Có 50 vụ trộm cắp, xử lý 30 vụ, điều tra thêm 20 vụ.", {}},
        Asserted{"other_years_add_up_by_chance", "Năm 2031 có 45 vụ, năm 2030 có 26 vụ, năm 2029 có 19 vụ.", {}},
        Asserted{
            "share_before_its_part",
            "Điện sản xuất đạt trên 8,5 tỷ kWh, trong đó điện mua ngoài chiếm 28% toàn ngành đạt trên 2,36 tỷ kWh.",
            {"share 28 27.8"}},
        Asserted{
            "change_with_its_difference", "Xảy ra 78 vụ, giảm 12 vụ (13,3%) so với cùng kỳ.", {"change 13.3 13.3"}},
        Asserted{"change_behind_other_things",
                 "Phát hiện 27 vụ với 29 trẻ em là nạn nhân, giảm 06 vụ (18,2%) so với cùng kỳ.",
                 {"change 18.2 18.2"}},
        Asserted{"change_that_does_not_come_out",
                 "Xảy ra 78 vụ, giảm 12 vụ (23,3%) so với cùng kỳ.",
                 {"change 23.3 13.3 no"}},
        Asserted{"difference_behind_the_change",
                 "Thực hiện 312 vụ việc, tăng 18,2% (48 vụ việc) so với năm 2030.",
                 {"change 18.2 18.2"}},
        Asserted{"members_behind_a_colon",
                 "Đã xử lý 25 cơ sở bằng hình thức: phạt tiền 18 cơ sở, nhắc nhở 07 cơ sở.",
                 {"sum 25 25"}},
        Asserted{"colon_without_a_sum", "Có 25 cơ sở: phạt tiền 18 cơ sở, nhắc nhở 09 cơ sở.", {}},
        Asserted{"names_are_counted", "Có 03 Bộ (Công an, Quốc phòng, Y tế) đã báo cáo.", {"list 3 3"}},
        Asserted{"a_name_is_missing", "Có 04 huyện (Ba Vì, Thạch Thất, Đông Anh) đã báo cáo.", {"list 4 3 no"}},
        Asserted{"commas_inside_names",
                 "Có 02 sở (Sở Văn hóa, Thể thao và Du lịch, Sở Nông nghiệp và Môi trường) chậm báo cáo.",
                 {"list 2 2"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Checks, AnAmbiguousNumberIsWarnedOfAndNotGuessed) {
  const Record record = extract("Toàn tỉnh có 75.3276 nhà văn hóa thôn.\n");
  EXPECT_TRUE(record.facts.empty());
  ASSERT_EQ(record.warnings.size(), 1u);
  EXPECT_EQ(record.warnings[0].code, "ambiguous-number");
  EXPECT_EQ(record.warnings[0].text, "75.3276");
}

TEST(OtherNumbers, HaveTheirRoles) {
  const std::string text =
      "3. Người dưới 18 tuổi nghỉ 05 ngày, từ 16h30 tại Khóa XIII, kênh VTV1, dịch COVID-19, Điều 7.\n";
  const Record record = extract(text);
  std::map<std::string, std::string> roles;
  for (const OtherNumber& number : record.other_numbers) {
    const std::string& page = record.document.pages[number.where.page_index].text;
    roles[page.substr(number.where.text.begin, number.where.text.size())] = number.role;
  }
  EXPECT_EQ(roles["3"], "list-mark");
  EXPECT_EQ(roles["1"], "name-part");
  EXPECT_EQ(roles["18"], "age");
  EXPECT_EQ(roles["05"], "duration");
  EXPECT_EQ(roles["16"], "clock");
  EXPECT_EQ(roles["19"], "name-part");
  EXPECT_EQ(roles["7"], "code");
}

TEST(References, ShortMentionsTakeTheFullNumber) {
  const Record record =
      extract("Thực hiện Nghị quyết số 45/2031/NQ-HĐND ngày 02/3/2031 (sau đây gọi là Nghị quyết số 45).\n");
  ASSERT_EQ(record.facts.size(), 2u);
  const auto& full = std::get<LegalReference>(record.facts[0].value);
  const auto& mention = std::get<LegalReference>(record.facts[1].value);
  EXPECT_EQ(mention.number, full.number);
  EXPECT_EQ(mention.id, full.id);
}

}  // namespace
}  // namespace trichluc
