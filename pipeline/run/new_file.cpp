#include "pipeline/run/new_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "pipeline/run/descriptor.h"

namespace trichluc {
namespace {

constexpr const char* kInfix = ".new-";

/// Those of processes that are at work are locked.
void remove_leftovers(const std::string& path) {
  const std::filesystem::path whole(path);
  const std::string prefix = whole.filename().string() + kInfix;
  std::error_code error;
  for (const auto& item : std::filesystem::directory_iterator(
           whole.has_parent_path() ? whole.parent_path() : std::filesystem::path("."), error)) {
    if (!item.path().filename().string().starts_with(prefix)) continue;
    const Descriptor file(open(item.path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (file && flock(file.get(), LOCK_EX | LOCK_NB) == 0) unlink(item.path().c_str());
  }
}

}  // namespace

tl::unexpected<Error> NewFile::failure(const char* what) const {
  return fail(ErrorCode::kOutputUnwritable, std::string(what) + ": " + std::strerror(errno),
              "check the folder, its permissions and the space left", {.file = path_});
}

Result<NewFile> NewFile::create(const std::string& path) {
  NewFile file;
  file.path_ = path;
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    errno = EISDIR;
    return file.failure("cannot be written");
  }
  remove_leftovers(path);
  // The name ends like no data of ours, so that no reader takes it for a whole file.
  file.temporary_ = path + kInfix + std::to_string(getpid());
  file.file_ = std::fopen(file.temporary_.c_str(), "wbe");
  if (file.file_ != nullptr) flock(fileno(file.file_), LOCK_EX | LOCK_NB);
  if (file.file_ == nullptr) {
    file.temporary_.clear();
    return file.failure("cannot be written");
  }
  return file;
}

void NewFile::write(std::string_view bytes) {
  good_ = good_ && std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size();
}

Result<void> NewFile::commit() {
  // Without fsync a power cut after the rename could leave an empty file under the final name.
  if (!good_ || std::fflush(file_) != 0 || fsync(fileno(file_)) != 0) return failure("cannot be written");
  if (std::fclose(std::exchange(file_, nullptr)) != 0) return failure("cannot be written");
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) return failure("cannot be renamed");
  temporary_.clear();
  const std::string folder = std::filesystem::path(path_).parent_path().string();
  if (const Descriptor parent(open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); parent)
    fsync(parent.get());  // some file systems cannot; the name is there all the same
  return {};
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      file_(std::exchange(other.file_, nullptr)),
      good_(other.good_) {}

NewFile::~NewFile() {
  if (file_ != nullptr) std::fclose(file_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

}  // namespace trichluc
