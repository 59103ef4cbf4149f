// word_match.h - comparing a line with lists of wordings.
#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

namespace trichluc::layout {

inline bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

inline bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// Whether `key` begins with one of `words` and the word ends there.
template <class List>
bool begins_with_word(std::string_view key, const List& words) {
  return std::any_of(std::begin(words), std::end(words), [key](std::string_view word) {
    return starts_with(key, word) &&
           (key.size() == word.size() || !(key[word.size()] >= 'a' && key[word.size()] <= 'z'));
  });
}

template <class List>
bool is_one_of(std::string_view key, const List& list) {
  return std::find(std::begin(list), std::end(list), key) != std::end(list);
}

}  // namespace trichluc::layout
