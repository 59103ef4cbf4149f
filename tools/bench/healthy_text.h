// healthy_text.h - the plain texts that figures are made from.
#pragma once

#include <string>
#include <vector>

#include "pipeline/core/page.h"

namespace trichluc::bench {

struct Text {
  std::string file;
  std::string text;  // UTF-8, ends with a newline
};

/// Files ending in .txt or .md; folders are searched; corpus/ of the sources where `paths` is empty. In order of name.
/// Throws std::runtime_error where a path is not there.
std::vector<Text> read_texts(const std::vector<std::string>& paths);

/// One page of plain text, with a line for every newline.
Reading reading_of(std::string text);

}  // namespace trichluc::bench
