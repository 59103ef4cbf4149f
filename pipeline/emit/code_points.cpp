#include "pipeline/emit/code_points.h"

#include <algorithm>

namespace trichluc {
namespace {

std::uint32_t count(std::string_view text) {
  std::uint32_t points = 0;
  for (const char c : text) points += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return points;
}

}  // namespace

CodePoints::CodePoints(std::string_view utf8) : text_(utf8) {
  std::uint32_t points = 0;
  marks_.reserve(utf8.size() / kStride + 1);
  for (std::size_t at = 0; at <= utf8.size(); at += kStride) {
    marks_.push_back(points);
    points += count(utf8.substr(at, kStride));
  }
}

std::uint32_t CodePoints::before(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const std::uint32_t mark = offset / kStride;
  return marks_[mark] + count(text_.substr(mark * kStride, offset - mark * kStride));
}

}  // namespace trichluc
