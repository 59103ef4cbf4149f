#include "tools/trichluc/process.h"

#include <utility>

#include "pipeline/core/heartbeat.h"
#include "pipeline/layout/layout.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/normalize.h"
#include "pipeline/normalize/text_quality.h"
#include "tools/trichluc/rules_location.h"

namespace trichluc {
namespace {

constexpr std::pair<const char*, OcrMode> kOcrModes[] = {
    {"auto", OcrMode::kAuto}, {"always", OcrMode::kAlways}, {"never", OcrMode::kNever}};

}  // namespace

std::optional<OcrMode> ocr_mode_named(const std::string& name) {
  for (const auto& [known, mode] : kOcrModes) {
    if (name == known) return mode;
  }
  return std::nullopt;
}

std::string ProcessOptions::words() const {
  std::string words = json.with_text ? "with-text, " : "";
  for (const auto& [name, mode] : kOcrModes) {
    if (mode == ocr) words += std::string("ocr ") + name;
  }
  if (!text_folder.empty()) words += ", text to " + text_folder;
  return words;
}

namespace {

Result<Reading> read_normalized(const Source& source, LanguageData& language, const ProcessOptions& options,
                                int only_page = 0) {
  const ReadOptions read_options{
      options.ocr, judge_text, {fold_plain, fold_lower, fold_upper}, options.digits, only_page};
  Result<Reading> reading = read_document(source.bytes, source.input.path, read_options);
  if (!reading) return reading;
  beat(Stage::kNormalize);
  normalize(*reading, &language);
  return reading;
}

Document lay_out_source(const Source& source, Reading reading) {
  beat(Stage::kLayout);
  Document document = lay_out(std::move(reading));
  document.id = source.sha256;
  document.source = source.input.path;
  document.bytes = source.bytes.size();
  return document;
}

}  // namespace

SourceReader::SourceReader() : language_(language_source()), digits_(digits_folder()) {}

Result<Document> SourceReader::read(const Source& source) { return read(source, 0); }

Result<Document> SourceReader::read(const Source& source, int page_number) {
  ProcessOptions options;
  options.digits = &digits_;
  Result<Reading> reading = read_normalized(source, language_, options, page_number);
  if (!reading) return tl::unexpected(reading.error());
  return lay_out_source(source, std::move(*reading));
}

Company company_of(std::string_view bytes, const Input&) {
  const Result<Format> format = detect_family(bytes);
  if (!format) return Company::kNone;
  switch (*format) {
    case Format::kPlain:
    case Format::kMarkdown: return Company::kAny;
    case Format::kPdf:
    case Format::kDocx:
    case Format::kOdt:
    case Format::kDoc:
    case Format::kRtf:
    case Format::kHtml: return Company::kFlawless;
    case Format::kImage: break;  // recognising takes longer than any process
  }
  return Company::kNone;
}

Result<Product> process(const Source& source, const Extractor& extractor, LanguageData& language,
                        const ProcessOptions& options) {
  Result<Reading> reading = read_normalized(source, language, options);
  if (!reading) return tl::unexpected(reading.error());
  const ArchiveUse archive_use = language.take_archive_use();
  if (archive_use == ArchiveUse::kWanted) return Product{.put_off = true};
  Document document = lay_out_source(source, std::move(*reading));
  beat(Stage::kExtract);
  const Record record = extractor.extract(std::move(document));
  beat(Stage::kWrite);
  Product product{.line = to_json(record, options.json),
                  .warned = !record.warnings.empty(),
                  .adapted = archive_use == ArchiveUse::kMade};
  if (!options.text_folder.empty()) {
    for (const DocumentPage& page : record.document.pages) product.page_texts.push_back(page.text);
  }
  return product;
}

}  // namespace trichluc
