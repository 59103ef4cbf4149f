// lost_letters.h - which syllables a piece with lost letters may have been.
//
//   t?n -> tấn tần tận tân tền tên tồn ...     '?' stands for one lost letter; only non-ASCII letters get lost
//
// Built once from a lexicon: every form of every syllable, with one to three of its accented letters cut out.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "pipeline/normalize/syllables.h"

namespace trichluc {

class LostLetters {
 public:
  struct Candidate {
    SyllableKey key = 0;
    std::string form;  // lower case, in the tone placement that fits the pattern
  };

  explicit LostLetters(const std::vector<SyllableKey>& lexicon);

  /// `pattern`: lower case, '?' for each lost letter, one to three of them. Empty when nothing fits.
  const std::vector<Candidate>& find(std::string_view pattern) const;

  /// Whether `word` (lower case) is what is left of some syllable before, between or after lost letters.
  bool is_piece(std::string_view word) const { return pieces_.contains(std::string(word)); }

 private:
  std::unordered_map<std::string, std::vector<Candidate>> candidates_;
  std::unordered_set<std::string> pieces_;
};

}  // namespace trichluc
