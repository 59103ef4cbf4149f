// attempt.h - one document in a process of its own, which is ended when it takes more than its limits.
#pragma once

#include <span>

#include "pipeline/run/limits.h"
#include "pipeline/run/outcome.h"
#include "pipeline/run/pulse.h"
#include "pipeline/run/sandbox.h"

namespace trichluc {

/// Forks a child that reads the document and works on it, and waits until it is done, dead, or over its time; the child
/// and all it started are gone afterwards. Called in a worker, which must have no other children and no other threads.
///
/// What the child had: Limits::memory_bytes of address space, the CPU time of a step for every step, kLimitOfFiles
/// descriptors, no core file, the sandbox, nowhere to write to but a record of Limits::largest_output() bytes. What it
/// and its libraries print is caught: the head of it is kept for failures, and where it does not end it is shut off.
///
/// A child that crashed, was killed or hung is tried once more (kAttempts).
/// `workers_own`: descriptors that the child must not have.
/// Errors of the outcome: those of `work`, kTimeout, kMemory, kCrash, kLimit.
Outcome try_document(const Input& input, const Work& work, const Limits& limits, const Sandbox& sandbox, Pulse& pulse,
                     std::span<const int> workers_own);

}  // namespace trichluc
