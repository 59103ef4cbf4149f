// damage.h - healthy text broken on purpose, in the ways that archives break it, to count what repair gets back.
//
//   Damager damager(1);
//   damager.lose_letters("Tồn tại", U"ồ", LostAs::kMark).text == "T\uFFFDn tại"
//
// The same seed breaks the same text in the same way on every computer. Texts are UTF-8 in NFC, newlines included;
// newlines stay. Text in a legacy encoding comes from encode_legacy (pipeline/normalize/legacy_tables.h).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/source_map.h"

namespace trichluc::bench {

/// One place that was broken: bytes of the healthy text, bytes of the damaged one.
struct DamagedPlace {
  Range healthy;
  Range damaged;
};

struct DamagedText {
  std::string text;
  std::vector<DamagedPlace> places;  // from left to right; a word each
};

/// What stands where a letter was lost: U+FFFD, a blank, or a blank that runs together with its neighbours.
enum class LostAs : std::uint8_t { kMark, kBlank, kCollapsed };

class Damager {
 public:
  /// One word in `one_in` is damaged, of those that can be.
  explicit Damager(std::uint32_t seed, std::uint32_t one_in = 8) : random_(seed), one_in_(one_in) {}

  /// All of `lost` on every line hit: a font lacks a letter everywhere, but lines have fonts. Upper case apart.
  DamagedText lose_letters(std::string_view text, std::u32string_view lost, LostAs as);
  /// `count` accented letters, drawn as often as they stand in `text`.
  std::u32string draw_letters(std::string_view text, std::size_t count);

  /// "những" -> "nh ữ ng": blanks around the accented letters of all words of a line hit.
  DamagedText split_letters(std::string_view text);
  /// "nhân lực" -> "nhânlực".
  DamagedText glue_syllables(std::string_view text);
  /// "chất" -> "chá" U+0302 "t".
  DamagedText misorder_marks(std::string_view text);
  /// "trẻ" -> "trẻ" U+0309.
  DamagedText double_marks(std::string_view text);
  /// One letter of a word becomes a Cyrillic one, đ becomes ð, ư becomes ƣ.
  DamagedText swap_look_alikes(std::string_view text);
  /// "muối" -> "muôí": the tone goes to another vowel of the word.
  DamagedText displace_tones(std::string_view text);

 private:
  using Break = std::function<std::optional<std::u32string>(std::u32string_view word)>;

  bool hit() { return random_() % one_in_ == 0; }
  std::size_t pick(std::size_t count) { return random_() % count; }
  DamagedText break_words(std::string_view text, const Break& breaking);

  std::mt19937 random_;
  std::uint32_t one_in_;
};

}  // namespace trichluc::bench
