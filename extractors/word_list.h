// word_list.h - a fixed list of words or phrases, asked which of them a text ends or begins with.
//
// The lists are long and most texts fit none of their words. So the words stand by their last byte (or their first),
// and only those that share it with the text are compared: "… phải thi hành |" is held against "thực hiện" and "theo",
// not against all fifty.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace trichluc {

enum class ByteOf { kBegin, kEnd };

/// Give words by `WordsByEnd kTails({"so với", "và"});`; none is empty.
template <ByteOf place, std::size_t N>
class WordsByByte {
 public:
  explicit constexpr WordsByByte(const std::string_view (&words)[N]) {
    static_assert(N < 256);
    for (const std::string_view word : words) ++begins_[key(word) + 1U];
    for (std::size_t byte = 1; byte < begins_.size(); ++byte)
      begins_[byte] = static_cast<std::uint8_t>(begins_[byte] + begins_[byte - 1]);
    std::array<std::uint8_t, 257> next = begins_;
    for (const std::string_view word : words) words_[next[key(word)]++] = word;
  }

  /// The words that share their byte with `text`, in the order in which they were given; none for an empty text.
  constexpr std::span<const std::string_view> like(std::string_view text) const {
    if (text.empty()) return {};
    const unsigned char byte = key(text);
    return std::span(words_).subspan(begins_[byte], static_cast<std::size_t>(begins_[byte + 1U] - begins_[byte]));
  }

  /// Whether `word` is one of them.
  constexpr bool has(std::string_view word) const {
    for (const std::string_view other : like(word)) {
      if (other.size() == word.size() && other.front() == word.front() && other == word) return true;
    }
    return false;
  }

 protected:
  static constexpr unsigned char key(std::string_view text) {
    return static_cast<unsigned char>(place == ByteOf::kBegin ? text.front() : text.back());
  }

 private:
  std::array<std::string_view, N> words_{};
  std::array<std::uint8_t, 257> begins_{};  // byte -> place of its words in words_
};

/// For texts that end with a word.
template <std::size_t N>
struct WordsByEnd : WordsByByte<ByteOf::kEnd, N> {
  explicit constexpr WordsByEnd(const std::string_view (&words)[N]) : WordsByByte<ByteOf::kEnd, N>(words) {}
};

/// For texts that begin with a word.
template <std::size_t N>
struct WordsByBegin : WordsByByte<ByteOf::kBegin, N> {
  explicit constexpr WordsByBegin(const std::string_view (&words)[N]) : WordsByByte<ByteOf::kBegin, N>(words) {}

  /// Whether `text` begins with one of them, be it at a word's end or not.
  constexpr bool begin(std::string_view text) const {
    for (const std::string_view word : this->like(text)) {
      if (text.starts_with(word)) return true;
    }
    return false;
  }
};

/// Where the first blank stands with one of `words` right behind it; npos for none.
template <std::size_t N>
constexpr std::size_t find_behind_blank(std::string_view text, const WordsByBegin<N>& words) {
  std::size_t at = text.find(' ');
  while (at != std::string_view::npos && !words.begin(text.substr(at + 1))) at = text.find(' ', at + 1);
  return at;
}

}  // namespace trichluc
