// code_points.h - byte offsets of a UTF-8 text to numbers of code points, as spans are counted in records.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/core/source_map.h"

namespace trichluc {

/// One pass over the text, then any offset in constant time. The text must outlive this.
class CodePoints {
 public:
  explicit CodePoints(std::string_view utf8);

  /// Code points before byte `offset`; a byte inside a character counts as its end.
  std::uint32_t before(std::uint32_t offset) const;
  Range span(Range bytes) const { return {before(bytes.begin), before(bytes.end)}; }
  std::uint32_t total() const { return before(static_cast<std::uint32_t>(text_.size())); }

 private:
  static constexpr std::uint32_t kStride = 32;
  std::string_view text_;
  std::vector<std::uint32_t> marks_;  // code points before byte i * kStride
};

}  // namespace trichluc
