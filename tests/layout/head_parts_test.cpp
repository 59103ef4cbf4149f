#include "pipeline/layout/head_parts.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace trichluc::layout {
namespace {

struct Case {
  const char* name;
  std::vector<std::string> lines;   // from the top
  std::vector<std::string> pieces;  // of the last one
};
class HeadPartsTest : public testing::TestWithParam<Case> {};

TEST_P(HeadPartsTest, AreCut) {
  HeadParts head;
  std::vector<std::size_t> cuts;
  for (const std::string& line : GetParam().lines) cuts = head.cuts(line);
  const std::string& line = GetParam().lines.back();
  cuts.push_back(line.size());
  std::vector<std::string> pieces;
  std::size_t begin = 0;
  for (const std::size_t end : cuts) {
    std::string piece = line.substr(begin, end - begin);
    while (!piece.empty() && piece.back() == ' ') piece.pop_back();
    pieces.push_back(piece);
    begin = end;
  }
  EXPECT_EQ(pieces, GetParam().pieces);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, HeadPartsTest,
    testing::Values(
        Case{"body_and_both_mottos",
             {"SỞ Y TẾ LAU SẬY CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"},
             {"SỞ Y TẾ LAU SẬY", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"}},
        Case{"rule_behind_the_body", {"SỞ Y TẾ LAU SẬY -------"}, {"SỞ Y TẾ LAU SẬY", "-------"}},
        Case{"number_and_subject",
             {"Số: 12/SYT-NVY V/v thực hiện Công văn số 15/BYT-DP"},
             {"Số: 12/SYT-NVY", "V/v thực hiện Công văn số 15/BYT-DP"}},
        Case{"number_with_blanks",
             {"Số: 12 / BC - SYT Đồi Mơ, ngày 05 tháng 6 năm 2031"},
             {"Số: 12 / BC - SYT", "Đồi Mơ, ngày 05 tháng 6 năm 2031"}},
        Case{"number_left_blank",
             {"Số:      /KH-UBND      Đồi Mơ, ngày     tháng 6 năm 2031"},
             {"Số:      /KH-UBND", "Đồi Mơ, ngày     tháng 6 năm 2031"}},
        Case{"symbol_of_two_words",
             {"Số: 15/BC-THPT ĐM      Đồi Mơ, ngày 05 tháng 6 năm 2031"},
             {"Số: 15/BC-THPT ĐM", "Đồi Mơ, ngày 05 tháng 6 năm 2031"}},
        Case{"all_of_a_letter",
             {"Số: 12/SYT-NVY Đồi Mơ, ngày 05 tháng 6 năm 2031 V/v tiêm phòng Kính gửi: - Các bệnh viện; - Các trạm y "
              "tế. Thực hiện kế hoạch, Sở đề nghị tiêm 15 mũi."},
             {"Số: 12/SYT-NVY", "Đồi Mơ, ngày 05 tháng 6 năm 2031", "V/v tiêm phòng",
              "Kính gửi: - Các bệnh viện; - Các trạm y tế.", "Thực hiện kế hoạch, Sở đề nghị tiêm 15 mũi."}},
        Case{"type_title_and_who_decides",
             {"SỞ Y TẾ LAU SẬY",
              "Đồi Mơ, ngày 05 tháng 6 năm 2031 QUYẾT ĐỊNH BAN HÀNH QUY CHẾ PHÓ GIÁM ĐỐC SỞ Y TẾ "
              "LAU SẬY"},
             {"Đồi Mơ, ngày 05 tháng 6 năm 2031", "QUYẾT ĐỊNH", "BAN HÀNH QUY CHẾ", "PHÓ GIÁM ĐỐC SỞ Y TẾ LAU SẬY"}},
        Case{"cells",
             {"Số: 12/QĐ-SYT | Đồi Mơ, ngày 05 tháng 6 năm 2031"},
             {"Số: 12/QĐ-SYT", "|", "Đồi Mơ, ngày 05 tháng 6 năm 2031"}},
        Case{"gazette",
             {"CHỈ THỊ", "CỦA BỘ TRƯỞNG BỘ Y TẾ SỐ 12/2001/CT-BYT NGÀY 05 THÁNG 6 NĂM 2001 VỀ VIỆC TIÊM PHÒNG"},
             {"CỦA BỘ TRƯỞNG BỘ Y TẾ", "SỐ 12/2001/CT-BYT", "NGÀY 05 THÁNG 6 NĂM 2001", "VỀ VIỆC TIÊM PHÒNG"}},
        Case{"gazette_in_small_letters",
             {"Quyết định của Bộ trưởng Bộ Y tế số 12/2001/QĐ-BYT ngày 05 tháng 6 năm 2001 về việc tiêm phòng"},
             {"Quyết định", "của Bộ trưởng Bộ Y tế", "số 12/2001/QĐ-BYT", "ngày 05 tháng 6 năm 2001",
              "về việc tiêm phòng"}},
        Case{"gazette_goes_on_below",
             {"CHỈ THỊ", "CỦA BỘ TRƯỞNG", "BỘ Y TẾ SỐ 12/2001/CT-BYT"},
             {"BỘ Y TẾ", "SỐ 12/2001/CT-BYT"}},
        Case{"gazette_without_number", {"NGHỊ QUYẾT CỦA QUỐC HỘI"}, {"NGHỊ QUYẾT", "CỦA QUỐC HỘI"}},
        Case{"gazette_goes_on_with_a_short_word", {"CHỈ THỊ", "CỦA BỘ TRƯỞNG", "HĐ"}, {"HĐ"}},
        Case{"reference_at_line_begin",
             {"Căn cứ đề nghị của các xã;",
              "Quyết định của Bộ trưởng Bộ Y tế số 12/2001/QĐ-BYT ngày 05 tháng 6 năm 2001"},
             {"Quyết định của Bộ trưởng Bộ Y tế số 12/2001/QĐ-BYT ngày 05 tháng 6 năm 2001"}},
        Case{"sentence_with_place_and_date",
             {"Đồi Mơ, ngày 05 tháng 6 năm 2031 đã trồng 15 ha."},
             {"Đồi Mơ, ngày 05 tháng 6 năm 2031 đã trồng 15 ha."}},
        Case{"sentence_with_number",
             {"Số: 12/QĐ-UBND ngày 05 tháng 6 năm 2031 của huyện."},
             {"Số: 12/QĐ-UBND ngày 05 tháng 6 năm 2031 của huyện."}},
        Case{"title_with_a_reference",
             {"BAN HÀNH KẾ HOẠCH SỐ 119-KH/TU NGÀY 18 THÁNG 12 NĂM 2031"},
             {"BAN HÀNH KẾ HOẠCH SỐ 119-KH/TU NGÀY 18 THÁNG 12 NĂM 2031"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(NumberAloneTest, Tells) {
  EXPECT_TRUE(is_number_alone("12/KH-UBND"));
  EXPECT_TRUE(is_number_alone("/TTr-UBND"));
  EXPECT_FALSE(is_number_alone("12/6/2031"));
  EXPECT_FALSE(is_number_alone("12/KH-UBND của huyện"));
}

}  // namespace
}  // namespace trichluc::layout
