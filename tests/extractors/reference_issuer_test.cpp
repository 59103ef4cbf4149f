// reference_issuer_test.cpp - who issued a document that is cited: the body's name, and nothing of what it does.
#include <gtest/gtest.h>

#include <string>

#include "extractors/extract.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/layout/layout.h"

namespace trichluc {
namespace {

struct Cited {
  const char* name;
  const char* text;
  const char* issuer;
};
class ReferenceIssuer : public testing::TestWithParam<Cited> {
 protected:
  static const Extractor& extractor() {
    static const auto kExtractor = Extractor::load({TRICHLUC_SOURCE_DIR "/rules"});
    return kExtractor.value();
  }
};

TEST_P(ReferenceIssuer, IsTheNameOfTheBody) {
  Result<Reading> reading = read_plain(std::string(GetParam().text) + "\n");
  ASSERT_TRUE(reading);
  const Record record = extractor().extract(lay_out(std::move(*reading)));
  for (const Fact& fact : record.facts) {
    if (const auto* reference = std::get_if<LegalReference>(&fact.value)) {
      EXPECT_EQ(reference->issuer, GetParam().issuer);
      return;
    }
  }
  FAIL() << "no reference in: " << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, ReferenceIssuer,
    testing::Values(
        Cited{"committee", "theo Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh thực hiện năm cao điểm;",
              "Ủy ban nhân dân tỉnh"},
        Cited{"old_tone", "Quyết định số 7/QĐ-UBND ngày 05/6/2020 của Uỷ ban nhân dân huyện về việc giao vốn.",
              "Uỷ ban nhân dân huyện"},
        Cited{"place", "Công văn số 88/UBND-VX của Ủy ban nhân dân huyện Lau Sậy phối hợp với Sở Y tế",
              "Ủy ban nhân dân huyện Lau Sậy"},
        Cited{"ministry", "Thông tư số 9/2022/TT-BGTVT của Bộ Giao thông vận tải quy định về bến xe",
              "Bộ Giao thông vận tải"},
        Cited{"small_words_of_a_name", "Công văn số 5/ATTP-NĐ của Cục An toàn thực phẩm hướng dẫn các tỉnh",
              "Cục An toàn thực phẩm"},
        Cited{"list_in_a_name", "Quyết định số 5/QĐ-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch phê duyệt đề án",
              "Bộ Văn hóa, Thể thao và Du lịch"},
        Cited{"chairman", "Công văn số 5/UBND-VX của Chủ tịch Ủy ban nhân dân tỉnh gửi các huyện",
              "Chủ tịch Ủy ban nhân dân tỉnh"},
        Cited{"level", "Quyết định số 5/QĐ-UBND của Ủy ban nhân dân cấp xã cấp 5 triệu đồng", "Ủy ban nhân dân cấp xã"},
        Cited{"named_by_its_task", "Kế hoạch số 3/KH-BCĐ của Ban Chỉ đạo xây dựng nông thôn mới",
              "Ban Chỉ đạo xây dựng nông thôn mới"},
        Cited{"steering_board", "Kế hoạch số 3/KH-BCĐ của Ban Chỉ đạo tỉnh kiểm tra các xã", "Ban Chỉ đạo tỉnh"},
        Cited{"named_later", "Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 của Chính phủ quy định chi tiết", "Chính phủ"},
        Cited{"none", "Nghị định số 34/2016/NĐ-CP của năm trước", ""}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace trichluc
