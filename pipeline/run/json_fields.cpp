#include "pipeline/run/json_fields.h"

namespace trichluc {
namespace {

std::string to_hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    hex += kDigits[static_cast<unsigned char>(c) >> 4];
    hex += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return hex;
}

std::optional<std::string> from_hex(std::string_view hex) {
  const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = digit(hex[i]), low = digit(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::optional<ErrorCode> code_named(std::string_view name) {
  for (int i = 0; i < 64; ++i) {
    if (code_name(static_cast<ErrorCode>(i)) == name) return static_cast<ErrorCode>(i);
  }
  return std::nullopt;
}

}  // namespace

std::optional<rapidjson::Document> parse_object(std::string_view line) {
  std::optional<rapidjson::Document> json(std::in_place);
  json->Parse(line.data(), line.size());
  if (json->HasParseError() || !json->IsObject()) json.reset();
  return json;
}

std::optional<std::string> text_in(const rapidjson::Value& json, const char* key) {
  const auto found = json.FindMember(key);
  if (found == json.MemberEnd() || !found->value.IsString()) return std::nullopt;
  return std::string(found->value.GetString(), found->value.GetStringLength());
}

std::optional<std::uint64_t> number_in(const rapidjson::Value& json, const char* key) {
  const auto found = json.FindMember(key);
  if (found == json.MemberEnd() || !found->value.IsUint64()) return std::nullopt;
  return found->value.GetUint64();
}

std::optional<int> small_number_in(const rapidjson::Value& json, const char* key) {
  const auto number = number_in(json, key);
  return number ? std::optional<int>(static_cast<int>(*number)) : std::nullopt;
}

void write_file_name(JsonWriter& json, const std::string& file) {
  const std::string mended = mend_utf8(file);
  json.field("file", mended);
  if (mended != file) json.field("file_hex", to_hex(file));
}

std::optional<std::string> file_name_in(const rapidjson::Value& json) {
  if (const auto hex = text_in(json, "file_hex")) return from_hex(*hex);
  return text_in(json, "file");
}

void write_error_fields(JsonWriter& json, const Error& error) {
  json.field("code", code_name(error.code));
  if (error.where.page) json.field("page", static_cast<std::uint64_t>(*error.where.page));
  if (error.where.line) json.field("line", static_cast<std::uint64_t>(*error.where.line));
  json.field("message", mend_utf8(error.message));
  json.optional_field("next_step", mend_utf8(error.next_step));
}

std::optional<Error> error_in(const rapidjson::Value& json, const std::string& file) {
  const auto code = code_named(text_in(json, "code").value_or(""));
  const auto message = text_in(json, "message");
  if (!code || !message) return std::nullopt;
  return Error{*code,
               *message,
               text_in(json, "next_step").value_or(""),
               {file, small_number_in(json, "page"), small_number_in(json, "line")}};
}

}  // namespace trichluc
