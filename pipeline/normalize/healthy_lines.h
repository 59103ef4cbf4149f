// healthy_lines.h - what the healthy lines of a text add to the language model.
//
// Offices repeat themselves: the names of places, bodies and tasks that a broken report has lost stand whole in the
// reports beside it. Counts are added up in any order (LanguageData::adapt_to_archive).
#pragma once

#include <algorithm>
#include <string_view>

#include "pipeline/core/page.h"
#include "pipeline/normalize/language_model.h"

namespace trichluc {

/// Calls `add(first, second)` for every two words that follow each other in lines of `text` that `healthy(line)` says
/// yes to (Range: bytes, without the line end). A sentence runs on over line ends and blank lines, which are healthy.
template <class Healthy, class Add>
void each_healthy_pair(std::string_view text, const Healthy& healthy, const Add& add) {
  LanguageToken before = language_token::kBreak;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const Range line{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    begin = end + 1;
    before = healthy(line) ? each_pair(split_words(text, line), before, add) : language_token::kBreak;
  }
}

/// Of a document as it was read, its encoding and characters put right on the way: of its first 64 KiB, the lines in
/// which every word is a syllable, an acronym or a number.
LanguageCounts count_healthy_lines(Reading& reading);

}  // namespace trichluc
