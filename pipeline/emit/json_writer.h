// json_writer.h - RapidJSON's writer with the habits of our records: what is empty is left out or null, numbers are
// exact.
//
// The only file, with its .cpp, that includes RapidJSON.
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/decimal.h"
#include "pipeline/core/source_map.h"

namespace trichluc {

class JsonWriter {
 public:
  void begin_object() { writer_.StartObject(); }
  void end_object() { writer_.EndObject(); }
  void begin_array() { writer_.StartArray(); }
  void end_array() { writer_.EndArray(); }
  void key(std::string_view name);

  /// What is not UTF-8 is a mistake of ours; it is mended in the output all the same.
  void text(std::string_view value);
  void number(std::uint64_t value) { writer_.Uint64(value); }
  void number(const Decimal& value);
  /// JSON that was made before.
  void raw(std::string_view json) { writer_.RawValue(json.data(), json.size(), rapidjson::kObjectType); }
  /// A number in decimal notation, as it is.
  void digits(std::string_view number) { writer_.RawValue(number.data(), number.size(), rapidjson::kNumberType); }
  /// Rounded to `places` decimals; the shortest notation of that.
  void rounded(double value, int places);
  void flag(bool value) { writer_.Bool(value); }
  void null() { writer_.Null(); }
  /// [begin, end]
  void span(Range range);
  void texts(const std::vector<std::string>& values);

  void field(std::string_view name, std::string_view value) { key(name), text(value); }
  void field(std::string_view name, std::uint64_t value) { key(name), number(value); }
  void field(std::string_view name, const Decimal& value) { key(name), number(value); }
  /// Left out when empty.
  void optional_field(std::string_view name, std::string_view value);
  /// null when empty.
  void nullable_field(std::string_view name, std::string_view value);
  /// Left out when false.
  void optional_flag(std::string_view name, bool value);

  std::string take() const { return {buffer_.GetString(), buffer_.GetSize()}; }

 private:
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

/// JSON with two blanks for every step inwards; lists stay on a line. Nothing for what is no JSON.
std::string indented_json(std::string_view json);

/// `bytes` with everything that is not UTF-8 replaced by U+FFFD: names of files may hold anything.
std::string mend_utf8(std::string_view bytes);

}  // namespace trichluc
