// printed_cells.h - where ruled lines part the page into the cells of tables.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/ingest/printed.h"

namespace trichluc {

class PrintedCells {
 public:
  explicit PrintedCells(const PrintedPage& page);

  /// Whether a vertical rule stands between `left` and `right` at the height `y`.
  bool parted(float left, float right, float y) const;

  /// Where a point lies. Cells are compared first by table, then by row, then by column.
  struct Place {
    std::int32_t table = -1;  // -1: in no table
    float row = 0;            // the rule above
    float column = 0;         // the rule to the left
  };
  Place at(float x, float y) const;

  /// Says of each line in which cell it stands, and puts the lines of a table (neighbours already) into their order.
  void place_lines(const PrintedPage& page, std::vector<PrintedLine>& lines) const;

  bool empty() const { return tables_.empty(); }

  /// Every cell of every table, from top to bottom and from left to right.
  std::vector<Box> cells() const;

 private:
  /// The rules around a point of `table`.
  Box cell_around(const Box& table, float x, float y) const;

  std::vector<RuledLine> across_;  // by `at`
  std::vector<RuledLine> down_;    // by `at`
  std::vector<Box> tables_;        // from top to bottom
};

}  // namespace trichluc
