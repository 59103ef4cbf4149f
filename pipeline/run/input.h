// input.h - one document to be read: what the user named, or what a folder the user named holds.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/core/error.h"

namespace trichluc {

struct Input {
  std::string path;             // as given; for a folder's file, the folder as given, '/', and the rest
  bool standard_input = false;  // given as "-"
  // It could not even be listed; no worker sees it. A pointer, because a backlog has a hundred thousand inputs and
  // hardly a problem.
  std::shared_ptr<const Error> problem = {};
};

/// Files as they are; folders replaced by all regular files in and below them.
///
/// The order is that of `paths`; inside a folder, of the whole paths compared byte by byte, as `find | LC_ALL=C sort`
/// prints them. Names that begin with a dot are left out inside folders. Links are followed, but each folder is visited
/// once, so that a loop of links ends. What is missing, a folder that cannot be listed or holds no file, and what
/// stands in a folder and is no file (a pipe, a socket, a device) is an input with a problem: nothing that was asked
/// for is passed over in silence. Pipes and devices that are named themselves are read.
std::vector<Input> list_inputs(const std::vector<std::string>& paths);

/// The paths in a list: separated by NUL if it has one, else by line ends. Empty ones are dropped.
std::vector<std::string> split_path_list(const std::string& list);

/// All bytes of an input. A file that changes while it is read is read once more.
/// Errors: kNotFound, kUnreadable (also: it keeps changing), kLimit (more than `largest` bytes); Location::file is set.
Result<std::string> read_input(const Input& input, std::uint64_t largest = std::uint64_t{1} << 31);

/// SHA-256 of a regular file's content, without keeping it; empty when it is none or cannot be read.
std::string content_hash(const Input& input);

}  // namespace trichluc
