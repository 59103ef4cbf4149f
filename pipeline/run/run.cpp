#include "pipeline/run/run.h"

#include <poll.h>
#include <signal.h>

#include <algorithm>
#include <csignal>
#include <map>

#include "pipeline/run/progress.h"

namespace trichluc {
namespace {

volatile std::sig_atomic_t interrupt_seen = 0;  // the one global: a signal handler has no other way to speak

extern "C" void note_interrupt(int) { interrupt_seen = 1; }

/// While it lives, interrupts are noted, and delivered only inside ppoll: none can slip in between a look and a wait.
class InterruptWatch {
 public:
  InterruptWatch() {
    interrupt_seen = 0;
    struct sigaction action {};
    action.sa_handler = note_interrupt;
    sigaction(SIGINT, &action, &old_int_);
    sigaction(SIGTERM, &action, &old_term_);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, &old_pipe_);  // a worker that died is found out by its pipe
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGINT);
    sigaddset(&blocked, SIGTERM);
    sigprocmask(SIG_BLOCK, &blocked, &old_mask_);
  }
  ~InterruptWatch() {
    sigprocmask(SIG_SETMASK, &old_mask_, nullptr);
    sigaction(SIGINT, &old_int_, nullptr);
    sigaction(SIGTERM, &old_term_, nullptr);
    sigaction(SIGPIPE, &old_pipe_, nullptr);
  }
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  bool seen() const { return interrupt_seen != 0; }
  void wait(std::vector<pollfd>& polled) const { ppoll(polled.data(), polled.size(), nullptr, &old_mask_); }

 private:
  sigset_t old_mask_{};
  struct sigaction old_int_ {
  }, old_term_{}, old_pipe_{};
};

class Run {
 public:
  Run(const std::vector<Input>& inputs, const RunOptions& options, const Work& work, const Sink& sink)
      : inputs_(inputs),
        work_(work),
        sink_(sink),
        jobs_(std::min<std::size_t>(static_cast<std::size_t>(std::max(options.jobs, 1)), inputs.size())),
        progress_(inputs.size()) {}

  RunReport go() {
    const InterruptWatch watch;
    deliver();
    while (written_ < inputs_.size() && !report_.stopped) {
      hand_out();
      if (report_.stopped) break;
      collect(watch);
      if (watch.seen()) {
        report_.interrupted = true;
        break;
      }
      deliver();
    }
    workers_.clear();  // kills those still at work
    progress_.clear();
    return report_;
  }

 private:
  /// How far ahead of the first document not yet written others may be finished: bounds what waits in memory.
  std::size_t horizon() const { return std::min(inputs_.size(), written_ + 16 * jobs_); }

  void hand_out() {
    for (; next_ < horizon(); ++next_) {
      if (inputs_[next_].problem) {
        finished_.emplace(next_, tl::unexpected(*inputs_[next_].problem));
        continue;
      }
      Worker* idle = find_idle();
      // One that died between two documents is no fault of the next.
      while (idle != nullptr && !idle->give(static_cast<std::uint32_t>(next_))) {
        idle->kill();
        idle = find_idle();
      }
      if (idle == nullptr) return;
      progress_.show(written_, inputs_[next_].path);
    }
  }

  Worker* find_idle() {
    for (Worker& worker : workers_) {
      if (!worker.dead() && !worker.task()) return &worker;
    }
    std::erase_if(workers_, [](const Worker& worker) { return worker.dead(); });
    if (workers_.size() >= jobs_) return nullptr;
    auto started = Worker::start(inputs_, work_, workers_);
    if (!started) {
      if (workers_.empty()) report_.stopped = started.error();  // with some at work, the run goes on with them
      return nullptr;
    }
    workers_.push_back(std::move(*started));
    return &workers_.back();
  }

  void collect(const InterruptWatch& watch) {
    if (!finished_.empty() && finished_.begin()->first == written_) return;  // something to write first
    std::vector<pollfd> polled;
    for (const Worker& worker : workers_) {
      if (!worker.dead()) polled.push_back({worker.descriptor(), POLLIN, 0});
    }
    watch.wait(polled);
    if (watch.seen()) return;
    for (Worker& worker : workers_) {
      if (worker.dead()) continue;
      const std::optional<std::uint32_t> task = worker.task();
      std::optional<Outcome> outcome = worker.receive();
      if (!outcome || !task) continue;
      if (!*outcome && outcome->error().where.file.empty()) outcome->error().where.file = inputs_[*task].path;
      finished_.emplace(*task, std::move(*outcome));
    }
  }

  void deliver() {
    while (!finished_.empty() && finished_.begin()->first == written_ && !report_.stopped) {
      const Outcome& outcome = finished_.begin()->second;
      progress_.clear();
      if (auto accepted = sink_(inputs_[written_], outcome); !accepted) report_.stopped = accepted.error();
      ++(outcome ? report_.done : report_.failed);
      finished_.erase(finished_.begin());
      ++written_;
    }
  }

  const std::vector<Input>& inputs_;
  const Work& work_;
  const Sink& sink_;
  std::size_t jobs_;
  Progress progress_;
  RunReport report_;
  std::vector<Worker> workers_;
  std::map<std::size_t, Outcome> finished_;  // waiting for those before them
  std::size_t next_ = 0;                     // first input not handed out
  std::size_t written_ = 0;                  // inputs whose outcome went to the sink
};

}  // namespace

RunReport run_documents(const std::vector<Input>& inputs, const RunOptions& options, const Work& work,
                        const Sink& sink) {
  return Run(inputs, options, work, sink).go();
}

}  // namespace trichluc
