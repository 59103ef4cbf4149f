// source_map.h - the way back from a text to the text it was made from.
//
//   made:    "Nghị định số 36"          byte offsets, half-open ranges
//   source:  "Nghị  định⏎số 36"         copied pieces run in step, replaced ones map as a whole
//
// Stages build one while they write their text and compose it with the map they were given, so that a
// range of the final text always leads to a range of the file (or of a page's glyphs).
#pragma once

#include <cstdint>
#include <vector>

namespace trichluc {

/// Bytes [begin, end) of some text.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return end <= begin; }
  bool contains(Range inner) const { return begin <= inner.begin && inner.end <= end; }
  bool overlaps(Range other) const { return begin < other.end && other.begin < end; }
  friend bool operator==(Range, Range) = default;
};

class SourceMap {
 public:
  /// The map of a text that equals its source from `source_begin` on.
  static SourceMap identity(std::uint32_t length, std::uint32_t source_begin = 0);

  /// The next `length` bytes are a copy of the source at `source_begin`.
  void append_copy(std::uint32_t length, std::uint32_t source_begin);
  /// The next `length` bytes stand for all of `source` (either may be empty: an insertion, a deletion).
  void append_replacement(std::uint32_t length, Range source);

  /// Length of the text made so far.
  std::uint32_t size() const { return size_; }

  /// The smallest source range that covers `made`. A range inside a replaced piece covers the whole piece.
  Range to_source(Range made) const;

  /// What is not a copy, in the order of the text made: replaced stretches, and source left out between two pieces
  /// (`made` is empty then). For maps that follow the order of their source.
  struct Change {
    Range made;
    Range source;
  };
  std::vector<Change> changes() const;

  /// `outer` maps text C to B, `inner` maps B to A; the result maps C to A.
  static SourceMap compose(const SourceMap& outer, const SourceMap& inner);

 private:
  struct Piece {
    std::uint32_t made;    // first byte in the text made
    std::uint32_t length;  // in the text made
    Range source;
    bool copied;
  };
  std::vector<Piece> pieces_;
  std::uint32_t size_ = 0;
};

}  // namespace trichluc
