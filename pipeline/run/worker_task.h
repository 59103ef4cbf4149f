// worker_task.h - what all workers of a run share.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "pipeline/run/limits.h"
#include "pipeline/run/outcome.h"

namespace trichluc {

/// Whether a document may be read in a process that reads others like it: text of a few pages, where a process costs
/// more than the reading, and no foreign library parses what a stranger wrote.
using MayShare = std::function<bool(std::string_view bytes, const Input& input)>;

/// Outlives the workers.
struct WorkerTask {
  const std::vector<Input>& inputs;
  const Work& work;
  const Limits& limits;
  const std::function<void()>& warm_up;               // may be empty
  const std::function<void()>& warm_up_for_pictures;  // may be empty
  const MayShare& may_share;                          // may be empty: none
};

constexpr std::size_t kMostTogether = 32;             // documents in one process
constexpr std::uint64_t kLargestTogether = 64 << 10;  // bytes of each

}  // namespace trichluc
