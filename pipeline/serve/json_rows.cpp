#include "pipeline/serve/json_rows.h"

#include <algorithm>

#include "pipeline/emit/record_shape.h"
#include "pipeline/store/value_columns.h"

namespace trichluc {
namespace {

constexpr std::string_view kJsonEnding = ":json";

bool is_nested(FieldType type) {
  return type == FieldType::kObject || type == FieldType::kObjects || type == FieldType::kTexts ||
         type == FieldType::kFactIds;
}

int column_of(std::string_view name) {
  const auto& columns = value_columns();
  return static_cast<int>(std::find(columns.begin(), columns.end(), name) - columns.begin());
}

}  // namespace

void write_datum(JsonWriter& json, const Datum& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    json.text(*text);
  } else if (std::holds_alternative<std::monostate>(value)) {
    json.null();
  } else {
    json.digits(to_text(value));
  }
}

void write_field(JsonWriter& json, std::string_view name, const Datum& value) {
  if (std::holds_alternative<std::monostate>(value)) return;
  json.key(name);
  write_datum(json, value);
}

void write_json_field(JsonWriter& json, std::string_view name, const Datum& value) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr || text->empty()) return;
  json.key(name);
  json.raw(*text);
}

void write_row_as_json(JsonWriter& json, const Statement& row) {
  json.begin_object();
  for (int i = 0; i < row.columns(); ++i) {
    std::string name = row.column_name(i);
    if (name.ends_with(kJsonEnding)) {
      name.resize(name.size() - kJsonEnding.size());
      write_json_field(json, name, row.cell(i));
    } else {
      write_field(json, name, row.cell(i));
    }
  }
  json.end_object();
}

void write_rows_as_json(JsonWriter& json, Statement& rows) {
  json.begin_array();
  while (rows.next()) write_row_as_json(json, rows);
  json.end_array();
}

void write_fact_value(JsonWriter& json, std::string_view kind, const Statement& row, int first) {
  json.begin_object();
  for (const ObjectShape& shape : value_shapes()) {
    if (shape.name != kind) continue;
    for (const Field& field : shape.fields) {
      const int column = first + column_of(value_column(field.name));
      if (row.is_null(column)) continue;
      if (field.type == FieldType::kBoolean || field.type == FieldType::kTrue) {
        json.key(field.name);
        json.flag(row.integer(column) != 0);
      } else if (is_nested(field.type)) {
        write_json_field(json, field.name, row.cell(column));
      } else {
        write_field(json, field.name, row.cell(column));
      }
    }
  }
  json.end_object();
}

}  // namespace trichluc
