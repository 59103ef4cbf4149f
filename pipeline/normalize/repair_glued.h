// repair_glued.h - syllables that lost the blank between them: nhânlực -> nhân lực, ViệtNam -> Việt Nam.
//
// A word is parted only into syllables of the lexicon that the language model has seen side by side, and only with a
// letter in it that Vietnamese alone has: "internet", "tivi", "cácbon" stay.
#pragma once

#include <optional>

#include "pipeline/core/page.h"
#include "pipeline/normalize/breakage.h"
#include "pipeline/normalize/language_data.h"
#include "pipeline/normalize/rewrite.h"

namespace trichluc {

/// Nothing when there was nothing to change.
std::optional<TextChanges> repair_glued(Page& page, const Breakage& breakage, LanguageData& language);

}  // namespace trichluc
