// broken_word.h - one word that holds characters no Vietnamese word is written with, and what was meant.
//
// The rules are those of unicode_words.h, which finds the words and puts the results into the page.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace trichluc {

/// What a text says about the words in it. Broken letters say nothing.
struct Surroundings {
  bool vietnamese = false;    // letters that no other language has
  bool foreign = false;       // letters of other Latin alphabets, or many words, and nothing Vietnamese
  bool han = false;           // Chinese, Japanese, Korean, and nothing Vietnamese
  bool other_script = false;  // Greek or Cyrillic letters that look like no Latin ones: text of that script, a formula
  bool quoted = false;        // an accent stands where a quotation begins: `word`
  char32_t before = 0;        // the characters on either side of the word; 0: none
  char32_t after = 0;
};

/// All but `before` and `after`. `text` is a line or a page.
Surroundings look_around(std::string_view text);

struct MendedWord {
  std::string word;
  std::string_view rule;  // as in unicode_words.h; of several, the most telling one
  double confidence = 1.0;
  bool well_formed = false;  // `word` is a syllable
};

/// Nothing where nothing is broken, or nothing can be said.
std::optional<MendedWord> mend_word(std::string_view word, const Surroundings& around);

}  // namespace trichluc
