#include "pipeline/normalize/recognised_recipients.h"

#include <gtest/gtest.h>

#include "tests/normalize/recognised_page.h"

namespace trichluc {
namespace {

struct Case {
  const char* name;
  const char* read;
  const char* meant;
};
class RecognisedRecipients : public testing::TestWithParam<Case> {};

TEST_P(RecognisedRecipients, AreBodiesAndRemarks) {
  const std::string head = "Nơi nhận:\n";
  expect_repaired(repair_recognised_recipients, head + GetParam().read, head + GetParam().meant, "ocr.recipient");
}

const auto kName = [](const auto& row) { return std::string(row.param.name); };

INSTANTIATE_TEST_SUITE_P(Misread, RecognisedRecipients,
                         testing::Values(Case{"marks_of_a_body", "- Bạn Văn hóa xã;", "- Ban Văn hóa xã;"},
                                         Case{"before_an_acronym", "- Sơ VHTT;", "- Sở VHTT;"},
                                         Case{"without_its_dash", "Phong Nội vụ huyện;", "Phòng Nội vụ huyện;"},
                                         Case{"stroke_read_twice", "- HĐND xã (để bí/c);", "- HĐND xã (để b/c);"},
                                         Case{"sign_for_a_letter", "- HĐND xã (b/©);", "- HĐND xã (b/c);"},
                                         Case{"stroke_for_a_letter", "- Đội thuế (t1h);", "- Đội thuế (t/h);"},
                                         Case{"both_words", "- HĐND xã (đẻ b/e);", "- HĐND xã (để b/c);"},
                                         Case{"head_and_remark", "- Bạn Dân vận xã (dé biết);",
                                              "- Ban Dân vận xã (để biết);"}),
                         kName);

INSTANTIATE_TEST_SUITE_P(LeftAlone, RecognisedRecipients,
                         testing::Values(Case{"right", "- Ban Văn hóa xã (để b/c);", "- Ban Văn hóa xã (để b/c);"},
                                         Case{"a_person", "- Bàn Văn Mơ;", "- Bàn Văn Mơ;"},
                                         Case{"who_signs", "Vũ Thị Mây", "Vũ Thị Mây"},
                                         Case{"other_words", "- Bạn đọc của báo;", "- Bạn đọc của báo;"},
                                         Case{"a_place", "- Phong Thổ;", "- Phong Thổ;"},
                                         Case{"a_department", "- Lưu: VT (tích).", "- Lưu: VT (tích)."},
                                         Case{"a_clerk", "- Lưu: VT, NC(tlh).", "- Lưu: VT, NC(tlh)."},
                                         Case{"open_bracket", "- HĐND xã (bí/c", "- HĐND xã (bí/c"}),
                         kName);

TEST(RecognisedRecipient, OnlyBelowTheHeadOfTheList) {
  Page page = make_page("- Bạn Văn hóa xã;\n(bí/c)");
  page.origin.kind = "ocr";
  repair_recognised_recipients(page);
  EXPECT_EQ(page.text, "- Bạn Văn hóa xã;\n(bí/c)\n");
}

TEST(RecognisedRecipient, TypedPagesAreNotTouched) {
  Page page = make_page("Nơi nhận:\n- Bạn Văn hóa xã;");
  page.origin.kind = "text-layer";
  repair_recognised_recipients(page);
  EXPECT_EQ(page.text, "Nơi nhận:\n- Bạn Văn hóa xã;\n");
}

}  // namespace
}  // namespace trichluc
