#include "pipeline/normalize/recognised_offices.h"

#include <gtest/gtest.h>

#include "tests/normalize/recognised_page.h"

namespace trichluc {
namespace {

struct Case {
  const char* name;
  const char* read;
  const char* meant;
};
class RecognisedOffices : public testing::TestWithParam<Case> {};

TEST_P(RecognisedOffices, AreOnesOfTheList) {
  expect_repaired(repair_recognised_offices, GetParam().read, GetParam().meant, "ocr.office");
}

const auto kName = [](const auto& row) { return std::string(row.param.name); };

INSTANTIATE_TEST_SUITE_P(Misread, RecognisedOffices,
                         testing::Values(Case{"lost_letter", "PHÓ CHỦ TIC", "PHÓ CHỦ TỊCH"},
                                         Case{"lost_marks", "CHANH VAN PHONG", "CHÁNH VĂN PHÒNG"},
                                         Case{"strokes_around", "_HIỆU.TRƯỞNG /#", "HIỆU TRƯỞNG"},
                                         Case{"small_letter", "ï, GIÁM ĐÓt", "GIÁM ĐỐC"},
                                         Case{"behind_its_sign", "KT. CHỦ TICH", "KT. CHỦ TỊCH"},
                                         Case{"indented", "   VIÊN TRƯỞNG", "   VIỆN TRƯỞNG"}),
                         kName);

INSTANTIATE_TEST_SUITE_P(LeftAlone, RecognisedOffices,
                         testing::Values(Case{"right", "PHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH"},
                                         Case{"half_of_it", "ĐỐC", "ĐỐC"},
                                         Case{"between_two", "CU TRƯỞNG", "CU TRƯỞNG"},
                                         Case{"other_words", "BÁO CÁO KẾT QUẢ", "BÁO CÁO KẾT QUẢ"},
                                         Case{"a_sentence", "Chủ tích xã đã báo cáo", "Chủ tích xã đã báo cáo"},
                                         Case{"a_name", "Nguyễn Văn Giám", "Nguyễn Văn Giám"}),
                         kName);

/// Two lines of 12 points, the second `indent` to the right of the first.
Page two_lines(const char* above, const char* below, float indent) {
  Page page = make_page(std::string(above) + "\n" + below);
  page.origin.kind = "ocr";
  page.lines[0].box = {300, 600, 400, 612};
  page.lines[1].box = {300 + indent, 615, 400 + indent, 627};
  return page;
}

TEST(RecognisedOffice, UnderAnOfficeStandsItsDeputy) {
  for (const char* read : {"LÁM ĐỘI _", "GIÁM ĐỐC", "IAM DOC", "-EGIÁM ĐÓC"}) {
    Page page = two_lines("KT. GIÁM ĐỐC", read, 20);
    repair_recognised_offices(page);
    EXPECT_EQ(page.text, "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n") << read;
  }
}

TEST(RecognisedOffice, TheListOfRecipientsStandsBeside) {
  Page page = two_lines("Nơi nhận: GIÁM ĐỐC", "LÁM ĐỘI _", 100);
  for (std::uint32_t at = 0; at < page.lines[0].text.end; ++at) {
    const float left = at < 12 ? 80.0F + static_cast<float>(at) : 400.0F + static_cast<float>(5 * at - 60);
    page.glyphs.push_back({at, {left, 600, left + 5, 612}});
  }
  repair_recognised_offices(page);
  EXPECT_EQ(page.text, "Nơi nhận: GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n");
}

TEST(RecognisedOffice, OtherLinesUnderAnOfficeStay) {
  for (const char* read : {"SỞ NỘI VỤ", "NGUYỄN VĂN LAU", "ĐỐC", "TM. HỘI"}) {
    Page page = two_lines("GIÁM ĐỐC", read, 20);
    repair_recognised_offices(page);
    EXPECT_EQ(page.text, std::string("GIÁM ĐỐC\n") + read + "\n");
  }
}

TEST(RecognisedOffice, BesideAnOfficeStandsAnother) {
  Page page = two_lines("GIÁM ĐỐC", "GIÁM ĐỐC", 200);
  repair_recognised_offices(page);
  EXPECT_EQ(page.text, "GIÁM ĐỐC\nGIÁM ĐỐC\n");
}

TEST(RecognisedOffice, TypedPagesAreNotTouched) {
  Page page = make_page("PHÓ CHỦ TIC");
  page.origin.kind = "text-layer";
  repair_recognised_offices(page);
  EXPECT_EQ(page.text, "PHÓ CHỦ TIC\n");
}

}  // namespace
}  // namespace trichluc
