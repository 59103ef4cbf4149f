// breakage.h - one fast look over a text for what healthy Vietnamese text does not have.
//
// Decides which passes and repairs run, and on which lines; it never decides that something is broken.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/core/source_map.h"
#include "pipeline/normalize/misreadings.h"

namespace trichluc {

/// The passes before the repairs that may have something to do.
enum TextNeeds : std::uint8_t {
  kNeedsDecoding = 1,  // encodings.h
  kNeedsUnicode = 2,   // unicode.h
};

struct Breakage {
  std::uint8_t needs = 0;                     // of TextNeeds
  std::vector<Range> odd_words;               // letters that are no syllable, no acronym, no single capital; in order
  std::vector<Range> camel_words;             // a capital within, a letter that ASCII lacks: ViệtNam; in order
  std::vector<Range> letter_digits;           // words of small letters with a digit right behind them; in order
  std::vector<Range> date_words;              // ngày, tháng, năm with a digit right before them; in order
  std::vector<std::uint32_t> misread_digits;  // l, I, O, o beside a digit or a slash
  std::vector<std::uint32_t> slashes;         // of document numbers: a digit before, a capital letter behind
  std::vector<Range> rare_pairs;              // two words on the list of misreadings; in order
  bool lost_marks = false;                    // a U+FFFD beside a letter
  std::uint64_t words = 0;                    // runs of letters
  std::uint64_t single_letters = 0;           // of one letter

  /// Nothing for the repairs.
  bool none() const {
    return odd_words.empty() && camel_words.empty() && letter_digits.empty() && date_words.empty() &&
           misread_digits.empty() && slashes.empty() && rare_pairs.empty() && !lost_marks;
  }
};

/// Ranges and offsets are bytes of `text`. Without `misreadings` no pairs are looked for.
Breakage look_for_breakage(std::string_view text, const Misreadings* misreadings = nullptr);

}  // namespace trichluc
