// attempt.h - documents in processes that are ended when they take more than their limits.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "pipeline/run/pulse.h"
#include "pipeline/run/sandbox.h"
#include "pipeline/run/worker_task.h"

namespace trichluc {

/// What becomes of a document of a group.
using GroupSink = std::function<void(std::uint32_t index, Outcome)>;

/// Reads inputs[index] for each of `group` and works on it; `done` gets them in this order. Each has a child of its
/// own, but for those that may share one (WorkerTask::company_of): they follow each other in the same child, until
/// something is wrong with one of them or the child has used its part (company.h). The children and all they started
/// are gone afterwards. Called in a worker, which must have no other children and no other threads.
///
/// What a child has: Limits::memory_bytes of address space, the CPU time of a step for every step, kLimitOfFiles
/// descriptors, no core file, the sandbox, nowhere to write to but records of Limits::largest_output() bytes. What it
/// and its libraries print is caught: the head of it is kept for failures, and where it does not end it is shut off.
///
/// A document that crashed, was killed or hung is tried once more (kAttempts), by itself.
/// `workers_own`: descriptors that the children must not have.
/// Errors of the outcomes: those of `work`, kTimeout, kMemory, kCrash, kLimit.
void try_documents(std::span<const std::uint32_t> group, const WorkerTask& task, const Sandbox& sandbox, Pulse& pulse,
                   std::span<const int> workers_own, const GroupSink& done);

}  // namespace trichluc
