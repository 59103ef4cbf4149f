#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>
#include <utility>

#include "pipeline/run/input.h"

namespace trichluc {
namespace {

Input with_problem(std::string path, ErrorCode code, std::string message, std::string next_step) {
  auto problem =
      std::make_shared<const Error>(Error{code, std::move(message), std::move(next_step), Location{.file = path}});
  return {std::move(path), false, std::move(problem)};
}

/// What is no file and no folder: reading it would wait for ever, or do something to a device.
const char* special_kind(mode_t mode) {
  if (S_ISFIFO(mode)) return "a named pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return S_ISREG(mode) || S_ISDIR(mode) ? nullptr : "a device";
}

/// Of what stat() tells, what a walk needs: folders have a hundred thousand entries.
struct Status {
  mode_t mode = S_IFREG;  // also of a link that leads nowhere: reading it will say so
  dev_t device = 0;
  ino_t number = 0;

  static Status of(const std::string& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return {};
    return {status.st_mode, status.st_dev, status.st_ino};
  }
};

class FolderWalk {
 public:
  explicit FolderWalk(std::vector<Input>& inputs) : inputs_(inputs) {}

  void walk(const std::string& folder, const Status& status) {
    if (!visited_.emplace(status.device, status.number).second) return;
    DIR* directory = opendir(folder.c_str());
    if (directory == nullptr) {
      inputs_.push_back(with_problem(folder, ErrorCode::kUnreadable,
                                     std::string("the folder cannot be listed: ") + std::strerror(errno),
                                     "check its permissions"));
      return;
    }
    struct Entry {
      std::string key;  // the name, with '/' after a folder's: so they sort as whole paths do
      Status status;
    };
    const std::string before = folder + (folder.ends_with('/') ? "" : "/");
    std::vector<Entry> entries;
    while (const dirent* item = readdir(directory)) {
      const std::string name = item->d_name;
      if (name.starts_with('.')) continue;
      Entry entry{name, Status::of(before + name)};
      if (S_ISDIR(entry.status.mode)) entry.key += '/';
      entries.push_back(std::move(entry));
    }
    closedir(directory);
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
    for (const Entry& entry : entries) {
      if (S_ISDIR(entry.status.mode)) {
        walk(before + entry.key.substr(0, entry.key.size() - 1), entry.status);
      } else if (const char* kind = special_kind(entry.status.mode)) {
        inputs_.push_back(with_problem(before + entry.key, ErrorCode::kUnsupported,
                                       std::string("is ") + kind + ", not a file",
                                       "name it on the command line if it is to be read"));
      } else {
        inputs_.push_back({before + entry.key});
      }
    }
  }

 private:
  std::vector<Input>& inputs_;
  std::set<std::pair<dev_t, ino_t>> visited_;
};

}  // namespace

std::vector<Input> list_inputs(const std::vector<std::string>& paths) {
  std::vector<Input> inputs;
  for (const std::string& path : paths) {
    struct stat status {};
    if (path == "-") {
      inputs.push_back({"-", true});
    } else if (stat(path.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
      inputs.push_back(with_problem(path, ErrorCode::kNotFound, "no such file or folder", "check the path"));
    } else if (S_ISDIR(status.st_mode)) {
      const std::size_t before = inputs.size();
      FolderWalk(inputs).walk(path, {status.st_mode, status.st_dev, status.st_ino});
      if (inputs.size() == before) {
        inputs.push_back(with_problem(path, ErrorCode::kEmpty, "the folder holds no files", "check the path"));
      }
    } else {
      inputs.push_back({path});
    }
  }
  return inputs;
}

std::vector<std::string> split_path_list(const std::string& list) {
  const bool by_nul = list.find('\0') != std::string::npos;
  const char separator = by_nul ? '\0' : '\n';
  std::vector<std::string> paths;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find(separator, begin), list.size());
    std::string path = list.substr(begin, end - begin);
    if (!by_nul && path.ends_with('\r')) path.pop_back();  // a list written on Windows
    if (!path.empty()) paths.push_back(std::move(path));
    begin = end + 1;
  }
  return paths;
}

}  // namespace trichluc
