// unicode.h - the Unicode pass: one code point sequence for one text, and letters that are the letters meant.
//
// In this order: blanks and invisible characters, NFC (Unicode Standard Annex #15; never NFKC), then words
// (unicode_words.h). Runs after legacy encodings are decoded: their letters use U+00A0, U+00AD and control codes.
#pragma once

#include <string_view>

#include "pipeline/core/page.h"

namespace trichluc {

/// Rewrites `page.text` with all that points into it; applied again, it changes nothing. What a reader of the page
/// could see is written down in `page.repairs`; NFC, blanks and invisible characters are not.
void normalize_unicode(Page& page);

/// Whether it would look no further: no character of `text` needs any care. May say no too often, never yes.
bool unicode_in_order(std::string_view text);

}  // namespace trichluc
