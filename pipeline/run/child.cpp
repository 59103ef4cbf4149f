#include "pipeline/run/child.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <exception>
#include <new>
#include <utility>
#include <vector>

#include "pipeline/core/sha256.h"
#include "pipeline/run/company.h"
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

struct Opened {
  const Input& input;
  Result<std::string> bytes;
  Company company = Company::kNone;
};

Opened open_input(const Input& input, const Limits& limits) {
  try {
    return {.input = input, .bytes = read_input(input, limits.largest_input())};
  } catch (const std::bad_alloc&) {
    return {.input = input,
            .bytes = fail(ErrorCode::kMemory, "is too large for the memory of one document",
                          "run it again with more --memory", {.file = input.path})};
  }
}

/// The first of the group, and those after it that are read in this process: no file can be opened once work began.
std::vector<Opened> open_together(std::span<const std::uint32_t> group, const WorkerTask& task) {
  std::vector<Opened> opened;
  std::uint64_t bytes = 0;
  const auto may_share = [&](Opened& document) {
    if (!document.bytes || !task.company_of) return false;
    document.company = task.company_of(*document.bytes, document.input);
    bytes += document.bytes->size();
    return document.company != Company::kNone && bytes <= kMostBytesTogether;
  };
  opened.push_back(open_input(task.inputs[group.front()], task.limits));
  if (group.size() == 1 || !size_in_company(opened.front().input) || !may_share(opened.front())) return opened;
  for (const std::uint32_t index : group.subspan(1)) {
    if (!size_in_company(task.inputs[index])) break;
    Opened next = open_input(task.inputs[index], task.limits);
    if (!may_share(next)) break;
    opened.push_back(std::move(next));
  }
  return opened;
}

/// What the process has used.
struct Usage {
  std::uint64_t peak_kib = 0;
  std::uint64_t cpu_ms = 0;
};
Usage used() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto ms = [](const timeval& time) { return time.tv_sec * 1000 + time.tv_usec / 1000; };
  return {static_cast<std::uint64_t>(usage.ru_maxrss),
          static_cast<std::uint64_t>(ms(usage.ru_utime) + ms(usage.ru_stime))};
}

Outcome work_on(Opened document, const WorkerTask& task, const Pulse& pulse) {
  Outcome outcome;
  if (document.bytes) {
    beat(Stage::kRead);
    outcome.sha256 = sha256_hex(*document.bytes);
    outcome.bytes = document.bytes->size();
    outcome.product = work_guarded(task.work, {document.input, *document.bytes, outcome.sha256});
  } else {
    outcome.product = tl::unexpected(std::move(document.bytes.error()));
  }
  if (!outcome.product) outcome.stage = stage_name(pulse.stage_now());
  if (outcome.product && outcome.product->line.size() > task.limits.largest_output()) {
    outcome.product = fail(ErrorCode::kLimit,
                           "its record is larger than " + std::to_string(task.limits.largest_output() >> 20) + " MiB",
                           "split it, or run again with more --memory", {.file = document.input.path});
  }
  return outcome;
}

}  // namespace

void note_lack_of_memory() {
  if (pulse_of_child != nullptr) pulse_of_child->out_of_memory = true;
}

void be_child(std::span<const std::uint32_t> group, const WorkerTask& task, const Sandbox& sandbox, Pulse& pulse,
              pid_t worker, int to_worker, int errors) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != worker) _exit(0);  // it died before the line above
  dup2(errors, STDERR_FILENO);
  put_on_limits(task.limits, pulse);
  try {
    Usage before;
    std::vector<Opened> documents = open_together(group, task);
    sandbox.enter();
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const Company company = documents[i].company;
      if (i > 0) pulse.start_anew();
      Outcome outcome = work_on(std::move(documents[i]), task, pulse);
      // Others may have left it too little of something, or a library in disorder; and what it printed is to be its
      // own.
      const bool starved = !outcome.product && depends_on_limits(outcome.status()) && documents.size() > 1;
      if (starved || (i > 0 && !outcome.product)) break;
      const Usage now = used();
      outcome.peak_kib = now.peak_kib;
      outcome.cpu_ms = now.cpu_ms - before.cpu_ms;
      before = now;
      const bool failed = !outcome.product;
      const bool flawed = failed || outcome.product->warned || pulse.pictures;
      const std::string frame = pack(outcome);
      beat(Stage::kWrite);
      write_all(to_worker, frame.data(), frame.size());
      if (failed || (flawed && company == Company::kFlawless)) break;
      if (now.cpu_ms >= kMostCpuMsBefore || now.peak_kib >= kMostPeakKibBefore) break;
    }
  } catch (...) {  // no memory even to say so: the pulse has said it
    _exit(1);
  }
  _exit(0);  // not exit(): buffers and handlers are the supervisor's
}

}  // namespace trichluc
