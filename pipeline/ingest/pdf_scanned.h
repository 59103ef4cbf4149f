// pdf_scanned.h - the text of a PDF page whose layer may be missing, unsound or only a part of what is printed there.
//
// Includes Poppler's core headers.
#pragma once

#include <PDFDoc.h>

#include "pipeline/core/error.h"
#include "pipeline/core/page.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/pdf_pictures.h"
#include "pipeline/ingest/printed.h"

namespace trichluc {

struct PdfPage {
  PDFDoc& document;
  ::Page& page;
  int number = 1;
  const KeptOut& kept_out;
  PrintedPage layer;       // what the text layer says
  std::size_t shapes = 0;  // filled outlines
};

/// Decides (layer_choice.h), reads pixels where that is the decision, and puts the page together. `Page::origin` says
/// what was done. Errors: those of read_raster(); `layer_page` then is all there is.
Result<Page> read_with_ocr(PdfPage& page, Page layer_page, const ReadOptions& options, PairMemory& memory);

}  // namespace trichluc
