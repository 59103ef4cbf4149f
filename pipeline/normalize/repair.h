// repair.h - mends text whose letters were lost, split or glued together on their way through fonts, scanners and
// converters, and says how sure it is.
//
//   T n tại, kh  khăn, vư ng m c  ->  Tồn tại, khó khăn, vướng mắc     lost-letter
//   nh ữ ng nhi ệ m v ụ           ->  những nhiệm vụ                   split-letters
//   nguồn nhânlực                 ->  nguồn nhân lực                   lost-space
//   số121/2020/QH14               ->  số 121/2020/QH14                 lost-space
//   06/QĐ- TTg                    ->  06/QĐ-TTg                        extra-space
//   ngày l9/6/2O20                ->  ngày 19/6/2020                   misread-digit
//   khơng cĩ, phịng               ->  không có, phòng                  vni-twice
//
// Called when encodings and Unicode are in order. Every change is in Page::repairs with its probability. Healthy text
// is not touched: each repair asks first for something that healthy text does not have (REPAIR.md, sections 2 and 5),
// and the language data are read only when something asks. What looks wrong but cannot be proven (words that exist
// but do not belong, letters whose loss leaves two readings, text beyond repair) becomes a suspicion.
#pragma once

#include "pipeline/core/page.h"
#include "pipeline/normalize/breakage.h"
#include "pipeline/normalize/language_data.h"

namespace trichluc {

/// All repairs, in their order. Doing it twice is doing it once. Without language data (they could not be read) only
/// those are made that need none, and a suspicion says so where others were due.
void repair_text(Reading& reading, LanguageData& language);
/// The same for pages that were looked at: `pages` are the looks.
void repair_text(Reading& reading, LanguageData& language, std::vector<Breakage> pages);

}  // namespace trichluc
