// figure_table.h - figures of all documents as a table: what they are of, by year, with every document behind a cell.
//
// Nothing is added up: a cell holds what documents state. Where two documents state different values for the same
// thing, time, unit and sense, the cell is a conflict, and both are in it.
#pragma once

#include <memory>
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
  std::string row = {};        // only the row of exactly this name
  std::size_t limit = 100;     // rows of the table
  std::size_t in_cell = 8;     // figures of a cell; all are counted
};

/// What was asked is kept until the archive changes: of many figures the first answer takes a second.
class FigureTables {
 public:
  explicit FigureTables(std::string archive);
  ~FigureTables();

  /// {"columns":["2021",…],"rows":[{"name","unit","cells":{"2021":{"conflict":true,"count","figures":[{"value",
  /// "comparator","modality","change","period","area","id","text","page","review","confidence","sha256","source",
  /// "number","date","issuer"}]}}}],"units":[{"value","count"}],"areas":[…],"total"}; of a cell the first figures.
  /// Safe to call from many threads. Errors: kBadArguments (no such kind, no such row), those of opening an archive.
  Result<std::string> json(const FigureRequest& request);

  /// A line for every figure. Errors: as above.
  Result<std::size_t> write(const FigureRequest& request, TableWriter& writer) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trichluc
