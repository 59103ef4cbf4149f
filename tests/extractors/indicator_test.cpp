// Which indicator a figure states; the entries' own examples are held by rules_test.cpp.
#include <gtest/gtest.h>

#include "extractors/engine/indicator_file.h"
#include "extractors/extract.h"
#include "extractors/figures.h"

namespace trichluc {
namespace {

struct Case {
  const char* name;
  const char* text;
  const char* figure;  // the fact's text
  const char* code;    // "": none
};
class IndicatorTest : public testing::TestWithParam<Case> {
 protected:
  static const Extractor& extractor() {
    static const auto loaded = Extractor::load({std::string(TRICHLUC_SOURCE_DIR) + "/rules"});
    return *loaded;
  }
};

TEST_P(IndicatorTest, IsOfTheFiguresOwnSubject) {
  const Case& row = GetParam();
  Document document;
  document.pages.emplace_back();
  document.pages[0].text = row.text;
  Block block;
  block.text = row.text;
  block.pieces.push_back({0, static_cast<std::uint32_t>(block.text.size()), 0, 0});
  document.blocks.push_back(std::move(block));
  const Record record = extractor().extract(std::move(document));
  bool found = false;
  for (const Fact& fact : record.facts) {
    const Figure* figure = figure_of(fact.value);
    if (figure == nullptr || std::string(row.text).substr(fact.text.begin, fact.text.size()) != row.figure) continue;
    EXPECT_EQ(figure->indicator, row.code) << row.text;
    found = true;
  }
  EXPECT_TRUE(found) << row.figure;
}

constexpr const char* kPairs =
    "phát hiện 12 vụ xâm hại trẻ em, xâm hại 15 trẻ em, tăng 2% số vụ và tăng 13% số trẻ em bị xâm hại";
constexpr const char* kPart = "Có 31 vụ xâm hại trẻ em (trong đó xâm hại tình dục trẻ em là 17 vụ, xâm hại 19 trẻ em)";
constexpr const char* kRespectively = "số vụ và số trẻ em bị xâm hại giảm lần lượt là 33,3% và 28,6%";

INSTANTIATE_TEST_SUITE_P(
    Subjects, IndicatorTest,
    testing::Values(
        Case{"cases_beside_victims", kPairs, "12 vụ", "VN_NQ121_ABUSE_CASES"},
        Case{"victims_beside_cases", kPairs, "15 trẻ em", "VN_TT13_0101"},
        Case{"change_without_subject", kPairs, "2%", ""}, Case{"change_behind_and", kPairs, "13%", "VN_TT13_0101"},
        Case{"whole_of_a_breakdown", kPart, "31 vụ", "VN_NQ121_ABUSE_CASES"},
        Case{"part_in_brackets", kPart, "17 vụ", "VN_NQ121_SEXUAL_ABUSE_CASES"},
        Case{"second_of_the_part", kPart, "19 trẻ em", ""}, Case{"respectively", kRespectively, "33,3%", ""},
        Case{"comma_inside_a_name", "tập huấn kỹ năng phòng, chống xâm hại cho 20 học sinh", "20 học sinh", ""},
        Case{"share_of_a_plan", "98,5% kế hoạch trẻ em dưới 5 tuổi được đăng ký khai sinh", "98,5%", ""},
        Case{"each", "mỗi trường mở 02 lớp tập huấn bảo vệ trẻ em", "02 lớp", ""},
        Case{"threshold", "nhận tài trợ cho trẻ em từ 5 triệu đồng trở lên", "từ 5 triệu đồng trở lên", ""},
        Case{"topic_earlier_in_the_sentence", "Tổng đài 111 nhận 90 cuộc gọi đến, tư vấn 25 ca", "25 ca",
             "VN_NQ121_HOTLINE_COUNSELLING"},
        Case{"topic_in_another_sentence", "Tổng đài 111 nhận 90 cuộc gọi đến. Bệnh viện tư vấn 25 ca", "25 ca", ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(IndicatorFile, SaysWhatIsWrong) {
  const std::string good =
      "[[indicator]]\ncode = 'A_1'\nvi = 'x'\nen = 'x'\nsource = 'x'\nunit = 'PT'\nkinds = ['percentage']\nall = "
      "[['x']]\n";
  EXPECT_TRUE(read_indicator_file("my.toml", good));
  for (const auto& [from, to, reason] : {std::tuple{"'A_1'", "'a-1'", "code"},
                                         {"en = 'x'\n", "", "`en`"},
                                         {"percentage", "share", "share"},
                                         {"percentage", "count", "units"},
                                         {"[['x']]", "['x']", "lists"},
                                         {"unit", "uint", "uint"}}) {
    std::string text = good;
    text.replace(text.find(from), std::string(from).size(), to);
    const auto read = read_indicator_file("my.toml", text);
    ASSERT_FALSE(read) << reason;
    EXPECT_NE(read.error().message.find(reason), std::string::npos) << read.error().message;
    EXPECT_GT(read.error().where.line.value_or(0), 0);
  }
  const auto twice = read_indicator_file("my.toml", good + good);
  ASSERT_FALSE(twice);
  EXPECT_NE(twice.error().message.find("twice"), std::string::npos);
}

}  // namespace
}  // namespace trichluc
