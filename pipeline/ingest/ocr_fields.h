// ocr_fields.h - number and date of a scanned letter, where they were stamped or written by hand.
//
//   Số: 280 /BC-UBND        Quảng Ngãi, ngày 22 tháng 11 năm 2024
//       ▔▔▔                                  ▔▔
// The engine reads print, and takes such digits for letters, for other digits, or for nothing at all. What is printed
// around them tells where they are (Decree 30/2020/NĐ-CP, Annex I), digit_field.h reads them, and they get into the
// words only where they are certain: a wrong number is worse than none. What the engine and the network agree about is
// certain sooner; where both are certain and do not agree, neither is believed.
#pragma once

#include <vector>

#include "pipeline/ingest/cleaned_scan.h"
#include "pipeline/ingest/digit_net.h"
#include "pipeline/ingest/ocr_engine.h"

namespace trichluc {

/// Reads the fields of letterheads, and of "(Ban hành kèm theo Quyết định số ... ngày ...)", on a page. Words that get
/// other digits than were recognised keep what was: OcrWord::recognised.
void read_fields(const CleanedScan& scan, const DigitNet& net, std::vector<OcrWord>& words);

}  // namespace trichluc
