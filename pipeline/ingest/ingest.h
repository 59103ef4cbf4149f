// ingest.h - a file's bytes to pages of text with the place of every character.
//
// The format is chosen by content, never by the name's ending. Each reader has a file of its own and is the only
// one that includes its foreign library.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/core/error.h"
#include "pipeline/core/letter_forms.h"
#include "pipeline/core/page.h"
#include "pipeline/core/text_quality.h"

namespace trichluc {

enum class Format { kPdf, kImage, kDocx, kOdt, kDoc, kRtf, kHtml, kMarkdown, kPlain };

class DigitReader;  // digit_net.h

/// Whether pictures of text are read.
enum class OcrMode {
  kAuto,    // pages whose text layer is missing, unsound or leaves out what is on the page (layer_choice.h)
  kAlways,  // every page of a PDF
  kNever,
};

struct ReadOptions {
  OcrMode ocr = OcrMode::kAuto;
  TextJudge judge = {};           // none: every text layer counts as sound
  LetterForms letters = {};       // none: marks stay as they were recognised
  DigitReader* digits = nullptr;  // none: digits written by hand stay as they were recognised
  int only_page = 0;              // from 1: the other pages of a PDF or picture stay empty; 0: all are read

  bool wants(int page_number) const { return only_page == 0 || only_page == page_number; }
};

/// The format of `bytes`, by their beginning; Markdown counts as plain text, which only reading on tells apart.
/// Errors: as detect_format.
Result<Format> detect_family(std::string_view bytes);

/// The format of `bytes`; `name` only tells Markdown from plain text where both would do.
/// Errors: kEmpty, kUnsupported (a known format without a reader, or binary data; the message names what it looks
/// like).
Result<Format> detect_format(std::string_view bytes, std::string_view name);

/// Reads a whole document. Errors: those of detect_format and of the readers; Location::file is left to the caller.
Result<Reading> read_document(std::string_view bytes, std::string_view name, const ReadOptions& options = {});

/// UTF-8 text; form feeds are page breaks. Errors: kInvalidUtf8 (with line), kEmpty.
Result<Reading> read_plain(std::string_view bytes);
/// Markdown: structure goes to Line::marks, marks are dropped from the text.
Result<Reading> read_markdown(std::string_view bytes);
/// Word's .docx (WordprocessingML in a ZIP archive). Errors: kDamaged, kEncrypted, kUnsupported (past the limits of
/// zip_archive.h and xml_part.h), kNoText.
Result<Reading> read_docx(std::string_view bytes);
/// OpenDocument text (.odt). Errors: as read_docx.
Result<Reading> read_odt(std::string_view bytes);
/// Word's binary .doc, version 97 and later. Errors: kDamaged, kEncrypted, kUnsupported (older versions), kNoText.
Result<Reading> read_doc(std::string_view bytes);
/// Rich Text Format, whatever of it is there. Errors: kUnsupported (braces nested past all use), kNoText.
Result<Reading> read_rtf(std::string_view bytes);
/// A web page: the document in it, without menus and side columns. Errors: kDamaged, kNoText.
Result<Reading> read_html(std::string_view bytes);
/// A PDF: text layers, and OCR of the pages that need it. Errors: kEncrypted, kDamaged, kNoText, kMissingModel.
Result<Reading> read_pdf(std::string_view bytes, const ReadOptions& options = {});
/// PNG, JPEG or TIFF, of which every picture is a page. Errors: kDamaged, kUnsupported (too large), kNoText,
/// kMissingModel.
Result<Reading> read_image(std::string_view bytes, const ReadOptions& options = {});

}  // namespace trichluc
