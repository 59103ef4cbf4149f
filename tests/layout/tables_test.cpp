#include "pipeline/layout/tables.h"

#include <gmock/gmock.h>

#include "pipeline/ingest/ingest.h"
#include "tests/layout/reading.h"

namespace trichluc::test {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;

/// "0.1 header: TT¦Xã": table, row, its cells. Of other blocks the text.
std::vector<std::string> rows_of(const Document& document) {
  std::vector<std::string> lines;
  for (const Block& block : document.blocks) {
    if (!block.table_row) {
      lines.push_back(block.text);
      continue;
    }
    const TableRow& row = *block.table_row;
    std::string line = std::to_string(row.table) + "." + std::to_string(row.row) +
                       (row.repeated ? " repeated"
                        : row.header ? " header"
                                     : "") +
                       ":";
    for (const Cell& cell : row.cells) {
      line += " " + std::to_string(cell.column);
      if (cell.column_span > 1) line += "-" + std::to_string(cell.column + cell.column_span - 1);
      line += "=" + block.text.substr(cell.text.begin, cell.text.size());
    }
    lines.push_back(line);
  }
  return lines;
}

struct Case {
  const char* name;
  const char* markdown;
  std::vector<std::string> rows;
};
class PipeTableTest : public testing::TestWithParam<Case> {};

TEST_P(PipeTableTest, IsRead) {
  auto reading = read_markdown(GetParam().markdown);
  ASSERT_TRUE(reading);
  EXPECT_THAT(rows_of(lay_out(std::move(*reading))), ElementsAreArray(GetParam().rows));
}

INSTANTIATE_TEST_SUITE_P(
    Markdown, PipeTableTest,
    testing::Values(
        Case{"empty_cells_keep_their_column",
             "Kết quả như sau:\n\n| TT | Xã | Số lớp |\n|---|---|---|\n| 1 | Đồi Mơ | 5 |\n|  | **Cộng** | 5 |\n",
             {"Kết quả như sau:", "0.0 header: 0=TT 1=Xã 2=Số lớp", "0.1: 0=1 1=Đồi Mơ 2=5", "0.2: 1=Cộng 2=5"}},
        Case{"row_of_column_numbers",
             "| Xã | Số lớp | Số phòng |\n|---|---|---|\n| A | 1 | 2=1/3 |\n| Đồi Mơ | 5 | 7 |\n",
             {"0.0 header: 0=Xã 1=Số lớp 2=Số phòng", "0.1 header: 0=A 1=1 2=2=1/3", "0.2: 0=Đồi Mơ 1=5 2=7"}},
        Case{"two_tables",
             "| Xã | Số lớp |\n|---|---|\n| Đồi Mơ | 5 |\n\n| Xã | Số hộ |\n|---|---|\n| Đồi Mơ | 75 |\n",
             {"0.0 header: 0=Xã 1=Số lớp", "0.1: 0=Đồi Mơ 1=5", "1.0 header: 0=Xã 1=Số hộ", "1.1: 0=Đồi Mơ 1=75"}},
        Case{"words_alone_are_paragraphs",
             "| Việc | Ai làm |\n|---|---|\n| Họp thôn | Trưởng thôn |\n",
             {"Việc", "Ai làm", "Họp thôn", "Trưởng thôn"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(PipeTableTest, LetterheadIsNoTable) {
  auto reading = read_markdown(
      "| ỦY BAN NHÂN DÂN XÃ ĐỒI MƠ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|---|---|\n| Số: 15/BC-UBND | Đồi Mơ, ngày "
      "05 tháng 3 năm 2031 |\n\nBÁO CÁO\n\nKết quả công tác\n");
  ASSERT_TRUE(reading);
  const Document document = lay_out(std::move(*reading));
  for (const Block& block : document.blocks) EXPECT_NE(block.kind, BlockKind::kTableRow) << block.text;
  EXPECT_EQ(document.blocks[0].kind, BlockKind::kLetterhead);
}

/// A line in a cell of a ruled table whose columns are 100 points wide and rows 20 high.
struct CellText {
  int row, column;
  const char* text;
  int row_span = 1, column_span = 1;
};

/// A page with one table, its first row at `top`; `above` and `below` stand 30 points away from it.
Page page_with_table(const std::vector<CellText>& cells, float top, const char* above = nullptr,
                     const char* below = nullptr) {
  std::vector<PrintedText> lines;
  if (above != nullptr) lines.push_back({72, top - 30, above});
  for (const CellText& cell : cells)
    lines.push_back({75.0F + 100.0F * static_cast<float>(cell.column), top + 3 + 20.0F * static_cast<float>(cell.row),
                     cell.text, 12});
  if (below != nullptr) lines.push_back({72, 800, below, 12});
  Page page = printed(lines);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    CellPlace& place = page.lines[i + (above != nullptr)].cell;
    place.table = 0;
    place.row = static_cast<std::uint16_t>(cells[i].row);
    place.column = static_cast<std::uint16_t>(cells[i].column);
    place.row_span = static_cast<std::uint16_t>(cells[i].row_span);
    place.column_span = static_cast<std::uint16_t>(cells[i].column_span);
    const float left = 72.0F + 100.0F * static_cast<float>(cells[i].column);
    const float up = top + 20.0F * static_cast<float>(cells[i].row);
    place.box = {left, up, left + 100.0F * static_cast<float>(cells[i].column_span),
                 up + 20.0F * static_cast<float>(cells[i].row_span)};
  }
  return page;
}

TEST(RuledTableTest, SpanningHeaderAndWrappedCells) {
  const Document document = laid_out({page_with_table({{0, 0, "Nội dung", 2, 1},
                                                       {0, 1, "Năm 2031", 1, 2},
                                                       {1, 1, "Kế"},
                                                       {1, 1, "hoạch"},
                                                       {1, 2, "Thực hiện"},
                                                       {2, 0, "Thu phí,"},
                                                       {2, 0, "lệ phí"},
                                                       {2, 1, "15"},
                                                       {2, 2, "16"},
                                                       {3, 0, "Chi khác"},
                                                       {3, 2, "3"}},
                                                      300, "Số liệu như sau:")});
  EXPECT_THAT(rows_of(document), ElementsAre("Số liệu như sau:", "0.0 header: 0=Nội dung 1-2=Năm 2031",
                                             "0.1 header: 1=Kế hoạch 2=Thực hiện", "0.2: 0=Thu phí, lệ phí 1=15 2=16",
                                             "0.3: 0=Chi khác 2=3"));
  EXPECT_EQ(document.pages[0].text,
            "Số liệu như sau:\nNội dung\tNăm 2031\n\tKế hoạch\tThực hiện\nThu phí, lệ phí\t15\t16\nChi khác\t\t3");
  // the way back: the tabs stand for nothing, the text for its characters
  const Block& row = document.blocks[3];
  const Cell& cell = row.table_row->cells[2];
  const PageRange where = row.to_page(cell.text, cell.text.begin);
  EXPECT_EQ(document.pages[0].text.substr(where.text.begin, where.text.size()), "16");
  ASSERT_EQ(document.pages[0].boxes(where.text).size(), 1U);
  EXPECT_FLOAT_EQ(document.pages[0].boxes(where.text)[0].left, 275);
}

TEST(RuledTableTest, FramesAreNotData) {
  const Document letterhead = laid_out({page_with_table({{0, 0, "SỞ Y TẾ"},
                                                         {0, 1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
                                                         {1, 0, "Số: 12/BC-SYT"},
                                                         {1, 1, "1/2"},
                                                         {2, 0, "3"},
                                                         {2, 1, "4"}},
                                                        60)});
  for (const Block& block : letterhead.blocks) EXPECT_FALSE(block.table_row) << block.text;
  const Document frame =
      laid_out({page_with_table({{0, 0, "Bảng này chỉ có một cột"}, {1, 0, "1"}, {2, 0, "2"}}, 300)});
  for (const Block& block : frame.blocks) EXPECT_FALSE(block.table_row) << block.text;
  const Document no_numerals = laid_out({page_with_table({{0, 0, "Việc"},
                                                          {0, 1, "Ai làm"},
                                                          {1, 0, "Họp thôn"},
                                                          {1, 1, "Trưởng thôn"},
                                                          {2, 0, "Báo cáo"},
                                                          {2, 1, "Thư ký"}},
                                                         300)});
  for (const Block& block : no_numerals.blocks) EXPECT_FALSE(block.table_row) << block.text;
}

TEST(RuledTableTest, RunsOverThePageEnd) {
  const std::vector<CellText> first = {{0, 0, "TT"}, {0, 1, "Xã"}, {0, 2, "Số lớp"},   {1, 0, "1"}, {1, 1, "Đồi Mơ"},
                                       {1, 2, "5"},  {2, 0, "2"},  {2, 1, "Suối Lụa"}, {2, 2, "7"}};
  const std::vector<std::string> rows = {"0.0 header: 0=TT 1=Xã 2=Số lớp", "0.1: 0=1 1=Đồi Mơ 2=5",
                                         "0.2: 0=2 1=Suối Lụa 2=7"};
  {
    std::vector<std::string> expected = rows;
    expected.insert(expected.end(), {"1", "0.3: 0=3 1=Khe Nứa 2=4"});
    EXPECT_THAT(rows_of(laid_out({page_with_table(first, 700, nullptr, "1"),
                                  page_with_table({{0, 0, "3"}, {0, 1, "Khe Nứa"}, {0, 2, "4"}}, 60)})),
                ElementsAreArray(expected))
        << "without header";
  }
  {
    std::vector<std::string> expected = rows;
    expected.insert(expected.end(), {"0.3 repeated: 0=TT 1=Xã 2=Số lớp", "0.4: 0=3 1=Khe Nứa 2=4"});
    EXPECT_THAT(
        rows_of(laid_out(
            {page_with_table(first, 700),
             page_with_table(
                 {{0, 0, "TT"}, {0, 1, "Xã"}, {0, 2, "Số lớp"}, {1, 0, "3"}, {1, 1, "Khe Nứa"}, {1, 2, "4"}}, 60)})),
        ElementsAreArray(expected))
        << "header printed again";
  }
  const Document apart =
      laid_out({page_with_table(first, 600), page_with_table({{0, 0, "3"}, {0, 1, "Khe Nứa"}, {0, 2, "4"}}, 160,
                                                             "Một đoạn văn đứng giữa hai bảng của báo cáo này.")});
  EXPECT_FALSE(apart.blocks.back().table_row) << "text between the tables";
}

}  // namespace
}  // namespace trichluc::test
