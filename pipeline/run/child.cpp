#include "pipeline/run/child.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <exception>
#include <new>
#include <utility>

#include "pipeline/core/sha256.h"
#include "pipeline/run/descriptor.h"
#include "pipeline/run/frame.h"

namespace trichluc {
namespace {

Pulse* pulse_of_child = nullptr;  // for the new-handler, which is a plain function

void give_up_for_memory() {
  note_lack_of_memory();
  throw std::bad_alloc();
}

void limit(int what, rlim_t most) {
  rlimit now{};
  getrlimit(what, &now);
  now.rlim_cur = now.rlim_max = now.rlim_max < most ? now.rlim_max : most;
  setrlimit(what, &now);
}

void put_on_limits(const Limits& limits, Pulse& pulse) {
  if (can_limit_memory()) limit(RLIMIT_AS, limits.memory_bytes);
  limit(RLIMIT_FSIZE, limits.largest_output());
  limit(RLIMIT_NOFILE, kLimitOfFiles);
  // Where the machine runs out of memory, this process goes, not the supervisor.
  if (const Descriptor score(open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)); score)
    write_all(score.get(), "1000", 4);
  pulse_of_child = &pulse;
  std::set_new_handler(give_up_for_memory);
  listen_with(pulse, limits);
}

Result<Product> work_guarded(const Work& work, const Source& source) {
  const auto failed = [&source](ErrorCode code, std::string message, std::string next_step) {
    return fail(code, std::move(message), std::move(next_step), {.file = source.input.path});
  };
  try {
    return work(source);
  } catch (const std::bad_alloc&) {
    return failed(ErrorCode::kMemory, "needs more memory than its limit", "run it again with more --memory");
  } catch (const std::exception& error) {
    return failed(ErrorCode::kCrash, std::string("unexpected failure: ") + error.what(),
                  "please report it with the file");
  } catch (...) {
    return failed(ErrorCode::kCrash, "unexpected failure", "please report it with the file");
  }
}

Outcome read_and_work(const Input& input, const Work& work, const Limits& limits, const Sandbox& sandbox,
                      const Pulse& pulse) {
  Outcome outcome;
  Result<std::string> bytes;
  try {
    bytes = read_input(input, limits.largest_input());
  } catch (const std::bad_alloc&) {
    bytes = fail(ErrorCode::kMemory, "is too large for the memory of one document", "run it again with more --memory",
                 {.file = input.path});
  }
  if (bytes) {
    beat(Stage::kRead);
    outcome.sha256 = sha256_hex(*bytes);
    outcome.bytes = bytes->size();
  }
  sandbox.enter();
  outcome.product = bytes ? work_guarded(work, {input, *bytes, outcome.sha256})
                          : Result<Product>(tl::unexpected(std::move(bytes.error())));
  if (!outcome.product) outcome.stage = stage_name(pulse.stage_now());
  if (outcome.product && outcome.product->line.size() > limits.largest_output()) {
    outcome.product =
        fail(ErrorCode::kLimit, "its record is larger than " + std::to_string(limits.largest_output() >> 20) + " MiB",
             "split it, or run again with more --memory", {.file = input.path});
  }
  return outcome;
}

}  // namespace

void note_lack_of_memory() {
  if (pulse_of_child != nullptr) pulse_of_child->out_of_memory = true;
}

void be_child(const Input& input, const Work& work, const Limits& limits, const Sandbox& sandbox, Pulse& pulse,
              pid_t worker, int to_worker, int errors) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != worker) _exit(0);  // it died before the line above
  dup2(errors, STDERR_FILENO);
  put_on_limits(limits, pulse);
  std::string frame;
  try {
    frame = pack(read_and_work(input, work, limits, sandbox, pulse));
  } catch (...) {  // no memory even to say so: the pulse has said it
    _exit(1);
  }
  beat(Stage::kWrite);
  write_all(to_worker, frame.data(), frame.size());
  _exit(0);  // not exit(): buffers and handlers are the supervisor's
}

}  // namespace trichluc
