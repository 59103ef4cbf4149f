#include "tools/trichluc/output_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace trichluc {

tl::unexpected<Error> OutputFile::failure(const char* what) const {
  const std::string reason = std::string(what) + ": " + std::strerror(errno);
  return fail(ErrorCode::kOutputUnwritable, reason,
              file_ == stdout ? "check the program that reads it, or use -o"
                              : "check the folder, its permissions and the space left",
              {.file = path_});
}

Result<OutputFile> OutputFile::open(const std::string& path) {
  OutputFile output;
  if (path.empty() || path == "-") {
    output.path_ = "standard output";
    output.file_ = stdout;
    return output;
  }
  output.path_ = path;
  struct stat status {};
  const bool exists = stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    errno = EISDIR;
    return output.failure("cannot be written");
  }
  const bool direct = exists && !S_ISREG(status.st_mode);
  if (!direct) output.temporary_ = path + ".partial-" + std::to_string(getpid());
  output.file_ = std::fopen(direct ? path.c_str() : output.temporary_.c_str(), "wb");
  if (output.file_ == nullptr) {
    output.temporary_.clear();
    return output.failure("cannot be written");
  }
  return output;
}

Result<void> OutputFile::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) return failure("cannot be written");
  return {};
}

Result<void> OutputFile::write_line(std::string_view line) {
  const bool written = std::fwrite(line.data(), 1, line.size(), file_) == line.size() && std::fputc('\n', file_) != EOF;
  if (!written || (file_ == stdout && std::fflush(file_) != 0)) return failure("cannot be written");
  return {};
}

Result<void> OutputFile::commit() {
  if (std::fflush(file_) != 0) return failure("cannot be written");
  if (file_ == stdout) return {};
  // Without fsync a power cut after the rename could leave an empty file under the final name.
  if (!temporary_.empty() && fsync(fileno(file_)) != 0) return failure("cannot be written");
  if (std::fclose(std::exchange(file_, nullptr)) != 0) return failure("cannot be written");
  if (!temporary_.empty()) {
    if (std::rename(temporary_.c_str(), path_.c_str()) != 0) return failure("cannot be renamed");
    temporary_.clear();
  }
  return {};
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      file_(std::exchange(other.file_, nullptr)) {}

OutputFile::~OutputFile() {
  if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

}  // namespace trichluc
