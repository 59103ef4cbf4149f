// worker_task.h - what all workers of a run share.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "pipeline/run/limits.h"
#include "pipeline/run/outcome.h"

namespace trichluc {

/// With which others a document may be read in one process, one after the other.
enum class Company {
  kNone,      // none: its process is its own
  kFlawless,  // a foreign library parses what a stranger wrote: only behind documents with which nothing was wrong, and
              // nobody comes behind it when something was
  kAny,       // our own code reads text
};
using CompanyOf = std::function<Company(std::string_view bytes, const Input& input)>;

/// Outlives the workers.
struct WorkerTask {
  const std::vector<Input>& inputs;
  const Work& work;
  const Limits& limits;
  const std::function<void()>& warm_up;               // may be empty
  const std::function<void()>& warm_up_for_pictures;  // may be empty
  const CompanyOf& company_of;                        // may be empty: kNone
};

// What is short enough for company: a process costs some milliseconds, which documents of more work do not feel.
constexpr std::size_t kMostTogether = 32;            // documents in one process
constexpr std::uint64_t kLargestTogether = 4 << 20;  // bytes of each
constexpr std::uint64_t kMostBytesTogether = 8 << 20;
// A process that has used so much takes no other document.
constexpr std::uint64_t kMostCpuMsBefore = 1000;
constexpr std::uint64_t kMostPeakKibBefore = 192 << 10;

}  // namespace trichluc
