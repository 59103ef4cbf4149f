// merge.h - the parts of a plan put together: the same bytes as one run over all inputs.
#pragma once

#include <string>

#include "pipeline/run/plan.h"

namespace trichluc {

struct MergeReport {
  std::size_t records = 0, failed = 0;
};

/// Writes all four files at `paths`. Errors: those of read_plan; kNotFound when shards are missing (the message lists
/// them); kDamaged when a part is not what its ledger says, an input is missing or there twice, or the parts were made
/// by different programs or rules; kOutputUnwritable.
Result<MergeReport> merge_parts(const std::string& folder, const OutputPaths& paths);

}  // namespace trichluc
