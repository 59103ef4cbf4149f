// json_value.h - the "value" of a fact, by kind (RECORD.md, "A fact").
#pragma once

#include "pipeline/core/fact.h"
#include "pipeline/emit/json_writer.h"

namespace trichluc {

/// An object. What the text does not give is left out; "number" of a reference and "change" of a percentage are null
/// then, because their absence says something.
void write_value(JsonWriter& json, const FactValue& value);

}  // namespace trichluc
