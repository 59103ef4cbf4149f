#include "pipeline/emit/record_schema.h"

#include <algorithm>

#include "pipeline/emit/json_writer.h"
#include "pipeline/emit/record_shape.h"

namespace trichluc {
namespace {

/// A date of EDTF (level 1, years of four digits), or its unspecified form.
constexpr std::string_view kDate = R"((?:XXXX|\d{4})(?:-(?:\d{2}|XX)(?:-(?:\d{2}|XX))?)?)";

std::vector<std::string> words_of(std::string_view list) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find('|', at), list.size());
    words.emplace_back(list.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

class SchemaWriter {
 public:
  std::string write() {
    json_.begin_object();
    json_.field("$schema", "http://json-schema.org/draft-07/schema#");
    json_.field("title", "trichluc-record/1");
    write_object(*find_shape("record"));
    json_.key("definitions");
    json_.begin_object();
    write_basics();
    for (const auto shapes : {record_shapes(), value_shapes()}) {
      for (const ObjectShape& shape : shapes) {
        if (shape.name == "record") continue;
        json_.key(shape.name);
        json_.begin_object();
        write_object(shape);
        json_.end_object();
      }
    }
    json_.key("check");
    json_.raw(R"({"oneOf": [{"$ref": "#/definitions/sum"}, {"$ref": "#/definitions/share"}, )"
              R"({"$ref": "#/definitions/change"}, {"$ref": "#/definitions/list"}]})");
    json_.end_object();
    json_.end_object();
    return indented_json(json_.take()) + "\n";
  }

 private:
  void reference(std::string_view name) { json_.field("$ref", "#/definitions/" + std::string(name)); }

  void write_basics() {
    const std::string date(kDate);
    const std::pair<const char*, std::string> texts[] = {
        {"edtf", "^(?:" + date + "|" + date + R"(/(?:)" + date + R"(|\.\.)|\.\./)" + date + R"(|\.\./\.\.)$)"},
        {"duration", R"(^P(?=\d|T)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?)?$)"},
        {"fact_id", R"(^f[1-9]\d*$)"}};
    for (const auto& [name, pattern] : texts) {
      json_.key(name);
      json_.begin_object();
      json_.field("type", "string");
      json_.field("pattern", pattern);
      json_.end_object();
    }
    json_.key("page_number"), json_.raw(R"({"type": "integer", "minimum": 1})");
    json_.key("probability"), json_.raw(R"({"type": "number", "minimum": 0, "maximum": 1})");
    json_.key("texts"), json_.raw(R"({"type": "array", "items": {"type": "string", "minLength": 1}})");
    json_.key("span");
    json_.raw(R"({"description": "[begin, end), code points.", "type": "array", "minItems": 2, "maxItems": 2,
                  "items": {"type": "integer", "minimum": 0}})");
    json_.key("box");
    json_.raw(R"({"description": "left, top, right, bottom", "type": "array", "minItems": 4, "maxItems": 4,
                  "items": {"type": "number"}})");
  }

  void write_object(const ObjectShape& shape) {
    json_.field("description", shape.about);
    json_.field("type", "object");
    std::vector<std::string> required;
    for (const Field& field : shape.fields) {
      if (field.presence != Presence::kWhenKnown) required.emplace_back(field.name);
    }
    json_.key("required"), json_.texts(required);
    json_.key("additionalProperties"), json_.flag(false);
    json_.key("properties");
    json_.begin_object();
    for (const Field& field : shape.fields) {
      json_.key(field.name);
      json_.begin_object();
      json_.field("description", field.about);
      write_presence(field);
      json_.end_object();
    }
    json_.end_object();
    if (shape.name == "fact") write_kinds();
    // One keyword and what it says.
    if (!shape.more.empty()) {
      const std::size_t colon = shape.more.find(':');
      json_.key(shape.more.substr(1, colon - 2));
      json_.raw(shape.more.substr(colon + 1));
    }
  }

  /// The value belongs to the kind.
  void write_kinds() {
    json_.key("oneOf");
    json_.begin_array();
    for (const ObjectShape& kind : value_shapes()) {
      json_.begin_object();
      json_.key("properties");
      json_.begin_object();
      json_.key("kind");
      json_.begin_object();
      json_.field("const", kind.name);
      json_.end_object();
      json_.key("value");
      json_.begin_object();
      reference(kind.name);
      json_.end_object();
      json_.end_object();
      json_.end_object();
    }
    json_.end_array();
  }

  void write_presence(const Field& field) {
    if (field.presence != Presence::kOrNull) {
      write_type(field);
      return;
    }
    json_.key("anyOf");
    json_.begin_array();
    json_.begin_object();
    write_type(field);
    json_.end_object();
    json_.begin_object();
    json_.field("type", "null");
    json_.end_object();
    json_.end_array();
  }

  void write_type(const Field& field) {
    switch (field.type) {
      case FieldType::kText:
        json_.field("type", "string");
        json_.field("minLength", std::uint64_t{1});
        break;
      case FieldType::kAnyText: json_.field("type", "string"); break;
      case FieldType::kWhole:
        json_.field("type", "integer");
        json_.key("minimum"), json_.digits(field.detail);
        break;
      case FieldType::kNumber: json_.field("type", "number"); break;
      case FieldType::kBoolean: json_.field("type", "boolean"); break;
      case FieldType::kTrue: json_.key("const"), json_.flag(true); break;
      case FieldType::kChoice: json_.key("enum"), json_.texts(words_of(field.detail)); break;
      case FieldType::kPattern:
        json_.field("type", "string");
        json_.field("pattern", field.detail);
        break;
      case FieldType::kConstant: json_.field("const", field.detail); break;
      case FieldType::kEdtf: reference("edtf"); break;
      case FieldType::kDuration: reference("duration"); break;
      case FieldType::kFactId: reference("fact_id"); break;
      case FieldType::kFactIds: write_array("fact_id", true); break;
      case FieldType::kProbability: reference("probability"); break;
      case FieldType::kPage: reference("page_number"); break;
      case FieldType::kSpan: reference("span"); break;
      case FieldType::kBoxes: write_array("box", true); break;
      case FieldType::kTexts: reference("texts"); break;
      case FieldType::kTextMap:
        json_.field("type", "object");
        json_.key("additionalProperties"), json_.raw(R"({"type": "string"})");
        break;
      case FieldType::kObject: reference(field.detail); break;
      // An empty list that may be left out is left out.
      case FieldType::kObjects: write_array(field.detail, field.presence == Presence::kWhenKnown); break;
      case FieldType::kValue: json_.field("type", "object"); break;
    }
  }

  void write_array(std::string_view of, bool not_empty) {
    json_.field("type", "array");
    if (not_empty) json_.field("minItems", std::uint64_t{1});
    json_.key("items");
    json_.begin_object();
    reference(of);
    json_.end_object();
  }

  JsonWriter json_;
};

}  // namespace

std::string record_schema() { return SchemaWriter().write(); }

}  // namespace trichluc
