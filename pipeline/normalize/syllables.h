// syllables.h - what a Vietnamese syllable is: onset, rime and tone, by the rules of the spelling.
//
// 28 onsets (none included), 173 rimes; stop rimes (-c -ch -p -t) take only sắc and nặng; k, gh, ngh before e ê i y
// alone and c, g, ng never there; gi drops its i before i; qu takes the rime without its medial. Both placements of
// the tone ("hòa", "hoà") are right. Source: the inventory of REPAIR.md section 4, checked against hunspell-vi there.
#pragma once

#include <string_view>

#include "pipeline/core/document.h"

namespace trichluc {

/// Whether `word` (letters only, any case, NFC) is a well-formed syllable.
bool is_syllable(std::string_view word);

/// Share of the document's words that are well-formed, 0 to 1; acronyms and words of one letter aside. 1 without words.
double syllable_share(const Document& document);

}  // namespace trichluc
