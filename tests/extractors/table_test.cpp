#include "extractors/table.h"

#include <gmock/gmock.h>

#include <type_traits>

#include "extractors/figures.h"
#include "extractors/table_unit.h"
#include "tests/extractors/drawn_table.h"

namespace trichluc::test {
namespace {

using testing::ElementsAreArray;
using testing::UnorderedElementsAre;

/// "count 6350 hộ, 2031, target {Số hộ | KH năm 2031}"
std::string told(const Fact& fact) {
  std::string line = kind_name(fact.value);
  std::visit(
      [&line](const auto& value) {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, Budget>) line += " " + value.amount.to_string() + " " + value.currency;
        if constexpr (std::is_same_v<Value, Count>) {
          line += " " + value.value.to_string();
          if (value.total) line += "/" + value.total->to_string();
          line += " " + value.unit;
          if (value.measure) line += " (measure)";
        }
        if constexpr (std::is_same_v<Value, Percentage>) line += " " + value.value.to_string();
        if constexpr (std::is_same_v<Value, Deadline>)
          line += " " + value.due + (value.relation == DueRelation::kBefore ? " before" : " by") + ", " + value.obligor;
        if constexpr (std::is_same_v<Value, TimeMention>) line += " " + value.value;
        if constexpr (std::is_same_v<Value, LegalReference>) line += " " + value.type + " " + value.number.value_or("");
      },
      fact.value);
  if (const Figure* figure = figure_of(fact.value)) {
    if (figure->comparator != Comparator::kEqual) line += std::string(" ") + comparator_sign(figure->comparator);
    if (!figure->per.empty()) line += " per " + figure->per;
    if (!figure->period.empty()) line += ", " + figure->period;
    if (figure->modality == Modality::kTarget) line += ", target";
    if (figure->change != Change::kNone) line += ", change";
    if (figure->decimal_point) line += ", decimal point";
  }
  if (fact.table) line += " {" + fact.table->row + " | " + fact.table->column + "}";
  return line;
}

struct Case {
  const char* name;
  DrawnTable table;
  std::vector<std::string> facts;  // places apart, in order
};
class TableTest : public testing::TestWithParam<Case> {};

TEST_P(TableTest, GivesFacts) {
  const Record record = extracted(GetParam().table);
  std::vector<std::string> lines;
  for (const Fact& fact : record.facts) {
    if (std::holds_alternative<Place>(fact.value)) continue;
    lines.push_back(told(fact));
    const Block& block = record.document.blocks[static_cast<std::size_t>(fact.block)];
    EXPECT_TRUE(fact.text.contains(fact.digits)) << lines.back();
    EXPECT_LE(fact.text.end, block.text.size()) << lines.back();
    EXPECT_EQ(block.text.substr(fact.text.begin, fact.text.size()).find('\t'), std::string::npos) << lines.back();
  }
  EXPECT_THAT(lines, ElementsAreArray(GetParam().facts));
}

std::string case_name(const testing::TestParamInfo<Case>& row) { return row.param.name; }

INSTANTIATE_TEST_SUITE_P(
    Units, TableTest,
    testing::Values(
        Case{"unit_column_ditto_and_group",
             {{},
              {"TT | Chỉ tiêu | ĐVT | Năm 2031"},
              {"I | Chăn nuôi | Con |", "1 | Đàn bò | | 1.250", "2 | Đàn lợn | Nghìn con | 3,5",
               "| Trong đó: lợn nái | \" | 0,5", "II | Nhà văn hóa | Nhà | 0"}},
             {"time 2031", "count 1250 con, 2031 {Đàn bò | Năm 2031}", "count 3500 con, 2031 {Đàn lợn | Năm 2031}",
              "count 500 con, 2031 {Trong đó: lợn nái | Năm 2031}", "count 0 nhà, 2031 {Nhà văn hóa | Năm 2031}"}},
        Case{"unit_with_rate",
             {{},
              {"STT | Nội dung | Đơn vị tính | Kết quả"},
              {"1 | Bác sĩ trên vạn dân | BS/VD | 9,5", "2 | Sản lượng | Tấn/năm | 120",
               "3 | Mức hỗ trợ | Triệu đồng/hộ | 40"}},
             {"count 9.5 bs per vd {Bác sĩ trên vạn dân | Kết quả}",
              "count 120 tấn (measure) per P1Y {Sản lượng | Kết quả}",
              "budget 40000000 VND per hộ {Mức hỗ trợ | Kết quả}"}},
        Case{"noun_of_the_column_not_of_a_name",
             {{}, {"STT | Đơn vị | Số trường | Số học sinh"}, {"1 | Xã Đồi Mơ | 3 | 1.204", "2 | Xã Suối Lụa | 2 | -"}},
             {"count 3 trường {Xã Đồi Mơ | Số trường}", "count 1204 học sinh {Xã Đồi Mơ | Số học sinh}",
              "count 2 trường {Xã Suối Lụa | Số trường}"}},
        Case{"noun_of_the_row",
             {{}, {"Nội dung | Năm 2030 | Năm 2031"}, {"Số hộ nghèo | 45 | 30", "Giáo viên mầm non | 12 | 14"}},
             {"time 2030", "time 2031", "count 45 hộ nghèo, 2030 {Số hộ nghèo | Năm 2030}",
              "count 30 hộ nghèo, 2031 {Số hộ nghèo | Năm 2031}",
              "count 12 giáo viên, 2030 {Giáo viên mầm non | Năm 2030}",
              "count 14 giáo viên, 2031 {Giáo viên mầm non | Năm 2031}"}},
        Case{"noun_of_the_caption",
             {{"Bảng 4. Số học sinh tham gia khảo sát"},
              {"Khối lớp | Sĩ số | Tỷ lệ"},
              {"Khối Sáu A | 41 | 95.35%", "Khối Bảy A | 39 | 100%"}},
             {"count 41 học sinh {Khối Sáu A | Sĩ số}", "percentage 95.35, decimal point {Khối Sáu A | Tỷ lệ}",
              "count 39 học sinh {Khối Bảy A | Sĩ số}", "percentage 100 {Khối Bảy A | Tỷ lệ}"}},
        Case{"no_unit_no_fact", {{}, {"STT | Xã | Mức 1 | Mức 2"}, {"1 | Đồi Mơ | 3 | 4", "2 | Suối Lụa | 5 | 6"}}, {}},
        Case{"scale_of_the_caption",
             {{"Biểu 2. Thu, chi ngân sách", "Đơn vị tính: triệu đồng"},
              {"STT | Nội dung | Dự toán | Tỷ lệ (%)"},
              {"A | Tổng thu | 1.250.000 | 101,5", "1 | Thu phí | 0 | -"}},
             {"budget 1250000000000 VND {Tổng thu | Dự toán}", "percentage 101.5 {Tổng thu | Tỷ lệ (%)}",
              "budget 0 VND {Thu phí | Dự toán}"}},
        Case{"scale_of_the_corner",
             {{}, {"Nội dung (ĐVT: tỷ đồng) | Thực hiện"}, {"Chi xây dựng | 2,5", "Chi sửa chữa | 0,25"}},
             {"budget 2500000000 VND {Chi xây dựng | Thực hiện}", "budget 250000000 VND {Chi sửa chữa | Thực hiện}"}},
        Case{"unit_of_the_column_beats_the_unit_cell",
             {{},
              {"TT | Nội dung | ĐVT | Số lượng | Kinh phí (triệu đồng)"},
              {"1 | Tập huấn kỹ thuật | Lớp | 4 | 120", "2 | Máy bơm | Cái | 15 | 1.350,5"}},
             {"count 4 lớp {Tập huấn kỹ thuật | Số lượng}",
              "budget 120000000 VND {Tập huấn kỹ thuật | Kinh phí (triệu đồng)}", "count 15 cái {Máy bơm | Số lượng}",
              "budget 1350500000 VND {Máy bơm | Kinh phí (triệu đồng)}"}},
        Case{"measure",
             {{},
              {"TT | Loại rừng | ĐVT | Diện tích"},
              {"1 | Rừng trồng | Ha | 1.258,5", "2 | Rừng tự nhiên | '' | 2.400"}},
             {"count 1258.5 ha (measure) {Rừng trồng | Diện tích}",
              "count 2400 ha (measure) {Rừng tự nhiên | Diện tích}"}},
        Case{"rate_of_a_row_is_no_count",
             {{}, {"Nội dung | Số lượng"}, {"Tỷ lệ hộ nghèo | 4,5", "Hộ nghèo | 120", "Tỷ lệ tăng (%) | 3"}},
             {"count 120 hộ nghèo {Hộ nghèo | Số lượng}", "percentage 3 {Tỷ lệ tăng (%) | Số lượng}"}}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Columns, TableTest,
    testing::Values(
        Case{"spanning_header_column_numbers_and_comparison",
             {{"Biểu 7 năm 2029"},
              {"TT | Chỉ tiêu | ĐVT | Năm 2030 | < | Năm 2031 | So sánh (%)",
               "^ | ^ | ^ | TH 10 tháng | Cả năm | Kế hoạch | ^", "A | B | C | 1 | 2 | 3 | 4=3/2"},
              {"1 | Lượt khám | Lượt | 8.100 | 9.700 | 9.900 | 102,1"}},
             {"time 2029", "time 2030", "time 2031",
              "count 8100 lượt, 2030-01/2030-10 {Lượt khám | Năm 2030 / TH 10 tháng}",
              "count 9700 lượt, 2030 {Lượt khám | Năm 2030 / Cả năm}",
              "count 9900 lượt, 2031, target {Lượt khám | Năm 2031 / Kế hoạch}",
              "percentage 102.1 {Lượt khám | So sánh (%)}"}},
        Case{"division_makes_a_comparison",
             {{},
              {"Nội dung | Số vụ | Số vụ đã xử lý | So với tổng số", "A | 1 | 2 | 3=2/1"},
              {"Trộm cắp | 20 | 18 | 90", "Lừa đảo | 4 | 1 | 25"}},
             {"count 20 vụ {Trộm cắp | Số vụ}", "count 18 vụ {Trộm cắp | Số vụ đã xử lý}",
              "percentage 90 {Trộm cắp | So với tổng số}", "count 4 vụ {Lừa đảo | Số vụ}",
              "count 1 vụ {Lừa đảo | Số vụ đã xử lý}", "percentage 25 {Lừa đảo | So với tổng số}"}},
        Case{"quarters_and_bare_years",
             {{},
              {"Nội dung | ĐVT | 2030 | KH 2031 | <", "^ | ^ | ^ | Quý I | 6 tháng"},
              {"Số lớp | Lớp | 7 | 2 | 4", "Số buổi | Buổi | ≥ 30 | 10 | 15/20"}},
             {"time 2030", "time 2031", "time 2031-01/2031-03", "count 7 lớp, 2030 {Số lớp | 2030}",
              "count 2 lớp, 2031-01/2031-03, target {Số lớp | KH 2031 / Quý I}",
              "count 4 lớp, 2031-01/2031-06, target {Số lớp | KH 2031 / 6 tháng}",
              "count 30 buổi >=, 2030 {Số buổi | 2030}",
              "count 10 buổi, 2031-01/2031-03, target {Số buổi | KH 2031 / Quý I}",
              "count 15/20 buổi, 2031-01/2031-06, target {Số buổi | KH 2031 / 6 tháng}"}},
        Case{"compared_years_are_no_time",
             {{}, {"Nội dung | Số xã | Tăng trưởng 2031/2030 (%)"}, {"Vùng cao | 12 | -3,5", "Vùng thấp | 9 | 4"}},
             {"count 12 xã {Vùng cao | Số xã}", "percentage -3.5 {Vùng cao | Tăng trưởng 2031/2030 (%)}",
              "count 9 xã {Vùng thấp | Số xã}", "percentage 4 {Vùng thấp | Tăng trưởng 2031/2030 (%)}"}},
        Case{"same_period_has_none",
             {{}, {"Nội dung | Cùng kỳ năm 2030 | Ước thực hiện năm 2031"}, {"Số vụ cháy | 3 | 2", "Số vụ nổ | 0 | 1"}},
             {"time 2030", "time 2031", "count 3 vụ {Số vụ cháy | Cùng kỳ năm 2030}",
              "count 2 vụ, 2031 {Số vụ cháy | Ước thực hiện năm 2031}", "count 0 vụ {Số vụ nổ | Cùng kỳ năm 2030}",
              "count 1 vụ, 2031 {Số vụ nổ | Ước thực hiện năm 2031}"}},
        Case{"levels_below_a_spanning_header",
             {{"Tổng hợp ý kiến của phụ huynh"},
              {"TT | Nội dung | Mức độ đánh giá | < | <", "^ | ^ | 1 | 2 | 3"},
              {"1 | Bữa ăn đủ chất | 4 | 50 | 31", "| | 4.71% | 58.82% | 36.47%"}},
             {"count 4 ý kiến {Bữa ăn đủ chất | Mức độ đánh giá / 1}",
              "count 50 ý kiến {Bữa ăn đủ chất | Mức độ đánh giá / 2}",
              "count 31 ý kiến {Bữa ăn đủ chất | Mức độ đánh giá / 3}",
              "percentage 4.71, decimal point { | Mức độ đánh giá / 1}",
              "percentage 58.82, decimal point { | Mức độ đánh giá / 2}",
              "percentage 36.47, decimal point { | Mức độ đánh giá / 3}"}},
        Case{"codes_count_nothing",
             {{},
              {"STT | Họ tên | Năm sinh | Số điện thoại | Số con"},
              {"1 | Vừ A Lử | 1975 | 12 | 3", "2 | Sùng Thị Pà | 1981 | 15 | 2"}},
             {"count 3 con {Vừ A Lử | Số con}", "count 2 con {Sùng Thị Pà | Số con}"}}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Words, TableTest,
    testing::Values(
        Case{"deadline_column",
             {{},
              {"TT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn hoàn thành"},
              {"1 | Rà soát hộ nghèo | Phòng Nội vụ | 30/9/2031", "2 | Tổng kết | Văn phòng | Quý IV/2031",
               "3 | Nộp báo cáo | Các xã | Trước ngày 15/11/2031", "4 | Tuyên truyền | Các xã | Thường xuyên"}},
             {"deadline 2031-09-30 by, Phòng Nội vụ {Rà soát hộ nghèo | Thời hạn hoàn thành}",
              "deadline 2031-10/2031-12 by, Văn phòng {Tổng kết | Thời hạn hoàn thành}",
              "deadline 2031-11-15 before, Các xã {Nộp báo cáo | Thời hạn hoàn thành}"}},
        Case{"references_and_figures_in_words",
             {{},
              {"TT | Tên văn bản | Kết quả năm 2031"},
              {"1 | Quyết định số 918/QĐ-UBND ngày 05/3/2030 | Tổ chức 03 lớp tập huấn",
               "2 | Chương trình khóa 16 | 02 hội nghị"}},
             {"time 2031", "legal_reference QĐ 918/QĐ-UBND {Quyết định số 918/QĐ-UBND ngày 05/3/2030 | Tên văn bản}",
              "count 3 lớp, 2031 {Quyết định số 918/QĐ-UBND ngày 05/3/2030 | Kết quả năm 2031}",
              "count 2 hội nghị, 2031 {Chương trình khóa 16 | Kết quả năm 2031}"}}),
    case_name);

/// "12 list-mark"
std::vector<std::string> other_numbers(const Record& record) {
  std::vector<std::string> numbers;
  for (const OtherNumber& other : record.other_numbers) {
    numbers.push_back(record.document.pages[0].text.substr(other.where.text.begin, other.where.text.size()) + " " +
                      other.role);
  }
  return numbers;
}

TEST(TableNumbersTest, EveryNumeralHasARole) {
  const Record record = extracted({{},
                                   {"TT | Lớp | Mức 4 | Số học sinh", "A | B | 1 | 2=3+1"},
                                   {"1 | 1.1. Lớp 6A | 7 | 41", "2 | Khóa 16 | 7 | 75.3276"}});
  EXPECT_THAT(other_numbers(record),
              UnorderedElementsAre("4 ordinal", "1 ordinal", "2 code", "3 code", "1 code", "1 list-mark", "1 list-mark",
                                   "1 list-mark", "6 name-part", "7 unexplained", "2 list-mark", "16 ordinal",
                                   "7 unexplained", "75.3276 unexplained"));
  ASSERT_EQ(record.facts.size(), 1U);
  ASSERT_TRUE(record.facts[0].table);
  EXPECT_EQ(record.facts[0].table->row, "Lớp 6A");
}

TEST(TableSubjectTest, NamesTheGroups) {
  const Record record = extracted({{},
                                   {"TT | Chỉ tiêu | ĐVT | Kết quả"},
                                   {"I | Y tế | |", "1 | Trạm y tế | Trạm | 12", "- | Đạt chuẩn | Trạm | 9",
                                    "II | Giáo dục | |", "1 | Trường | Trường | 20"}});
  std::vector<std::string> subjects;
  for (const Fact& fact : record.facts) subjects.push_back(figure_of(fact.value)->of);
  EXPECT_THAT(subjects, testing::ElementsAre("Y tế / Trạm y tế", "Y tế / Trạm y tế / Đạt chuẩn", "Giáo dục / Trường"));
}

struct SumCase {
  const char* name;
  DrawnTable table;
  std::vector<std::string> checks;  // "15 = 6 + 9" by values: stated, computed, parts
};
class TableSumTest : public testing::TestWithParam<SumCase> {};

TEST_P(TableSumTest, ChecksWhatTheTableAsserts) {
  std::vector<std::string> lines;
  for (const Check& check : extracted(GetParam().table).checks) {
    lines.push_back(check.stated.to_string() + (check.holds ? " = " : " != ") + check.computed.to_string() + " of " +
                    std::to_string(check.parts.size()));
  }
  EXPECT_THAT(lines, ElementsAreArray(GetParam().checks));
}

INSTANTIATE_TEST_SUITE_P(
    Sums, TableSumTest,
    testing::Values(SumCase{"total_row",
                            {{},
                             {"STT | Xã | Số lớp | Tỷ lệ (%)"},
                             {"1 | Đồi Mơ | 6 | 50", "2 | Suối Lụa | 9 | 60", "| Tổng cộng | 15 | 55"}},
                            {"15 = 15 of 2"}},
                    SumCase{"total_row_wrong",
                            {{}, {"STT | Xã | Số lớp"}, {"| Tổng số | 16", "1 | Đồi Mơ | 6", "2 | Suối Lụa | 9"}},
                            {"16 != 15 of 2"}},
                    SumCase{"outermost_level_only",
                            {{},
                             {"TT | Khoa | Số sinh viên"},
                             {"I | Kinh tế | 30", "1 | Lớp A | 20", "2 | Lớp B | 10", "II | Luật | 12",
                              "| Trong đó: nữ | 5", "| Cộng | 42"}},
                            {"42 = 42 of 2"}},
                    SumCase{"bold_rows_are_the_groups",
                            {{},
                             {"Khoa | Số sinh viên"},
                             {"** Kinh tế | 30", "Lớp A | 20", "** Luật | 12", "Lớp C | 9", "** Tổng cộng | 42"}},
                            {"42 = 42 of 2"}},
                    SumCase{
                        "groups_alike_with_one_member_or_some_unread",
                        {{},
                         {"Khoa | Số sinh viên | Số phản hồi"},
                         {"Kinh tế | 30 | 20", "Lớp A | 20 | 12", "Lớp B | 10 | 8", "Luật | 12 | 9", "Lớp C | 12 | 9",
                          "Ngoại ngữ | 40 | 11", "Lớp D | 15 | 6", "Lớp E | 11 | 4", "Tổng cộng | 82 | 40"}},
                        {"82 = 82 of 3", "40 = 40 of 3"}},
                    SumCase{"unread_part_no_check",
                            {{}, {"STT | Xã | Số lớp"}, {"1 | Đồi Mơ | 6", "2 | Suối Lụa | 9 hoặc 10", "| Tổng | 15"}},
                            {}},
                    SumCase{"column_formula",
                            {{},
                             {"Xã | Số nam | Số nữ | Số người", "A | 1 | 2 | 3=1+2"},
                             {"Đồi Mơ | 6 | 7 | 13", "Suối Lụa | 1 | 1 | 3"}},
                            {"13 = 13 of 2", "3 != 2 of 2"}},
                    SumCase{"levels",
                            {{"Tổng hợp ý kiến"},
                             {"Nội dung | Mức độ | < | Hài lòng", "^ | 4 | 5 | 4+5"},
                             {"Bữa ăn | 6 | 7 | 13", "Phòng ở | 1 | 1 | 3"}},
                            {"13 = 13 of 2", "3 != 2 of 2"}}),
    [](const auto& row) { return std::string(row.param.name); });

struct UnitCase {
  const char* name;
  const char* text;
  const char* told;
};
class TableUnitTest : public testing::TestWithParam<UnitCase> {};

std::string told(const TableUnit& unit) {
  std::string line;
  switch (unit.kind) {
    case TableUnit::Kind::kNone: line = "none"; break;
    case TableUnit::Kind::kPercentage: line = "%"; break;
    case TableUnit::Kind::kMoney: line = unit.currency; break;
    case TableUnit::Kind::kCount: line = unit.noun; break;
  }
  if (unit.power != 0) line += " e" + std::to_string(unit.power);
  if (!unit.per.empty()) line += " per " + unit.per;
  return line;
}

TEST_P(TableUnitTest, Reads) {
  static const Vocabulary kVocabulary = [] {
    Vocabulary vocabulary;
    vocabulary.nouns.add("hộ", 0);
    vocabulary.not_counted.add("tuổi", 0);
    vocabulary.measures.push_back({"tấn", false});
    vocabulary.measure_names.add("tấn", 0);
    vocabulary.currencies.push_back({"VND"});
    for (const char* word : {"đồng", "đ"}) vocabulary.currency_names.add(word, 0);
    vocabulary.scales.add("nghìn", 3);
    vocabulary.scales.add("triệu", 6);
    return vocabulary;
  }();
  EXPECT_EQ(told(read_unit(GetParam().text, kVocabulary)), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    Units, TableUnitTest,
    testing::Values(UnitCase{"noun", "Hộ", "hộ"}, UnitCase{"unknown_noun", "Tuyến", "tuyến"},
                    UnitCase{"money", "Triệu đồng", "VND e6"}, UnitCase{"money_in_short", "Tr.đ", "VND e6"},
                    UnitCase{"money_in_thousands", "1.000 đồng", "VND e3"}, UnitCase{"measure", "nghìn tấn", "tấn e3"},
                    UnitCase{"percent", "(%)", "%"}, UnitCase{"per_mille_is_none", "‰", "none"},
                    UnitCase{"age_is_none", "Tuổi", "none"}, UnitCase{"rate", "BS/VD", "bs per vd"},
                    UnitCase{"rate_in_time", "Tấn/năm", "tấn per P1Y"},
                    UnitCase{"rate_alone", "trên 100.000 trẻ đẻ sống", "none per 100.000 trẻ đẻ sống"},
                    UnitCase{"scale_alone", "triệu", "none"},
                    UnitCase{"sentence", "Do Ủy ban nhân dân các xã báo cáo theo biểu mẫu ban hành kèm theo", "none"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace trichluc::test
