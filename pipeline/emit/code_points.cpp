#include "pipeline/emit/code_points.h"

#include <algorithm>

namespace trichluc {
namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::uint32_t count(std::string_view text) {
  std::uint32_t points = 0;
  for (const char c : text) points += begins_character(c);
  return points;
}

/// The same for a number of bytes known beforehand and below 256: the compiler counts sixteen at once.
template <std::size_t kBytes>
std::uint32_t count(const char* text) {
  static_assert(kBytes < 256);
  std::uint8_t points = 0;
  for (std::size_t i = 0; i < kBytes; ++i) points = static_cast<std::uint8_t>(points + begins_character(text[i]));
  return points;
}

}  // namespace

CodePoints::CodePoints(std::string_view utf8) : text_(utf8) {
  std::uint32_t points = 0;
  marks_.reserve(utf8.size() / kStride + 1);
  std::size_t at = 0;
  for (; at + kStride <= utf8.size(); at += kStride) {
    marks_.push_back(points);
    points += count<kStride>(utf8.data() + at);
  }
  marks_.push_back(points);  // of what is left, if anything
}

std::uint32_t CodePoints::before(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const std::uint32_t mark = offset / kStride;
  return marks_[mark] + count(text_.substr(mark * kStride, offset - mark * kStride));
}

}  // namespace trichluc
