// process.h - one document through all stages; the only place where they meet.
#pragma once

#include <string>

#include "extractors/extract.h"
#include "pipeline/emit/json.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/normalize/language_data.h"
#include "pipeline/run/input.h"

namespace trichluc {

/// A line of JSON. `language` is read when the first document needs it. Errors: those of reading and of the readers.
Result<std::string> process(const Input& input, const Extractor& extractor, LanguageData& language,
                            const JsonOptions& options, OcrMode ocr = OcrMode::kAuto);

}  // namespace trichluc
