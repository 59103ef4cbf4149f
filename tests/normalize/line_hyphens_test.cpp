#include "pipeline/normalize/line_hyphens.h"

#include <gtest/gtest.h>

#include <string>

namespace trichluc {
namespace {

struct Case {
  const char* name;
  const char* text;
  const char* made;
};
class LineHyphens : public testing::TestWithParam<Case> {};

Page page_of(const std::string& text) {
  Page page;
  page.text = text;
  page.source = SourceMap::identity(static_cast<std::uint32_t>(text.size()));
  return page;
}

TEST_P(LineHyphens, AreDroppedWhereTheyMeanNothing) {
  Page page = page_of(GetParam().text);
  drop_line_hyphens(page);
  EXPECT_EQ(page.text, GetParam().made);
  EXPECT_EQ(page.repairs.size(), page.text == GetParam().text ? 0u : 1u);
  drop_line_hyphens(page);
  EXPECT_EQ(page.text, GetParam().made) << "a second time";
}

INSTANTIATE_TEST_SUITE_P(Texts, LineHyphens,
                         testing::Values(Case{"two_syllables", "bồi dưỡng cán-\nbộ xã\n", "bồi dưỡng cán\nbộ xã\n"},
                                         Case{"blank_line_between", "cán- \n\nbộ xã\n", "cán \n\nbộ xã\n"},
                                         Case{"symbol", "số 12/2031/NĐ-\nCP của\n", "số 12/2031/NĐ-\nCP của\n"},
                                         Case{"years", "giai đoạn 2031-\n2035\n", "giai đoạn 2031-\n2035\n"},
                                         Case{"free_standing", "kinh tế -\nxã hội\n", "kinh tế -\nxã hội\n"},
                                         Case{"name", "tỉnh Bà Rịa-\nVũng Tàu\n", "tỉnh Bà Rịa-\nVũng Tàu\n"},
                                         Case{"capitals", "BAN-\nbộ\n", "BAN-\nbộ\n"},
                                         Case{"foreign", "chất poly-\nme\n", "chất poly-\nme\n"},
                                         Case{"written_so_elsewhere", "cán-bộ, cán-\nbộ xã\n", "cán-bộ, cán-\nbộ xã\n"},
                                         Case{"last_line", "cán-\n", "cán-\n"}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(LineHyphens, TheWayBackLeadsToWordAndHyphen) {
  Page page = page_of("các cán-\nbộ xã\n");
  drop_line_hyphens(page);
  ASSERT_EQ(page.repairs.size(), 1u);
  const Repair& repair = page.repairs[0];
  EXPECT_EQ(repair.from, "cán-");
  EXPECT_EQ(repair.to, "cán");
  EXPECT_EQ(repair.rule, "line-hyphen");
  const auto begin = static_cast<std::uint32_t>(std::string("các ").size());
  EXPECT_EQ(page.source.to_source(repair.text),
            (Range{begin, begin + static_cast<std::uint32_t>(std::string("cán-").size())}));
}

}  // namespace
}  // namespace trichluc
