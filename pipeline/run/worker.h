// worker.h - a process that takes documents from the supervisor and has children read them.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/run/descriptor.h"
#include "pipeline/run/pulse.h"
#include "pipeline/run/worker_task.h"

namespace trichluc {

/// A document to be handed over. With `known_hash` (64 hexadecimal digits) an input whose content still has that hash
/// is only answered with Outcome::known.
struct Task {
  std::uint32_t index = 0;  // of WorkerTask::inputs
  std::string known_hash = {};
};

/// Made by fork(), so that it has everything that was loaded before. It parses nothing itself. It dies with its
/// supervisor, leaves interrupts to it and cannot write to standard output.
class Worker {
 public:
  /// Errors: kCrash, no process to be had.
  static Result<Worker> start(const WorkerTask& task);

  /// Hands over up to kMostTogether documents. False when the worker is dead and never saw them.
  bool give(const std::vector<Task>& tasks);
  /// The documents it has, the one it works on first.
  const std::deque<std::uint32_t>& tasks() const { return tasks_; }
  /// To be polled for POLLIN.
  int descriptor() const { return from_worker_.get(); }
  const Pulse& pulse() const { return *pulse_; }

  /// Reads what has come. The outcome of the first of tasks() once it is whole; for a worker that died over it, kCrash.
  /// To be called until there is none.
  std::optional<Outcome> receive();
  bool dead() const { return process_ < 0; }

  /// Ends the process, and the child it may have, at once; after this the worker is dead.
  void kill();

  Worker(Worker&& other) noexcept;
  Worker& operator=(Worker&& other) noexcept;
  ~Worker() { kill(); }

 private:
  Worker(pid_t process, Descriptor to_worker, Descriptor from_worker, SharedPulse pulse);
  Outcome bury();

  pid_t process_ = -1;
  Descriptor to_worker_, from_worker_;
  SharedPulse pulse_;
  std::string received_;
  std::deque<std::uint32_t> tasks_;
};

}  // namespace trichluc
