#include "pipeline/normalize/repair_glued.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr std::size_t kMostParts = 4;
constexpr std::size_t kShortest = 4;  // letters of a glued word
constexpr std::size_t kLongest = 28;  // four of the longest syllables
constexpr double kAccept = 0.9;

/// One way to part a word.
struct Parting {
  std::vector<std::size_t> cuts;  // bytes of the word, in order
  double weight = 0;              // log probability
};

class Parter {
 public:
  Parter(std::string_view word, const LanguageModel& model) : word_(word), model_(model) {
    for (std::size_t at = 0; at < word.size(); at += decode_utf8(word, at).length) starts_.push_back(at);
    starts_.push_back(word.size());
  }

  /// Where to part it, and how likely that is; nothing when it cannot be or is not sure.
  std::optional<std::pair<std::vector<std::size_t>, double>> part(LanguageToken before, LanguageToken after) {
    if (starts_.size() <= kShortest || starts_.size() > kLongest) return std::nullopt;
    after_ = after;
    walk(0, before, {}, 0);
    if (ways_.empty()) return std::nullopt;
    const auto best = std::max_element(ways_.begin(), ways_.end(),
                                       [](const Parting& a, const Parting& b) { return a.weight < b.weight; });
    double all = 0;
    for (const Parting& way : ways_) all += std::exp(way.weight - best->weight);
    if (1 / all < kAccept) return std::nullopt;
    return std::pair(best->cuts, 1 / all);
  }

 private:
  void walk(std::size_t from, LanguageToken before, const std::vector<std::size_t>& cuts, double weight) {
    if (from + 1 == starts_.size()) {
      if (!cuts.empty()) ways_.push_back({cuts, weight + model_.log_probability(before, after_)});
      return;
    }
    if (cuts.size() == kMostParts) return;
    for (std::size_t to = from + 2; to < starts_.size() && to <= from + 7; ++to) {
      const std::string_view part = word_.substr(starts_[from], starts_[to] - starts_[from]);
      const SyllableKey key = syllable_key(part);
      if (!model_.in_lexicon(key) || !tone_in_place(part)) continue;
      if (from > 0 && model_.count(before, key) < 2) continue;
      if (capital_within(from, to)) continue;
      std::vector<std::size_t> next = cuts;
      if (to + 1 < starts_.size()) next.push_back(starts_[to]);
      if (to + 1 == starts_.size() && from == 0) continue;
      walk(to, key, next, weight + model_.log_probability(before, key));
    }
  }

  /// A capital letter begins a word, unless all are capitals.
  bool capital_within(std::size_t from, std::size_t to) const {
    const bool capitals = is_capitals(word_);
    for (std::size_t i = from + 1; i < to; ++i) {
      if (!capitals && is_upper(decode_utf8(word_, starts_[i]).code)) return true;
    }
    return false;
  }

  std::string_view word_;
  const LanguageModel& model_;
  std::vector<std::size_t> starts_;  // of letters
  std::vector<Parting> ways_;
  LanguageToken after_ = language_token::kBreak;
};

bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The token of the word that ends before, or begins behind, a blank at `at`.
LanguageToken neighbour(std::string_view text, Range word, bool before) {
  constexpr std::uint32_t kFar = 60;  // bytes: longer than any word with what parts it from this one
  // No further than that: a line may be as long as the page.
  Range stretch;
  if (before) {
    const std::uint32_t from = word.begin > kFar ? word.begin - kFar : 0;
    std::string_view near = text.substr(from, word.begin - from);
    if (from > 0 && text[from - 1] != '\n') near.remove_prefix(std::min(near.find(' '), near.size()));
    if (const std::size_t line_end = near.rfind('\n'); line_end != near.npos) near.remove_prefix(line_end + 1);
    stretch = {word.begin - static_cast<std::uint32_t>(near.size()), word.begin};
  } else {
    std::string_view near = text.substr(word.end, kFar + 1);
    if (const std::size_t line_end = near.find('\n'); line_end != near.npos) {
      near = near.substr(0, line_end);
    } else if (near.size() > kFar) {
      near = near.substr(0, std::min(near.rfind(' '), near.size()));
      if (near.size() > kFar) near = {};
    }
    stretch = {word.end, word.end + static_cast<std::uint32_t>(near.size())};
  }
  const std::vector<Word> words = split_words(text, stretch);
  if (words.empty()) return language_token::kBreak;
  return language_token_of(before ? words.back() : words.front());
}

}  // namespace

std::optional<TextChanges> repair_glued(Page& page, const Breakage& breakage, LanguageData& language) {
  std::vector<Range> words = breakage.odd_words;
  words.insert(words.end(), breakage.camel_words.begin(), breakage.camel_words.end());
  std::sort(words.begin(), words.end(), [](Range a, Range b) { return a.begin < b.begin; });
  std::optional<Rewrite> rewrite;
  const std::string_view text = page.text;  // stays while the page is written anew
  for (const Range range : words) {
    const std::string_view word = text.substr(range.begin, range.size());
    // Most odd words are foreign ones: they do not make us read the model.
    if (word.size() < kShortest || word.size() > kLongest * 3 || is_plain(word)) continue;
    if (range.begin > 0 && std::string_view("@/._").find(text[range.begin - 1]) != std::string_view::npos) continue;
    if (range.end < text.size() && std::string_view("@/_").find(text[range.end]) != std::string_view::npos) continue;
    const LanguageModel* model = language.model();
    if (model == nullptr) break;
    const auto parted = Parter(word, *model).part(neighbour(text, range, true), neighbour(text, range, false));
    if (!parted) continue;
    std::string made;
    std::size_t from = 0;
    for (const std::size_t cut : parted->first) {
      made.append(word.substr(from, cut - from)) += ' ';
      from = cut;
    }
    made.append(word.substr(from));
    if (!rewrite) rewrite.emplace(page);
    rewrite->replace(made, range, "lost-space", parted->second);
  }
  if (!rewrite) return std::nullopt;
  return rewrite->finish();
}

}  // namespace trichluc
