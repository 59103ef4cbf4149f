// child.h - what happens in the process that a document has to itself.
#pragma once

#include <sys/types.h>

#include "pipeline/run/limits.h"
#include "pipeline/run/outcome.h"
#include "pipeline/run/pulse.h"
#include "pipeline/run/sandbox.h"

namespace trichluc {

/// After fork(): puts on the limits, reads the document, enters the sandbox, works, writes a frame to `to_worker` and
/// ends the process. What is printed goes to `errors`. `worker` is the parent, whose death ends it.
[[noreturn]] void be_child(const Input& input, const Work& work, const Limits& limits, const Sandbox& sandbox,
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
