#include "pipeline/layout/line_joins.h"

#include <gtest/gtest.h>

#include <string>

namespace trichluc {
namespace {

struct Case {
  const char* name;
  const char* text;
  const char* made;
};
class LineJoins : public testing::TestWithParam<Case> {};

TEST_P(LineJoins, JoinWhatGoesOn) {
  const std::string text = GetParam().text;
  const std::optional<JoinedText> made = join_lines(text);
  EXPECT_EQ(made ? made->text : text, GetParam().made);
  if (!made) return;
  EXPECT_FALSE(made->joins.empty());
  EXPECT_EQ(made->map.size(), made->text.size());
  EXPECT_FALSE(join_lines(made->text)) << "a second time";
}

INSTANTIATE_TEST_SUITE_P(
    Texts, LineJoins,
    testing::Values(Case{"small_letter", "cán bộ xã\nđã đến.\n", "cán bộ xã đã đến.\n"},
                    Case{"empty_line_between", "cán bộ xã \n\nđã đến.\n", "cán bộ xã đã đến.\n"},
                    Case{"two_empty_lines", "cán bộ xã\n\n\nđã đến.\n", "cán bộ xã\n\n\nđã đến.\n"},
                    Case{"three_lines", "các\n  cán bộ\nxã.\n", "các cán bộ xã.\n"},
                    Case{"sentence_ended", "Đã đến.\nsau đó đi.\n", "Đã đến.\nsau đó đi.\n"},
                    Case{"items", "- Như trên;\n- Các sở;\n", "- Như trên;\n- Các sở;\n"},
                    Case{"numbered", "1. Thuận lợi\n2. Khó khăn\n", "1. Thuận lợi\n2. Khó khăn\n"},
                    Case{"lettered_item", "gồm các xã\na) xã Đồi Mơ\n", "gồm các xã\na) xã Đồi Mơ\n"},
                    Case{"free_dash", "kinh tế -\nXã hội\n", "kinh tế - Xã hội\n"},
                    Case{"comma", "Đồi Mơ,\nLau Sậy và\nSuối Reo\n", "Đồi Mơ, Lau Sậy và Suối Reo\n"},
                    Case{"symbol", "số 12/2031/NĐ-\nCP ngày\n05 tháng 6\n", "số 12/2031/NĐ-CP ngày 05 tháng 6\n"},
                    Case{"slash", "số 12/2031\n/NĐ-CP\n", "số 12/2031/NĐ-CP\n"},
                    Case{"words_that_join_make_one_that_asks_for_more", "theo Bộ\nluật\nHàng hải\n",
                         "theo Bộ luật Hàng hải\n"},
                    Case{"heading_in_capitals", "BÁO CÁO\nkết quả năm 2031\n", "BÁO CÁO\nkết quả năm 2031\n"},
                    Case{"capital", "Sở Y tế\nSở Tư pháp\n", "Sở Y tế\nSở Tư pháp\n"},
                    Case{"cells", "xã Đồi Mơ    12\nxã Lau Sậy    15\n", "xã Đồi Mơ    12\nxã Lau Sậy    15\n"},
                    Case{"empty_lines_stay", "\n\n  Đã đến.\n\n", "\n\n  Đã đến.\n\n"}, Case{"nothing", "", ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(LineJoins, TheWayBackLeadsThroughTheJoin) {
  const std::string text = "một \n\n hai\n";
  const std::optional<JoinedText> made = join_lines(text);
  ASSERT_TRUE(made);
  ASSERT_EQ(made->joins.size(), 1u);
  const Range gap = made->map.to_source(made->joins[0]);
  EXPECT_EQ(text.substr(gap.begin, gap.size()), " \n\n ");
  const auto hai = static_cast<std::uint32_t>(made->text.find("hai"));
  EXPECT_EQ(made->map.to_source({hai, hai + 3}).begin, text.find("hai"));
}

}  // namespace
}  // namespace trichluc
