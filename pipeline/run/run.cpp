#include "pipeline/run/run.h"

#include <poll.h>
#include <signal.h>

#include <algorithm>
#include <csignal>
#include <deque>
#include <map>
#include <numeric>
#include <set>

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
  /// `most`: null: however long it takes.
  void wait(std::vector<pollfd>& polled, const timespec* most) const {
    ppoll(polled.data(), polled.size(), most, &old_mask_);
  }

 private:
  sigset_t old_mask_{};
  struct sigaction old_int_ {
  }, old_term_{}, old_pipe_{};
};

class Run {
 public:
  Run(const std::vector<Input>& inputs, const RunOptions& options, const Work& work, const Sink& sink)
      : inputs_(inputs),
        options_(options),
        task_{inputs, work, options.limits, options.warm_up, options.warm_up_for_pictures, options.company_of},
        sink_(sink),
        jobs_(std::min<std::size_t>(static_cast<std::size_t>(std::max(options.jobs, 1)), inputs.size())),
        progress_(inputs.size()) {}

  RunReport go() {
    const InterruptWatch watch;
    while (delivered_ < inputs_.size() && !report_.stopped) {
      hand_out();
      deliver_in_order();
      if (report_.stopped || delivered_ == inputs_.size()) break;
      collect(watch);
      if (watch.seen()) {
        report_.interrupted = true;
        break;
      }
    }
    workers_.clear();  // kills those still at work
    progress_.clear();
    return report_;
  }

 private:
  /// How far ahead of the first document not yet delivered others may be finished: bounds what waits in memory.
  std::size_t horizon() const {
    return options_.in_order ? std::min(inputs_.size(), delivered_ + 2 * kMostTogether * jobs_) : inputs_.size();
  }

  void hand_out() {
    while (!report_.stopped) {
      const std::optional<std::size_t> index = next_input();
      if (!index) return;
      Worker* idle = find_idle();
      std::vector<Task> tasks;
      if (idle != nullptr) tasks = group_from(*index);
      // One that died between two documents is no fault of the next.
      while (idle != nullptr && !idle->give(tasks)) {
        idle->kill();
        idle = find_idle();
      }
      if (idle == nullptr) {
        for (auto task = tasks.rbegin(); task != tasks.rend(); ++task) again_.push_back(task->index);
        if (tasks.empty()) again_.push_back(*index);
        return;
      }
      progress_.show(delivered_, inputs_[*index].path);
    }
  }

  Task task_of(std::size_t index) const {
    const bool known = options_.known_hash && !inputs_[index].problem;
    return {static_cast<std::uint32_t>(index), known ? options_.known_hash(index) : std::string()};
  }

  /// The document, and those after it that may be read in the same process. The end of a run is shared out evenly.
  std::vector<Task> group_from(std::size_t index) {
    std::vector<Task> tasks = {task_of(index)};
    if (!options_.company_of || lost_.contains(index)) return tasks;
    const std::optional<std::uint64_t> first = size_in_company(inputs_[index]);
    if (!first) return tasks;
    std::uint64_t bytes = *first;
    const std::size_t most =
        jobs_ == 1 ? kMostTogether : std::min(kMostTogether, (inputs_.size() - next_) / (2 * jobs_));
    while (tasks.size() < most && again_.empty() && next_ < horizon() && !inputs_[next_].problem) {
      const std::optional<std::uint64_t> next = size_in_company(inputs_[next_]);
      if (!next || bytes + *next > kMostBytesTogether) break;
      bytes += *next;
      tasks.push_back(task_of(next_++));
    }
    return tasks;
  }

  /// One to be tried again first; problems of the list are finished on the way.
  std::optional<std::size_t> next_input() {
    if (!again_.empty()) {
      const std::size_t index = again_.back();
      again_.pop_back();
      return index;
    }
    while (next_ < horizon() && !report_.stopped) {
      const std::size_t index = next_++;
      if (!inputs_[index].problem) return index;
      finish(index, {.product = tl::unexpected(*inputs_[index].problem), .stage = stage_name(Stage::kOpen)});
    }
    return std::nullopt;
  }

  Worker* find_idle() {
    for (Worker& worker : workers_) {
      if (!worker.dead() && worker.tasks().empty()) return &worker;
    }
    std::erase_if(workers_, [](const Worker& worker) { return worker.dead(); });
    if (workers_.size() >= jobs_) return nullptr;
    auto started = Worker::start(task_);
    if (!started) {
      if (workers_.empty()) report_.stopped = started.error();  // with some at work, the run goes on with them
      return nullptr;
    }
    workers_.push_back(std::move(*started));
    return &workers_.back();
  }

