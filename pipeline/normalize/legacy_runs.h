// legacy_runs.h - which words of a document are written in a legacy encoding: whole documents, runs, or none.
//
// Decided in this order (REPAIR.md, section 3): a font's name, checked against the text set in it; the cheapest
// sequence of readings for all words, changes of reading having their price; of that, only runs with enough words that
// were no words before and are now; and, where nearly all of a document speaks for one encoding, its other words too.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/core/source_map.h"
#include "pipeline/normalize/legacy_fonts.h"
#include "pipeline/normalize/legacy_words.h"

namespace trichluc {

/// Characters between blanks, and where they stand.
struct PlacedWord {
  std::string_view text;
  std::uint32_t page = 0;  // index in Reading::pages
  std::uint32_t line = 0;  // counted over the document
  Range place;             // bytes in the page's text
  std::int32_t font = -1;  // index into the list of fonts; -1: the format has none
};

struct WordVerdict {
  std::int8_t reading = -1;  // index in kLegacyReadings; -1: leave it
  float confidence = 0;
};

/// A verdict for each word, in step with `words`. `fonts`: what the name of each font says.
std::vector<WordVerdict> find_legacy_words(const std::vector<PlacedWord>& words,
                                           const std::vector<std::optional<LegacyFont>>& fonts);

}  // namespace trichluc
