#include "tools/trichluc/warm_up.h"

#include <string>

#include "tools/trichluc/allocator.h"

namespace trichluc {
namespace {

// The common turns of a report, so that the automata of most rules have seen them.
constexpr const char* kReport =
    "ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "HUYỆN AN PHÚ                           Độc lập - Tự do - Hạnh phúc\n"
    "Số: 45/BC-UBND                 An Phú, ngày 05 tháng 12 năm 2023\n\n"
    "BÁO CÁO\nKết quả thực hiện kế hoạch năm 2023, phương hướng năm 2024\n\n"
    "Kính gửi: Sở Lao động - Thương binh và Xã hội\n\n"
    "Thực hiện Nghị quyết số 12/2020/NQ-HĐND ngày 19 tháng 6 năm 2020 của Hội đồng nhân dân tỉnh và khoản 2 Điều 5 "
    "Luật Trẻ\n"
    "em, Ủy ban nhân dân huyện báo cáo như sau:\n\n"
    "I. KẾT QUẢ\n"
    "1. Trong 06 tháng đầu năm 2023, toàn huyện xảy ra 1.075 vụ việc, tăng 2,6% so với cùng kỳ năm 2022; trong đó có "
    "917 vụ,\n"
    "chiếm 85,3%. Tổ chức 12 lớp tập huấn cho 1.250 lượt người.\n"
    "2. Tổng kinh phí là 68,091 tỷ đồng, trong đó ngân sách trung ương 45.300 triệu đồng, ngân sách tỉnh 1.500.000.000 "
    "đồng.\n"
    "a) Phấn đấu đạt trên 95% vào năm 2025; giai đoạn 2021 - 2025 giảm còn dưới 4,5%.\n"
    "b) Bản án số 12/2022/HS-ST ngày 10/5/2022 của Tòa án nhân dân tỉnh.\n\n"
    "II. NHIỆM VỤ\n"
    "Báo cáo gửi về Sở trước ngày 15/12/2023, qua hộp thư so@example.vn, điện thoại 0200 3 000 111; chậm nhất trong "
    "thời hạn 07\n"
    "ngày làm việc kể từ ngày nhận được văn bản. Định kỳ hằng quý, trước ngày 20 tháng cuối quý.\n\n"
    "Nơi nhận:                              TM. ỦY BAN NHÂN DÂN\n"
    "- Như trên;                                KT. CHỦ TỊCH\n"
    "- Lưu: VT.                                PHÓ CHỦ TỊCH\n";

// One page with one line in one of the fonts that every reader has; the offsets are mended by the reader.
constexpr const char* kPage =
    "%PDF-1.4\n"
    "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
    "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
    "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj\n"
    "4 0 obj <</Length 58>> stream\nBT /F 12 Tf 72 700 Td (Bao cao so 12 ngay 05/12/2023) Tj ET\nendstream endobj\n"
    "5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Times-Roman>> endobj\n"
    "trailer <</Root 1 0 R/Size 6>>\n%%EOF\n";

}  // namespace

void warm_up(const Extractor& extractor, LanguageData& language, const ProcessOptions& options,
             const std::string& samples) {
  // The worker asks for it, so that not every child of a broken document has to.
  static_cast<void>(language.lost_letters());
  const std::string hash(64, '0');
  for (const char* document : {kReport, kPage}) {
    const Input input{.path = "warm-up", .standard_input = false, .problem = {}};
    static_cast<void>(process({input, document, hash}, extractor, language, options));
  }
  if (!samples.empty()) {
    for (const Input& input : list_inputs({samples})) {
      if (input.problem || !(input.path.ends_with(".txt") || input.path.ends_with(".md"))) continue;
      if (const auto bytes = read_input(input))
        static_cast<void>(process({input, *bytes, hash}, extractor, language, options));
    }
  }
  leave_gaps_alone();
}

}  // namespace trichluc
