// ocr_cells.h - the cells of ruled tables on a scan, read again where OCR of the whole page passed over what they hold.
//
// A header of four short lines beside one of a single line, or a lone digit, is what gets lost: layout analysis of a
// page takes rows of text to be as long as the page.
#pragma once

#include <vector>

#include "pipeline/ingest/cleaned_scan.h"
#include "pipeline/ingest/ocr_engine.h"

namespace trichluc {

/// Cells of `scan` in pixels of the image.
std::vector<PixelBox> cells_of(const CleanedScan& scan);

/// Reads cells with ink that no word covers, and replaces what was read in them. Errors: those of recognize().
Result<void> read_missed_cells(const CleanedScan& scan, const std::vector<PixelBox>& cells,
                               std::vector<OcrWord>& words);

}  // namespace trichluc
