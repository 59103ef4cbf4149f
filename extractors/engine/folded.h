// folded.h - a block's text in the form that rules match, and cut into tokens.
//
// Folding keeps every byte's place: lower case, and the tone of an open oa, oe, uy on its first vowel
// ("hoà" -> "hòa"; both are correct spelling, and only forms of equal length are moved).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/source_map.h"

namespace trichluc {

/// Moves tones as above; the case of letters stays. For text and for rule patterns alike.
std::string place_tones(std::string_view text);

enum class TokenKind : std::uint8_t {
  kWord,    // letters
  kNumber,  // digits, with "." and "," between digits
  kPunct,   // one character
};

struct Token {
  Range range;
  TokenKind kind = TokenKind::kPunct;
  bool space_before = false;
};

class Folded {
 public:
  /// `printed` must outlive the object.
  explicit Folded(std::string_view printed);

  std::string_view printed() const { return printed_; }
  std::string_view folded() const { return folded_; }
  std::string_view folded(Range range) const { return folded().substr(range.begin, range.size()); }
  std::string_view printed(Range range) const { return printed_.substr(range.begin, range.size()); }

  /// One byte a character (code_page.h), as printed and folded; `byte_of` leads back to bytes of the text.
  std::string_view printed_codes() const { return printed_codes_; }
  std::string_view folded_codes() const { return folded_codes_; }
  std::uint32_t byte_of(std::size_t character) const { return offsets_[character]; }

  /// The capitals, by their place among the characters.
  const std::vector<std::uint32_t>& capitals() const { return capitals_; }

  /// Cut on first use.
  const std::vector<Token>& tokens() const {
    if (tokens_.empty()) cut();
    return tokens_;
  }
  std::string_view word(int index) const {
    return index < 0 || index >= count() ? std::string_view{} : folded(tokens_[static_cast<std::size_t>(index)].range);
  }
  const Token& token(int index) const { return tokens()[static_cast<std::size_t>(index)]; }
  int count() const { return static_cast<int>(tokens().size()); }

  /// Index of the first token that begins at or after `byte`; count() when there is none.
  int token_from(std::uint32_t byte) const;
  /// Index of the last token that ends at or before `byte`; -1 when there is none.
  int token_before(std::uint32_t byte) const;

 private:
  void move_tones();
  void cut() const;

  std::string_view printed_;
  std::string folded_;
  std::string printed_codes_, folded_codes_;
  std::vector<std::uint32_t> offsets_;  // of each character and the end
  std::vector<std::uint32_t> capitals_;
  mutable std::vector<Token> tokens_;
};

}  // namespace trichluc
