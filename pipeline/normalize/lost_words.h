// lost_words.h - the stretches of a line that may be words with letters lost.
//
//   vư ng m c trong      vư?ng and vư??ng over the blank, vư?, m?c, m?, ?c ...
//
// Found once for a line, weighed as often as more is known about the letters (letter_lattice.h).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/normalize/letter_gaps.h"
#include "pipeline/normalize/lost_letters.h"
#include "pipeline/normalize/words.h"

namespace trichluc {

struct LatticeWord {
  Word word;
  std::string lower;   // its text, lower case
  bool hard = false;   // a piece that cannot be a word
  LetterGap gap = {};  // before it

  bool is_lettered() const { return word.kind == WordKind::kSyllable || word.kind == WordKind::kLetters; }
};

struct LostWord {
  std::uint32_t first = 0;  // words [first, last) become one
  std::uint32_t last = 0;
  std::string pattern = {};                                 // lower case, '?' for each lost letter
  std::span<const LostLetters::Candidate> candidates = {};  // at least one
  double cost = 0;                                          // natural logarithm; whatever the letters are
  std::uint8_t blanks_taken_before = 0;                     // of the gap before its first word
  std::uint8_t blanks_taken_after = 0;                      // of the gap behind its last word
  bool strong = false;                                      // a join, a mark or a double blank vouches for it
};

/// Those of one line of `text`, in the order of their first words. `marked`: losses are marked by U+FFFD, no other
/// place is suspected.
std::vector<LostWord> find_lost_words(const std::vector<LatticeWord>& words, std::string_view text,
                                      const LostLetters& candidates, bool marked);

}  // namespace trichluc
