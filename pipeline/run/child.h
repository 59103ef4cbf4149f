// child.h - what happens in the process that reads.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <span>

#include "pipeline/run/pulse.h"
#include "pipeline/run/sandbox.h"
#include "pipeline/run/worker_task.h"

namespace trichluc {

/// After fork(): puts on the limits, reads the documents, enters the sandbox, works, writes a frame for each to
/// `to_worker` and ends the process. It is one document, the first of `group`, and after it those that may share its
/// process (Company), as far as they go well and until it has used its part (kMostCpuMsBefore): the others are for
/// another child, and so is one of them that failed.
/// What is printed goes to `errors`. `worker` is the parent, whose death ends it.
[[noreturn]] void be_child(std::span<const std::uint32_t> group, const WorkerTask& task, const Sandbox& sandbox,
                           Pulse& pulse, pid_t worker, int to_worker, int errors);

/// For an allocator that is about to fail: should the process end soon, lack of memory was the reason. Does nothing
/// outside a child.
void note_lack_of_memory();

/// Whether address space can be limited; the sanitizers take terabytes of it.
constexpr bool can_limit_memory() {
#if defined(__SANITIZE_ADDRESS__)
  return false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
  return false;
#else
  return true;
#endif
#else
  return true;
#endif
}

}  // namespace trichluc
