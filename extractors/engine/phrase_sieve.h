// phrase_sieve.h - tells by the first bytes of a text that it begins with no phrase of a set.
//
// Tables of phrases are asked at every word of a text, and nearly always in vain; what passes here is looked up.
#pragma once

#include <bitset>
#include <cstddef>
#include <functional>
#include <string_view>

namespace trichluc {

class PhraseSieve {
 public:
  void add(std::string_view phrase) {
    if (phrase.empty()) return;
    if (phrase.size() < kFew) {
      tiny_.set(static_cast<unsigned char>(phrase.front()));
    } else if (phrase.size() < kMany) {
      short_.set(slot(phrase, kFew));
    } else {
      long_.set(slot(phrase, kFew));
      full_.set(slot(phrase, kMany));
    }
  }

  /// False only where `text` begins with none of the phrases.
  bool may_begin(std::string_view text) const {
    if (text.empty()) return false;
    if (tiny_[static_cast<unsigned char>(text.front())]) return true;
    if (text.size() < kFew) return false;
    const std::size_t few = slot(text, kFew);
    return short_[few] || (long_[few] && text.size() >= kMany && full_[slot(text, kMany)]);
  }

 private:
  static constexpr std::size_t kFew = 3, kMany = 6;  // bytes
  static constexpr std::size_t kPlaces = 2048;

  static std::size_t slot(std::string_view text, std::size_t bytes) {
    std::size_t hash = 0;
    for (std::size_t at = 0; at < bytes; ++at) hash = hash * 31 + static_cast<unsigned char>(text[at]);
    return hash % kPlaces;
  }

  std::bitset<256> tiny_;       // by the first byte, of phrases of less than kFew
  std::bitset<kPlaces> short_;  // by the first kFew, of phrases of less than kMany
  std::bitset<kPlaces> long_;   // by the first kFew, of the others
  std::bitset<kPlaces> full_;   // by the first kMany, of those
};

/// For maps of words that are asked with views.
struct WordHash : std::hash<std::string_view> {
  using is_transparent = void;
};

}  // namespace trichluc
