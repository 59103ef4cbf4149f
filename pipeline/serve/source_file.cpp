#include "pipeline/serve/source_file.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "pipeline/core/sha256.h"

namespace trichluc {
namespace {

int open_below(int folder, const char* path) {
  open_how how{};
  how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  return static_cast<int>(syscall(SYS_openat2, folder, path, &how, sizeof how));
}

}  // namespace

Result<SourceFolder> SourceFolder::confined_to(const std::string& folder) {
  SourceFolder made;
  made.folder_ = ::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (made.folder_ < 0) {
    return fail(errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnreadable,
                std::string("is no folder that can be opened: ") + std::strerror(errno), "check its name",
                {.file = folder});
  }
  return made;
}

SourceFolder SourceFolder::as_given() { return {}; }

SourceFolder::SourceFolder(SourceFolder&& other) noexcept : folder_(std::exchange(other.folder_, -1)) {}

SourceFolder::~SourceFolder() {
  if (folder_ >= 0) close(folder_);
}

Result<int> SourceFolder::open(const std::string& source) const {
  const auto refused = [&](ErrorCode code, const std::string& why) {
    return fail(
        code, why,
        folder_ >= 0 ? "put it below the folder of --sources" : "name its folder with --sources and start again",
        {.file = source});
  };
  if (source.find('\0') != std::string::npos) return refused(ErrorCode::kNotFound, "is no name of a file");
  const int descriptor = folder_ >= 0 ? open_below(folder_, source.c_str())
                                      : ::open(source.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor < 0) {
    if (errno == EXDEV) return refused(ErrorCode::kUnreadable, "is outside the folder of sources");
    return refused(errno == ENOENT || errno == ENOTDIR ? ErrorCode::kNotFound : ErrorCode::kUnreadable,
                   std::string("the original cannot be opened: ") + std::strerror(errno));
  }
  struct stat status {};
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    close(descriptor);
    return refused(ErrorCode::kUnreadable, "is not a file");
  }
  return descriptor;
}

Result<std::string> read_verified(int descriptor, const std::string& sha256, std::uint64_t largest) {
  std::string bytes;
  struct stat status {};
  Result<std::string> answer = fail(ErrorCode::kUnreadable, "cannot be read", "check the file and the disk");
  if (fstat(descriptor, &status) == 0 && static_cast<std::uint64_t>(status.st_size) > largest) {
    answer = fail(ErrorCode::kLimit, "is too large to be sent", "open it where it lies");
  } else {
    bytes.resize(static_cast<std::size_t>(status.st_size));
    std::size_t filled = 0;
    while (filled < bytes.size()) {
      const ssize_t got = read(descriptor, bytes.data() + filled, bytes.size() - filled);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) break;
      filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    if (sha256_hex(bytes) == sha256) {
      answer = std::move(bytes);
    } else {
      answer = fail(ErrorCode::kDamaged, "is not the file that was read: its SHA-256 differs",
                    "put the original back, or extract the new one");
    }
  }
  close(descriptor);
  return answer;
}

}  // namespace trichluc
