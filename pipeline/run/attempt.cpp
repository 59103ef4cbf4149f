#include "pipeline/run/attempt.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <optional>
#include <span>
#include <utility>

#include "pipeline/run/child.h"
#include "pipeline/run/descriptor.h"
#include "pipeline/run/frame.h"
#include "pipeline/run/lost_time.h"

namespace trichluc {
namespace {

constexpr int kPatience = 1000;  // milliseconds between the end of a child's pipe and its own

enum class Why { kNone, kPage, kDocument, kTooMuch };  // we ended it

/// How a child ended.
struct Remains {
  Why killed_for = Why::kNone;
  int status = 0;  // of waitpid
  std::string printed;
  rusage usage{};
};

class Watch {
 public:
  Watch(pid_t child, const Input& input, Pipe results, Pipe errors, const Limits& limits, Pulse& pulse)
      : child_(child),
        waits_for_input_(input.standard_input),
        results_(std::move(results.out)),
        errors_(std::move(errors.out)),
        limits_(limits),
        pulse_(pulse),
        began_ms_(now_ms()),
        lost_(began_ms_) {
    for (const Descriptor* end : {&results_, &errors_}) fcntl(end->get(), F_SETFL, O_NONBLOCK);
  }

  /// What became of the next document; none when the child has ended, or must be ended.
  std::optional<Outcome> next() {
    while (true) {
      if (auto outcome = take_outcome()) return outcome;
      if (ended_) return std::nullopt;
      const auto [ms, over] = time_left();
      std::array<pollfd, 2> polled{pollfd{results_.get(), POLLIN, 0}, pollfd{errors_.get(), POLLIN, 0}};
      // A shut pipe has the number -1, which poll passes over.
      if (poll(polled.data(), polled.size(), static_cast<int>(ms)) < 0) continue;
      if (polled[1].revents != 0) take_errors();
      if (polled[0].revents != 0) take_results();
      if (over == Why::kNone) continue;
      // It may have come to its end while this process stood still.
      if (auto outcome = take_outcome()) return outcome;
      if (!ended_) remains_.killed_for = over;
      return std::nullopt;
    }
  }

  /// The end of the child. `at_once`: nothing more is wanted from it.
  Remains end(bool at_once) {
    bury(at_once);
    take_errors();
    return std::move(remains_);
  }

  /// What was printed until now; of the documents that are done it is of no use.
  std::string take_printed() {
    take_errors();
    return std::exchange(remains_.printed, {});
  }

 private:
  struct TimeLeft {
    std::int64_t ms;  // until the next look
    Why over = Why::kNone;
  };
  TimeLeft time_left() {
    const std::int64_t now = now_ms();
    // Who writes to our standard input may take a day.
    if (waits_for_input_ && pulse_.stage_now() == Stage::kOpen) {
      began_ms_ = now;
      lost_ = LostTime(now);
      return {kLookEvery};
    }
    // The child says when its step began; it can neither postpone nor predate that beyond its own life.
    const std::int64_t step_began = std::clamp(pulse_.step_began_ms.load(), began_ms_, now);
    const std::int64_t step_ms = limits_.step_ms(pulse_.stage_now());
    const std::int64_t document_ms = limits_.document_ms(pulse_.pages, pulse_.pictures);
    const auto of_step = [&] { return step_began + step_ms + lost_.of_step(step_ms) - now; };
    const auto of_document = [&] { return began_ms_ + document_ms + lost_.of_document(document_ms) - now; };
    if (now >= lost_.due_ms() || of_step() <= 0 || of_document() <= 0)
      lost_.look(now, scheduling_of(child_), step_began);
    if (of_step() <= 0) return {0, Why::kPage};
    if (of_document() <= 0) return {0, Why::kDocument};
    return {std::min({of_step(), of_document(), lost_.due_ms() - now}) + 1};
  }

  std::optional<Outcome> take_outcome() {
    auto outcome = unpack(received_);
    if (!outcome) return std::nullopt;
    began_ms_ = now_ms();
    lost_.begin_document(began_ms_);
    return outcome;
  }

  void take_results() {
    char chunk[1 << 16];
    while (true) {
      const ssize_t got = read(results_.get(), chunk, sizeof chunk);
      if (got > 0) {
        received_.append(chunk, static_cast<std::size_t>(got));
        if (received_.size() <= limits_.largest_output() + (1 << 20)) continue;
        remains_.killed_for = Why::kTooMuch;
        ended_ = true;
        return;
      }
      if (got < 0 && errno == EINTR) continue;
      if (got == 0 || errno != EAGAIN) ended_ = true;
      break;
    }
  }

