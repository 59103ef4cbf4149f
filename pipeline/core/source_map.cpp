#include "pipeline/core/source_map.h"

#include <algorithm>

namespace trichluc {

SourceMap SourceMap::identity(std::uint32_t length, std::uint32_t source_begin) {
  SourceMap map;
  map.append_copy(length, source_begin);
  return map;
}

void SourceMap::append_copy(std::uint32_t length, std::uint32_t source_begin) {
  if (length == 0) return;
  if (!pieces_.empty()) {
    Piece& last = pieces_.back();
    if (last.copied && last.source.end == source_begin) {
      last.length += length;
      last.source.end += length;
      size_ += length;
      return;
    }
  }
  pieces_.push_back({size_, length, {source_begin, source_begin + length}, true});
  size_ += length;
}

void SourceMap::append_replacement(std::uint32_t length, Range source) {
  if (length == 0) return;  // a deletion leaves a gap between its neighbours' source ranges; nothing points into it
  pieces_.push_back({size_, length, source, false});
  size_ += length;
}

Range SourceMap::to_source(Range made) const {
  if (pieces_.empty()) return {};
  const auto piece_at = [this](std::uint32_t offset) {
    auto next = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                 [](std::uint32_t at, const Piece& piece) { return at < piece.made; });
    return next == pieces_.begin() ? pieces_.begin() : std::prev(next);
  };
  const auto clamp = [](std::uint32_t at, const Piece& piece) { return std::min(at - piece.made, piece.length); };

  const Piece& first = *piece_at(made.begin);
  const std::uint32_t begin = first.copied ? first.source.begin + clamp(made.begin, first) : first.source.begin;
  if (made.empty()) return {begin, begin};
  const Piece& last = *piece_at(made.end - 1);
  const std::uint32_t end = last.copied ? last.source.begin + clamp(made.end, last) : last.source.end;
  return {std::min(begin, end), std::max(begin, end)};
}

std::vector<SourceMap::Change> SourceMap::changes() const {
  std::vector<Change> found;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const Piece& piece = pieces_[i];
    if (i > 0 && pieces_[i - 1].source.end < piece.source.begin)
      found.push_back({{piece.made, piece.made}, {pieces_[i - 1].source.end, piece.source.begin}});
    if (!piece.copied) found.push_back({{piece.made, piece.made + piece.length}, piece.source});
  }
  return found;
}

SourceMap SourceMap::compose(const SourceMap& outer, const SourceMap& inner) {
  SourceMap map;
  map.pieces_.reserve(outer.pieces_.size() + inner.pieces_.size());
  for (const Piece& piece : outer.pieces_) {
    if (!piece.copied) {
      map.append_replacement(piece.length, inner.to_source(piece.source));
      continue;
    }
    // A copied stretch of the middle text is cut where the inner map changes.
    std::uint32_t at = piece.source.begin;
    auto next = std::upper_bound(inner.pieces_.begin(), inner.pieces_.end(), at,
                                 [](std::uint32_t offset, const Piece& p) { return offset < p.made; });
    if (next != inner.pieces_.begin()) --next;
    for (; next != inner.pieces_.end() && at < piece.source.end; ++next) {
      const std::uint32_t stop = std::min(piece.source.end, next->made + next->length);
      if (stop <= at) continue;
      if (next->copied) {
        map.append_copy(stop - at, next->source.begin + (at - next->made));
      } else {
        map.append_replacement(stop - at, next->source);
      }
      at = stop;
    }
  }
  return map;
}

}  // namespace trichluc
