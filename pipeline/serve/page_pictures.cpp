#include "pipeline/serve/page_pictures.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace trichluc {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
  int read = -1, write = -1;
  Pipe() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) == 0) read = ends[0], write = ends[1];
  }
  ~Pipe() { close_read(), close_write(); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void close_read() {
    if (read >= 0) close(read);
    read = -1;
  }
  void close_write() {
    if (write >= 0) close(write);
    write = -1;
  }
};

/// The process with all it started, ended and reaped in any case.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (!reaped_) end();
  }
  void end() {
    kill(-id_, SIGKILL);
    wait();
  }
  /// Its status as waitpid() gives it.
  int wait() {
    int status = 0;
    while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    reaped_ = true;
    return status;
  }

 private:
  pid_t id_;
  bool reaped_ = false;
};

constexpr std::size_t kMessageKept = 2048;
constexpr int kWords = 0;  // instead of dots per inch

/// "trichluc: FILE: code: message; next" without the program and the file.
std::string said(std::string message) {
  if (const std::size_t end = message.find('\n'); end != std::string::npos) message.resize(end);
  for (const std::string_view head : {"trichluc: ", "-: "}) {
    if (message.starts_with(head)) message.erase(0, head.size());
  }
  return message;
}

}  // namespace

PagePictures::PagePictures(std::string program, SourceFolder sources, DrawingLimits limits)
    : program_(std::move(program)), sources_(std::move(sources)), limits_(limits) {}

std::shared_ptr<const DrawnPage> PagePictures::kept(const Key& key) {
  const auto found = pages_.find(key);
  if (found == pages_.end()) return nullptr;
  recent_.splice(recent_.begin(), recent_, found->second.second);
  return found->second.first;
}

void PagePictures::keep(const Key& key, std::shared_ptr<const DrawnPage> page) {
  if (pages_.count(key) > 0 || page->bytes.size() > limits_.kept) return;
  bytes_ += page->bytes.size();
  recent_.push_front(key);
  pages_.emplace(key, std::pair{std::move(page), recent_.begin()});
  while (bytes_ > limits_.kept) {
    const auto last = pages_.find(recent_.back());
    bytes_ -= last->second.first->bytes.size();
    pages_.erase(last);
    recent_.pop_back();
  }
}

Result<std::shared_ptr<const DrawnPage>> PagePictures::picture(const DocumentFile& document, int page, int dpi) {
  return made(document, page, dpi);
}

Result<std::shared_ptr<const DrawnPage>> PagePictures::words(const DocumentFile& document, int page) {
  return made(document, page, kWords);
}

Result<std::shared_ptr<const DrawnPage>> PagePictures::made(const DocumentFile& document, int page, int dpi) {
  if (document.media_type != "application/pdf" && !document.media_type.starts_with("image/"))
    return fail(ErrorCode::kUnsupported, "this format has no pages", "read its text");
  const Key key(document.sha256, page, dpi);
  Turn& turn = dpi == kWords ? reading_ : drawing_;
  const int at_once = dpi == kWords ? limits_.reading_at_once : limits_.at_once;
  {
    std::unique_lock lock(mutex_);
    if (auto found = kept(key)) return found;
    turn.next.wait(lock, [&] { return turn.running < at_once; });
    if (auto found = kept(key)) {
      turn.next.notify_one();
      return found;
    }
    ++turn.running;
  }
  auto drawn = draw(document, page, dpi);
  const std::unique_lock lock(mutex_);
  --turn.running;
  turn.next.notify_one();
  if (!drawn) return tl::unexpected(drawn.error());
  auto shared = std::make_shared<const DrawnPage>(*std::move(drawn));
  keep(key, shared);
  return shared;
}

