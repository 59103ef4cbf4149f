// counted_noun.h - whether the words after a number are what it counts, and how far they go.
#pragma once

#include <optional>
#include <string>

#include "extractors/scan.h"

namespace trichluc {

struct CountedNoun {
  std::string unit;  // lower case; the usual symbol for a measure
  Range text;
  bool measure = false;
  bool known = false;  // in the vocabulary
};

/// The noun that begins at byte `at`, right behind a number (`glued`: without a blank; `scaled`: behind "triệu", "tỷ").
std::optional<CountedNoun> counted_noun_at(const Scan& scan, std::uint32_t at, bool glued, bool scaled);

/// Whether the word before the number makes it a name: "Dự án 7", "tiêu chí 06", "số 5".
bool is_named_before(const Scan& scan, const Hit& hit, const CountedNoun& noun);

}  // namespace trichluc
