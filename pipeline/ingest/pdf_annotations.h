// pdf_annotations.h - which of a page's annotations are part of its text, and which are stamps laid over it.
//
// A form field's value is text of the page. An electronic signature is a widget of type Sig; so is, in the documents
// of the state's signing tools, the number or the day that the clerk stamps into "Số:     /TB-UBND": a signature
// widget that shows one word which begins with a digit is text, every other one is a stamp. Stamp annotations are
// told apart in the same way. Free text, lines and marks are drawn on the page and read with it.
#pragma once

#include <PDFDoc.h>

#include <string>
#include <unordered_set>
#include <vector>

#include "pipeline/core/page.h"
#include "pipeline/ingest/pdf_text.h"

namespace trichluc {

/// A field the file gives a value but no picture of it.
struct PdfFieldValue {
  std::vector<char32_t> text;
  Box box;
};

struct PdfAnnotations {
  std::unordered_set<const Annot*> kept_out;  // not to be drawn with the page
  std::vector<Stamp> stamps;
  std::vector<PdfFieldValue> values;
};

/// Draws the signatures and stamps of `page` by themselves on `device` to learn what they say.
PdfAnnotations find_annotations(PDFDoc& document, ::Page& page, PdfPageDevice& device);

/// Puts the values on the page as if they were printed in their boxes, line by line.
void print_values(PrintedPage& page, const std::vector<PdfFieldValue>& values);

}  // namespace trichluc
