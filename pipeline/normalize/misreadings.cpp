#include "pipeline/normalize/misreadings.h"

#include <algorithm>
#include <optional>
#include <string>

#include "pipeline/normalize/breakage.h"
#include "pipeline/normalize/language_data.h"
#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/outer_words.h"
#include "pipeline/normalize/words.h"

namespace trichluc {
namespace {

/// How much likelier, in natural logarithms, the line must be with what was meant.
constexpr double kFarLikelier = 8;
constexpr std::uint64_t kMostOdd = 10;  // one word in so many

template <class Function>
void each_part(std::string_view text, char separator, Function part) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) part(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// `meant` in the case of `shown`.
std::string in_case_of(std::string_view shown, SyllableKey meant) {
  const std::string small = spell(meant);
  if (is_capitals(shown) && shown.size() > decode_utf8(shown, 0).length) return fold_upper(small);
  return is_upper(decode_utf8(shown, 0).code) ? to_title(small) : small;
}

struct Hit {
  Range text;
  Misreadings::Pair misread;
  Misreadings::Pair meant;
  std::string suggestion;
  double gain = 0;  // how much likelier
};

/// `pair` with the word before it and the word behind it, no further than 80 bytes.
Range with_neighbours(std::string_view text, Range pair) {
  constexpr std::uint32_t kFar = 80;
  const std::uint32_t from = pair.begin > kFar ? pair.begin - kFar : 0;
  const std::string_view before = from_last_word(text.substr(from, pair.begin - from));
  const std::string_view behind = up_to_first_word(text.substr(pair.end, kFar));
  return {pair.begin - static_cast<std::uint32_t>(before.size()), pair.end + static_cast<std::uint32_t>(behind.size())};
}

}  // namespace

Result<Misreadings> Misreadings::read(std::string_view text, const std::filesystem::path& file) {
  Misreadings table;
  int number = 0, bad = 0;
  each_part(text, '\n', [&](std::string_view line) {
    ++number;
    if (line[0] == '#' || bad != 0) return;
    std::vector<SyllableKey> pair, seconds, firsts;
    std::size_t column = 0;
    // An empty column counts, so each_part does not do.
    for (std::string_view rest = line; column < 3; ++column) {
      const std::size_t end = std::min(rest.find('\t'), rest.size());
      std::vector<SyllableKey>& keys = column == 0 ? pair : column == 1 ? seconds : firsts;
      each_part(rest.substr(0, end), ' ', [&keys](std::string_view word) { keys.push_back(syllable_key(word)); });
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    const auto unknown = [](const std::vector<SyllableKey>& keys) {
      return std::find(keys.begin(), keys.end(), 0U) != keys.end();
    };
    if (pair.size() != 2 || unknown(pair) || unknown(seconds) || unknown(firsts)) {
      bad = number;
      return;
    }
    for (const SyllableKey second : seconds) table.add({pair[0], second}, {pair[0], pair[1]});
    for (const SyllableKey first : firsts) table.add({first, pair[1]}, {pair[0], pair[1]});
  });
  if (bad != 0) {
    return fail(ErrorCode::kBadRule, "expected two syllables, a tab, misread seconds, a tab, misread firsts", {},
                {.file = file.string(), .line = bad});
  }
  return table;
}

Misreadings::Misreadings(const TableFile& file, std::size_t first)
    : signs_(file.table<std::uint64_t>(first)),
      heads_(file.table<std::uint32_t>(first + 1)),
      entries_(file.table<Entry>(first + 2)) {}

void Misreadings::write(TableFileWriter& file) const {
  file.add(signs_.view());
  file.add(heads_.view());
  file.add(entries_.view());
}

void Misreadings::add(Pair misread, Pair meant) {
  const std::uint64_t sign = sign_of(misread.first, misread.second);
  signs_.edit()[sign >> 6 & (signs_.size() - 1)] |= std::uint64_t{1} << (sign & 63);
  std::uint32_t& head = heads_.edit()[sign & (heads_.size() - 1)];
  entries_.edit().push_back({{misread.first, misread.second}, {meant.first, meant.second}, head});
  head = static_cast<std::uint32_t>(entries_.size() - 1);
}

std::vector<Misreadings::Pair> Misreadings::find(Pair misread) const {
  std::vector<Pair> meant;
  for (std::uint32_t at = heads_[sign_of(misread.first, misread.second) & (heads_.size() - 1)]; at != kEnd;) {
    const Entry& entry = entries_[at];
    if (entry.misread[0] == misread.first && entry.misread[1] == misread.second)
      meant.emplace_back(entry.meant[0], entry.meant[1]);
    at = entry.next;
  }
  return meant;
}

void suspect_misreadings(Page& page, const Breakage& breakage, LanguageData& language) {
  const Misreadings* table = language.misreadings();
  if (table == nullptr || breakage.rare_pairs.empty()) return;
  // In a text full of odd words (no accents, another language, a bad recognition) such pairs are nothing special.
  if (breakage.odd_words.size() * kMostOdd > breakage.words) return;
  const std::string_view text = page.text;
  std::vector<Hit> hits;
  for (const Range place : breakage.rare_pairs) {
    // The pair with a word on either side: a line break is a blank here.
    std::vector<Word> words = split_words(text, with_neighbours(text, place));
    std::erase_if(words, [text](const Word& word) { return text[word.text.begin] == '\n'; });
    const auto first =
        std::find_if(words.begin(), words.end(), [place](const Word& word) { return word.text.begin == place.begin; });
    if (first == words.end() || first + 1 == words.end() || (first + 1)->text.end != place.end) continue;
    const Word &left = *first, &right = *(first + 1);
    const std::vector<Misreadings::Pair> candidates = table->find({left.key, right.key});
    if (candidates.empty()) continue;
    // A capital within a sentence makes a name of a syllable.
    if (right.capitals > 0 && left.capitals < left.letters) continue;
    const LanguageModel* model = language.model();
    if (model == nullptr) return;
    const LanguageToken before = first == words.begin() ? language_token::kBreak : language_token_of(*(first - 1));
    const LanguageToken after = first + 2 == words.end() ? language_token::kBreak : language_token_of(*(first + 2));
    const auto weight = [&](const Misreadings::Pair& pair) {
      return model->log_probability(before, pair.first) + model->log_probability(pair.first, pair.second) +
             model->log_probability(pair.second, after);
    };
    const auto best = std::max_element(candidates.begin(), candidates.end(),
                                       [&](const auto& a, const auto& b) { return weight(a) < weight(b); });
    const double gain = weight(*best) - weight({left.key, right.key});
    if (gain < kFarLikelier) continue;
    const auto shown = [text](const Word& word) { return text.substr(word.text.begin, word.text.size()); };
    Hit hit{place,
            {left.key, right.key},
            *best,
            in_case_of(shown(left), best->first) + " " + in_case_of(shown(right), best->second),
            gain};
    // A misread word has two neighbours: "Công căn" and "căn số" are one fault.
    if (!hits.empty() && hits.back().text.overlaps(place)) {
      const bool same_fault = hits.back().meant.second == hit.meant.first;
      if (!same_fault && gain > hits.back().gain) hits.back() = std::move(hit);
      continue;
    }
    hits.push_back(std::move(hit));
  }
  for (const Hit& hit : hits) {
    // What an author writes twice is meant.
    const auto same =
        std::count_if(hits.begin(), hits.end(), [&hit](const Hit& other) { return other.misread == hit.misread; });
    if (same > 1) continue;
    page.suspicions.push_back(
        {hit.text, "suspected-misreading", hit.suggestion, "both words exist, but are not written together"});
  }
}

}  // namespace trichluc
