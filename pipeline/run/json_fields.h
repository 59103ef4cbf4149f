// json_fields.h - reading back the flat JSON lines that this folder writes, and names of files in them.
#pragma once

#include <rapidjson/document.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/core/error.h"
#include "pipeline/emit/json_writer.h"

namespace trichluc {

/// One JSON object; none for anything else.
std::optional<rapidjson::Document> parse_object(std::string_view line);
/// None where the key is missing or of another type.
std::optional<std::string> text_in(const rapidjson::Value& json, const char* key);
std::optional<std::uint64_t> number_in(const rapidjson::Value& json, const char* key);
std::optional<int> small_number_in(const rapidjson::Value& json, const char* key);

/// "file", and for a name that is not UTF-8 "file_hex" with its bytes.
void write_file_name(JsonWriter& json, const std::string& file);
std::optional<std::string> file_name_in(const rapidjson::Value& json);

/// "code", "page", "line", "message", "next_step".
void write_error_fields(JsonWriter& json, const Error& error);
std::optional<Error> error_in(const rapidjson::Value& json, const std::string& file);

}  // namespace trichluc
