#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "pipeline/core/sha256.h"
#include "pipeline/run/input.h"

namespace trichluc {
namespace {

constexpr std::size_t kChunk = 1 << 16;

class OpenFile {
 public:
  OpenFile(const Input& input, int flags)
      : descriptor_(input.standard_input ? STDIN_FILENO : open(input.path.c_str(), O_RDONLY | O_CLOEXEC | flags)),
        owned_(!input.standard_input) {}
  ~OpenFile() {
    if (owned_ && descriptor_ >= 0) close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
  bool owned_;
};

ssize_t read_some(int descriptor, char* bytes, std::size_t size) {
  ssize_t got = 0;
  do {
    got = read(descriptor, bytes, size);
  } while (got < 0 && errno == EINTR);
  return got;
}

std::string in_mebibytes(std::uint64_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

/// "larger than 512 MiB", whatever the file is.
tl::unexpected<Error> too_large(const Input& input, std::uint64_t largest) {
  return fail(ErrorCode::kLimit, "larger than " + in_mebibytes(largest), "split it, or run again with more --memory",
              {.file = input.path});
}

/// The bytes, and whether the file was the same file with the same content when the last of them was read.
struct Taken {
  std::string bytes;
  bool steady = true;
};

Result<Taken> take(int descriptor, const Input& input, std::uint64_t largest) {
  struct stat before {};
  std::size_t expected = 0;
  if (fstat(descriptor, &before) == 0) {
    if (S_ISDIR(before.st_mode)) {
      return fail(ErrorCode::kUnreadable, "is a folder that cannot be read as a file", "check the path",
                  {.file = input.path});
    }
    if (S_ISREG(before.st_mode)) expected = static_cast<std::size_t>(before.st_size);
  }
  if (expected > largest) return too_large(input, largest);
  Taken taken;
  std::string& bytes = taken.bytes;
  bytes.resize(expected + 1);  // one more, so that the end of a regular file shows in the same read
  std::size_t filled = 0;
  while (true) {
    if (filled == bytes.size()) {
      // Not beyond the limit: where memory is limited too, the limit of the file is the clearer word.
      const std::size_t room = largest + 1 - std::min<std::size_t>(filled, largest);
      bytes.resize(filled + std::min(std::max(kChunk, filled / 2), room));
    }
    const ssize_t got = read_some(descriptor, bytes.data() + filled, bytes.size() - filled);
    if (got < 0) {
      return fail(ErrorCode::kUnreadable, std::string("cannot be read: ") + std::strerror(errno),
                  "check the file and the disk", {.file = input.path});
    }
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > largest) return too_large(input, largest);
  }
  bytes.resize(filled);
  struct stat after {};
  if (S_ISREG(before.st_mode) && fstat(descriptor, &after) == 0) {
    // Files of /proc say that they are empty.
    const bool whole = filled == static_cast<std::size_t>(before.st_size) || before.st_size == 0;
    taken.steady = whole && after.st_size == before.st_size && after.st_mtim.tv_sec == before.st_mtim.tv_sec &&
                   after.st_mtim.tv_nsec == before.st_mtim.tv_nsec;
  }
  return taken;
}

}  // namespace

Result<std::string> read_input(const Input& input, std::uint64_t largest) {
  if (input.problem) return tl::unexpected(*input.problem);
  for (int round = 0; round < 2; ++round) {
    const OpenFile file(input, 0);
    if (file.descriptor() < 0) {
      const int reason = errno;
      if (reason == ENOENT || reason == ENOTDIR) {
        return fail(ErrorCode::kNotFound, "no such file", "check the path", {.file = input.path});
      }
      return fail(ErrorCode::kUnreadable, std::string("cannot be opened: ") + std::strerror(reason),
                  "check its permissions", {.file = input.path});
    }
    auto taken = take(file.descriptor(), input, largest);
    if (!taken) return tl::unexpected(std::move(taken.error()));
    if (taken->steady) return std::move(taken->bytes);
  }
  return fail(ErrorCode::kUnreadable, "changes while it is read", "run again when it is complete",
              {.file = input.path});
}

std::string content_hash(const Input& input) {
  if (input.problem || input.standard_input) return {};
  const OpenFile file(input, O_NONBLOCK);  // a pipe that took the file's place must not be waited for
  struct stat status {};
  if (file.descriptor() < 0 || fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
  Sha256 hash;
  std::string chunk(4 * kChunk, '\0');
  while (true) {
    const ssize_t got = read_some(file.descriptor(), chunk.data(), chunk.size());
    if (got < 0) return {};
    if (got == 0) return hash.hex();
    hash.add({chunk.data(), static_cast<std::size_t>(got)});
  }
}

}  // namespace trichluc
