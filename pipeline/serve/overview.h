// overview.h - what an archive holds and how far its review is; what its records were made with.
#pragma once

#include <string>

#include "pipeline/core/error.h"
#include "pipeline/core/table.h"

namespace trichluc {

/// {"documents","pages","unreviewed","reviewed","events","last_event","pages_behind","reviewers":[…]}; reviewed and
/// unreviewed count facts.
/// Errors: those of opening an archive.
Result<std::string> overview_json(const std::string& archive);

/// Runs with what each gave, what could not be read and why, how documents were read, what was warned of, and the
/// documents that read worst: {"runs":[…],"unread":[…],"formats":[…],"warnings":[…],"doubtful":[…]}. Errors: as above.
Result<std::string> runs_json(const std::string& archive);

/// The same runs as a table.
Result<std::size_t> write_runs(const std::string& archive, TableWriter& writer);

}  // namespace trichluc
