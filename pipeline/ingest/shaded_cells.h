// shaded_cells.h - cells of ruled tables whose ground is grey, as headers often are, get a white one.
//
// A scanner makes a screen of dots out of a shaded cell; Tesseract takes the dots for ink, and the header is lost or
// read as noise. What is clearly darker than the ground stays as it is. Cells with a ground like the paper's are not
// touched.
#pragma once

#include <vector>

#include "pipeline/ingest/cleaned_scan.h"

namespace trichluc {

/// `cells` are those of `scan` (ocr_cells.h).
void whiten_shaded_cells(CleanedScan& scan, const std::vector<PixelBox>& cells);

}  // namespace trichluc
