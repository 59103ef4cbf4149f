#include "pipeline/layout/layout.h"

#include <gmock/gmock.h>

#include "tests/layout/reading.h"

namespace trichluc::test {
namespace {

using testing::Contains;
using testing::ElementsAre;

// --- lines to blocks --------------------------------------------------------------------------------------------

struct Case {
  const char* name;
  std::string text;
  std::vector<std::string> blocks;
};
class BlocksTest : public testing::TestWithParam<Case> {};

TEST_P(BlocksTest, AreRead) {
  EXPECT_THAT(lines_of(laid_out(GetParam().text)), testing::ElementsAreArray(GetParam().blocks));
}

// A few lines that go on teach the layout how this text was wrapped.
const std::string kWrapped =
    "Trong quý vừa qua, các đơn vị đã tích cực triển khai kế hoạch được giao và\n"
    "đạt nhiều kết quả đáng ghi nhận, góp phần nâng cao chất lượng phục vụ nhân\n"
    "dân trên địa bàn toàn huyện theo tinh thần chỉ đạo chung của cấp trên.\n";
const std::string kWrappedBlock =
    "paragraph | Trong quý vừa qua, các đơn vị đã tích cực triển khai kế hoạch được giao và đạt nhiều kết quả đáng ghi "
    "nhận, góp phần nâng cao "
    "chất lượng phục vụ nhân dân trên địa bàn toàn huyện theo tinh thần chỉ đạo chung của cấp trên.";

/// Every line followed by an empty one.
std::string spaced(std::string text) {
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) text.insert(at, "\n");
  return text;
}

INSTANTIATE_TEST_SUITE_P(
    Paragraphs, BlocksTest,
    testing::Values(
        Case{"wrapped_lines", kWrapped, {kWrappedBlock}},
        Case{"blank_line_after_every_line", spaced(kWrapped), {kWrappedBlock}},
        Case{"blank_lines_between_paragraphs", kWrapped + "\n" + kWrapped, {kWrappedBlock, kWrappedBlock}},
        Case{"indents",
             "      " + kWrapped + "      " + kWrapped + "      " + kWrapped + "      " + kWrapped,
             {kWrappedBlock, kWrappedBlock, kWrappedBlock, kWrappedBlock}},
        Case{"one_line_each",
             "Ủy ban nhân dân xã Đồi Mơ báo cáo tình hình như dưới đây.\nCác thôn đã họp dân.\nKinh phí chưa được "
             "cấp.\n",
             {"paragraph | Ủy ban nhân dân xã Đồi Mơ báo cáo tình hình như dưới đây.",
              "paragraph | Các thôn đã họp dân.", "paragraph | Kinh phí chưa được cấp."}},
        Case{"runs_of_blanks",
             "Tổng số   là  15 hộ,   trong đó 03 hộ nghèo.  \n",
             {"paragraph | Tổng số là 15 hộ, trong đó 03 hộ nghèo."}},
        Case{"number_broken_at_hyphen",
             kWrapped +
                 "Các đơn vị thực hiện đầy đủ quy định tại Nghị định số 915/2031/NĐ-\nCP của Chính phủ về việc này.\n",
             {kWrappedBlock,
              "paragraph | Các đơn vị thực hiện đầy đủ quy định tại Nghị định số 915/2031/NĐ-CP của Chính phủ về việc "
              "này."}},
        Case{"number_broken_at_stroke",
             kWrapped + "Các đơn vị thực hiện đầy đủ quy định hiện hành tại Quyết định số 936/2031/\nQĐ-TTg của Thủ "
                        "tướng Chính phủ.\n",
             {kWrappedBlock,
              "paragraph | Các đơn vị thực hiện đầy đủ quy định hiện hành tại Quyết định số 936/2031/QĐ-TTg của Thủ "
              "tướng Chính phủ."}},
        Case{"dash_of_a_term_at_line_begin",
             kWrapped + "Toàn huyện hoàn thành các chỉ tiêu của kế hoạch phát triển ngành kinh tế\n- xã hội và dự toán "
                        "ngân sách.\n",
             {kWrappedBlock,
              "paragraph | Toàn huyện hoàn thành các chỉ tiêu của kế hoạch phát triển ngành kinh tế - xã hội và dự "
              "toán ngân sách."}},
        Case{"number_at_line_begin",
             kWrapped + "Các đơn vị thực hiện nghiêm túc các nhiệm vụ được giao tại Quyết định số\n1472/QĐ-XYZ và báo "
                        "cáo kết quả.\n",
             {kWrappedBlock,
              "paragraph | Các đơn vị thực hiện nghiêm túc các nhiệm vụ được giao tại Quyết định số 1472/QĐ-XYZ và báo "
              "cáo kết quả."}},
        Case{"date_broken_before_a_number",
             kWrapped + "Các đơn vị thực hiện Quyết định của huyện ngày 24 tháng\n8 năm 2031 của Ủy ban nhân dân.\n",
             {kWrappedBlock,
              "paragraph | Các đơn vị thực hiện Quyết định của huyện ngày 24 tháng 8 năm 2031 của Ủy ban nhân dân."}},
        Case{"locator_broken",
             kWrapped + "Hồ sơ theo quy định tại khoản 2\nĐiều 69 của Luật Lâm nghiệp.\n",
             {kWrappedBlock, "paragraph | Hồ sơ theo quy định tại khoản 2 Điều 69 của Luật Lâm nghiệp."}},
        Case{"locator_broken_before_a_number_with_a_stop",
             kWrapped + "Hồ sơ theo quy định tại khoản\n2. Các xã thực hiện.\n",
             {kWrappedBlock, "paragraph | Hồ sơ theo quy định tại khoản 2. Các xã thực hiện."}},
        Case{"short_line_above_a_number",
             kWrapped + "Các xã trên địa bàn huyện đã giao cho các hộ dân tổng cộng\n56.554 cây giống các loại.\n",
             {kWrappedBlock,
              "paragraph | Các xã trên địa bàn huyện đã giao cho các hộ dân tổng cộng 56.554 cây giống các loại."}},
        Case{"first_line_was_indented_on_paper",
             kWrapped + "Ngày hội trồng cây năm nay toàn huyện tổ chức ở trụ sở Ủy ban xã Đồi\nMơ, có 120 hộ.\n",
             {kWrappedBlock,
              "paragraph | Ngày hội trồng cây năm nay toàn huyện tổ chức ở trụ sở Ủy ban xã Đồi Mơ, có 120 hộ."}},
        Case{"decision_below_a_comma",
             "Căn cứ Luật Lâm nghiệp;\nXét đề nghị của Giám đốc Sở,\nQUYẾT ĐỊNH:\n",
             {"paragraph | Căn cứ Luật Lâm nghiệp;", "paragraph | Xét đề nghị của Giám đốc Sở,",
              "heading | QUYẾT ĐỊNH:"}},
        Case{"constitution_is_no_motto",
             "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\n",
             {"paragraph | Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;"}},
        Case{"page_number_inside_paragraph",
             "Trong quý vừa qua, các đơn vị đã tích cực triển khai kế hoạch được giao và\n\f2\n\n"
             "đạt nhiều kết quả đáng ghi nhận, góp phần nâng cao chất lượng phục vụ nhân\n"
             "dân trên địa bàn toàn huyện theo tinh thần chỉ đạo chung của cấp trên.\n",
             {kWrappedBlock, "page-number | 2"}},
        Case{"row_of_cells",
             "TT     Tên thôn          Số hộ\n1      Đồi Mơ            120\n2      Bãi Lau           85\n",
             {"paragraph | TT Tên thôn Số hộ", "paragraph | 1 Đồi Mơ 120", "paragraph | 2 Bãi Lau 85"}}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Headings, BlocksTest,
    testing::Values(
        Case{"heading_and_items",
             kWrapped + "I. KẾT QUẢ\n1. Công tác chỉ đạo\n- Ban hành 02 văn bản;\n- Tổ chức 01 hội nghị.\n",
             {kWrappedBlock, "heading I. | KẾT QUẢ", "heading 1. | Công tác chỉ đạo",
              "list-item - | Ban hành 02 văn bản;", "list-item - | Tổ chức 01 hội nghị."}},
        Case{"heading_over_two_lines",
             kWrapped + "II. KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ TRỌNG TÂM CỦA NĂM\nVÀ PHƯƠNG HƯỚNG\nCác thôn đã họp dân.\n",
             {kWrappedBlock, "heading II. | KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ TRỌNG TÂM CỦA NĂM VÀ PHƯƠNG HƯỚNG",
              "paragraph | Các thôn đã họp dân."}},
        Case{"number_and_words_apart",
             "PHẦN THỨ NHẤT\nTÌNH HÌNH CHUNG\nCác thôn đã họp dân.\n",
             {"heading PHẦN THỨ NHẤT | TÌNH HÌNH CHUNG", "paragraph | Các thôn đã họp dân."}},
        Case{"sentence_with_number_is_an_item",
             "1. Giao Phòng Nội vụ theo dõi. Báo cáo trước ngày 05/6.\n",
             {"list-item 1. | Giao Phòng Nội vụ theo dõi. Báo cáo trước ngày 05/6."}},
        Case{"drawn_rule",
             "Các thôn đã họp dân.\n_______\n",
             {"paragraph | Các thôn đã họp dân.", "margin-note | _______"}}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    FirstPage, BlocksTest,
    testing::Values(
        Case{"columns_side_by_side",
             "  ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
             "  HUYỆN ĐỒI MƠ                     Độc lập - Tự do - Hạnh phúc\n"
             "  Số:      /BC-UBND             Đồi Mơ, ngày 05 tháng 6 năm 2031\n\n"
             "                     BÁO CÁO\n      Kết quả trồng rừng 6 tháng đầu năm 2031\n\n"
             "Kính gửi: Sở Nông nghiệp tỉnh Lau Sậy\n\nCác xã đã trồng 15 ha.\n",
             {"letterhead | ỦY BAN NHÂN DÂN", "motto | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "letterhead | HUYỆN ĐỒI MƠ",
              "motto | Độc lập - Tự do - Hạnh phúc", "number-line | Số: /BC-UBND",
              "date-line | Đồi Mơ, ngày 05 tháng 6 năm 2031", "type-name | BÁO CÁO",
              "title | Kết quả trồng rừng 6 tháng đầu năm 2031", "addressees | Kính gửi: Sở Nông nghiệp tỉnh Lau Sậy",
              "paragraph | Các xã đã trồng 15 ha."}},
        Case{"columns_run_together_by_ocr",
             "SỞ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/SYT-VP Đồi Mơ, ngày 05 tháng 6 năm 2031\nV/v tiêm "
             "phòng\nđợt 2\n\n"
             "Kính gửi:\n- Các bệnh viện;\n- Các trạm y tế.\n\nSở đề nghị các đơn vị thực hiện.\n",
             {"letterhead | SỞ Y TẾ", "motto | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "number-line | Số: 12/SYT-VP",
              "date-line | Đồi Mơ, ngày 05 tháng 6 năm 2031", "title | V/v tiêm phòng đợt 2",
              "addressees | Kính gửi:", "addressees - | Các bệnh viện;", "addressees - | Các trạm y tế.",
              "paragraph | Sở đề nghị các đơn vị thực hiện."}},
        Case{"title_over_lines_and_bases",
             "QUYẾT ĐỊNH\nVề việc giao chỉ tiêu trồng rừng\nvà bảo vệ rừng năm 2031\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN "
             "HUYỆN\n\nCăn cứ Luật Lâm nghiệp;\n\n"
             "QUYẾT ĐỊNH:\n\nĐiều 1. Giao chỉ tiêu cho 08 xã.\n",
             {"type-name | QUYẾT ĐỊNH", "title | Về việc giao chỉ tiêu trồng rừng và bảo vệ rừng năm 2031",
              "letterhead | CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN", "paragraph | Căn cứ Luật Lâm nghiệp;",
              "heading | QUYẾT ĐỊNH:", "list-item Điều 1. | Giao chỉ tiêu cho 08 xã."}},
        Case{"type_and_title_in_one",
             "Báo cáo về tình hình trồng rừng\ntháng 5 năm 2031\n\nCác xã đã trồng 15 ha.\n",
             {"title | Báo cáo về tình hình trồng rừng tháng 5 năm 2031", "paragraph | Các xã đã trồng 15 ha."}},
        Case{"electronic_signature",
             "VĂN PHÒNG HUYỆN\nvanphong@doimo.example.vn\n06.06.2031 10:20:30 +07:00\n\nBÁO CÁO\nTrồng rừng\n\nCác xã "
             "đã trồng 15 ha.\n",
             {"stamp | VĂN PHÒNG HUYỆN", "stamp | vanphong@doimo.example.vn", "stamp | 06.06.2031 10:20:30 +07:00",
              "type-name | BÁO CÁO", "title | Trồng rừng", "paragraph | Các xã đã trồng 15 ha."}},
        Case{"narrow_cells_of_a_web_page",
             "UỶ BAN NHÂN\nDÂN\nHUYỆN ĐỒI MƠ\n-----\n|\nCỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh "
             "phúc\n-----\n|\nSố:\n1312/KH-UBND\n|\nĐồi Mơ, ngày\n28 tháng 3 năm 2031\n|\nKẾ HOẠCH\nTRỒNG RỪNG\nCăn cứ "
             "Luật Lâm nghiệp;\n",
             {"letterhead | UỶ BAN NHÂN", "letterhead | DÂN", "letterhead | HUYỆN ĐỒI MƠ", "margin-note | -----",
              "margin-note | |", "motto | CỘNG HÒA XÃ HỘI", "motto | CHỦ NGHĨA VIỆT NAM",
              "motto | Độc lập - Tự do - Hạnh phúc", "margin-note | -----", "margin-note | |", "number-line | Số:",
              "number-line | 1312/KH-UBND", "margin-note | |", "date-line | Đồi Mơ, ngày 28 tháng 3 năm 2031",
              "margin-note | |", "type-name | KẾ HOẠCH", "title | TRỒNG RỪNG", "paragraph | Căn cứ Luật Lâm nghiệp;"}},
        Case{"number_goes_on_below_the_date",
             "Số: 255/BC-BCĐ-\nĐồi Mơ, ngày 05 tháng 6 năm 2031\nXMC\nBÁO CÁO\nTRỒNG RỪNG\nThời điểm tháng 5 năm "
             "2031\nPHẦN THỨ NHẤT\n",
             {"number-line | Số: 255/BC-BCĐ-", "date-line | Đồi Mơ, ngày 05 tháng 6 năm 2031", "number-line | XMC",
              "type-name | BÁO CÁO", "title | TRỒNG RỪNG Thời điểm tháng 5 năm 2031", "heading PHẦN THỨ NHẤT | "}},
        Case{"date_inside_a_title",
             "Số: 12/TB-UBND\n\nTHÔNG BÁO\nKẾT LUẬN CỦA CHỦ TỊCH TẠI CUỘC HỌP\nNGÀY 19 THÁNG 7 NĂM 2031\nNgày 19 tháng "
             "7 "
             "năm 2031, huyện đã họp.\n",
             {"number-line | Số: 12/TB-UBND", "type-name | THÔNG BÁO",
              "title | KẾT LUẬN CỦA CHỦ TỊCH TẠI CUỘC HỌP NGÀY 19 THÁNG 7 NĂM 2031",
              "paragraph | Ngày 19 tháng 7 năm 2031, huyện đã họp."}},
        Case{"who_decides_below_a_title_in_capitals",
             "QUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ\nTRỒNG RỪNG\nỦY BAN NHÂN DÂN HUYỆN ĐỒI MƠ\nCăn cứ Luật Lâm nghiệp;\n",
             {"type-name | QUYẾT ĐỊNH", "title | BAN HÀNH QUY CHẾ TRỒNG RỪNG",
              "letterhead | ỦY BAN NHÂN DÂN HUYỆN ĐỒI MƠ", "paragraph | Căn cứ Luật Lâm nghiệp;"}},
        Case{"number_between_type_and_title",
             "QUYẾT ĐỊNH\nSố: 12/QĐ-SYT\nBAN HÀNH QUY CHẾ\nQUẢN LÝ CÂY XANH\nCăn cứ Luật Lâm nghiệp;\n",
             {"type-name | QUYẾT ĐỊNH", "number-line | Số: 12/QĐ-SYT", "title | BAN HÀNH QUY CHẾ QUẢN LÝ CÂY XANH",
              "paragraph | Căn cứ Luật Lâm nghiệp;"}},
        Case{"gazette_heading",
             "CHỈ THỊ\nCỦA BỘ\nTRƯỞNG BỘ Y TẾ SỐ 12/2001/CT-BYT\nNGÀY 05 THÁNG 6 NĂM 2001 VỀ VIỆC TIÊM\nPHÒNG\nThực "
             "hiện "
             "Nghị quyết, các xã tiêm phòng.\n",
             {"type-name | CHỈ THỊ", "letterhead | CỦA BỘ TRƯỞNG BỘ Y TẾ", "number-line | SỐ 12/2001/CT-BYT",
              "date-line | NGÀY 05 THÁNG 6 NĂM 2001", "title | VỀ VIỆC TIÊM PHÒNG",
              "paragraph | Thực hiện Nghị quyết, các xã tiêm phòng."}},
        Case{"number_inside_a_title",
             "NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 94/1998/NĐ-CP NGÀY 17 THÁNG 11 NĂM 1998\nQUY ĐỊNH CHI TIẾT LUẬT TRỒNG RỪNG\n"
             "SỐ 04/1998/QH10 NGÀY 20 THÁNG 5 NĂM 1998\n\nCăn cứ Luật Lâm nghiệp;",
             {"type-name | NGHỊ ĐỊNH", "letterhead | CỦA CHÍNH PHỦ", "number-line | SỐ 94/1998/NĐ-CP",
              "date-line | NGÀY 17 THÁNG 11 NĂM 1998",
              "title | QUY ĐỊNH CHI TIẾT LUẬT TRỒNG RỪNG SỐ 04/1998/QH10 NGÀY 20 THÁNG 5 NĂM 1998",
              "paragraph | Căn cứ Luật Lâm nghiệp;"}},
        Case{"note_between_title_and_greeting",
             "TỜ TRÌNH\nVề việc trồng rừng\n(trình kỳ họp thứ 5)\nKính gửi: Hội đồng nhân dân\nHuyện xin trình.\n",
             {"type-name | TỜ TRÌNH", "title | Về việc trồng rừng", "paragraph | (trình kỳ họp thứ 5)",
              "addressees | Kính gửi: Hội đồng nhân dân", "paragraph | Huyện xin trình."}},
        Case{"title_alone_above_an_extract",
             "Tình hình trồng rừng tháng 10 năm 2031 của huyện Đồi Mơ\n\n1. Trồng mới\n\nCác xã đã trồng 15 ha.\n",
             {"title | Tình hình trồng rừng tháng 10 năm 2031 của huyện Đồi Mơ", "heading 1. | Trồng mới",
              "paragraph | Các xã đã trồng 15 ha."}},
        Case{"no_first_page",
             "Các xã đã trồng 15 ha.\nChưa có thiệt hại.\n",
             {"paragraph | Các xã đã trồng 15 ha.", "paragraph | Chưa có thiệt hại."}}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    LastPage, BlocksTest,
    testing::Values(
        Case{"list_then_signature",
             "Các xã đã trồng 15 ha./.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ "
             "TỊCH\n\n\nĐặng Thị Mơ\n",
             {"paragraph | Các xã đã trồng 15 ha./.", "recipients | Nơi nhận:", "recipients - | Như trên;",
              "recipients - | Lưu: VT.", "signature | KT. CHỦ TỊCH", "signature | PHÓ CHỦ TỊCH",
              "signature | Đặng Thị Mơ"}},
        Case{"side_by_side",
             "Các xã đã trồng 15 ha./.\n\nNơi nhận:                     TL. CHỦ TỊCH\n- Các phòng: Nội vụ, "
             "         CHÁNH VĂN PHÒNG\n  Tư pháp;\n"
             "- Lưu: VT.                    Đặng Thị Mơ\n",
             {"paragraph | Các xã đã trồng 15 ha./.",
              "recipients | Nơi nhận:", "recipients - | Các phòng: Nội vụ, Tư pháp;", "recipients - | Lưu: VT.",
              "signature | TL. CHỦ TỊCH", "signature | CHÁNH VĂN PHÒNG", "signature | Đặng Thị Mơ"}},
        Case{"run_together_by_ocr",
             "Các xã đã trồng 15 ha./.\n\nNơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như trên; KT. CHỦ TỊCH\n- Lưu: "
             "VT. PHÓ CHỦ TỊCH\n\nĐặng Thị Mơ\n",
             {"paragraph | Các xã đã trồng 15 ha./.", "recipients | Nơi nhận:", "recipients - | Như trên;",
              "recipients - | Lưu: VT.", "signature | TM. ỦY BAN NHÂN DÂN", "signature | KT. CHỦ TỊCH",
              "signature | PHÓ CHỦ TỊCH", "signature | Đặng Thị Mơ"}},
        Case{"two_signatories",
             "Hai bên thống nhất thực hiện./.\n\n   PHÒNG TƯ PHÁP               PHÒNG NỘI VỤ\n   TRƯỞNG "
             "PHÒNG                TRƯỞNG PHÒNG\n\n"
             "   Đặng Thị Mơ                 Đinh Văn Lau\n",
             {"paragraph | Hai bên thống nhất thực hiện./.", "signature | PHÒNG TƯ PHÁP", "signature | TRƯỞNG PHÒNG",
              "signature | Đặng Thị Mơ", "signature | PHÒNG NỘI VỤ", "signature | TRƯỞNG PHÒNG",
              "signature | Đinh Văn Lau"}},
        Case{"offices_and_name_on_one_line",
             "Các xã đã trồng 15 ha./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH "
             "PHÓ CHỦ TỊCH (Đã ký) Đặng Thị Mơ\n",
             {"paragraph | Các xã đã trồng 15 ha./.", "recipients | Nơi nhận:", "recipients - | Như trên;",
              "recipients - | Lưu: VT.", "signature | TM. ỦY BAN NHÂN DÂN", "signature | KT. CHỦ TỊCH",
              "signature | PHÓ CHỦ TỊCH", "signature | (Đã ký)", "signature | Đặng Thị Mơ"}},
        Case{"office_and_name_without_a_list",
             "Các xã đã trồng 15 ha./.\n\nTỔNG GIÁM ĐỐC Đặng Thị Mơ\n",
             {"paragraph | Các xã đã trồng 15 ha./.", "signature | TỔNG GIÁM ĐỐC", "signature | Đặng Thị Mơ"}},
        Case{"office_of_two_offices",
             "Các xã đã trồng 15 ha./.\n\nTM. BAN THƯỜNG VỤ PHÓ BÍ THƯ THƯỜNG TRỰC Đặng Thị Mơ\n",
             {"paragraph | Các xã đã trồng 15 ha./.", "signature | TM. BAN THƯỜNG VỤ",
              "signature | PHÓ BÍ THƯ THƯỜNG TRỰC", "signature | Đặng Thị Mơ"}},
        Case{"no_list",
             "Các xã đã trồng 15 ha./.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nĐặng Thị Mơ\n",
             {"paragraph | Các xã đã trồng 15 ha./.", "signature | TM. ỦY BAN NHÂN DÂN", "signature | CHỦ TỊCH",
              "signature | Đặng Thị Mơ"}}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Notes, BlocksTest,
    testing::Values(Case{"inline",
                         "Huyện ban hành kế hoạch[footnoteRef:1], các xã đã thực hiện. [1:  Kế hoạch số 15.] \n\nKhông "
                         "có vướng mắc.\n",
                         {"paragraph | Huyện ban hành kế hoạch, các xã đã thực hiện.", "footnote [1: | Kế hoạch số 15.",
                          "paragraph | Không có vướng mắc."}},
                    Case{"inline_within_a_paragraph",
                         "Huyện ban hành kế hoạch[footnoteRef:1] [1:  Số 15.] và các xã đã thực hiện.\n",
                         {"paragraph | Huyện ban hành kế hoạch và các xã đã thực hiện.", "footnote [1: | Số 15."}},
                    Case{"at_the_foot",
                         kWrapped + "Huyện đã ban hành kế hoạch1.\n\n1 Kế hoạch số 15 và các văn bản (1) của phòng Nội "
                                    "vụ huyện về việc giao nhiệm vụ;\n(2) của phòng Tư pháp.\n",
                         {kWrappedBlock, "paragraph | Huyện đã ban hành kế hoạch.",
                          "footnote 1 | Kế hoạch số 15 và các văn bản (1) của phòng Nội vụ huyện về việc giao nhiệm "
                          "vụ; (2) của phòng Tư pháp."}},
                    Case{"a_unit_is_no_mark",
                         "Diện tích là 15 m2.\n2 Các hộ đã nhận đất.\n",
                         {"paragraph | Diện tích là 15 m2.", "paragraph | 2 Các hộ đã nhận đất."}}),
    [](const auto& row) { return std::string(row.param.name); });

// --- what blocks are to each other ------------------------------------------------------------------------------

TEST(SectionsTest, FollowTheNumbering) {
  const Document document = laid_out(
      "I. KẾT QUẢ\n\n1. Công tác chỉ đạo\n\na) Ban hành văn bản.\n\nCó 02 kế hoạch.\n\n2. Tuyên truyền\n\nĐã phát 300 "
      "tờ rơi.\n\nII. HẠN CHẾ\n\nCòn chậm.\n");
  std::vector<std::vector<std::string>> sections;
  for (const Block& block : document.blocks) sections.push_back(block.section);
  EXPECT_THAT(sections, ElementsAre(ElementsAre("I"), ElementsAre("I", "1"), ElementsAre("I", "1", "a"),
                                    ElementsAre("I", "1", "a"), ElementsAre("I", "2"), ElementsAre("I", "2"),
                                    ElementsAre("II"), ElementsAre("II")));
}

TEST(SectionsTest, ListsBelongToTheirLeadIn) {
  const Document document = laid_out(
      "Năm 2031, huyện có kết quả như sau:\n\n- Trồng rừng:\n\n+ Xã Đồi Mơ: 12 ha;\n\n+ Xã Bãi Lau: 3 ha.\n\n- Chăn "
      "nuôi tăng.\n\nCác xã báo cáo đúng hạn.\n");
  std::vector<int> lead_ins;
  for (const Block& block : document.blocks) lead_ins.push_back(block.lead_in);
  EXPECT_THAT(lead_ins, ElementsAre(-1, 0, 1, 1, 0, -1));
}

TEST(SectionsTest, NumbersInsideAQuotationAreAnothers) {
  const Document document = laid_out(
      "1. Điều 5 được sửa đổi như sau:\n\n“Điều 5. Mức hỗ trợ\n\na) Hộ nghèo: 02 triệu đồng.”\n\n2. Bãi bỏ Điều 6.\n");
  ASSERT_EQ(document.blocks.size(), 4u);
  EXPECT_FALSE(document.blocks[1].quoted);  // it opens the quotation
  EXPECT_TRUE(document.blocks[2].quoted);
  EXPECT_THAT(document.blocks[2].section, ElementsAre("1"));
  EXPECT_FALSE(document.blocks[3].quoted);
  EXPECT_THAT(document.blocks[3].section, ElementsAre("2"));
}

TEST(PartsTest, AppendixIsAnotherPart) {
  const Document document = laid_out(
      "BÁO CÁO\nTrồng rừng\n\nCác xã đã trồng 15 ha./.\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nĐặng Thị Mơ\n\n\fPHỤ "
      "LỤC\nDANH SÁCH CÁC XÃ\n\nCó 08 xã.\n");
  EXPECT_EQ(document.blocks.front().part, 0);
  EXPECT_EQ(document.blocks.back().part, 1);
  EXPECT_EQ(document.blocks.back().text, "Có 08 xã.");
}

TEST(NotesTest, MarkKnowsItsPlace) {
  const Document document = laid_out("Huyện ban hành kế hoạch[footnoteRef:1], các xã đã thực hiện. [1:  Số 15.]\n");
  ASSERT_EQ(document.blocks.size(), 2u);
  ASSERT_EQ(document.blocks[0].notes.size(), 1u);
  const NoteMark& note = document.blocks[0].notes[0];
  EXPECT_EQ(note.mark, "1");
  EXPECT_EQ(document.blocks[0].text.substr(note.text_at), ", các xã đã thực hiện.");
  const DocumentPage& page = document.pages[note.where.page_index];
  EXPECT_EQ(page.text.substr(note.where.text.begin, note.where.text.size()), "[footnoteRef:1]");
}

TEST(MarkdownTest, MarksDecide) {
  const auto reading = read_markdown(
      "## **KẾ HOẠCH**\n\n### Trồng rừng năm 2031\n\nHuyện giao chỉ tiêu.\n\n#### **I. MỤC ĐÍCH**\n\n- Phủ xanh;\n- "
      "Giữ đất.\n");
  ASSERT_TRUE(reading);
  EXPECT_THAT(lines_of(lay_out(*reading)),
              ElementsAre("type-name | KẾ HOẠCH", "title | Trồng rừng năm 2031", "paragraph | Huyện giao chỉ tiêu.",
                          "heading I. | MỤC ĐÍCH", "list-item - | Phủ xanh;", "list-item - | Giữ đất."));
}

// --- on paper ---------------------------------------------------------------------------------------------------

/// Text that fills the column from 85 to 540: 65 characters of 7 points.
std::string full_line(const std::string& head, std::size_t characters) {
  std::string line = head;
  const auto count = [](const std::string& s) {
    return std::count_if(s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  };
  while (static_cast<std::size_t>(count(line)) + 5 < characters) line += " rung";
  while (static_cast<std::size_t>(count(line)) < characters) line += "e";
  return line;
}

TEST(PrintedTest, IndentsAndMarginsMakeParagraphs) {
  std::vector<PrintedText> lines;
  float top = 100;
  for (int paragraph = 0; paragraph < 3; ++paragraph) {
    lines.push_back({120, top, full_line("Các xã", 60)});
    lines.push_back({85, top + 20, full_line("Trồng", 65)});  // a capital at the margin goes on
    lines.push_back({85, top + 40, "Được giao."});
    top += 60;
  }
  const Document document = laid_out({printed(lines)});
  ASSERT_EQ(document.blocks.size(), 3u);
  EXPECT_EQ(document.blocks[0].text, lines[0].text + " " + lines[1].text + " " + lines[2].text);
}

TEST(PrintedTest, ParagraphGoesOnOverThePageEnd) {
  std::vector<PrintedText> first;
  for (int i = 0; i < 8; ++i)
    first.push_back({i == 0 ? 120.0F : 85.0F, 100 + 20.0F * static_cast<float>(i),
                     full_line(i == 0 ? "Các xã" : "rung", i == 0 ? 60 : 65)});
  std::vector<PrintedText> second = {{295, 40, "2"}};
  for (int i = 0; i < 7; ++i) second.push_back({85, 80 + 20.0F * static_cast<float>(i), full_line("cay", 65)});
  second.push_back({85, 220, "het."});
  const Document document = laid_out({printed(first), printed(second)});
  ASSERT_EQ(document.blocks.size(), 2u);
  EXPECT_EQ(document.blocks[0].kind, BlockKind::kParagraph);
  EXPECT_EQ(document.blocks[0].pieces.front().page_index, 0u);
  EXPECT_EQ(document.blocks[0].pieces.back().page_index, 1u);
  EXPECT_EQ(document.blocks[1].kind, BlockKind::kPageNumber);
}

TEST(PrintedTest, RaisedMarkAndSmallPrintAreANote) {
  std::vector<PrintedText> lines;
  for (int i = 0; i < 6; ++i) lines.push_back({85, 100 + 20.0F * static_cast<float>(i), full_line("cay", 65)});
  lines.push_back({85, 220, "Huyen da ban hanh ke hoach", 14, false, false, "1"});
  lines.push_back({85, 700, "1 Ke hoach trong rung", 10});
  lines.push_back({85, 712, "cua huyen.", 10});
  const Document document = laid_out({printed(lines)});
  const Block& note = document.blocks.back();
  EXPECT_EQ(line_of(note), "footnote 1 | Ke hoach trong rung cua huyen.");
  const Block& text = document.blocks[document.blocks.size() - 2];
  ASSERT_EQ(text.notes.size(), 1u);
  EXPECT_EQ(text.notes[0].mark, "1");
  EXPECT_TRUE(text.text.ends_with("ke hoach")) << text.text;
}

TEST(PrintedTest, CellsSideBySideStayApart) {
  const Document document =
      laid_out({printed({{85, 100, "Ten xa"}, {300, 100, "So ho"}, {85, 120, "Doi Mo"}, {300, 120, "120"}})});
  EXPECT_GE(document.blocks.size(), 4u);
}

TEST(PrintedTest, SignatoriesComeFromLeftToRight) {
  const Document document = laid_out({printed({{85, 100, "Hai ben thong nhat./."},
                                               {100, 200, "PHÒNG TƯ PHÁP"},
                                               {100, 220, "TRƯỞNG PHÒNG"},
                                               {350, 200, "PHÒNG NỘI VỤ"},
                                               {350, 220, "TRƯỞNG PHÒNG"},
                                               {100, 300, "Đặng Thị Mơ"},
                                               {350, 300, "Đinh Văn Lau"}})});
  EXPECT_THAT(lines_of(document),
              ElementsAre("paragraph | Hai ben thong nhat./.", "signature | PHÒNG TƯ PHÁP", "signature | TRƯỞNG PHÒNG",
                          "signature | Đặng Thị Mơ", "signature | PHÒNG NỘI VỤ", "signature | TRƯỞNG PHÒNG",
                          "signature | Đinh Văn Lau"));
}

Range find_range(const std::string& text, const std::string& word) {
  const auto at = static_cast<std::uint32_t>(text.find(word));
  return {at, at + static_cast<std::uint32_t>(word.size())};
}

TEST(RepairsTest, MoveAlong) {
  Reading reading = plain("Tổng   số  là 15 hộ.\nCác xã    đã trồng.\n");
  Page& page = reading.pages[0];
  page.repairs.push_back({find_range(page.text, "trồng"), "tr ng", "trồng", "lost-letter", 0.9});
  const Document document = lay_out(std::move(reading));
  ASSERT_EQ(document.pages[0].repairs.size(), 1u);
  EXPECT_EQ(document.pages[0].repairs[0].text, find_range(document.pages[0].text, "trồng"));
}

TEST(RepairsTest, SuspicionsMoveAlong) {
  Reading reading = plain("Căn   cứ Công căn số 12.\nCác xã    đã khen thường.\n");
  Page& page = reading.pages[0];
  page.suspicions.push_back({find_range(page.text, "thường"), "suspected-misreading", "thưởng", "?"});
  page.suspicions.push_back({find_range(page.text, "căn số"), "suspected-misreading", "văn", "?"});
  reading.suspicions.push_back({{}, "beyond-repair", "", "?"});
  const Document document = lay_out(std::move(reading));
  ASSERT_EQ(document.pages[0].suspicions.size(), 2u);
  EXPECT_EQ(document.pages[0].suspicions[0].text, find_range(document.pages[0].text, "căn số"));
  EXPECT_EQ(document.pages[0].suspicions[1].text, find_range(document.pages[0].text, "thường"));
  ASSERT_EQ(document.suspicions.size(), 1u);
  EXPECT_EQ(document.suspicions[0].code, "beyond-repair");
}

}  // namespace
}  // namespace trichluc::test
