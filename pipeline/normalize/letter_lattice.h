// letter_lattice.h - all readings of a line whose letters were lost or moved apart, weighed against each other.
//
//   vư ng m c trong          edges over the words; each way from left to right is a reading of the line
//   ├─────┘├──┘├───┘
//   vướng  mắc  trong        joined with a letter at each blank
//   vượng  mục               ...
//   vư ng  m c               kept, which is dear for what is no syllable
//
// The probability of an edge is that of all ways through it (forward-backward) under a model of syllable pairs and the
// costs below. Costs are natural logarithms. Source: REPAIR.md section 5.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/source_map.h"
#include "pipeline/normalize/language_model.h"
#include "pipeline/normalize/lost_words.h"

namespace trichluc {

/// Which non-ASCII Vietnamese letters (small) were lost, and which ones are seen alive nearby.
class LetterOdds {
 public:
  LetterOdds();
  /// The letters of a restored text at '?' of its pattern.
  void add_lost(char32_t letter) { ++lost_[slot(letter)], ++lost_total_; }
  void add_seen(char32_t letter) { ++seen_[slot(letter)]; }

 private:
  friend class LetterCosts;
  static constexpr std::size_t kSlots = 0x300;
  static std::size_t slot(char32_t letter);
  std::array<std::uint32_t, kSlots> lost_{};
  std::array<std::uint32_t, kSlots> seen_{};
  std::uint32_t lost_total_ = 0;
};

/// How dear it is that a letter is the one lost: what the odds say, for all letters at once.
class LetterCosts {
 public:
  explicit LetterCosts(const LetterOdds& odds);
  double of(char32_t letter) const { return costs_[LetterOdds::slot(letter)]; }

 private:
  std::array<double, LetterOdds::kSlots> costs_{};
};

struct LetterEdit {
  std::uint32_t first = 0;  // words [first, last) become one
  std::uint32_t last = 0;
  Range text;  // what is replaced: the words, and a blank that stood for a letter
  std::string made;
  std::string lost;  // the letters put in, small; empty where words were only joined
  SyllableKey key = 0;
  bool strong = false;  // a join, a mark or a double blank vouches for it
  double probability = 0;
};

struct LatticeLine {
  std::vector<LatticeWord> words;
  std::vector<LostWord> lost;  // of find_lost_words
  LanguageToken before = language_token::kBreak;
  LanguageToken after = language_token::kBreak;
  bool joins = true;        // letters may have been moved apart without loss
  bool words_join = false;  // and so may pieces that are words themselves: "Ủ y"
  bool marked = false;      // losses are marked by U+FFFD: no other place is suspected
};

/// The likeliest edit of every stretch where an edit is likelier than `least`; left to right, without overlap.
std::vector<LetterEdit> read_lattice(const LatticeLine& line, std::string_view text, const LanguageModel& model,
                                     const LetterCosts& costs, double least);

}  // namespace trichluc
