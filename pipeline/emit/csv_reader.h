// csv_reader.h - CSV as people's spreadsheets write it (RFC 4180; a BOM and CRLF are taken, too).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/error.h"

namespace trichluc {

struct CsvTable {
  std::vector<std::string> columns;            // the first line
  std::vector<std::vector<std::string>> rows;  // each as long as `columns`
};

/// Parted by commas, or by semicolons where the first line has these and no comma. Errors: kDamaged with the line, for
/// a quote that is not closed or a row of another length.
Result<CsvTable> read_csv(std::string_view text);

}  // namespace trichluc
