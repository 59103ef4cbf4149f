// rtf_tokens.h - Rich Text Format cut into what it is made of: braces, control words, bytes of text.
//
//   {\b Điều \u7872?}  ->  open, word "b", text "Điều " ..., word "u" 7872, text "?", close
//
// Nothing is wrong here: a file that ends early is a file with fewer tokens.
#pragma once

#include <cstdint>
#include <string_view>

namespace trichluc {

struct RtfToken {
  enum Kind : std::uint8_t { kEnd, kOpen, kClose, kWord, kByte, kText };
  Kind kind = kEnd;
  std::string_view text;  // a control word's or symbol's name; text without control characters
  int value = 0;          // a word's number; the byte of \'xx
  bool has_value = false;
};

class RtfTokens {
 public:
  explicit RtfTokens(std::string_view bytes) : bytes_(bytes) {}

  RtfToken next();
  std::size_t at() const { return at_; }
  /// Skips the data of \bin.
  void skip(std::size_t count) { at_ = count < bytes_.size() - at_ ? at_ + count : bytes_.size(); }
  /// What follows, at most `count` bytes.
  std::string_view peek(std::size_t count) const { return bytes_.substr(at_, count); }

 private:
  RtfToken read_control();

  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace trichluc
