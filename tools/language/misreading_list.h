// misreading_list.h - rules/language/misreadings.txt: syllables that belong together, and what they are misread as.
#pragma once

#include <iosfwd>

#include "pipeline/normalize/language_model.h"

namespace trichluc {

/// Writes a line for each collocation of `domain`: "khen thưởng<tab>thường thướng<tab>khẽn". Only pairs that `model`,
/// which knows all texts, has never seen are misreadings.
void write_misreadings(const LanguageCounts& domain, const LanguageModel& model, std::ostream& out);

}  // namespace trichluc
