// normalize.h - puts text into the one form that layout and rules are written for.
//
// Order of passes as in REPAIR.md: encodings.h -> unicode.h -> recognised_words.h -> repair.h -> hyphens at line ends.
// Never NFKC. Line breaks stay; lines, styles and glyphs keep pointing at the same characters.
#pragma once

#include <vector>

#include "pipeline/core/page.h"
#include "pipeline/normalize/breakage.h"
#include "pipeline/normalize/language_data.h"

namespace trichluc {

/// All passes over a whole document. Text that is in order already is not touched. `language`: for the repairs that
/// weigh words; null: those are left out.
void normalize(Reading& reading, LanguageData* language = nullptr);

/// The passes before the repairs: encodings and characters. What a look over each page finds then.
std::vector<Breakage> normalize_letters(Reading& reading, const Misreadings* misreadings = nullptr);

/// NFC, blanks and invisible characters of one page. Rewrites `page.text`, composing `page.source` and moving
/// `page.lines` and `page.styles` along. Text that is in order already is not touched (and nothing is allocated).
void normalize(Page& page);

}  // namespace trichluc
