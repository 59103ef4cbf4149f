// unread_ink.h - lines of letters on a scan that no word covers, read by themselves.
//
// Layout analysis takes a seal with a signature across it for a picture, and leaves out what is printed under and
// around them: the office and the name of who signed. Ink that looks like letters in a row is cut out and read as a
// line, as it is and, where that is doubtful, without the strokes that are too large for letters (the seal's rings, the
// signature). What stays doubtful is left out, and so are the words inside a seal.
#pragma once

#include <vector>

#include "pipeline/ingest/cleaned_scan.h"
#include "pipeline/ingest/ocr_engine.h"

namespace trichluc {

/// Adds the words of such lines to `words`, among the lines of their column. Errors: those of recognize().
Result<void> read_unread_lines(const CleanedScan& scan, std::vector<OcrWord>& words);

}  // namespace trichluc
