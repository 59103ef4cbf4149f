// document_view.h - one document with everything that is known of it, for the page that shows it.
#pragma once

#include <optional>
#include <string>

#include "pipeline/core/error.h"
#include "pipeline/core/table.h"

namespace trichluc {

/// `sha256`, or its head of 8 digits or more. {"sha256", "source", …, "metadata":{…}, "page_texts":[{"page","text",…}],
/// "facts":[as in the record, with "row", "review", "event"], "checks", "repairs", "warnings", "numbers", "stamps",
/// "events":[…], "last_event", "run":{…}, "former_records"}. Spans count code points, as in the record.
/// Errors: kNotFound, kBadArguments (the head of several), those of opening an archive.
Result<std::string> document_json(const std::string& archive, const std::string& sha256);

/// Facts of one document as a table. Errors: as above.
Result<std::size_t> write_facts(const std::string& archive, const std::string& sha256, TableWriter& writer);

/// What is needed to show the paper itself.
struct DocumentFile {
  std::string sha256, source, media_type;
  std::int64_t bytes = 0, pages = 0;
};
/// Errors: as above.
Result<DocumentFile> document_file(const std::string& archive, const std::string& sha256);

/// {"last":N,"documents":["sha256", …]}: the last event's row, and the documents with events behind row `since`.
Result<std::string> news_json(const std::string& archive, std::int64_t since);

}  // namespace trichluc
