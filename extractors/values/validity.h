// validity.h - whether something with a time of validity holds at a date.
#pragma once

#include <string_view>

namespace trichluc {

enum class Holds { kNo, kYes, kUnsure };

/// `valid`: EDTF interval, both ends included, ".." for an open one ("../2025-06-30"); empty: always. `date`: "2025",
/// "2025-06" or "2025-06-30". kUnsure where the date is empty, or wide enough to lie on both sides of an end.
Holds holds_at(std::string_view valid, std::string_view date);

}  // namespace trichluc
