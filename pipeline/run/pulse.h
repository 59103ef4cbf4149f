// pulse.h - memory that a supervisor, a worker and its child share: how far the child has come.
//
// The child writes, and whoever watches reads, without a system call. What the child wrote is not trusted: it decides
// what is said about a failure and when a page's clock began, never where something is read or written.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <memory>

#include "pipeline/core/heartbeat.h"

namespace trichluc {

struct Limits;

struct Pulse {
  // By the child.
  std::atomic<std::int32_t> stage{0};
  std::atomic<std::int32_t> page{0};
  std::atomic<std::int32_t> pages{0};
  std::atomic<std::int64_t> step_began_ms{0};  // of now_ms()
  std::atomic<bool> pictures{false};           // something was rendered or recognised
  std::atomic<bool> out_of_memory{false};
  // By the worker.
  std::atomic<pid_t> child{0};  // also its process group; 0: none
  std::atomic<bool> seccomp{false};
  std::atomic<std::int32_t> landlock{0};  // version of its interface; 0: not there
  std::atomic<bool> memory_limit{false};

  /// Before a new attempt.
  void start_anew();
  Stage stage_now() const;
};

/// A page of memory that stays shared across fork(). Null when there is none to be had.
struct PulseRelease {
  void operator()(Pulse* pulse) const;
};
using SharedPulse = std::unique_ptr<Pulse, PulseRelease>;
SharedPulse make_shared_pulse();

/// Makes beat() of this process write to `pulse`, and gives every step the CPU time of Limits::step_ms, enforced by the
/// kernel. Both must outlive the process's work.
void listen_with(Pulse& pulse, const Limits& limits);

/// Milliseconds of the monotonic clock.
std::int64_t now_ms();

}  // namespace trichluc
