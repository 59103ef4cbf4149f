// json_rows.h - rows of the archive as JSON. For this room.
#pragma once

#include <string_view>

#include "pipeline/core/table.h"
#include "pipeline/emit/json_writer.h"
#include "pipeline/store/sqlite.h"

namespace trichluc {

/// Numbers as numbers, texts as texts, nothing as null.
void write_datum(JsonWriter& json, const Datum& value);

/// A cell under a key; left out when it is NULL.
void write_field(JsonWriter& json, std::string_view name, const Datum& value);
/// The same for a cell that holds JSON.
void write_json_field(JsonWriter& json, std::string_view name, const Datum& value);

/// All rows of a statement as an array of objects whose keys are its columns; NULL is left out. Columns whose name ends
/// in ":json" hold JSON, and lose the ending.
void write_rows_as_json(JsonWriter& json, Statement& rows);
/// The row a statement stands on, as such an object.
void write_row_as_json(JsonWriter& json, const Statement& row);

/// The value of a fact: of the columns from `first` on, which are value_columns() in their order, those of its kind.
void write_fact_value(JsonWriter& json, std::string_view kind, const Statement& row, int first);

}  // namespace trichluc
