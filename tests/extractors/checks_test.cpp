// What a document asserts about itself, and what becomes of the numerals outside the facts.
#include <gtest/gtest.h>

#include <map>

#include "extractors/extract.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/layout/layout.h"
#include "pipeline/normalize/normalize.h"

namespace trichluc {
namespace {

Record extract(const std::string& text) {
  static const auto extractor = Extractor::load({std::string(TRICHLUC_SOURCE_DIR) + "/rules"});
  auto reading = read_plain(text);
  normalize(*reading);
  return extractor->extract(lay_out(std::move(*reading)));
}

TEST(Checks, ASumInBracketsIsRecomputed) {
  const Record record = extract("Huyện được bố trí 12,5 tỷ đồng (năm 2031 là 5,5 tỷ đồng; năm 2032 là 7 tỷ đồng).\n");
  ASSERT_EQ(record.checks.size(), 1u);
  EXPECT_EQ(record.checks[0].type, Check::Type::kSum);
  EXPECT_TRUE(record.checks[0].holds);
  EXPECT_EQ(record.checks[0].parts.size(), 2u);
}

TEST(Checks, AShareThatDoesNotComeOutIsReported) {
  const Record record = extract("Có 200 lượt trẻ em được tư vấn; trong đó, trực tiếp là 150 lượt người (chiếm 85%).\n");
  ASSERT_EQ(record.checks.size(), 1u);
  EXPECT_EQ(record.checks[0].type, Check::Type::kShare);
  EXPECT_FALSE(record.checks[0].holds);
  EXPECT_EQ(record.checks[0].computed.to_string(), "75");
}

TEST(Checks, AnAmbiguousNumberIsWarnedOfAndNotGuessed) {
  const Record record = extract("Toàn tỉnh có 75.3276 nhà văn hóa thôn.\n");
  EXPECT_TRUE(record.facts.empty());
  ASSERT_EQ(record.warnings.size(), 1u);
  EXPECT_EQ(record.warnings[0].code, "ambiguous-number");
  EXPECT_EQ(record.warnings[0].text, "75.3276");
}

TEST(OtherNumbers, HaveTheirRoles) {
  const std::string text =
      "3. Người dưới 18 tuổi nghỉ 05 ngày, từ 16h30 tại Khóa XIII, kênh VTV1, dịch COVID-19, Điều 7.\n";
  const Record record = extract(text);
  std::map<std::string, std::string> roles;
  for (const OtherNumber& number : record.other_numbers) {
    const std::string& page = record.document.pages[number.where.page_index].text;
    roles[page.substr(number.where.text.begin, number.where.text.size())] = number.role;
  }
  EXPECT_EQ(roles["3"], "list-mark");
  EXPECT_EQ(roles["1"], "name-part");
  EXPECT_EQ(roles["18"], "age");
  EXPECT_EQ(roles["05"], "duration");
  EXPECT_EQ(roles["16"], "clock");
  EXPECT_EQ(roles["19"], "name-part");
  EXPECT_EQ(roles["7"], "code");
}

TEST(References, ShortMentionsTakeTheFullNumber) {
  const Record record =
      extract("Thực hiện Nghị quyết số 45/2031/NQ-HĐND ngày 02/3/2031 (sau đây gọi là Nghị quyết số 45).\n");
  ASSERT_EQ(record.facts.size(), 2u);
  const auto& full = std::get<LegalReference>(record.facts[0].value);
  const auto& mention = std::get<LegalReference>(record.facts[1].value);
  EXPECT_EQ(mention.number, full.number);
  EXPECT_EQ(mention.id, full.id);
}

}  // namespace
}  // namespace trichluc
