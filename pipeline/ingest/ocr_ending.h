// ocr_ending.h - the end of a letter read line by line: "Nơi nhận" with its list, and who signed.
//
// Reading a whole page, the engine takes the height of a line from its neighbours; beside a seal, or in the small type
// of a distribution list, marks get lost that it sees when the line stands alone: "Hiên" for "Hiền". Names are what
// no dictionary puts right. Each short line there is cut out and read twice, in two sizes, and where both readings
// agree against the first, they are believed; where the first of them has nothing against it, it is the last. A
// reading takes 5 to 15 ms.
#pragma once

#include <span>
#include <vector>

#include "pipeline/ingest/cleaned_scan.h"
#include "pipeline/ingest/ocr_engine.h"

namespace trichluc {

/// Improves `words` in place; only pages with the words "Nơi nhận" are read again. Errors: those of recognize().
Result<void> read_ending_again(const CleanedScan& scan, std::vector<OcrWord>& words);

/// Gives the words of a line the letters that all of `readings` agree about: a word in the same place, as long, with
/// one or two other letters, none with fewer marks, and no other figure, sign or capital. Without two readings nothing
/// changes.
void outvote(std::span<OcrWord> line, std::span<const std::vector<OcrWord>> readings);

}  // namespace trichluc
