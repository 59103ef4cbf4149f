#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "pipeline/run/input.h"

namespace trichluc {
namespace {

constexpr std::size_t kLargest = std::size_t{1} << 31;
constexpr std::size_t kChunk = 1 << 16;

tl::unexpected<Error> too_large(const Input& input) {
  return fail(ErrorCode::kUnsupported, "larger than 2 GiB", "split it and run again", {.file = input.path});
}

Result<std::string> read_all(int descriptor, const Input& input) {
  struct stat status {};
  std::size_t expected = 0;
  if (fstat(descriptor, &status) == 0) {
    if (S_ISDIR(status.st_mode)) {
      return fail(ErrorCode::kUnreadable, "is a folder that cannot be read as a file", "check the path",
                  {.file = input.path});
    }
    if (S_ISREG(status.st_mode)) expected = static_cast<std::size_t>(status.st_size);
  }
  if (expected > kLargest) return too_large(input);
  std::string bytes(expected + 1, '\0');  // one more, so that the end of a regular file shows in the same read
  std::size_t filled = 0;
  while (true) {
    if (filled == bytes.size()) bytes.resize(bytes.size() + std::max(kChunk, bytes.size() / 2));
    const ssize_t got = read(descriptor, bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return fail(ErrorCode::kUnreadable, std::string("cannot be read: ") + std::strerror(errno),
                  "check the file and the disk", {.file = input.path});
    }
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > kLargest) return too_large(input);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace

Result<std::string> read_input(const Input& input) {
  if (input.problem) return tl::unexpected(*input.problem);
  if (input.standard_input) return read_all(STDIN_FILENO, input);
  const int descriptor = open(input.path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    const int reason = errno;
    if (reason == ENOENT || reason == ENOTDIR) {
      return fail(ErrorCode::kNotFound, "no such file", "check the path", {.file = input.path});
    }
    return fail(ErrorCode::kUnreadable, std::string("cannot be opened: ") + std::strerror(reason),
                "check its permissions", {.file = input.path});
  }
  auto bytes = read_all(descriptor, input);
  close(descriptor);
  return bytes;
}

}  // namespace trichluc
