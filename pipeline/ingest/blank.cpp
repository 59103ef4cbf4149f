#include "pipeline/ingest/blank.h"

#include <cstddef>

namespace trichluc {
namespace {

/// Length of the blank character at the head of `text`, 0 when something visible stands there.
std::size_t blank_length(std::string_view text) {
  const auto byte = [text](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u; };
  const unsigned first = byte(0), second = byte(1), third = byte(2);
  if (first == ' ' || (first >= '\t' && first <= '\r')) return 1;
  if (first == 0xC2) return second == 0xA0 || second == 0xAD ? 2 : 0;
  if (first == 0xE2 && second == 0x80) return third <= 0x8F || (third >= 0xA8 && third <= 0xAF) ? 3 : 0;
  if (first == 0xE2 && second == 0x81) return third >= 0x9F && third <= 0xAF ? 3 : 0;
  if (first == 0xE3 && second == 0x80) return third == 0x80 ? 3 : 0;
  if (first == 0xEF && second == 0xBB) return third == 0xBF ? 3 : 0;
  return 0;
}

}  // namespace

bool is_blank(std::string_view utf8) {
  while (!utf8.empty()) {
    const std::size_t length = blank_length(utf8);
    if (length == 0) return false;
    utf8.remove_prefix(length);
  }
  return true;
}

}  // namespace trichluc
