#include "pipeline/normalize/lost_letters.h"

#include <array>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr std::size_t kMostLost = 3;  // đường has three

}  // namespace

LostLetters::LostLetters(const std::vector<SyllableKey>& lexicon) {
  candidates_.reserve(lexicon.size() * 4);
  std::vector<std::string> letters;
  std::vector<std::size_t> accented;
  const auto add = [&](SyllableKey key, const std::string& form) {
    letters.clear();
    accented.clear();
    for (std::size_t at = 0; at < form.size();) {
      const std::size_t length = decode_utf8(form, at).length;
      if (length > 1) accented.push_back(letters.size());
      letters.push_back(form.substr(at, length));
      at += length;
    }
    // Every choice of one to three of the accented letters.
    for (unsigned chosen = 1; chosen < (1U << accented.size()); ++chosen) {
      std::string pattern, piece;
      std::size_t lost = 0;
      std::size_t next = 0;
      for (std::size_t i = 0; i < letters.size(); ++i) {
        const bool cut = next < accented.size() && accented[next] == i && (chosen >> next & 1U) != 0;
        if (next < accented.size() && accented[next] == i) ++next;
        if (cut) {
          ++lost;
          pattern += '?';
          if (!piece.empty()) pieces_.insert(piece);
          piece.clear();
        } else {
          pattern += letters[i];
          piece += letters[i];
        }
      }
      if (!piece.empty()) pieces_.insert(piece);
      if (lost <= kMostLost) candidates_[pattern].push_back({key, form});
    }
  };
  for (const SyllableKey key : lexicon) {
    const std::string modern = spell(key, TonePlacement::kNew);
    const std::string traditional = spell(key, TonePlacement::kOld);
    add(key, modern);
    if (traditional != modern) add(key, traditional);
  }
}

const std::vector<LostLetters::Candidate>& LostLetters::find(std::string_view pattern) const {
  static const std::vector<Candidate> kNone;
  const auto found = candidates_.find(std::string(pattern));
  return found == candidates_.end() ? kNone : found->second;
}

}  // namespace trichluc
