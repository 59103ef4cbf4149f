// tesseract_library.h - Tesseract's C interface, loaded when the first page is recognised.
//
// Linked, it would be paid for by every start: Debian's library brings forty others along (libcurl, Kerberos, LDAP),
// and resolving them takes as long as reading a born-digital PDF of ten pages.
#pragma once

#include <tesseract/capi.h>

namespace trichluc {

struct TesseractLibrary {
  decltype(&TessBaseAPICreate) create;
  decltype(&TessBaseAPIDelete) destroy;
  decltype(&TessBaseAPIInit4) init;
  decltype(&TessBaseAPISetPageSegMode) set_page_mode;
  decltype(&TessBaseAPISetVariable) set_variable;
  decltype(&TessBaseAPISetImage) set_image;
  decltype(&TessBaseAPISetSourceResolution) set_resolution;
  decltype(&TessBaseAPIRecognize) recognize;
  decltype(&TessBaseAPIClear) clear;
  decltype(&TessBaseAPIGetIterator) iterator;
  decltype(&TessResultIteratorDelete) delete_iterator;
  decltype(&TessResultIteratorGetPageIterator) place;
  decltype(&TessResultIteratorNext) next;
  decltype(&TessResultIteratorGetUTF8Text) text;
  decltype(&TessResultIteratorConfidence) confidence;
  decltype(&TessPageIteratorIsAtBeginningOf) at_beginning;
  decltype(&TessPageIteratorIsAtFinalElement) at_final;
  decltype(&TessPageIteratorBoundingBox) box;
  decltype(&TessPageIteratorBaseline) baseline;
  decltype(&TessDeleteText) delete_text;
};

/// Null where the library is not installed. It stays loaded, told to keep to one core.
const TesseractLibrary* tesseract_library();

}  // namespace trichluc
