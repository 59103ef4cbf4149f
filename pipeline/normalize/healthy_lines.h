// healthy_lines.h - what the healthy lines of a text add to the language model.
//
// Offices repeat themselves: the names of places, bodies and tasks that a broken report has lost stand whole in the
// reports beside it. Counts are added up in any order (LanguageData::adapt_to_archive).
#pragma once

#include <functional>
#include <string_view>

#include "pipeline/core/page.h"
#include "pipeline/normalize/language_model.h"

namespace trichluc {

/// Calls `add` for every two words that follow each other in lines of `text` that `healthy` says yes to (Range: bytes,
/// without the line end). A sentence runs on over line ends.
void each_healthy_pair(std::string_view text, const std::function<bool(Range line)>& healthy,
                       const std::function<void(LanguageToken first, LanguageToken second)>& add);

/// Of a document as it was read, its encoding and characters put right on the way: of its first 64 KiB, the lines in
/// which every word is a syllable, an acronym or a number.
LanguageCounts count_healthy_lines(Reading& reading);

}  // namespace trichluc
