// workbook.h - tables as the sheets of an XLSX file (ECMA-376).
//
// The only file, with its .cpp, that includes libxlsxwriter. A sheet holds 1,048,576 rows and a cell 32,767 characters:
// longer tables go on in "NAME 2", longer texts are cut and end in "…".
#pragma once

#include <memory>
#include <string>

#include "pipeline/core/error.h"
#include "pipeline/core/table.h"

namespace trichluc {

class Workbook {
 public:
  /// The file appears at close(). Rows are kept on disk meanwhile, not in memory.
  explicit Workbook(const std::string& path);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  /// A new sheet; the writer before it is done with. Names of at most 28 characters.
  TableWriter& sheet(const std::string& name);

  /// Errors: kOutputUnwritable.
  Result<void> close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trichluc
