#include "tools/trichluc/process.h"

#include "pipeline/core/sha256.h"
#include "pipeline/layout/layout.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/normalize.h"
#include "pipeline/normalize/text_quality.h"

namespace trichluc {

Result<std::string> process(const Input& input, const Extractor& extractor, LanguageData& language,
                            const JsonOptions& options, OcrMode ocr) {
  const Result<std::string> bytes = read_input(input);
  if (!bytes) return tl::unexpected(bytes.error());
  Result<Reading> reading = read_document(*bytes, input.path, {ocr, judge_text, {fold_plain, fold_lower, fold_upper}});
  if (!reading) return tl::unexpected(reading.error());
  normalize(*reading, &language);
  Document document = lay_out(std::move(*reading));
  document.id = sha256_hex(*bytes);
  document.source = input.path;
  document.bytes = bytes->size();
  return to_json(extractor.extract(std::move(document)), options);
}

}  // namespace trichluc
