// healthy_text.h - the plain texts that figures are made from.
#pragma once

#include <string>
#include <vector>

namespace trichluc::bench {

struct Text {
  std::string file;
  std::string text;  // UTF-8, ends with a newline
};

/// Files ending in .txt or .md; folders are searched; corpus/ of the sources where `paths` is empty. In order of name.
/// Throws std::runtime_error where a path is not there.
std::vector<Text> read_texts(const std::vector<std::string>& paths);

}  // namespace trichluc::bench
