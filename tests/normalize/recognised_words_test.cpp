#include "pipeline/normalize/recognised_words.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/normalize/language.h"

namespace trichluc {
namespace {

Reading recognised(std::string text, const char* kind = "ocr") {
  Reading reading = reading_of(std::move(text));
  reading.pages[0].origin.kind = kind;
  return reading;
}

struct Case {
  const char* name;
  const char* read;
  const char* meant;
};
class RecognisedWords : public testing::TestWithParam<Case> {};

TEST_P(RecognisedWords, AreReadByTheirNeighbours) {
  Reading reading = recognised(GetParam().read);
  const std::string before = reading.pages[0].text;
  repair_recognised_words(reading, shipped_language());
  const Page& page = reading.pages[0];
  EXPECT_EQ(page.text, std::string(GetParam().meant) + "\n");
  EXPECT_EQ(page.repairs.empty(), page.text == before);
  for (const Repair& repair : page.repairs) {
    EXPECT_TRUE(repair.rule == "ocr.marks" || repair.rule == "ocr.letter") << repair.rule;
    EXPECT_EQ(page.text.substr(repair.text.begin, repair.text.size()), repair.to);
    const Range source = page.source.to_source(repair.text);
    EXPECT_EQ(before.substr(source.begin, source.size()), repair.from);
    EXPECT_LT(repair.confidence, 1);
  }
}

const auto kName = [](const auto& row) { return std::string(row.param.name); };

INSTANTIATE_TEST_SUITE_P(
    Misread, RecognisedWords,
    testing::Values(Case{"lost_tone", "đã tiếp nhận 10 hô sơ của công dân", "đã tiếp nhận 10 hồ sơ của công dân"},
                    Case{"other_tone", "hoàn thiện hỗ sơ trình Ủy ban", "hoàn thiện hồ sơ trình Ủy ban"},
                    Case{"no_syllable", "nâng cao chât lượng dịch vụ", "nâng cao chất lượng dịch vụ"},
                    Case{"two_in_a_row", "các cơ quan có thâm quyên quản lý", "các cơ quan có thẩm quyền quản lý"},
                    Case{"capitals", "QUYÉT ĐỊNH", "QUYẾT ĐỊNH"},
                    Case{"begins_a_sentence", "Tông số trẻ em là 230 em.", "Tổng số trẻ em là 230 em."},
                    Case{"name_of_an_office", "báo cáo Sở Y tê trước ngày 5", "báo cáo Sở Y tế trước ngày 5"},
                    Case{"letter", "các chỉ tiêu được glao năm nay", "các chỉ tiêu được giao năm nay"},
                    Case{"over_a_line_end", "việc giải quyêt các\nthủ tục hành chính",
                         "việc giải quyết các\nthủ tục hành chính"}),
    kName);

INSTANTIATE_TEST_SUITE_P(LeftAlone, RecognisedWords,
                         testing::Values(Case{"sound", "Tổ chức thực hiện Kế hoạch trên địa bàn tỉnh",
                                              "Tổ chức thực hiện Kế hoạch trên địa bàn tỉnh"},
                                         Case{"names", "Nguyễn Văn Tuân, Lê Thị Hô, Trần Tông",
                                              "Nguyễn Văn Tuân, Lê Thị Hô, Trần Tông"},
                                         Case{"acronyms", "TU, HĐND, KTTH", "TU, HĐND, KTTH"},
                                         Case{"address", "hoplao@glao.example.vn", "hoplao@glao.example.vn"},
                                         Case{"number", "số 12/QĐ-CHAU", "số 12/QĐ-CHAU"}, Case{"nothing", "", ""}),
                         kName);

TEST(RecognisedText, TypedPagesAreNotTouched) {
  for (const char* kind : {"text-layer", "blank", ""}) {
    Reading reading = recognised("tiếp nhận 10 hô sơ", kind);
    repair_recognised_words(reading, shipped_language());
    EXPECT_EQ(reading.pages[0].text, "tiếp nhận 10 hô sơ\n");
    EXPECT_TRUE(reading.pages[0].repairs.empty());
  }
}

TEST(RecognisedText, DigitsNeverChange) {
  Reading reading = recognised("10 hô sơ, 1O hô sơ, 25% chât lượng, l2 giây phép năm 2O24");
  const auto digits = [&reading] {
    const std::string& text = reading.pages[0].text;
    return std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  const auto before = digits();
  repair_recognised_words(reading, shipped_language());
  EXPECT_EQ(digits(), before);
}

TEST(RecognisedText, TwiceChangesNothingMore) {
  Reading reading = recognised("có thâm quyên quản lý, tông sô 10 hô sơ chât lượng\nQUYÉT ĐỊNH");
  repair_recognised_words(reading, shipped_language());
  const std::string once = reading.pages[0].text;
  repair_recognised_words(reading, shipped_language());
  EXPECT_EQ(reading.pages[0].text, once);
}

}  // namespace
}  // namespace trichluc
