// repair_letters.h - syllables with lost letters or moved apart, restored where the text around them leaves no doubt.
//
// Lines with a piece that cannot be a word are zones; outside them nothing is edited. The lost letters are the same in
// all of a document (they are those its font does not name), so it is read twice: the second time knowing which
// letters the first found lost. Gates: probability 0.9; three edits that join, fill a mark or a double blank, or two
// of 0.98, or one that joins four letters of 0.995. Source and figures: REPAIR.md section 5.
#pragma once

#include <optional>
#include <vector>

#include "pipeline/core/page.h"
#include "pipeline/normalize/breakage.h"
#include "pipeline/normalize/language_data.h"
#include "pipeline/normalize/rewrite.h"

namespace trichluc {

/// `breakage`: of each page. Returns what was changed on each page; nothing at all when no text was changed. What stays
/// broken beside repairs becomes a suspicion.
std::vector<std::optional<TextChanges>> repair_letters(Reading& reading, const std::vector<Breakage>& breakage,
                                                       LanguageData& language);

}  // namespace trichluc
