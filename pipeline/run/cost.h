// cost.h - how long a document will probably take, from a look at its bytes.
//
// Nothing is parsed: names of picture filters are counted as they lie in the file, which they do in every PDF, because
// the dictionaries of pictures cannot be compressed. It balances shards, and may be wrong by a factor of two.
#pragma once

#include <cstdint>
#include <string_view>

namespace trichluc {

/// Counts what is worth counting in the bytes of a file, which come in parts.
class CostEstimate {
 public:
  void add(std::string_view bytes);
  /// Milliseconds of one core, at least 1.
  std::uint64_t milliseconds() const;

 private:
  std::uint64_t bytes_ = 0;
  std::uint64_t pictures_ = 0;  // pictures of pages, or what looks like them
  bool pdf_ = false;
  bool picture_file_ = false;
};

}  // namespace trichluc
