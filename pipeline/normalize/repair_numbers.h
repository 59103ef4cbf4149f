// repair_numbers.h - what went wrong around digits: blanks lost or put in, letters read for digits.
//
//   số121/2020/QH14 -> số 121/2020/QH14     lost-space
//   06/QĐ- TTg      -> 06/QĐ-TTg            extra-space
//   l9/6/2O20       -> 19/6/2020            misread-digit, only where a date or a document's number is the result
//
// A small number right behind a word may be a footnote's mark ("Nghị quyết2"): it stays.
#pragma once

#include "pipeline/core/page.h"
#include "pipeline/normalize/breakage.h"

namespace trichluc {

/// Returns whether the text was changed.
bool repair_numbers(Page& page, const Breakage& breakage);

}  // namespace trichluc
