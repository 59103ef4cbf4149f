// ocr_second.h - a second look at what was read with doubt.
//
// What OCR gets wrong on sound scans is little, and it mostly knows: marks that its layout took for a line of their own
// (the letters below come out bare), a word beside a stamp that was cut too tall, single figures. Such places are cut
// out and read again by themselves. Figures are read several times, in several sizes, and count as sure when most
// readings agree; nothing is guessed, what stays in doubt keeps its low confidence. A reading takes 5 to 15 ms, so that
// four that say the same are enough.
#pragma once

#include <vector>

#include "pipeline/ingest/cleaned_scan.h"
#include "pipeline/ingest/ocr_engine.h"

namespace trichluc {

/// Improves `words` in place; those of a line stay neighbours. `cells` are those of tables (ocr_cells.h).
/// Errors: those of recognize().
Result<void> read_again(const CleanedScan& scan, const std::vector<PixelBox>& cells, std::vector<OcrWord>& words);

}  // namespace trichluc
