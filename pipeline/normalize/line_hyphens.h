// line_hyphens.h - the hyphen that a printer set where a line ran out.
//
// Vietnamese never breaks a syllable: "nguồn nhân-⏎lực" is "nguồn nhân lực", two syllables, and the hyphen means
// nothing (REPAIR.md 2.11). It stays where it means something: before a capital or a digit ("NĐ-⏎CP", "2016-⏎2020"),
// free-standing ("kinh tế -⏎xã hội"), beside what is no syllable, and in a word that the page writes with a hyphen
// inside a line ("kinh tế-xã hội").
#pragma once

#include "pipeline/core/page.h"

namespace trichluc {

/// Drops such hyphens; each is a repair "line-hyphen". The line break stays, layout makes a blank of it.
void drop_line_hyphens(Page& page);

}  // namespace trichluc
