// legacy_words.h - one word, blanks around it, read in a legacy encoding: its letters, and how likely they are.
//
//   "®-îc"  in TCVN3   đ ư ợ c   cost 1        in Unicode   ® - î c   cost 18
//
// Costs are about the negative logarithm of how often official Vietnamese has such a word, for comparing readings of
// the same characters; plain ASCII costs nothing in any of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/normalize/legacy_tables.h"

namespace trichluc {

struct LegacyReading {
  LegacyEncoding encoding = LegacyEncoding::kTcvn3;
  ByteView view = ByteView::kWindows;
  friend bool operator==(LegacyReading, LegacyReading) = default;
};

/// The pairs that are tried: all encodings in Windows' view, those of fonts as Mac OS Roman too.
inline constexpr std::array<LegacyReading, 7> kLegacyReadings = {{{LegacyEncoding::kTcvn3, ByteView::kWindows},
                                                                  {LegacyEncoding::kVni, ByteView::kWindows},
                                                                  {LegacyEncoding::kVps, ByteView::kWindows},
                                                                  {LegacyEncoding::kViscii, ByteView::kWindows},
                                                                  {LegacyEncoding::kCp1258, ByteView::kWindows},
                                                                  {LegacyEncoding::kTcvn3, ByteView::kMacRoman},
                                                                  {LegacyEncoding::kVni, ByteView::kMacRoman}}};

struct LegacyChar {
  char32_t code = 0;
  std::uint32_t begin = 0;  // bytes of the word it was made from
  std::uint32_t end = 0;
  bool made = false;  // not the character that stood there
};

/// What a word weighs in one reading.
struct WordWeight {
  float cost = 0;
  std::uint16_t good = 0;  // parts with a letter beyond ASCII that are syllables; one-letter parts do not count
  std::uint16_t bad = 0;   // parts with one that are neither syllables nor abbreviations
  bool made = false;       // the reading changes something
};

/// Whether `word` has a letter that no byte of the view is: then it was Unicode from the start.
bool is_beyond(std::string_view word, ByteView view);

/// `word` as it stands (no reading) or read in a legacy encoding. A word with a
/// letter beyond the view stays as it is.
std::vector<LegacyChar> read_word(std::string_view word, std::optional<LegacyReading> reading);

WordWeight weigh(const std::vector<LegacyChar>& chars, std::optional<LegacyReading> reading);

}  // namespace trichluc
