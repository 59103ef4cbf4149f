// letterheads_test.cpp - whole documents of the offices that print their heads in ways of their own.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extractors/extract.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/layout/layout.h"
#include "pipeline/normalize/normalize.h"

namespace trichluc {
namespace {

struct Head {
  const char* name;
  const char* text;
  const char* type;
  const char* number;
  const char* date;
  const char* issuer;
  const char* parent;
  const char* title;
  std::vector<std::string> addressees;
};
class Letterheads : public testing::TestWithParam<Head> {};

TEST_P(Letterheads, AreRead) {
  static const auto kExtractor = Extractor::load({TRICHLUC_SOURCE_DIR "/rules"});
  ASSERT_TRUE(kExtractor);
  const Head& head = GetParam();
  Result<Reading> reading = read_plain(head.text);
  ASSERT_TRUE(reading);
  normalize(*reading);
  const Metadata made = kExtractor->extract(lay_out(std::move(*reading))).metadata;
  EXPECT_EQ(made.type ? made.type->code : "", head.type);
  EXPECT_EQ(made.number, head.number);
  EXPECT_EQ(made.date, head.date);
  EXPECT_EQ(made.issuer, head.issuer);
  EXPECT_EQ(made.parent_issuer, head.parent);
  EXPECT_EQ(made.title, head.title);
  EXPECT_EQ(made.addressees, head.addressees);
}

INSTANTIATE_TEST_SUITE_P(
    Offices, Letterheads,
    testing::Values(Head{"indictment",
                         "VIỆN KIỂM SÁT NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                         "TỈNH LAU SẬY                                Độc lập - Tự do - Hạnh phúc\n"
                         "Số: 45/CT-VKSLS-P1                       Lau Sậy, ngày 18 tháng 4 năm 2032\n\n"
                         "                              CÁO TRẠNG\n\n"
                         "              VIỆN TRƯỞNG VIỆN KIỂM SÁT NHÂN DÂN TỈNH LAU SẬY\n\n"
                         "Căn cứ các điều 41, 236 và 243 Bộ luật Tố tụng hình sự;\n",
                         "CAOTRANG",
                         "45/CT-VKSLS-P1",
                         "2032-04-18",
                         "Viện kiểm sát nhân dân tỉnh Lau Sậy",
                         "",
                         "",
                         {}},
                    Head{"telegram",
                         "THỦ TƯỚNG CHÍNH PHỦ             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                         "Số: 766/CĐ-TTg                        Độc lập - Tự do - Hạnh phúc\n"
                         "                                Hà Nội, ngày 24 tháng 8 năm 2033\n\n"
                         "                       CÔNG ĐIỆN\n"
                         "Về việc phòng, chống đuối nước trẻ em\n\n"
                         "THỦ TƯỚNG CHÍNH PHỦ điện:\n"
                         "- Bộ trưởng Bộ Y tế;\n"
                         "- Chủ tịch Ủy ban nhân dân các tỉnh.\n\n"
                         "Thời gian qua đã xảy ra 12 vụ đuối nước.\n",
                         "CĐ",
                         "766/CĐ-TTg",
                         "2033-08-24",
                         "Thủ tướng Chính phủ",
                         "",
                         "Về việc phòng, chống đuối nước trẻ em",
                         {"Bộ trưởng Bộ Y tế", "Chủ tịch Ủy ban nhân dân các tỉnh"}},
                    Head{"party_directive",
                         "TỈNH ỦY LAU SẬY                         ĐẢNG CỘNG SẢN VIỆT NAM\n"
                         "*                                   Đồi Mơ, ngày 05 tháng 3 năm 2031\n"
                         "Số 12-CT/TU\n\n"
                         "                         CHỈ THỊ\n"
                         "                  CỦA BAN THƯỜNG VỤ TỈNH ỦY\n"
                         "      về công tác chăm sóc, giáo dục và bảo vệ trẻ em\n\n"
                         "     Thời gian qua, các cấp ủy đã quan tâm.\n",
                         "CT",
                         "12-CT/TU",
                         "2031-03-05",
                         "Tỉnh ủy Lau Sậy",
                         "",
                         "Về công tác chăm sóc, giáo dục và bảo vệ trẻ em",
                         {}},
                    Head{"court_in_three_lines",
                         "TÒA ÁN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                         "HUYỆN ĐỒI MƠ                         Độc lập - Tự do - Hạnh phúc\n"
                         "TỈNH LAU SẬY\n\n"
                         "Bản án số: 25/2033/HNGĐ-ST\n"
                         "Ngày: 14/7/2033\n"
                         "V/v: Tranh chấp ly hôn\n\n"
                         "                        NHÂN DANH\n"
                         "       NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                         "        TÒA ÁN NHÂN DÂN HUYỆN ĐỒI MƠ, TỈNH LAU SẬY\n\n"
                         "- Thành phần Hội đồng xét xử sơ thẩm gồm có:\n",
                         "BA",
                         "25/2033/HNGĐ-ST",
                         "2033-07-14",
                         "Tòa án nhân dân huyện Đồi Mơ tỉnh Lau Sậy",
                         "",
                         "Tranh chấp ly hôn",
                         {}},
                    Head{"faculty",
                         "TRƯỜNG ĐẠI HỌC LAU SẬY              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                         "KHOA CÔNG TÁC XÃ HỘI                     Độc lập – Tự do – Hạnh phúc\n"
                         "Số: 30/TTr-KCTXH                    Lau Sậy, ngày 9 tháng 01 năm 2034\n\n"
                         "TỜ TRÌNH\n"
                         "V/v đề nghị phê duyệt kinh phí tập huấn\n\n"
                         "Kính gửi: - Ban Giám hiệu;\n"
                         "          - Phòng Kế hoạch - Tài chính.\n\n"
                         "Khoa đề nghị phê duyệt 45.600.000 đồng.\n",
                         "TTr",
                         "30/TTr-KCTXH",
                         "2034-01-09",
                         "Khoa Công tác xã hội",
                         "Trường Đại học Lau Sậy",
                         "đề nghị phê duyệt kinh phí tập huấn",
                         {"Ban Giám hiệu", "Phòng Kế hoạch - Tài chính"}},
                    Head{"city_below_the_motto",
                         "ỦY BAN NHÂN DÂN\n"
                         "THÀNH PHỐ LAU SẬY\n"
                         "SỞ Y TẾ\n"
                         "_________\n"
                         "Số: 1245/SYT-NVY\n"
                         "Về triển khai Nghị quyết 121/2020/QH14\n\n"
                         "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                         "Độc lập - Tự do - Hạnh phúc\n"
                         "Thành phố Lau Sậy, ngày 05 tháng 5 năm 2031\n\n"
                         "Kính gửi: Ủy ban nhân dân các quận\n\n"
                         "Thực hiện Nghị quyết số 121/2020/QH14, Sở Y tế đề nghị các quận báo cáo.\n",
                         "CV",
                         "1245/SYT-NVY",
                         "2031-05-05",
                         "Sở Y tế",
                         "Ủy ban nhân dân thành phố Lau Sậy",
                         "Về triển khai Nghị quyết 121/2020/QH14",
                         {"Ủy ban nhân dân các quận"}},
                    Head{"place_left_open",
                         "ỦY BAN NHÂN DÂN\n"
                         "XÃ ..........\n"
                         "Số:\n\n"
                         "/BC-UBND\n\n"
                         "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                         "Độc lập - Tự do - Hạnh phúc\n"
                         ".........., ngày 20 tháng 6 năm 2028\n\n"
                         "BÁO CÁO\n"
                         "Tình hình kinh tế - xã hội\n"
                         "giữa nhiệm kỳ 2025 - 2030\n"
                         "Phần thứ nhất\n"
                         "Kể từ đầu nhiệm kỳ tình hình còn nhiều khó khăn.\n",
                         "BC",
                         "",
                         "2028-06-20",
                         "Ủy ban nhân dân",
                         "",
                         "Tình hình kinh tế - xã hội giữa nhiệm kỳ 2025 - 2030",
                         {}}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace trichluc
