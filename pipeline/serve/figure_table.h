// figure_table.h - figures of all documents as a table: what they are of, by year, with every document behind a cell.
//
// Nothing is added up: a cell holds what documents state. Where two documents state different values for the same
// thing, time, unit and sense, the cell is a conflict, and both are in it.
#pragma once

#include <string>

#include "pipeline/core/error.h"
#include "pipeline/core/table.h"

namespace trichluc {

struct FigureRequest {
  std::string kind = "count";  // count, budget, percentage
  std::string by = "series";   // what a row is: series (what is measured), holder (whose), area, issuer
  std::string words = {};      // in what is measured, the holder, the area or the issuer; without marks
  std::string unit = {};       // exactly; several with "|" between them
  std::string area = {};       // exactly
  bool with_targets = false;   // only rows of which both a target and what was reached are stated
  std::size_t limit = 100;     // rows of the table
};

/// {"columns":["2021",…],"rows":[{"name","unit","cells":{"2021":{"conflict":true,"figures":[{"value","comparator",
/// "modality","change","period","sha256","source","number","date","page","id","text","area","review"}]}}}],
/// "units":[{"unit","count"}],"areas":[…],"more":true}
/// Errors: kBadArguments (no such kind, no such row), those of opening an archive.
Result<std::string> figures_json(const std::string& archive, const FigureRequest& request);
/// A line for every figure.
Result<std::size_t> write_figures(const std::string& archive, const FigureRequest& request, TableWriter& writer);

}  // namespace trichluc