Result<DrawnPage> PagePictures::draw(const DocumentFile& document, int page, int dpi) const {
  const auto file = sources_.open(document.source);
  if (!file) return tl::unexpected(file.error());
  const auto failed = [&](ErrorCode code, std::string message, std::string next_step) {
    return fail(code, std::move(message), std::move(next_step), {.file = document.source, .page = page});
  };
  const int seconds = dpi == kWords ? limits_.seconds_to_read : limits_.seconds;
  Pipe out, err;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, *file, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.write, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.write, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  sigset_t all;
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::vector<std::string> words = {program_,
                                    "picture",
                                    "--page",
                                    std::to_string(page),
                                    dpi == kWords ? "--words" : "--dpi=" + std::to_string(dpi),
                                    "--sha256",
                                    document.sha256,
                                    "--memory-mib",
                                    std::to_string(limits_.memory_mib),
                                    "--seconds",
                                    std::to_string(seconds),
                                    "-"};
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  std::string place = "LC_ALL=C.UTF-8";
  char* environment[] = {place.data(), nullptr};
  pid_t id = 0;
  const int started = posix_spawn(&id, program_.c_str(), &actions, &attributes, pointers.data(), environment);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  close(*file);
  out.close_write();
  err.close_write();
  if (started != 0) return failed(ErrorCode::kCrash, "no process can be started to draw it", "try again");
  Child child(id);

  const auto end = Clock::now() + std::chrono::seconds(2 * seconds);
  std::string drawn, message;
  std::vector<char> chunk(1 << 16);
  while (out.read >= 0 || err.read >= 0) {
    pollfd ends[] = {{out.read, POLLIN, 0}, {err.read, POLLIN, 0}};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) {
      child.end();
      return failed(ErrorCode::kTimeout, "the page takes too long to draw", "read its text");
    }
    if (poll(ends, 2, static_cast<int>(left)) < 0) continue;
    for (Pipe* pipe : {&out, &err}) {
      if (pipe->read < 0 || ends[pipe == &err].revents == 0) continue;
      const ssize_t got = read(pipe->read, chunk.data(), chunk.size());
      if (got <= 0) {
        pipe->close_read();
        continue;
      }
      std::string& to = pipe == &out ? drawn : message;
      const std::size_t most = pipe == &out ? limits_.largest_picture : kMessageKept;
      if (pipe == &out && to.size() + static_cast<std::size_t>(got) > most) {
        child.end();
        return failed(ErrorCode::kLimit, "the picture of the page is too large", "read its text");
      }
      to.append(chunk.data(), std::min(static_cast<std::size_t>(got), most - to.size()));
    }
  }
  const int status = child.wait();
  if (WIFSIGNALED(status)) {
    const bool late = WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL;
    return failed(late ? ErrorCode::kTimeout : ErrorCode::kCrash,
                  late ? "the page takes too long to draw" : "the page cannot be drawn: its process died",
                  "read its text");
  }
  if (WEXITSTATUS(status) != 0) return failed(ErrorCode::kDamaged, said(std::move(message)), "");
  // "image/png 595.28 841.89\n" and the picture.
  const std::size_t line = drawn.find('\n');
  const std::size_t first = drawn.find(' '), second = drawn.find(' ', first + 1);
  if (line == std::string::npos || second >= line)
    return failed(ErrorCode::kCrash, "the page cannot be drawn", "read its text");
  DrawnPage made;
  made.media_type = drawn.substr(0, first);
  made.width_pt = drawn.substr(first + 1, second - first - 1);
  made.height_pt = drawn.substr(second + 1, line - second - 1);
  made.bytes = drawn.substr(line + 1);
  // What a process that read a stranger's file says is not believed further than this.
  const auto is_number = [](const std::string& text) {
    return !text.empty() && text.size() < 16 && text.find_first_not_of("0123456789.") == std::string::npos;
  };
  const bool expected = dpi == kWords ? made.media_type == "application/json"
                                      : made.media_type == "image/png" || made.media_type == "image/jpeg";
  if (!expected || !is_number(made.width_pt) || !is_number(made.height_pt))
    return failed(ErrorCode::kCrash, "the page cannot be drawn", "read its text");
  return made;
}

}  // namespace trichluc
