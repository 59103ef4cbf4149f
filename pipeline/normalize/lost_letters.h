// lost_letters.h - which syllables a piece with lost letters may have been.
//
//   t?n -> tấn tần tận tân tền tên tồn ...     '?' stands for one lost letter; only non-ASCII letters get lost
//
// Made once from a lexicon: every form of every syllable, with one to three of its accented letters cut out.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "pipeline/core/table_file.h"
#include "pipeline/normalize/syllables.h"

namespace trichluc {

class LostLetters {
 public:
  struct Candidate {
    SyllableKey key = 0;
    char letters[15] = {};
    std::uint8_t length = 0;

    /// Lower case, in the tone placement that fits the pattern.
    std::string_view form() const { return {letters, length}; }
  };

  explicit LostLetters(const std::vector<SyllableKey>& lexicon);

  /// Its three tables of a compiled file, from number `first` on.
  LostLetters(const TableFile& file, std::size_t first);
  void write(TableFileWriter& file) const;

  /// `pattern`: lower case, '?' for each lost letter, one to three of them. Empty when nothing fits.
  std::span<const Candidate> find(std::string_view pattern) const;

  /// Whether `word` (lower case) is what is left of some syllable before, between or after lost letters.
  bool is_piece(std::string_view word) const;

 private:
  // Texts are known by 64 bits of hash: among the hundred thousand there are, none share them.
  struct Pattern {
    std::uint64_t hash = 0;  // 0: an empty slot
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  Table<Pattern> patterns_;      // open addressing
  Table<Candidate> candidates_;  // of one pattern beside each other
  Table<std::uint64_t> pieces_;  // hashes, open addressing
};

}  // namespace trichluc
