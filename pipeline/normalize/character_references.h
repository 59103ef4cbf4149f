// character_references.h - letters written as references: "tr&#7867; em", "h&#x1ED7;", "c&ocirc;ng", "tr\u7867? em".
//
// References of HTML, numeric or with the Latin-1 names of Vietnamese letters, and the \u of RTF, where text passed
// through such a file without being decoded. Only Vietnamese letters in a word: "&#169; 2020" and "a &lt; b" stay.
#pragma once

#include <string_view>

#include "pipeline/core/page.h"

namespace trichluc {

/// Rule "encoding.reference", one repair for each word.
void decode_references(Page& page);

/// Whether `text` begins with a reference to a Vietnamese letter.
bool begins_reference(std::string_view text);

}  // namespace trichluc
