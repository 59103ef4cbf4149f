// recognised_offices.h - lines that name the office of who signs, read under a seal or across a signature.
//
//   "PHÓ CHỦ TIC"      ->  "PHÓ CHỦ TỊCH"        ocr.office
//   "_HIỆU.TRƯỞNG"     ->  "HIỆU TRƯỞNG"
//   "KT GIÁM ĐÓt"      ->  "KT GIÁM ĐỐC"
//
// Offices are a closed list (Decree 30/2020/NĐ-CP, Annex I, and the statutes of parties, courts, schools and unions).
// A line of capitals that differs from one of them by a quarter of its letters at most, and from every other by more,
// is that office. A line right under an office that ends like it, its beginning lost under a seal, is the deputy's:
//
//   "KT. GIÁM ĐỐC"                                KT. GIÁM ĐỐC
//      "SLÁM ĐỘC _"    ->                        PHÓ GIÁM ĐỐC
#pragma once

#include "pipeline/core/page.h"

namespace trichluc {

/// Pages that were recognised; others are not touched.
void repair_recognised_offices(Page& page);

}  // namespace trichluc
