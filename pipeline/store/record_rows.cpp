#include "pipeline/store/record_rows.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <map>
#include <unordered_map>

#include "pipeline/emit/record_shape.h"
#include "pipeline/store/value_columns.h"

namespace trichluc {
namespace {

using Json = rapidjson::Value;

[[noreturn]] void wrong(const std::string& what) {
  throw Failure{{ErrorCode::kDamaged, "is no record: " + what, "give it the output of `trichluc extract`", {}}};
}

const Json* find(const Json& object, const char* key) {
  if (!object.IsObject()) return nullptr;
  const auto found = object.FindMember(key);
  return found == object.MemberEnd() || found->value.IsNull() ? nullptr : &found->value;
}

const Json& get(const Json& object, const char* key) {
  const Json* value = find(object, key);
  if (value == nullptr) wrong(std::string("\"") + key + "\" is missing");
  return *value;
}

std::string to_json_text(const Json& json) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  json.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

Datum cell_of(const Json& value) {
  if (value.IsNull()) return {};
  if (value.IsString()) return std::string(value.GetString(), value.GetStringLength());
  if (value.IsBool()) return std::int64_t{value.GetBool()};
  if (value.IsInt64()) return value.GetInt64();
  if (value.IsNumber()) return value.GetDouble();
  return to_json_text(value);
}

Datum cell(const Json& object, const char* key) {
  const Json* value = find(object, key);
  return value == nullptr ? Datum() : cell_of(*value);
}

std::string text(const Json& object, const char* key) {
  const Json& value = get(object, key);
  if (!value.IsString()) wrong(std::string("\"") + key + "\" is no text");
  return {value.GetString(), value.GetStringLength()};
}

std::int64_t whole(const Json& object, const char* key) {
  const Json& value = get(object, key);
  if (!value.IsInt64()) wrong(std::string("\"") + key + "\" is no whole number");
  return value.GetInt64();
}

double number(const Json& object, const char* key) {
  const Json& value = get(object, key);
  if (!value.IsNumber()) wrong(std::string("\"") + key + "\" is no number");
  return value.GetDouble();
}

/// Numbers as they are: whole ones stay whole.
Datum figure(const Json& object, const char* key) {
  const Json& value = get(object, key);
  if (!value.IsNumber()) wrong(std::string("\"") + key + "\" is no number");
  return cell_of(value);
}

/// An empty list says nothing: NULL.
Datum list(const Json& object, const char* key) {
  const Json* value = find(object, key);
  if (value == nullptr || (value->IsArray() && value->Empty())) return {};
  return to_json_text(*value);
}

std::pair<std::int64_t, std::int64_t> span(const Json& object) {
  const Json& value = get(object, "span");
  if (!value.IsArray() || value.Size() != 2 || !value[0].IsInt64() || !value[1].IsInt64()) wrong("\"span\" is no span");
  return {value[0].GetInt64(), value[1].GetInt64()};
}

/// Calls `take` for every object of an array; a missing array is empty.
template <class Take>
void each(const Json& record, const char* key, const Take& take) {
  const Json* array = find(record, key);
  if (array == nullptr) return;
  if (!array->IsArray()) wrong(std::string("\"") + key + "\" is no list");
  for (const Json& element : array->GetArray()) {
    if (!element.IsObject()) wrong(std::string("\"") + key + "\" holds something else than objects");
    take(element);
  }
}

const std::unordered_map<std::string_view, std::size_t>& value_places() {
  static const auto places = [] {
    std::unordered_map<std::string_view, std::size_t> made;
    const auto& columns = value_columns();
    for (std::size_t i = 0; i < columns.size(); ++i) made.emplace(columns[i], i);
    return made;
  }();
  return places;
}

Row values_of(const Json& value) {
  if (!value.IsObject()) wrong("\"value\" is no object");
  Row row(value_columns().size());
  const auto& places = value_places();
  for (const auto& member : value.GetObject()) {
    const std::string_view key(member.name.GetString(), member.name.GetStringLength());
    const auto place = places.find(key == "id" ? std::string_view("reference_id") : key);
    // A key of a later version of the program: fields may be added freely, and this archive has no column for it.
    if (place != places.end()) row[place->second] = cell_of(member.value);
  }
  return row;
}

FactRow fact_of(const Json& json) {
  FactRow fact;
  fact.id = text(json, "id");
  fact.kind = text(json, "kind");
  fact.text = text(json, "text");
  fact.page = whole(json, "page");
  std::tie(fact.span_begin, fact.span_end) = span(json);
  fact.boxes = list(json, "boxes");
  fact.section = list(json, "section");
  fact.rule = cell(json, "rule");
  if (const Json* table = find(json, "table")) {
    fact.table_row = cell(*table, "row");
    fact.table_column = cell(*table, "column");
  }
  fact.confidence = cell(json, "confidence");
  fact.values = values_of(get(json, "value"));
  return fact;
}

Row document_of(const Json& document, const Json& metadata) {
  const Json* type = find(metadata, "type");
  const Json* signatory = find(metadata, "signatory");
  const auto inside = [](const Json* object, const char* key) {
    return object == nullptr ? Datum() : cell(*object, key);
  };
  return {cell(metadata, "title"),
          text(document, "id"),
          text(document, "source"),
          text(document, "media_type"),
          whole(document, "bytes"),
          whole(document, "pages"),
          whole(document, "characters"),
          text(document, "text_origin"),
          number(document, "quality"),
          inside(type, "code"),
          inside(type, "name"),
          cell(metadata, "number"),
          cell(metadata, "symbol"),
          cell(metadata, "date"),
          cell(metadata, "place"),
          cell(metadata, "issuer"),
          cell(metadata, "parent_issuer"),
          cell(metadata, "urgency"),
          cell(metadata, "confidentiality"),
          list(metadata, "addressees"),
          inside(signatory, "name"),
          inside(signatory, "position"),
          inside(signatory, "capacity"),
          inside(signatory, "authority"),
          cell(metadata, "signatory"),
          list(metadata, "signatories"),
          list(metadata, "distribution")};
}

std::vector<Row> pages_of(const Json& record, bool& has_text) {
  std::map<std::int64_t, Row> pages;
  const auto page = [&](std::int64_t number) -> Row& {
    return pages.try_emplace(number, Row{number, {}, {}, {}, {}, {}, {}}).first->second;
  };
  each(record, "pages", [&](const Json& json) {
    Row& row = page(whole(json, "number"));
    int column = 0;
    for (const char* key : {"origin", "quality", "confidence", "dpi", "reason"})
      row[static_cast<std::size_t>(++column)] = cell(json, key);
  });
  each(record, "page_texts", [&](const Json& json) {
    page(whole(json, "page"))[6] = text(json, "text");
    has_text = true;
  });
  std::vector<Row> rows;
  for (auto& [number, row] : pages) rows.push_back(std::move(row));
  return rows;
}

RecordRows rows_of(const Json& record) {
  if (!record.IsObject()) wrong("a line is one object");
  const Json* schema = find(record, "schema");
  if (schema == nullptr || !schema->IsString() || std::string_view(schema->GetString()) != "trichluc-record/1")
    wrong("its schema is not trichluc-record/1");
  RecordRows rows;
  const Json& document = get(record, "document");
  rows.document = document_of(document, get(record, "metadata"));
  rows.sha256 = text(document, "id");
  rows.source = text(document, "source");
  rows.pages = pages_of(record, rows.has_text);
  get(record, "facts");
  each(record, "facts", [&](const Json& json) { rows.facts.push_back(fact_of(json)); });
  each(record, "checks", [&](const Json& json) {
    std::string parts = "[]";
    if (const Json* of_sum = find(json, "parts")) {
      parts = to_json_text(*of_sum);
    } else if (find(json, "part") != nullptr) {
      parts = "[\"" + text(json, "part") + "\"]";
    }
    rows.checks.push_back({text(json, "type"), text(json, "whole"), std::move(parts), cell(json, "percentage"),
                           figure(json, "stated"), figure(json, "computed"), cell(json, "holds")});
  });
  each(record, "repairs", [&](const Json& json) {
    const auto [begin, end] = span(json);
    rows.repairs.push_back({whole(json, "page"), begin, end, text(json, "from"), text(json, "to"), text(json, "rule"),
                            number(json, "confidence")});
  });
  each(record, "warnings", [&](const Json& json) {
    rows.warnings.push_back(
        {text(json, "code"), cell(json, "page"), cell(json, "text"), cell(json, "suggestion"), text(json, "message")});
  });
  each(record, "other_numbers", [&](const Json& json) {
    const auto [begin, end] = span(json);
    rows.numbers.push_back({whole(json, "page"), begin, end, text(json, "text"), text(json, "role")});
  });
  each(record, "stamps", [&](const Json& json) {
    rows.stamps.push_back({whole(json, "page"), text(json, "kind"), text(json, "text"), list(json, "boxes")});
  });
  return rows;
}

rapidjson::Document parse(std::string_view json) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseFullPrecisionFlag>(json.data(), json.size());
  if (document.HasParseError()) {
    wrong("no JSON from byte " + std::to_string(document.GetErrorOffset()) + " of the line on");
  }
  return document;
}

}  // namespace

Result<RecordRows> read_record(std::string_view line) {
  return guarded([&] { return rows_of(parse(line)); });
}

Result<Row> read_value(std::string_view json) {
  return guarded([&] { return values_of(parse(json)); });
}

Result<std::vector<std::pair<std::string, Datum>>> read_object(std::string_view json) {
  return guarded([&] {
    std::vector<std::pair<std::string, Datum>> members;
    const rapidjson::Document document = parse(json);
    if (!document.IsObject()) wrong("a line is one object");
    for (const auto& member : document.GetObject()) {
      if (member.value.IsNull()) continue;
      members.emplace_back(std::string(member.name.GetString(), member.name.GetStringLength()), cell_of(member.value));
    }
    return members;
  });
}

}  // namespace trichluc
