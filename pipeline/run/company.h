// company.h - which documents are read in one process, one after the other.
//
// Only short ones: a process costs some milliseconds, which documents of more work do not feel. Behind one that failed
// nobody comes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "pipeline/run/input.h"

namespace trichluc {

/// With which others a document may be read in one process, one after the other.
enum class Company {
  kNone,      // none: its process is its own
  kFlawless,  // a parser takes apart what a stranger wrote: nobody comes behind it when it had a warning or a picture
  kAny,       // our own code reads text: a warning about it is no flaw of the process
};
using CompanyOf = std::function<Company(std::string_view bytes, const Input& input)>;

constexpr std::size_t kMostTogether = 56;              // documents in one process
constexpr std::uint64_t kLargestTogether = 4 << 20;    // bytes of each
constexpr std::uint64_t kMostBytesTogether = 8 << 20;  // of all of them
// A process that has used so much takes no other document.
constexpr std::uint64_t kMostCpuMsBefore = 1000;
constexpr std::uint64_t kMostPeakKibBefore = 192 << 10;

/// Bytes of a file that is worth asking whether it may share: a regular one of up to kLargestTogether. Nothing else has
/// company, whatever it holds.
std::optional<std::uint64_t> size_in_company(const Input& input);

}  // namespace trichluc
