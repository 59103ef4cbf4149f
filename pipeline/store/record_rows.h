// record_rows.h - a line of JSON Lines read back, as rows for the archive's tables.
//
// The only file of the room, with its .cpp, that reads JSON (RapidJSON). Objects and arrays that have no table of
// their own ("section", "locator", "distribution") stay JSON, as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/store/sqlite.h"

namespace trichluc {

struct FactRow {
  std::string id, kind, text;
  std::int64_t page = 1, span_begin = 0, span_end = 0;
  Datum boxes, section, rule, table_row, table_column, confidence;
  Row values;  // as value_columns()
};

/// Cells in the order of the columns named.
struct RecordRows {
  std::string sha256, source;
  Row document;            // kDocumentColumns
  std::vector<Row> pages;  // page, origin, quality, confidence, dpi, reason, text
  std::vector<FactRow> facts;
  std::vector<Row> checks;    // type, whole, parts, percentage, stated, computed, holds
  std::vector<Row> repairs;   // page, span_begin, span_end, from, to, rule, confidence
  std::vector<Row> warnings;  // code, page, text, suggestion, message
  std::vector<Row> numbers;   // page, span_begin, span_end, text, role
  std::vector<Row> stamps;    // page, kind, text, boxes
  bool has_text = false;      // with page_texts
};

/// Columns of `document` that come from the record as they are.
inline constexpr std::string_view kDocumentColumns[] = {"title",
                                                        "sha256",
                                                        "source",
                                                        "media_type",
                                                        "bytes",
                                                        "pages",
                                                        "characters",
                                                        "text_origin",
                                                        "quality",
                                                        "type_code",
                                                        "type_name",
                                                        "number",
                                                        "symbol",
                                                        "date",
                                                        "place",
                                                        "issuer",
                                                        "parent_issuer",
                                                        "urgency",
                                                        "confidentiality",
                                                        "addressees",
                                                        "signatory_name",
                                                        "signatory_position",
                                                        "signatory_capacity",
                                                        "signatory_authority",
                                                        "signatory",
                                                        "signatories",
                                                        "distribution"};

/// Errors: kDamaged when the line is no record of trichluc-record/1, saying what is missing or of the wrong type.
Result<RecordRows> read_record(std::string_view line);

/// The value of a fact as rows have it, from JSON such as {"amount":5,"currency":"VND"}. Errors: kDamaged.
Result<Row> read_value(std::string_view json);

/// Keys with texts, numbers or nested JSON of an object, each as a cell; null is left out. Errors: kDamaged.
Result<std::vector<std::pair<std::string, Datum>>> read_object(std::string_view json);

}  // namespace trichluc
