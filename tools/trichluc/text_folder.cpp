#include "tools/trichluc/text_folder.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <string_view>
#include <unordered_set>

#include "pipeline/run/new_file.h"

namespace trichluc {
namespace {

namespace fs = std::filesystem;

/// `path` as a relative path without "." and "..": "../a/./b" is "%2E%2E/a/b".
std::string inside(std::string_view path) {
  std::string made;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (part.empty() || part == ".") continue;
    if (!made.empty()) made += '/';
    made += part == ".." ? "%2E%2E" : part;
  }
  return made.empty() ? "document" : made;
}

std::string page_name(std::size_t number) {
  char name[32];
  std::snprintf(name, sizeof name, "%04zu.txt", number);
  return name;
}

/// The page that a file of this folder holds; 0: it is none of ours.
std::size_t page_number(std::string_view name) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  return error == std::errc() && name == page_name(number) ? number : 0;
}

}  // namespace

TextFolder::TextFolder(std::string folder, const std::vector<Input>& inputs) {
  if (folder.empty()) return;  // nobody asked
  std::unordered_set<std::string> taken;
  folders_.reserve(inputs.size());
  for (const Input& input : inputs) {
    const std::string name = folder + "/" + (input.standard_input ? "standard-input" : inside(input.path));
    std::string own = name;
    for (int again = 2; !taken.insert(own).second; ++again) own = name + "~" + std::to_string(again);
    folders_.push_back(std::move(own));
  }
}

Result<void> TextFolder::write(std::size_t index, const std::vector<std::string>& pages) const {
  const fs::path folder = folders_[index];
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    return fail(ErrorCode::kOutputUnwritable, "cannot be made: " + error.message(),
                "check the folder, its permissions and the space left", {.file = folder.string()});
  }
  for (std::size_t i = 0; i < pages.size(); ++i) {
    auto file = NewFile::create((folder / page_name(i + 1)).string());
    if (!file) return tl::unexpected(file.error());
    file->write(pages[i]);
    if (!pages[i].empty() && pages[i].back() != '\n') file->write("\n");
    if (auto committed = file->commit(); !committed) return tl::unexpected(committed.error());
  }
  std::vector<fs::path> stale;
  for (const auto& item : fs::directory_iterator(folder, error)) {
    if (page_number(item.path().filename().string()) > pages.size()) stale.push_back(item.path());
  }
  for (const fs::path& path : stale) fs::remove(path, error);
  return {};
}

}  // namespace trichluc
