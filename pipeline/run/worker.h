// worker.h - a child process that works on documents, one after the other, until its parent has no more.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/run/frame.h"
#include "pipeline/run/input.h"

namespace trichluc {

/// What is done with a document: its line of output, without the line end.
using Work = std::function<Result<std::string>(const Input&)>;

/// Made by fork(), so that it has everything that was loaded before. It dies with its parent, leaves interrupts to it
/// and cannot write to standard output.
class Worker {
 public:
  /// `others` are the workers that run already; the child lets go of their pipes. Errors: kCrash, no process to be had.
  static Result<Worker> start(const std::vector<Input>& inputs, const Work& work, const std::vector<Worker>& others);

  /// Hands over inputs[index]. False when the worker is dead and never saw it.
  bool give(std::uint32_t index);
  /// The document it works on.
  std::optional<std::uint32_t> task() const { return task_; }
  /// To be polled for POLLIN.
  int descriptor() const { return from_child_; }

  /// Reads what has come. The outcome once it is whole; for a worker that died over its document, kCrash.
  std::optional<Outcome> receive();
  bool dead() const { return dead_; }

  /// Ends the process at once and lets go of everything; after this the worker is dead.
  void kill();

  Worker(Worker&& other) noexcept;
  Worker& operator=(Worker&& other) noexcept;
  ~Worker() { kill(); }

 private:
  Worker(pid_t process, int to_child, int from_child);
  Outcome bury();

  pid_t process_ = -1;
  int to_child_ = -1;
  int from_child_ = -1;
  std::string received_;
  std::optional<std::uint32_t> task_;
  bool dead_ = false;
};

}  // namespace trichluc
