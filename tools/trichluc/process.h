// process.h - one document through all stages; the only place where they meet.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "extractors/extract.h"
#include "pipeline/emit/json.h"
#include "pipeline/ingest/digit_net.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/normalize/language_data.h"
#include "pipeline/run/company.h"
#include "pipeline/run/outcome.h"

namespace trichluc {

/// What makes one record of a document differ from another record of it.
struct ProcessOptions {
  JsonOptions json = {};
  OcrMode ocr = OcrMode::kAuto;
  std::string text_folder = {};   // where the pages' text is written, as given; empty: nowhere
  DigitReader* digits = nullptr;  // not owned

  /// "with-text, ocr auto": two runs with the same words make the same records.
  std::string words() const;
};

/// "auto", "always", "never".
std::optional<OcrMode> ocr_mode_named(const std::string& name);

/// Documents up to where the extractors begin, read with the data that belong to this program.
class SourceReader {
 public:
  SourceReader();
  /// Errors: those of the readers.
  Result<Document> read(const Source& source);
  /// The same with one page read only, and the others left empty.
  Result<Document> read(const Source& source, int page_number);

 private:
  LanguageData language_;
  DigitReader digits_;
};

/// By its format: plain texts and Markdown any, pictures none.
Company company_of(std::string_view bytes, const Input& input);

/// A line of JSON, and the pages' text where it is asked for. `language` is read when the first document needs it.
/// Nothing, put off, where it is to be adapted to the archive first (archive_run.h).
/// Errors: those of the readers.
Result<Product> process(const Source& source, const Extractor& extractor, LanguageData& language,
                        const ProcessOptions& options);

}  // namespace trichluc
