// run_record.h - what is told about a run apart from its results: with what, where, when, how it ended.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "pipeline/run/ledger.h"
#include "pipeline/run/run.h"

namespace trichluc {

struct RunRecord {
  Identity identity;
  RunReport report;
  std::array<std::size_t, kStatuses> statuses = {};  // of all inputs, known ones included
  std::size_t inputs = 0;
  int jobs = 1;
  std::string began, ended;  // UTC, "2026-11-22T04:05:06Z"
};

/// UTC now, as in RunRecord.
std::string utc_now();

/// {"schema":"trichluc-run/1", …} and a line end. The only file of a run with a clock in it.
std::string to_json(const RunRecord& record);

}  // namespace trichluc
