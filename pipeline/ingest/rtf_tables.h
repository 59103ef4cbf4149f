// rtf_tables.h - the tables of a Rich Text Format file: rows of cells between \trowd and \row, in whatever order a
// writer puts definitions and text.
//
//   \trowd \trleft0 \clvmgf\cellx1000 \cellx3000     the row: its left edge, then the right edge of each cell
//   \pard\intbl text\cell text\cell \row
//
// A cell's column is where its edges stand among those of all rows of the table. They are known when the table has
// been read, so a file is read twice: the first time rows are only counted.
#pragma once

#include <cstddef>
#include <vector>

#include "pipeline/ingest/flow.h"
#include "pipeline/ingest/rtf_tokens.h"

namespace trichluc {

class RtfTables {
 public:
  explicit RtfTables(Flow& flow) : flow_(flow) {}

  /// The file is read for the second time from here on.
  void start_again();

  /// Words that define rows; false for any other.
  bool read_word(const RtfToken& token);

  /// Text is about to go into a cell (`in_table`), or behind the table.
  void place_text(bool in_table);
  void end_cell();
  void end_row();
  void end_table();

  /// A note or a box has tables of its own, until leave().
  void enter();
  void leave();

 private:
  struct Cell {
    int right = 0;  // 1/20 points
    bool merged_left = false, merged_up = false;

    bool operator==(const Cell&) const = default;
  };
  struct Definition {
    int left = 0;
    std::vector<Cell> cells;
    Cell next;  // what \clvmrg and the like said of the cell that \cellx closes

    bool operator==(const Definition&) const = default;
  };
  struct Row {
    std::size_t definition = 0, table = 0;
  };
  struct Place {
    bool in_table = false, in_row = false, in_cell = false;
    std::size_t table = 0, row = 0;  // of the file
    std::size_t cell = 0;            // of its row
  };

  void open_cell();
  void find_edges();

  Flow& flow_;
  bool counting_ = true;  // the first time through
  Definition definition_;
  std::vector<Definition> definitions_;
  std::vector<Row> rows_;
  std::vector<std::vector<int>> edges_;  // of the columns of each table
  std::size_t next_row_ = 0, next_table_ = 0;
  Place now_;
  std::vector<Place> outer_;
};

}  // namespace trichluc
