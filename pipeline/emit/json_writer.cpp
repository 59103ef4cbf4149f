#include "pipeline/emit/json_writer.h"

#include <cmath>

namespace trichluc {

void JsonWriter::key(std::string_view name) {
  writer_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
}

void JsonWriter::text(std::string_view value) {
  // RapidJSON wants a pointer even for nothing.
  writer_.String(value.empty() ? "" : value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void JsonWriter::number(const Decimal& value) {
  // As written in the report: a double would turn 68091000000.1 into something near it.
  const std::string digits = value.to_string();
  writer_.RawValue(digits.data(), digits.size(), rapidjson::kNumberType);
}

void JsonWriter::rounded(double value, int places) {
  const double scaled = value * std::pow(10.0, places);
  number(Decimal{std::isfinite(scaled) ? std::llround(scaled) : 0, places});
}

void JsonWriter::span(Range range) {
  begin_array();
  number(range.begin);
  number(range.end);
  end_array();
}

void JsonWriter::texts(const std::vector<std::string>& values) {
  begin_array();
  for (const std::string& value : values) text(value);
  end_array();
}

void JsonWriter::optional_field(std::string_view name, std::string_view value) {
  if (!value.empty()) field(name, value);
}

void JsonWriter::nullable_field(std::string_view name, std::string_view value) {
  key(name);
  if (value.empty()) {
    null();
  } else {
    text(value);
  }
}

void JsonWriter::optional_flag(std::string_view name, bool value) {
  if (value) key(name), flag(true);
}

std::string mend_utf8(std::string_view bytes) {
  std::string clean;
  clean.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const auto byte = [&](std::size_t i) { return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u; };
    const unsigned first = byte(0);
    std::size_t length = 0;
    if (first < 0x80) length = 1;
    if (first >= 0xC2 && first <= 0xDF) length = 2;
    if (first >= 0xE0 && first <= 0xEF) length = 3;
    if (first >= 0xF0 && first <= 0xF4) length = 4;
    bool good = length > 0;
    for (std::size_t i = 1; i < length; ++i) good = good && (byte(i) & 0xC0) == 0x80;
    // Overlong forms, surrogates and what lies above U+10FFFF show in the second byte.
    if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F) || (first == 0xF0 && byte(1) < 0x90) ||
        (first == 0xF4 && byte(1) > 0x8F)) {
      good = false;
    }
    if (good) {
      clean.append(bytes, at, length);
    } else {
      clean += "\uFFFD";
      length = 1;
    }
    at += length;
  }
  return clean;
}

}  // namespace trichluc
