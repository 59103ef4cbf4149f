// golden_file.h - records laid out so that a difference can be read: one fact, check, warning or number a line.
#pragma once

#include <string>

namespace trichluc {

/// The record `json` (one line, as the program prints it) over several lines: every key of the record on its own, every
/// element of a list on its own. The result is JSON too.
std::string lay_out_record(const std::string& json);

/// Lines that differ, as "-expected" and "+found" with their line numbers; empty when there are none. At most `limit`
/// pairs.
std::string difference(const std::string& expected, const std::string& found, std::size_t limit = 40);

}  // namespace trichluc
