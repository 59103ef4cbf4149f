// corpus.h - the documents of corpus/.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace trichluc {

inline std::filesystem::path corpus_folder() { return std::filesystem::path(TRICHLUC_SOURCE_DIR) / "corpus"; }

/// File names of the documents that stand directly in corpus/, sorted. README.md is about them.
inline std::vector<std::string> corpus_documents() {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(corpus_folder(), error)) {
    const std::string ending = entry.path().extension().string();
    if (entry.is_regular_file(error) && !ending.empty() && entry.path().filename() != "README.md") {
      names.push_back(entry.path().filename().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// `name` with what GoogleTest does not allow in names replaced.
inline std::string test_name(std::string name) {
  for (char& c : name) {
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) c = '_';
  }
  return name;
}

}  // namespace trichluc
