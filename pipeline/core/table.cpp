#include "pipeline/core/table.h"

#include <charconv>

namespace trichluc {

std::string to_text(const Datum& cell) {
  char digits[400];
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
  if (const auto* number = std::get_if<double>(&cell)) {
    const auto end = std::to_chars(digits, digits + sizeof digits, *number, std::chars_format::fixed).ptr;
    return {digits, end};
  }
  const auto* text = std::get_if<std::string>(&cell);
  return text == nullptr ? std::string() : *text;
}

}  // namespace trichluc
