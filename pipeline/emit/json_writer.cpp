#include "pipeline/emit/json_writer.h"

#include <rapidjson/memorystream.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/reader.h>

#include <cassert>
#include <cmath>

namespace trichluc {

void JsonWriter::key(std::string_view name) { writer_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }

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

namespace {

/// Bytes of the character at the head of `bytes`; 0 when they are not UTF-8 (Unicode 15, table 3-7).
std::size_t character_length(std::string_view bytes) {
  const auto byte = [bytes](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u; };
  const unsigned first = byte(0), second = byte(1);
  if (first < 0x80) return 1;
  const std::size_t length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  // Overlong forms, surrogates and what lies above U+10FFFF show in the second byte.
  const bool out_of_range = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                            (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
  return out_of_range ? 0 : length;
}

/// Bytes at the head of `bytes` that are UTF-8.
std::size_t valid_length(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const std::size_t length = character_length(bytes.substr(at));
    if (length == 0) break;
    at += length;
  }
  return at;
}

}  // namespace

std::string indented_json(std::string_view json) {
  rapidjson::StringBuffer buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> writer(buffer);
  writer.SetIndent(' ', 2);
  writer.SetFormatOptions(rapidjson::kFormatSingleLineArray);
  rapidjson::MemoryStream stream(json.data(), json.size());
  rapidjson::Reader reader;
  if (reader.Parse<rapidjson::kParseFullPrecisionFlag>(stream, writer).IsError()) return {};
  return {buffer.GetString(), buffer.GetSize()};
}

std::string mend_utf8(std::string_view bytes) {
  std::string mended;
  while (!bytes.empty()) {
    const std::size_t valid = valid_length(bytes);
    mended.append(bytes.substr(0, valid));
    if (valid == bytes.size()) break;
    mended += "\uFFFD";
    bytes.remove_prefix(valid + 1);
  }
  return mended;
}

void JsonWriter::text(std::string_view value) {
  std::string mended;
  if (valid_length(value) != value.size()) {
    assert(false && "a stage cut a character in two");
    // One bad byte would keep readers from loading the whole file.
    mended = mend_utf8(value);
    value = mended;
  }
  // RapidJSON wants a pointer even for nothing.
  writer_.String(value.empty() ? "" : value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

}  // namespace trichluc
