// table.h - rows under named columns, as the archive gives them and files of tables take them.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace trichluc {

/// monostate: nothing is known; written as an empty field, or null.
using Datum = std::variant<std::monostate, std::int64_t, double, std::string>;
using Row = std::vector<Datum>;
using Columns = std::vector<std::string>;

/// Takes a table from top to bottom.
class TableWriter {
 public:
  virtual ~TableWriter() = default;
  /// Once, before the first row.
  virtual void begin(const Columns& columns) = 0;
  /// As many cells as columns.
  virtual void row(const Row& cells) = 0;
  /// Once, after the last row.
  virtual void end() {}
};

/// As written in files of text: "" for nothing, numbers in their shortest exact notation ("10.6", "68091000000").
std::string to_text(const Datum& cell);

}  // namespace trichluc
