// run.h - many documents through one function, in several processes, with the results in input order.
//
// The parent lists and hands out; it never looks into a document. A document that kills its process costs only itself:
// the process is replaced and the run goes on. The output does not depend on the number of processes.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "pipeline/run/input.h"
#include "pipeline/run/worker.h"

namespace trichluc {

struct RunOptions {
  int jobs = 1;  // processes, at least 1
};

/// Takes the outcome of each input, in input order, as soon as all before it are there. An error (kOutputUnwritable)
/// ends the run.
using Sink = std::function<Result<void>(const Input&, const Outcome&)>;

struct RunReport {
  std::size_t done = 0;  // inputs that gave output
  std::size_t failed = 0;
  bool interrupted = false;           // SIGINT or SIGTERM: what was not written by then is missing
  std::optional<Error> stopped = {};  // why the run ended before its last input
};

/// `work` runs in the workers, `sink` in the calling process, which must have no other threads.
/// Errors of an input have Location::file set.
RunReport run_documents(const std::vector<Input>& inputs, const RunOptions& options, const Work& work,
                        const Sink& sink);

}  // namespace trichluc
