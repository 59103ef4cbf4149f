// text_quality.h - how much a text looks like Vietnamese, in figures a reader can decide by.
#pragma once

#include <cstddef>
#include <functional>

#include "pipeline/core/page.h"

namespace trichluc {

/// Shares are 0 to 1, over words of letters (acronyms too); see normalize/text_quality.h for what good text has.
struct TextQuality {
  std::size_t words = 0;
  double syllables = 1;   // well-formed Vietnamese syllables
  double vietnamese = 1;  // words with a letter that only Vietnamese has of the languages in Latin letters
  double single = 0;      // words of one letter
  double odd = 0;         // of all characters but blanks: controls, symbols, letters of other scripts, U+FFFD
};

/// Judges a page as it will be after normalisation; what ingest is given so that it need not know normalize.
using TextJudge = std::function<TextQuality(const Page&)>;

}  // namespace trichluc
