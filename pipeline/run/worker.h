// worker.h - a process that takes documents from the supervisor, one after the other, and gives each a child of its
// own.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/run/descriptor.h"
#include "pipeline/run/limits.h"
#include "pipeline/run/outcome.h"
#include "pipeline/run/pulse.h"

namespace trichluc {

/// What all workers of a run share; outlives them.
struct WorkerTask {
  const std::vector<Input>& inputs;
  const Work& work;
  const Limits& limits;
  const std::function<void()>& warm_up;  // may be empty
};

/// Made by fork(), so that it has everything that was loaded before. It parses nothing itself. It dies with its
/// supervisor, leaves interrupts to it and cannot write to standard output.
class Worker {
 public:
  /// Errors: kCrash, no process to be had.
  static Result<Worker> start(const WorkerTask& task);

  /// Hands over inputs[index]. With `known_hash` (64 hexadecimal digits) an input whose content still has that hash is
  /// only answered with Outcome::known. False when the worker is dead and never saw it.
  bool give(std::uint32_t index, const std::string& known_hash);
  /// The document it works on.
  std::optional<std::uint32_t> task() const { return task_; }
  /// To be polled for POLLIN.
  int descriptor() const { return from_worker_.get(); }
  const Pulse& pulse() const { return *pulse_; }

  /// Reads what has come. The outcome once it is whole; for a worker that died over its document, kCrash.
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
  std::optional<std::uint32_t> task_;
};

}  // namespace trichluc
