// cell_scan.h - a cell of a table read as a little block of its own.
#pragma once

#include <string_view>

#include "extractors/engine/rule_set.h"
#include "extractors/scan.h"

namespace trichluc {

class CellScan {
 public:
  /// `cell` is a range of `row`'s text; hits are found. Facts made by `scan` have ranges of the cell: move them.
  CellScan(const Block& row, int block_index, Range cell, const RuleSet& rules, const Vocabulary& vocabulary)
      : offset_(cell.begin), block_(block_of(row, cell)), scan(block_, block_index, vocabulary) {
    scan.hits = rules.find(scan.text);
  }
  CellScan(const CellScan&) = delete;
  CellScan& operator=(const CellScan&) = delete;

  /// A range of the cell as a range of the row.
  Range in_row(Range range) const { return {range.begin + offset_, range.end + offset_}; }
  Fact in_row(Fact fact) const {
    fact.text = in_row(fact.text);
    fact.digits = in_row(fact.digits);
    return fact;
  }

 private:
  static Block block_of(const Block& row, Range cell) {
    Block block;
    block.text = row.text.substr(cell.begin, cell.size());
    return block;
  }

  std::uint32_t offset_;
  Block block_;

 public:
  Scan scan;  // of block_
};

}  // namespace trichluc
