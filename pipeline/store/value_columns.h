// value_columns.h - the columns of the table `fact` that hold values, from the description of the record.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trichluc {

/// The column of a key of a value: its own name; "reference_id" for "id", which is the row's.
std::string value_column(std::string_view key);

/// All of them, each once, in the order of the description; a kind that lacks the key has NULL there.
const std::vector<std::string>& value_columns();

}  // namespace trichluc
