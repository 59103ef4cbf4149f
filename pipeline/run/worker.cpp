#include "pipeline/run/worker.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "pipeline/run/attempt.h"
#include "pipeline/run/child.h"
#include "pipeline/run/frame.h"

namespace trichluc {
namespace {

/// What goes down the pipe.
struct Order {
  std::uint32_t index = 0;
  std::array<char, 64> known_hash{};  // zeros: none
};

/// All that have come, at least one; false when there will be no more.
bool take_orders(int from_supervisor, std::vector<Order>& orders) {
  orders.resize(1);
  if (!read_all(from_supervisor, reinterpret_cast<char*>(orders.data()), sizeof(Order))) return false;
  // The supervisor hands a group over in one piece.
  pollfd more{from_supervisor, POLLIN, 0};
  while (poll(&more, 1, 0) > 0 && (more.revents & POLLIN) != 0) {
    orders.emplace_back();
    if (!read_all(from_supervisor, reinterpret_cast<char*>(&orders.back()), sizeof(Order))) return false;
  }
  return true;
}

/// What exec would close: journals, and the pipes of other workers. What the user's shell gave us stays (/dev/fd/63).
void let_go_of_the_supervisors_files(int keep, int keep_too) {
  DIR* listing = opendir("/proc/self/fd");
  if (listing == nullptr) return;
  while (const dirent* item = readdir(listing)) {
    const int number = std::atoi(item->d_name);
    if (number <= STDERR_FILENO || number == keep || number == keep_too || number == dirfd(listing)) continue;
    if ((fcntl(number, F_GETFD) & FD_CLOEXEC) != 0) close(number);
  }
  closedir(listing);
}

void become_worker(pid_t supervisor) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != supervisor) _exit(0);  // it died before the line above
  prctl(PR_SET_CHILD_SUBREAPER, 1);       // what a child leaves behind comes to us, and is ended
  signal(SIGINT, SIG_IGN);                // a terminal sends it to all of us; the supervisor decides
  signal(SIGTERM, SIG_DFL);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGCHLD, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  // Data on standard output are the supervisor's; a library that prints must not get between them.
  if (const Descriptor nowhere(open("/dev/null", O_WRONLY | O_CLOEXEC)); nowhere) dup2(nowhere.get(), STDOUT_FILENO);
}

[[noreturn]] void serve(const WorkerTask& task, Pulse& pulse, int from_supervisor, int to_supervisor) {
  if (task.warm_up) task.warm_up();
  const Sandbox sandbox = Sandbox::prepare(task.limits.readable);
  pulse.seccomp = sandbox.has_seccomp();
  pulse.landlock = sandbox.landlock_version();
  pulse.memory_limit = can_limit_memory();
  const std::array own{from_supervisor, to_supervisor};
  const auto tell = [to_supervisor](const Outcome& outcome) {
    const std::string frame = pack(outcome);
    if (!write_all(to_supervisor, frame.data(), frame.size())) _exit(0);  // nobody listens
  };
  bool pictures = false;
  bool warm_for_pictures = !task.warm_up_for_pictures;
  std::vector<Order> orders;
  while (take_orders(from_supervisor, orders)) {
    std::vector<std::uint32_t> group;
    const auto work_off = [&] {
      if (group.empty()) return;
      // Where one document is pictures, those behind it mostly are.
      if (pictures && !std::exchange(warm_for_pictures, true)) task.warm_up_for_pictures();
      try_documents(group, task, sandbox, pulse, own, [&](std::uint32_t, const Outcome& outcome) { tell(outcome); });
      pictures = pictures || pulse.pictures;
      group.clear();
    };
    for (const Order& order : orders) {
      if (order.known_hash[0] != '\0' && content_hash(task.inputs[order.index]) ==
                                             std::string_view(order.known_hash.data(), order.known_hash.size())) {
        work_off();
        tell({.product = Product{}, .known = true});
      } else {
        group.push_back(order.index);
      }
    }
    work_off();
  }
  _exit(0);  // not exit(): buffers and handlers are the supervisor's
}

}  // namespace

