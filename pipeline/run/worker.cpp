#include "pipeline/run/worker.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <new>
#include <utility>

namespace trichluc {
namespace {

bool write_all(int descriptor, const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t written = write(descriptor, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

bool read_all(int descriptor, char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t got = read(descriptor, bytes, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

void close_if_open(int& descriptor) {
  if (descriptor >= 0) close(descriptor);
  descriptor = -1;
}

Outcome work_guarded(const Work& work, const Input& input) {
  const auto failed = [&input](std::string message, std::string next_step) -> Outcome {
    return fail(ErrorCode::kCrash, std::move(message), std::move(next_step), {.file = input.path});
  };
  try {
    return work(input);
  } catch (const std::bad_alloc&) {
    return failed("not enough memory", "run with fewer --jobs");
  } catch (const std::exception& error) {
    return failed(std::string("unexpected failure: ") + error.what(), "please report it with the file");
  } catch (...) {
    return failed("unexpected failure", "please report it with the file");
  }
}

[[noreturn]] void serve(const std::vector<Input>& inputs, const Work& work, int from_parent, int to_parent) {
  std::uint32_t index = 0;
  while (read_all(from_parent, reinterpret_cast<char*>(&index), sizeof index)) {
    const std::string frame = pack(work_guarded(work, inputs[index]));
    if (!write_all(to_parent, frame.data(), frame.size())) break;
  }
  _exit(0);  // not exit(): buffers and handlers are the parent's
}

void prepare_child(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);  // it died before the line above
  signal(SIGINT, SIG_IGN);            // a terminal sends it to all of us; the parent decides
  signal(SIGTERM, SIG_DFL);
  signal(SIGPIPE, SIG_IGN);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  // Data on standard output are the parent's; a library that prints must not get between them.
  if (const int nowhere = open("/dev/null", O_WRONLY); nowhere >= 0) {
    dup2(nowhere, STDOUT_FILENO);
    close(nowhere);
  }
}

}  // namespace

Worker::Worker(pid_t process, int to_child, int from_child)
    : process_(process), to_child_(to_child), from_child_(from_child) {}

Worker::Worker(Worker&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      to_child_(std::exchange(other.to_child_, -1)),
      from_child_(std::exchange(other.from_child_, -1)),
      received_(std::move(other.received_)),
      task_(std::exchange(other.task_, std::nullopt)),
      dead_(std::exchange(other.dead_, true)) {}

Worker& Worker::operator=(Worker&& other) noexcept {
  if (this == &other) return *this;
  kill();
  process_ = std::exchange(other.process_, -1);
  to_child_ = std::exchange(other.to_child_, -1);
  from_child_ = std::exchange(other.from_child_, -1);
  received_ = std::move(other.received_);
  task_ = std::exchange(other.task_, std::nullopt);
  dead_ = std::exchange(other.dead_, true);
  return *this;
}

Result<Worker> Worker::start(const std::vector<Input>& inputs, const Work& work, const std::vector<Worker>& others) {
  std::array<int, 2> down{-1, -1}, up{-1, -1};
  const auto give_up = [&](const char* what) {
    const int reason = errno;
    for (int* end : {&down[0], &down[1], &up[0], &up[1]}) close_if_open(*end);
    return fail(ErrorCode::kCrash, std::string(what) + ": " + std::strerror(reason), "run with fewer --jobs");
  };
  if (pipe2(down.data(), O_CLOEXEC) != 0 || pipe2(up.data(), O_CLOEXEC) != 0) return give_up("cannot make a pipe");
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) return give_up("cannot start a worker process");
  if (child == 0) {
    prepare_child(parent);
    close(down[1]);
    close(up[0]);
    for (const Worker& other : others) {
      if (other.to_child_ >= 0) close(other.to_child_);
      if (other.from_child_ >= 0) close(other.from_child_);
    }
    serve(inputs, work, down[0], up[1]);
  }
  close(down[0]);
  close(up[1]);
  fcntl(up[0], F_SETFL, O_NONBLOCK);
  return Worker(child, down[1], up[0]);
}

bool Worker::give(std::uint32_t index) {
  if (dead_ || !write_all(to_child_, reinterpret_cast<const char*>(&index), sizeof index)) return false;
  task_ = index;
  return true;
}

std::optional<Outcome> Worker::receive() {
  char chunk[1 << 16];
  while (!dead_) {
    const ssize_t got = read(from_child_, chunk, sizeof chunk);
    if (got > 0) {
      received_.append(chunk, static_cast<std::size_t>(got));
      continue;
    }
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
    // The pipe has ended: the process is gone, or as good as gone.
    if (auto whole = unpack(received_); whole && task_) {
      bury();
      return whole;
    }
    return bury();
  }
  auto whole = unpack(received_);
  if (whole) task_.reset();
  return whole;
}

Outcome Worker::bury() {
  int status = 0;
  pid_t ended = 0;
  do {
    ended = waitpid(process_, &status, 0);
  } while (ended < 0 && errno == EINTR);
  process_ = -1;
  kill();
  std::string message = "the process that read it ended early";
  if (WIFSIGNALED(status)) message = std::string("the process that read it died: ") + strsignal(WTERMSIG(status));
  return fail(ErrorCode::kCrash, std::move(message),
              "the other files are not affected; please report it with the file");
}

void Worker::kill() {
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
  }
  close_if_open(to_child_);
  close_if_open(from_child_);
  task_.reset();
  dead_ = true;
}

}  // namespace trichluc
