// input.h - one document to be read: what the user named, or what a folder the user named holds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/core/error.h"

namespace trichluc {

struct Input {
  std::string path;                   // as given; for a folder's file, the folder as given, '/', and the rest
  bool standard_input = false;        // given as "-"
  std::optional<Error> problem = {};  // it could not even be listed; no worker sees it
};

/// Files as they are; folders replaced by all regular files in and below them.
///
/// The order is that of `paths`; inside a folder, of the whole paths compared byte by byte, as `find | LC_ALL=C sort`
/// prints them. Names that begin with a dot are left out inside folders. Links are followed, but each folder is visited
/// once, so that a loop of links ends. What is missing, and a folder that cannot be listed or holds no file, is an
/// input with a problem: nothing that was asked for is passed over in silence.
std::vector<Input> list_inputs(const std::vector<std::string>& paths);

/// The paths in a list: separated by NUL if it has one, else by line ends. Empty ones are dropped.
std::vector<std::string> split_path_list(const std::string& list);

/// All bytes of an input. Errors: kNotFound, kUnreadable, kUnsupported (larger than 2 GiB); Location::file is set.
Result<std::string> read_input(const Input& input);

}  // namespace trichluc
