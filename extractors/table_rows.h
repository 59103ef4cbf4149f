// table_rows.h - what each row of a table's body is about: its name, the groups it stands in, its unit.
#pragma once

#include <string>
#include <vector>

#include "extractors/table_columns.h"

namespace trichluc {

struct TableBodyRow {
  int block = 0;
  Range mark;               // of a list mark inside the row header, bytes of the block's text
  std::string name;         // row header without list marks
  std::string subject;      // with the rows it belongs to: "Kết quả chung / Số hộ nghèo"
  std::string obligor;      // Đơn vị chủ trì, for deadlines
  std::string per;          // "trên 100.000 trẻ đẻ sống" in the row header
  int depth = 0;            // of its numbering, 0 outermost
  bool heading = false;     // one cell over all columns, or nothing but a name
  bool total = false;       // Tổng số, Tổng cộng, Cộng
  bool part = false;        // "Trong đó: ..." and rows that are not numbered in a table that numbers them
  bool unit_given = false;  // its unit cell holds something, be it no unit
  bool rate = false;        // "Tỷ lệ ...": its numbers are no counts
  TableUnit unit;       // of its unit cell, of the cell above (ditto) or of its group; or in brackets behind its name
  TableUnit noun;       // "Số hộ nghèo": hộ nghèo
  TableUnit name_noun;  // "Hộ nghèo được vay vốn": hộ nghèo
};

std::vector<TableBodyRow> read_table_rows(const Document& document, const Table& table, const TableHeader& header,
                                          const Vocabulary& vocabulary);

}  // namespace trichluc