  void take_errors() {
    char chunk[1 << 14];
    while (errors_) {
      const ssize_t got = read(errors_.get(), chunk, sizeof chunk);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0 && errno == EAGAIN) return;
      if (got > 0) {
        const auto size = static_cast<std::size_t>(got);
        remains_.printed.append(chunk, std::min(size, kStderrKept - std::min(kStderrKept, remains_.printed.size())));
        printed_ += size;
        if (printed_ < kStderrTaken) continue;
      }
      errors_.reset();
    }
  }

  /// The child and whatever it started: first its group, then those that left the group and became ours when it died.
  void bury(bool at_once) {
    // Shutting the pipes first would end it with another signal than its own.
    bool kill_it = remains_.killed_for != Why::kNone || at_once;
    for (int patience = kPatience; !kill_it && !reap(WNOHANG); --patience) {
      if (patience == 0) kill_it = true;  // it shut its pipe and lives on
      usleep(1000);
    }
    if (kill_it) {
      kill(-child_, SIGKILL);
      reap(0);
    }
    kill(-child_, SIGKILL);
    while (true) {
      const pid_t orphan = waitpid(-1, nullptr, WNOHANG);
      if (orphan > 0) continue;
      if (orphan < 0 && errno != EINTR) break;
      kill_orphans();
    }
  }

  bool reap(int flags) {
    pid_t ended = 0;
    do {
      ended = wait4(child_, &remains_.status, flags, &remains_.usage);
    } while (ended < 0 && errno == EINTR);
    return ended != 0;
  }

  static void kill_orphans() {
    std::ifstream children("/proc/thread-self/children");
    pid_t orphan = 0;
    bool any = false;
    while (children >> orphan) any = kill(orphan, SIGKILL) == 0 || any;
    if (any) waitpid(-1, nullptr, 0);
    // Without /proc: they have been sent a signal with their group; wait for them rather than turn in circles.
    if (!any) usleep(1000);
  }

  pid_t child_;
  bool waits_for_input_;
  Descriptor results_, errors_;
  const Limits& limits_;
  Pulse& pulse_;
  std::int64_t began_ms_;
  LostTime lost_;
  bool ended_ = false;
  std::string received_;
  std::size_t printed_ = 0;
  Remains remains_;
};

bool says_out_of_memory(const std::string& printed) {
  std::string lower = printed;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const char* words : {"out of memory", "insufficient memory", "cannot allocate memory", "bad_alloc"}) {
    if (lower.find(words) != std::string::npos) return true;
  }
  return false;
}

std::string seconds(std::int64_t ms) {
  std::string text = std::to_string(ms / 1000);
  if (ms % 1000 != 0) text += "." + std::to_string(1000 + ms % 1000).substr(1);
  return text + " s";
}

/// Why there is no outcome.
Error explain(const Remains& remains, const Limits& limits, const Pulse& pulse) {
  const int signal_number = WIFSIGNALED(remains.status) ? WTERMSIG(remains.status) : 0;
  const std::string more_time = "run it again with a larger --timeout-page, or split it";
  switch (remains.killed_for) {
    case Why::kPage:
      return {ErrorCode::kTimeout, "took longer than " + seconds(limits.step_ms(pulse.stage_now())), more_time};
    case Why::kDocument:
      return {ErrorCode::kTimeout,
              "its pages took longer than " + seconds(limits.document_ms(pulse.pages, pulse.pictures)) + " together",
              more_time};
    case Why::kTooMuch:
      return {ErrorCode::kLimit, "its record is larger than " + std::to_string(limits.largest_output() >> 20) + " MiB",
              "split it, or run again with more --memory"};
    case Why::kNone: break;
  }
  if (signal_number == SIGXCPU) {
    return {ErrorCode::kTimeout, "took more than " + seconds(limits.step_ms(pulse.stage_now())) + " of processor time",
            more_time};
  }
  if (signal_number == SIGXFSZ)
    return {ErrorCode::kLimit, "wrote a file larger than its limit", "please report it with the file"};
  if (pulse.out_of_memory || says_out_of_memory(remains.printed)) {
    return {ErrorCode::kMemory,
            "needs more memory than its limit of " + std::to_string(limits.memory_bytes >> 20) + " MiB",
            "run it again with more --memory"};
  }
  const std::string how = signal_number != 0 ? std::string("died: ") + strsignal(signal_number) : "ended early";
  return {ErrorCode::kCrash, "the process that read it " + how,
          "the other files are not affected; please report it with the file"};
}

