// warm_up.h - makes libraries and rules build, once in a worker, what they build when they are first used.
//
// Poppler's tables and colour profiles, ICU's data, the states of the rules' automata: a child that is forked
// afterwards has them. Nothing of a user's document is read.
#pragma once

#include "tools/trichluc/process.h"

namespace trichluc {

void warm_up(const Extractor& extractor, LanguageData& language, const ProcessOptions& options);

}  // namespace trichluc
