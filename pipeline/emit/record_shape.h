// record_shape.h - the one description of the record: every object in it, its fields, what they hold.
//
// Made from it: record.schema.json (record_schema.h), the columns and views of the archive that hold values
// (pipeline/store), and the table schemas of exported data packages. RECORD.md is its prose.
#pragma once

#include <span>
#include <string_view>

namespace trichluc {

enum class FieldType {
  kText,         // not empty
  kAnyText,      // may be empty
  kWhole,        // integer; `detail` is the least one
  kNumber,       // any number, exact in decimal notation
  kBoolean,      //
  kTrue,         // true; left out instead of false
  kChoice,       // a text of those in `detail`, parted by "|"
  kPattern,      // a text of the form in `detail` (ECMA 262)
  kConstant,     // the text in `detail`
  kEdtf,         // date or interval, EDTF
  kDuration,     // ISO 8601
  kFactId,       // id of a fact of the same record
  kFactIds,      // one or more
  kProbability,  // 0 to 1
  kPage,         // from 1
  kSpan,         // [begin, end) in code points
  kBoxes,        // PDF points, one a line
  kTexts,        // an array of texts
  kTextMap,      // an object of texts; its keys are free
  kObject,       // the shape in `detail`
  kObjects,      // an array of them
  kValue,        // of a fact: the shape of its kind
};

enum class Presence {
  kAlways,
  kOrNull,     // always there, null where the text gives nothing
  kWhenKnown,  // left out
};

struct Field {
  std::string_view name;
  FieldType type = FieldType::kText;
  Presence presence = Presence::kAlways;
  std::string_view about;
  std::string_view detail = {};
};

struct ObjectShape {
  std::string_view name;
  std::string_view about;
  std::span<const Field> fields;
  /// What fields ask of each other, as one keyword of JSON Schema; empty: nothing.
  std::string_view more = {};
};

/// The record itself, then the objects in it.
std::span<const ObjectShape> record_shapes();
/// The value of a fact, by kind, in the order of FactValue.
std::span<const ObjectShape> value_shapes();
/// By name, of either; null where there is none.
const ObjectShape* find_shape(std::string_view name);

}  // namespace trichluc
