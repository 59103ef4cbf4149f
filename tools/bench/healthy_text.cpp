#include "tools/bench/healthy_text.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace trichluc::bench {
namespace fs = std::filesystem;

std::vector<Text> read_texts(const std::vector<std::string>& paths) {
  std::vector<fs::path> files;
  const auto add_folder = [&files](const fs::path& folder) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const fs::path& path = entry.path();
      const bool text = path.extension() == ".txt" || path.extension() == ".md";
      // A folder's README is about its documents and none of them.
      if (entry.is_regular_file() && text && path.filename() != "README.md") files.push_back(path);
    }
  };
  for (const std::string& path : paths) {
    if (!fs::exists(path)) throw std::runtime_error(path + ": not there");
    if (fs::is_directory(path)) {
      add_folder(path);
    } else {
      files.emplace_back(path);
    }
  }
  if (paths.empty()) add_folder(fs::path(TRICHLUC_SOURCE_DIR) / "corpus");
  std::sort(files.begin(), files.end());
  std::vector<Text> texts;
  for (const fs::path& file : files) {
    std::ifstream stream(file, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(stream), {});
    if (text.empty()) continue;
    if (text.back() != '\n') text += '\n';
    texts.push_back({file.string(), std::move(text)});
  }
  if (texts.empty()) throw std::runtime_error("no .txt and no .md there");
  return texts;
}

}  // namespace trichluc::bench
