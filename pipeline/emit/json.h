// json.h - a record as one line of JSON (RECORD.md; schema in pipeline/emit/record.schema.json).
#pragma once

#include <string>

#include "pipeline/core/record.h"

namespace trichluc {

struct JsonOptions {
  bool with_text = false;  // adds "page_texts"
};

/// UTF-8, keys in the order of RECORD.md, no newline at the end. Spans are counted in code points of the page's text.
std::string to_json(const Record& record, const JsonOptions& options);

}  // namespace trichluc
