#include "pipeline/serve/value_forms.h"

#include <algorithm>

#include "pipeline/emit/json_writer.h"
#include "pipeline/emit/record_shape.h"

namespace trichluc {
namespace {

const char* form_of(FieldType type) {
  switch (type) {
    case FieldType::kWhole: return "whole";
    case FieldType::kNumber: return "number";
    case FieldType::kBoolean:
    case FieldType::kTrue: return "boolean";
    case FieldType::kChoice: return "choice";
    case FieldType::kEdtf: return "time";
    case FieldType::kDuration: return "duration";
    case FieldType::kTexts:
    case FieldType::kObject:
    case FieldType::kObjects: return "json";
    default: return "text";
  }
}

}  // namespace

std::string value_forms_json() {
  JsonWriter json;
  json.begin_object();
  for (const ObjectShape& shape : value_shapes()) {
    json.key(shape.name);
    json.begin_array();
    for (const Field& field : shape.fields) {
      json.begin_object();
      json.field("name", field.name);
      json.field("type", form_of(field.type));
      json.optional_flag("needed", field.presence == Presence::kAlways);
      json.field("about", field.about);
      if (field.type == FieldType::kChoice) {
        json.key("choices");
        json.begin_array();
        for (std::size_t begin = 0; begin <= field.detail.size();) {
          const std::size_t end = std::min(field.detail.find('|', begin), field.detail.size());
          json.text(field.detail.substr(begin, end - begin));
          begin = end + 1;
        }
        json.end_array();
      }
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
  return json.take();
}

}  // namespace trichluc
