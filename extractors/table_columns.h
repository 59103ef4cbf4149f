// table_columns.h - what the header of a table says about each of its columns (ANNOTATION.md section 9).
//
//   TT │ Chỉ tiêu │ ĐVT │       Năm 2024       │ So sánh     names: "Năm 2024 / TH 10 tháng"
//      │          │     │ KH │ TH 10 tháng     │  (%)        roles: number, row header, unit, figures ...
//    A │    B     │  C  │ 1  │       2         │ 3=2/1       period of column 4: 2024-01/2024-10
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/engine/rule_set.h"
#include "extractors/resolve/other_numbers.h"
#include "extractors/table_unit.h"
#include "pipeline/core/document.h"
#include "pipeline/core/fact.h"

namespace trichluc {

/// The blocks of one table, in order.
struct Table {
  std::vector<int> header;  // repeated ones left out
  std::vector<int> repeated;
  std::vector<int> body;
};

/// The tables of the document, by number; a table without body is left out.
std::map<int, Table> group_tables(const Document& document);

enum class ColumnRole {
  kNumber,  // STT
  kRowHeader,
  kUnit,      // ĐVT
  kDeadline,  // Thời hạn hoàn thành
  kNothing,   // codes, ranks: its numbers count nothing
  kFigures,   // anything else; text cells too
};

struct TableColumn {
  ColumnRole role = ColumnRole::kFigures;
  std::string name;    // "spanning header / column header", as printed
  std::string folded;  // the same, folded
  std::string own;     // the lowest header alone, folded
  TableUnit unit;      // that the headers give; kind none where they do not
  TableUnit noun;      // after Số, Số lượng
  Edtf period;
  bool target = false;
  bool compares = false;  // So sánh, TH/KH, "9=7/4"
  bool ratio = false;     // Tỷ lệ, without a unit of its own
  bool money = false;     // Kinh phí, Thành tiền: in the currency of the caption
};

struct TableHeader {
  std::vector<TableColumn> columns;
  TableUnit caption_unit;  // "Đơn vị tính: triệu đồng" above the table or in its corner
  TableUnit caption_noun;
  std::vector<Fact> times;                // of the header, each value once
  std::vector<ExplainedRange> explained;  // its other numerals
};

/// The text of the cell in `column`, empty where there is none; a header cell that spans the column counts.
std::string_view cell_text(const Block& row, int column);
const Cell* cell_at(const Block& row, int column);

/// A number alone: "2.815", "99,2%", "-5", ">= 90".
bool is_figure(std::string_view text);

TableHeader read_table_header(const Document& document, const Table& table, const RuleSet& rules,
                              const Vocabulary& vocabulary);

}  // namespace trichluc
