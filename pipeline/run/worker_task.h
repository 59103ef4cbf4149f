// worker_task.h - what all workers of a run share.
#pragma once

#include <functional>
#include <vector>

#include "pipeline/run/company.h"
#include "pipeline/run/limits.h"
#include "pipeline/run/outcome.h"

namespace trichluc {

/// Outlives the workers.
struct WorkerTask {
  const std::vector<Input>& inputs;
  const Work& work;
  const Limits& limits;
  const std::function<void()>& warm_up;               // may be empty
  const std::function<void()>& warm_up_for_pictures;  // may be empty
  const CompanyOf& company_of;                        // may be empty: kNone
};

}  // namespace trichluc
