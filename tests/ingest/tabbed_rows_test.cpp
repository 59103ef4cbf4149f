#include "pipeline/ingest/tabbed_rows.h"

#include <gtest/gtest.h>

#include <string>

#include "pipeline/ingest/ingest.h"

namespace trichluc {
namespace {

/// A letter for each line of `text`: 't' for a row of a table.
std::string rows_of(const std::string& text) {
  const auto reading = read_plain(text);
  if (!reading) return reading.error().message;
  std::string rows;
  for (const Line& line : reading->pages[0].lines) rows.push_back(line.marks.table_row ? 't' : '.');
  return rows;
}

TEST(TabbedRows, AHeaderAndFiguresMakeATable) {
  EXPECT_EQ(
      rows_of("Kết quả như sau:\nSTT\tĐơn vị\tSố vụ\n1\tXã Lau Sậy\t12\n2\tXã Đồi Mơ\t1.234\n\tTổng\t1.246\nHết.\n"),
      ".tttt.");
}

TEST(TabbedRows, CellsMayBeEmptyOrHaveBlanksAroundThem) {
  EXPECT_EQ(rows_of("Xã\tSố vụ\tTỷ lệ\nLau Sậy\t 12 \t5,5%\nĐồi Mơ\t\t\n"), "ttt");
}

TEST(TabbedRows, ALetterheadIsNone) {
  EXPECT_EQ(rows_of("UBND TỈNH LAU SẬY\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ\t\tĐộc lập - Tự do - Hạnh phúc\n"
                    "Số: 12/BC-SYT\t\tLau Sậy, ngày 5 tháng 6 năm 2031\n"),
            "...");
}

TEST(TabbedRows, TextWithTabsBetweenWordsIsNone) {
  EXPECT_EQ(rows_of("\tNăm 2031\tcó\t12 vụ\n\tNăm 2032\tcó\t15 vụ\n"), "..");
  EXPECT_EQ(rows_of("- Như trên;\t\tKT. GIÁM ĐỐC\n- Lưu: VT.\t\tPHÓ GIÁM ĐỐC\n"), "..");
}

}  // namespace
}  // namespace trichluc
