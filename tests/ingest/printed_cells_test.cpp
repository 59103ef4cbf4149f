#include "pipeline/ingest/printed_cells.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "pipeline/ingest/ingest.h"
#include "tests/ingest/small_pdf.h"

namespace trichluc {
namespace {

/// "0.1.2+1x2 text": table, row and column, with what it spans beyond one cell; "- text" outside.
std::vector<std::string> places_of(const SmallPdf& pdf) {
  auto reading = read_pdf(pdf.bytes());
  std::vector<std::string> lines;
  if (!reading || reading->pages.empty()) return lines;
  const Page& page = reading->pages[0];
  for (const Line& line : page.lines) {
    const CellPlace& cell = line.cell;
    std::string place = "-";
    if (cell.in_table()) {
      place = std::to_string(cell.table) + "." + std::to_string(cell.row) + "." + std::to_string(cell.column);
      if (cell.row_span > 1 || cell.column_span > 1)
        place += "+" + std::to_string(cell.row_span) + "x" + std::to_string(cell.column_span);
    }
    lines.push_back(place + " " + page.text.substr(line.text.begin, line.text.size()));
  }
  return lines;
}

/// The outer rules of a table from (72, 600) to (372, 700).
SmallPdf framed() {
  return SmallPdf()
      .page()
      .rule(72, 700, 300, 0.5)
      .rule(72, 600, 300, 0.5)
      .rule(72, 600, 0.5, 100)
      .rule(372, 600, 0.5, 100);
}

struct Case {
  const char* name;
  SmallPdf pdf;
  std::vector<std::string> lines;
};
void PrintTo(const Case& row, std::ostream* out) { *out << row.name; }
class PrintedCellsTest : public testing::TestWithParam<Case> {};

TEST_P(PrintedCellsTest, PlaceLines) { EXPECT_EQ(places_of(GetParam().pdf), GetParam().lines); }

INSTANTIATE_TEST_SUITE_P(Rules, PrintedCellsTest,
                         testing::Values(Case{"spanning_header",  // Chỉ tiêu │ Năm 2031 over KH │ TH
                                              framed()
                                                  .rule(172, 600, 0.5, 100)
                                                  .rule(272, 600, 0.5, 70)
                                                  .rule(172, 670, 200, 0.5)
                                                  .rule(72, 640, 300, 0.5)
                                                  .text(76, 665, 12, "Chỉ tiêu")
                                                  .text(240, 682, 12, "Năm 2031")
                                                  .text(176, 650, 12, "KH")
                                                  .text(276, 650, 12, "TH")
                                                  .text(76, 615, 12, "Số lớp")
                                                  .text(276, 615, 12, "15")
                                                  .text(72, 560, 12, "Nguồn: các xã."),
                                              {"0.0.0+2x1 Chỉ tiêu", "0.0.1+1x2 Năm 2031", "0.1.1 KH", "0.1.2 TH",
                                               "0.2.0 Số lớp", "0.2.2 15", "- Nguồn: các xã."}},
                                         Case{"underlined_text_parts_no_cell",
                                              framed()
                                                  .rule(222, 600, 0.5, 100)
                                                  .rule(72, 640, 300, 0.5)
                                                  .text(76, 680, 12, "Tổng số")
                                                  .rule(76, 678, 40, 0.5)
                                                  .text(76, 660, 12, "trong kỳ")
                                                  .text(226, 680, 12, "9")
                                                  .text(76, 615, 12, "Xã")
                                                  .text(226, 615, 12, "4"),
                                              {"0.0.0 Tổng số", "0.0.0 trong kỳ", "0.0.1 9", "0.1.0 Xã", "0.1.1 4"}},
                                         Case{"rules_in_pieces_and_double_rules",
                                              framed()
                                                  .rule(222, 650, 0.5, 50)
                                                  .rule(222, 600, 0.5, 50)
                                                  .rule(224, 600, 0.5, 100)
                                                  .rule(72, 650, 150, 0.5)
                                                  .rule(222, 650, 150, 0.5)
                                                  .text(76, 680, 12, "Xã")
                                                  .text(228, 680, 12, "Số hộ")
                                                  .text(76, 615, 12, "Đồi Mơ")
                                                  .text(228, 615, 12, "75"),
                                              {"0.0.0 Xã", "0.0.1 Số hộ", "0.1.0 Đồi Mơ", "0.1.1 75"}}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace trichluc
