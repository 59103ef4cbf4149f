// record_schema.h - the JSON Schema of records (draft-07), from their description (record_shape.h).
//
// pipeline/emit/record.schema.json is what this returns; `trichluc schema` prints it, tools/update_schema writes it,
// and a test holds that the two are one.
#pragma once

#include <string>

namespace trichluc {

/// Indented, with a line end.
std::string record_schema();

}  // namespace trichluc