  void collect(const InterruptWatch& watch) {
    std::vector<pollfd> polled;
    for (const Worker& worker : workers_) {
      if (!worker.dead()) polled.push_back({worker.descriptor(), POLLIN, 0});
    }
    constexpr timespec kLook{0, 200'000'000};
    watch.wait(polled, progress_.enabled() ? &kLook : nullptr);
    if (watch.seen()) return;
    for (Worker& worker : workers_) {
      if (!worker.dead()) receive_from(worker);
    }
    show_page();
  }

  /// Of a long scan the pages are what gets on.
  void show_page() {
    if (!progress_.enabled()) return;
    const auto busy = std::find_if(workers_.begin(), workers_.end(),
                                   [](const Worker& worker) { return !worker.dead() && !worker.tasks().empty(); });
    if (busy == workers_.end()) return;
    const Pulse& pulse = busy->pulse();
    progress_.show(delivered_, progress_place(inputs_[busy->tasks().front()].path, pulse.page, pulse.pages));
  }

  void receive_from(Worker& worker) {
    const Pulse& pulse = worker.pulse();
    report_.isolation = {pulse.seccomp, pulse.landlock, pulse.memory_limit, !options_.company_of};
    while (!worker.dead() && !worker.tasks().empty()) {
      const std::deque<std::uint32_t> tasks = worker.tasks();
      std::optional<Outcome> outcome = worker.receive();
      if (!outcome) return;
      // It took the first of them along; the others it never began.
      if (worker.dead()) again_.insert(again_.end(), tasks.rbegin(), tasks.rend() - 1);
      if (worker.dead() && !outcome->product && give_again(tasks.front())) return;
      if (!outcome->product && outcome->product.error().where.file.empty())
        outcome->product.error().where.file = inputs_[tasks.front()].path;
      finish(tasks.front(), std::move(*outcome));
    }
  }

  /// The worker was killed, by whomever: its document is tried once more.
  bool give_again(std::size_t index) {
    if (inputs_[index].standard_input || !lost_.insert(index).second) return false;
    again_.push_back(index);
    return true;
  }

  void finish(std::size_t index, Outcome outcome) {
    lost_.erase(index);
    if (options_.in_order) {
      finished_.emplace(index, std::move(outcome));
      deliver_in_order();
    } else {
      deliver(index, outcome);
    }
  }

  void deliver_in_order() {
    while (!finished_.empty() && finished_.begin()->first == delivered_ && !report_.stopped) {
      deliver(finished_.begin()->first, finished_.begin()->second);
      finished_.erase(finished_.begin());
    }
  }

  void deliver(std::size_t index, const Outcome& outcome) {
    progress_.clear();
    if (auto accepted = sink_(index, outcome); !accepted) report_.stopped = accepted.error();
    const bool put_off = outcome.product && outcome.product->put_off;
    ++(outcome.known ? report_.known
       : put_off     ? report_.put_off
                     : report_.statuses[static_cast<std::size_t>(outcome.status())]);
    report_.peak_kib = std::max(report_.peak_kib, outcome.peak_kib);
    ++delivered_;
  }

  const std::vector<Input>& inputs_;
  const RunOptions& options_;
  WorkerTask task_;
  const Sink& sink_;
  std::size_t jobs_;
  Progress progress_;
  RunReport report_;
  std::vector<Worker> workers_;
  std::map<std::size_t, Outcome> finished_;  // in order: waiting for those before them
  std::vector<std::size_t> again_;           // handed out in vain
  std::set<std::size_t> lost_;               // took a worker along
  std::size_t next_ = 0;                     // first input not handed out
  std::size_t delivered_ = 0;                // inputs whose outcome went to the sink
};

}  // namespace

std::size_t RunReport::done() const {
  return statuses[static_cast<std::size_t>(Status::kOk)] + statuses[static_cast<std::size_t>(Status::kOkWithWarnings)];
}

std::size_t RunReport::failed() const {
  return std::accumulate(statuses.begin(), statuses.end(), std::size_t{0}) - done();
}

RunReport run_documents(const std::vector<Input>& inputs, const RunOptions& options, const Work& work,
                        const Sink& sink) {
  return Run(inputs, options, work, sink).go();
}

}  // namespace trichluc
