// warm_up.h - makes libraries and rules build, once in a worker, what they build when they are first used.
//
// Poppler's tables and colour profiles, ICU's data, the states of the rules' automata: a child that is forked
// afterwards has them. Nothing of a user's document is read: what a hostile one could leave behind, no other may see.
#pragma once

#include <string>

#include "tools/trichluc/process.h"

namespace trichluc {

/// Reads a page and a report that are part of the program (some ms), then, where a folder is named, the reports in text
/// within it: states of automata that any text of the kind needs.
void warm_up(const Extractor& extractor, LanguageData& language, const ProcessOptions& options,
             const std::string& samples = {});

}  // namespace trichluc
