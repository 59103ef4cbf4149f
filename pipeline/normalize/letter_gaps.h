// letter_gaps.h - how much room there is between words on a printed page: where a glyph has no name the reader sees its
// width as a gap, and the width tells what was there.
//
//   T  n   9.3 pt, a word space here is 4.9 pt: one letter and no word space
//   kh   khăn   14.2 pt: one letter and a word space
#pragma once

#include <string_view>
#include <vector>

#include "pipeline/core/page.h"
#include "pipeline/normalize/words.h"

namespace trichluc {

/// Between a word and the one before it, in em (the size of the line's characters).
struct LetterGap {
  bool measured = false;  // false: no page image, or too few words in the line to know its word space
  float width = 0;
  float word_space = 0;  // of the line

  /// Nothing but a word space.
  bool plain() const { return measured && width < word_space + 0.15F; }
};

/// One for each word of a line, the first one's not measured. Words on another printed line are not measured either.
std::vector<LetterGap> measure_gaps(const Page& page, const std::vector<Word>& words);

}  // namespace trichluc
