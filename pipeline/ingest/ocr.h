// ocr.h - a page's pixels to printed words with places, by way of cleaned_scan.h and ocr_engine.h.
//
// What comes out has the shape of a text layer (printed.h), so that lines, columns, cells and boxes are found by the
// same code. What was read with doubt says so: PrintedWord::confidence.
#pragma once

#include <optional>
#include <string>

#include "pipeline/core/error.h"
#include "pipeline/ingest/cleaned_scan.h"
#include "pipeline/ingest/digit_net.h"
#include "pipeline/ingest/ocr_marks.h"
#include "pipeline/ingest/printed.h"
#include "pipeline/ingest/raster.h"

namespace trichluc {

/// Where on the page the pixels of a raster are: x = left + pixel * x_step, in points.
struct RasterFrame {
  float width_pt = 0;  // of the page
  float height_pt = 0;
  float left = 0;
  float top = 0;
  float x_step = 0.24F;  // 300 dpi
  float y_step = 0.24F;
};

struct OcrPage {
  PrintedPage printed;    // straightened: places as if the page had been scanned upright
  int quarter_turns = 0;  // clockwise, that put the page upright
  double confidence = 0;  // 0..1, of its characters; 1 for a page without any
  int dpi = 0;
  RasterFrame frame;  // of the upright page
  ScanPlace place;

  /// Leads boxes of a page made from `printed` back to where they are on the page as scanned.
  void move_boxes(Page& page) const;
};

/// A page that reads badly is looked at from its other sides: it may have been scanned sideways or upside down.
/// `memory` learns from this page, and knows those before it. `digits` reads what was stamped or written by hand; null:
/// such digits stay as the engine took them. Errors: those of recognize(). A page without text is no error.
Result<OcrPage> read_raster(Raster raster, const RasterFrame& frame, PairMemory& memory, DigitReader* digits);

}  // namespace trichluc
