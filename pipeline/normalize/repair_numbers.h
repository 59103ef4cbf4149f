// repair_numbers.h - what went wrong around digits: blanks lost or put in, letters read for digits.
//
//   số121/2020/QH14 -> số 121/2020/QH14     lost-space
//   06/QĐ- TTg      -> 06/QĐ-TTg            extra-space
//   l9/6/2O20       -> 19/6/2020            misread-digit, only where a date or a document's number is the result
//
// A small number right behind a word may be a footnote's mark ("Nghị quyết2"): it stays.
#pragma once

#include <optional>

#include "pipeline/core/page.h"
#include "pipeline/normalize/breakage.h"
#include "pipeline/normalize/rewrite.h"

namespace trichluc {

/// Nothing when there was nothing to change.
std::optional<TextChanges> repair_numbers(Page& page, const Breakage& breakage);

}  // namespace trichluc
