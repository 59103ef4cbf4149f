// outer_words.h - the ends of a stretch of text that hold its first word and its last, for who needs no other.
//
//   "  ngày 3 tháng 2/2021. "     up_to_first_word: "  ngày"     from_last_word: " 2/2021. "
//
// They are parted at blanks and line ends, which part words too: split_words finds the same ones there.
#pragma once

#include <string_view>

namespace trichluc {

inline std::string_view up_to_first_word(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \n");
  return first == text.npos ? text : text.substr(0, text.find_first_of(" \n", first));
}

inline std::string_view from_last_word(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \n");
  if (last == text.npos) return text;
  const std::size_t blank = text.find_last_of(" \n", last);
  return blank == text.npos ? text : text.substr(blank);
}

}  // namespace trichluc
