// shown_document.h - one document of an archive as a person reads it.
#pragma once

#include <string>

#include "pipeline/core/error.h"
#include "pipeline/emit/table_text.h"

namespace trichluc {

/// Which document: its SHA-256 or the head of it, its number, or its source (or the end of it, as "report.pdf").
/// Metadata, facts by page, checks, warnings, numbers nobody has explained, and what the record was made with.
/// Errors: kNotFound; kBadArguments when several documents fit (the message names them); those of opening an archive.
Result<void> show_document(const std::string& archive, const std::string& which, const TextSink& sink);

}  // namespace trichluc