Worker::Worker(pid_t process, Descriptor to_worker, Descriptor from_worker, SharedPulse pulse)
    : process_(process),
      to_worker_(std::move(to_worker)),
      from_worker_(std::move(from_worker)),
      pulse_(std::move(pulse)) {}

Worker::Worker(Worker&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      to_worker_(std::move(other.to_worker_)),
      from_worker_(std::move(other.from_worker_)),
      pulse_(std::move(other.pulse_)),
      received_(std::move(other.received_)),
      tasks_(std::exchange(other.tasks_, {})) {}

Worker& Worker::operator=(Worker&& other) noexcept {
  if (this == &other) return *this;
  kill();
  process_ = std::exchange(other.process_, -1);
  to_worker_ = std::move(other.to_worker_);
  from_worker_ = std::move(other.from_worker_);
  pulse_ = std::move(other.pulse_);
  received_ = std::move(other.received_);
  tasks_ = std::exchange(other.tasks_, {});
  return *this;
}

Result<Worker> Worker::start(const WorkerTask& task) {
  const auto give_up = [](const char* what) {
    return fail(ErrorCode::kCrash, std::string(what) + ": " + std::strerror(errno), "run with fewer --jobs");
  };
  SharedPulse pulse = make_shared_pulse();
  Pipe down = make_pipe(), up = make_pipe();
  if (!pulse) return give_up("no memory for a worker");
  if (!down.in || !up.in) return give_up("cannot make a pipe");
  const pid_t supervisor = getpid();
  const pid_t process = fork();
  if (process < 0) return give_up("cannot start a worker process");
  if (process == 0) {
    become_worker(supervisor);
    let_go_of_the_supervisors_files(down.out.get(), up.in.get());
    serve(task, *pulse, down.out.get(), up.in.get());
  }
  fcntl(up.out.get(), F_SETFL, O_NONBLOCK);
  return Worker(process, std::move(down.in), std::move(up.out), std::move(pulse));
}

bool Worker::give(const std::vector<Task>& tasks) {
  std::vector<Order> orders;
  for (const Task& task : tasks) {
    Order& order = orders.emplace_back();
    order.index = task.index;
    if (task.known_hash.size() == order.known_hash.size())
      task.known_hash.copy(order.known_hash.data(), order.known_hash.size());
  }
  static_assert(sizeof(Order) * kMostTogether <= PIPE_BUF, "a group is written in one piece");
  if (dead() ||
      !write_all(to_worker_.get(), reinterpret_cast<const char*>(orders.data()), sizeof(Order) * orders.size())) {
    return false;
  }
  for (const Task& task : tasks) tasks_.push_back(task.index);
  return true;
}

std::optional<Outcome> Worker::receive() {
  if (tasks_.empty()) return std::nullopt;
  const auto take_one = [this] {
    auto whole = unpack(received_);
    if (whole) tasks_.pop_front();
    if (whole && received_.empty()) received_.shrink_to_fit();  // one large record must not be paid for for ever
    return whole;
  };
  if (auto whole = take_one()) return whole;
  char chunk[1 << 16];
  while (!dead()) {
    const ssize_t got = read(from_worker_.get(), chunk, sizeof chunk);
    if (got > 0) {
      received_.append(chunk, static_cast<std::size_t>(got));
      continue;
    }
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
    // The pipe has ended: the process is gone, or as good as gone.
    if (auto whole = take_one()) return whole;
    return bury();
  }
  return take_one();
}

Outcome Worker::bury() {
  int status = 0;
  pid_t ended = 0;
  do {
    ended = waitpid(process_, &status, 0);
  } while (ended < 0 && errno == EINTR);
  process_ = -1;
  kill();
  std::string message = "the worker process ended early";
  if (WIFSIGNALED(status)) message = std::string("the worker process died: ") + strsignal(WTERMSIG(status));
  return {.product = fail(ErrorCode::kCrash, std::move(message), "run it again; should it happen again, report it")};
}

void Worker::kill() {
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
  }
  // The child dies with its worker; what it started does not.
  if (pulse_ && pulse_->child > 0) ::kill(-pulse_->child, SIGKILL);
  pulse_.reset();
  to_worker_.reset();
  from_worker_.reset();
}

}  // namespace trichluc
