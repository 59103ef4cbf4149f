// doubts.h - the facts that a person should look at next, across documents.
//
// First figures of checks that do not hold, then facts on whose words a misreading is suspected, then all by
// confidence, lowest first. What has been reviewed is not among them.
#pragma once

#include <string>

#include "pipeline/core/error.h"
#include "pipeline/core/table.h"

namespace trichluc {

struct DoubtsRequest {
  std::string kind = {};  // of fact; empty: all
  double below = 1;       // confidence that is asked about at most
  std::size_t limit = 50;
};

/// {"doubts":[{"reason":"check"|"misreading"|"confidence","sha256","source","title","number","date","row","id","kind",
/// "text","page","confidence","note","place"}],"more":true}. Errors: those of opening an archive.
Result<std::string> doubts_json(const std::string& archive, const DoubtsRequest& request);
Result<std::size_t> write_doubts(const std::string& archive, const DoubtsRequest& request, TableWriter& writer);

}  // namespace trichluc