/// Where the child was when it died; an error of a stage knows better.
void locate(Outcome& outcome, const Input& input, const Pulse& pulse) {
  Error& error = outcome.product.error();
  if (error.where.file.empty()) error.where.file = input.path;
  if (outcome.stage.empty()) outcome.stage = stage_name(pulse.stage_now());
  const bool untimely = depends_on_limits(status_of(error.code));
  if (untimely && !error.where.page && pulse.page > 0) error.where.page = pulse.page;
}

/// A busy machine and the kernel's killer are no fault of the document: it gets a second chance, and not a third.
bool deserves_another(const Outcome& outcome) {
  const Status status = outcome.status();
  return status == Status::kCrash || status == Status::kTimeout;
}

/// A child for the head of `group`; `done` gets what it tells. Nothing when it ended by its own will, else what is to
/// be said of the document it was at.
std::optional<Outcome> try_once(std::span<const std::uint32_t> group, const WorkerTask& task, const Sandbox& sandbox,
                                Pulse& pulse, std::span<const int> workers_own, const GroupSink& done) {
  pulse.start_anew();
  Pipe results = make_pipe(), errors = make_pipe();
  const Input& first = task.inputs[group.front()];
  const pid_t worker = getpid();
  const pid_t child = results.in && errors.in ? fork() : -1;
  if (child == 0) {
    // Its own ends only: a pipe ends when nobody holds it, and the worker's pipes are not the document's business.
    results.out.reset();
    errors.out.reset();
    for (const int descriptor : workers_own) close(descriptor);
    be_child(group, task, sandbox, pulse, worker, results.in.get(), errors.in.get());
  }
  if (child < 0) {
    Outcome outcome{.product = fail(ErrorCode::kCrash, std::string("no process for it: ") + std::strerror(errno),
                                    "run with fewer --jobs", {.file = first.path})};
    usleep(100'000);  // the machine is short of something: do not rush on to the next
    return outcome;
  }
  setpgid(child, child);  // here and in the child: whoever comes first
  pulse.child = child;
  results.in.reset();
  errors.in.reset();
  Watch watch(child, first, std::move(results), std::move(errors), task.limits, pulse);
  std::size_t told = 0;
  while (told < group.size()) {
    std::optional<Outcome> outcome = watch.next();
    if (!outcome) break;
    const Input& input = task.inputs[group[told]];
    std::string printed = watch.take_printed();
    if (!outcome->product) {
      locate(*outcome, input, pulse);
      outcome->output = std::move(printed);
    }
    if (told == 0 && deserves_another(*outcome)) {
      watch.end(true);
      pulse.child = 0;
      return outcome;
    }
    done(group[told++], std::move(*outcome));
  }
  const Remains remains = watch.end(told == group.size());
  pulse.child = 0;
  const bool by_itself =
      remains.killed_for == Why::kNone && WIFEXITED(remains.status) && WEXITSTATUS(remains.status) == 0;
  if (told == group.size() || (told > 0 && by_itself)) return std::nullopt;
  const auto ms = [](const timeval& time) { return time.tv_sec * 1000 + time.tv_usec / 1000; };
  Outcome failed{.product = tl::unexpected(explain(remains, task.limits, pulse))};
  failed.peak_kib = static_cast<std::uint64_t>(std::max(0L, remains.usage.ru_maxrss));
  failed.cpu_ms = static_cast<std::uint64_t>(ms(remains.usage.ru_utime) + ms(remains.usage.ru_stime));
  locate(failed, task.inputs[group[told]], pulse);
  failed.output = remains.printed;
  return failed;
}

}  // namespace

void try_documents(std::span<const std::uint32_t> group, const WorkerTask& task, const Sandbox& sandbox, Pulse& pulse,
                   std::span<const int> workers_own, const GroupSink& done) {
  int attempt = 1;
  while (!group.empty()) {
    // What failed among others is tried by itself.
    const std::span<const std::uint32_t> now = attempt > 1 ? group.first(1) : group;
    std::size_t told = 0;
    std::optional<Outcome> failed =
        try_once(now, task, sandbox, pulse, workers_own, [&](std::uint32_t index, Outcome outcome) {
          outcome.attempts = told++ == 0 ? attempt : 1;
          done(index, std::move(outcome));
        });
    if (told > 0) attempt = 1;
    group = group.subspan(told);
    if (!failed) continue;
    const bool in_company = now.size() > 1;
    // What came through a pipe is gone.
    if ((in_company || deserves_another(*failed)) && attempt < kAttempts &&
        !task.inputs[group.front()].standard_input) {
      ++attempt;
      continue;
    }
    failed->attempts = attempt;
    done(group.front(), std::move(*failed));
    group = group.subspan(1);
    attempt = 1;
  }
}

}  // namespace trichluc
