#include "pipeline/normalize/repair_vni_twice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/rewrite.h"

namespace trichluc {
namespace {

constexpr std::size_t kEnough = 2;   // impossible rimes that prove it
constexpr double kKeepInvalid = 12;  // for a word that is no syllable, kept
constexpr std::uint32_t kMostWordsALine = 400;

struct Swap {
  std::string_view shown;
  std::string_view meant;
};
constexpr std::array<Swap, 12> kSwaps = {{{"ĩ", "ó"},
                                          {"ị", "ò"},
                                          {"ơ", "ô"},
                                          {"ồ", "oà"},
                                          {"ố", "oá"},
                                          {"ỗ", "oã"},
                                          {"Ĩ", "Ó"},
                                          {"Ị", "Ò"},
                                          {"Ơ", "Ô"},
                                          {"Ồ", "OÀ"},
                                          {"Ố", "OÁ"},
                                          {"Ỗ", "OÃ"}}};

/// ơng, which no syllable has, but not the end of ương.
bool has_impossible_rime(std::string_view word) {
  const std::string lower = fold_lower(word);
  if (!lower.ends_with("ơng")) return false;
  return !std::string_view(lower).substr(0, lower.size() - std::string_view("ơng").size()).ends_with("ư");
}

bool is_damaged(const Reading& reading, const std::vector<Breakage>& breakage) {
  std::size_t proofs = 0;
  for (std::size_t page = 0; page < reading.pages.size(); ++page) {
    const std::string_view text = reading.pages[page].text;
    const auto count = [&](const std::vector<Range>& words) {
      for (const Range word : words) proofs += has_impossible_rime(text.substr(word.begin, word.size())) ? 1 : 0;
    };
    count(breakage[page].odd_words);
    count(breakage[page].camel_words);
  }
  if (proofs < kEnough) return false;
  for (const Page& page : reading.pages) {
    for (const char* letter : {"ô", "ó", "ò", "Ô", "Ó", "Ò"}) {
      if (page.text.find(letter) != std::string::npos) return false;
    }
  }
  return true;
}

struct Choice {
  std::string text;
  LanguageToken token = 0;
  double cost = 0;
  double forward = 0;
  double backward = 0;
};

/// All that the word may have been, itself first.
std::vector<Choice> choices_of(const Word& word, std::string_view shown, const LanguageModel& model) {
  std::vector<Choice> choices = {{std::string(shown), language_token_of(word), 0, 0, 0}};
  if (word.letters == 0) return choices;
  const bool valid = word.kind == WordKind::kSyllable && model.in_lexicon(word.key);
  if (!valid) choices[0].cost = kKeepInvalid;
  for (const Swap& swap : kSwaps) {
    const std::size_t at = shown.find(swap.shown);
    if (at == std::string_view::npos) continue;
    std::string made(shown);
    made.replace(at, swap.shown.size(), swap.meant);
    const SyllableKey key = syllable_key(made);
    if (model.in_lexicon(key) && tone_in_place(made)) choices.push_back({made, key, 0, 0, 0});
  }
  if (choices.size() == 1) choices[0].cost = 0;
  return choices;
}

double log_sum(double a, double b) {
  if (a < b) std::swap(a, b);
  return b == -std::numeric_limits<double>::infinity() ? a : a + std::log1p(std::exp(b - a));
}

/// Probabilities by forward-backward over the words of a line.
void weigh(std::vector<std::vector<Choice>>& line, const LanguageModel& model) {
  constexpr double kNever = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < line.size(); ++i) {
    for (Choice& here : line[i]) {
      here.forward = i == 0 ? model.log_probability(language_token::kBreak, here.token) : kNever;
      if (i > 0) {
        for (const Choice& last : line[i - 1]) {
          here.forward = log_sum(here.forward, last.forward + model.log_probability(last.token, here.token));
        }
      }
      here.forward -= here.cost;
    }
  }
  for (std::size_t i = line.size(); i-- > 0;) {
    for (Choice& here : line[i]) {
      here.backward = i + 1 == line.size() ? 0.0 : kNever;
      if (i + 1 == line.size()) continue;
      for (const Choice& next : line[i + 1]) {
        here.backward =
            log_sum(here.backward, next.backward - next.cost + model.log_probability(here.token, next.token));
      }
    }
  }
}

void repair_line(const std::string& text, Range stretch, const LanguageModel& model, Page& page,
                 std::optional<Rewrite>& rewrite) {
  std::vector<Word> words = split_words(text, stretch);
  if (words.size() > kMostWordsALine) words.resize(kMostWordsALine);
  std::vector<std::vector<Choice>> line;
  for (const Word& word : words) {
    line.push_back(choices_of(word, std::string_view(text).substr(word.text.begin, word.text.size()), model));
  }
  weigh(line, model);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto weight = [](const Choice& choice) { return choice.forward + choice.backward; };
    const auto best = std::max_element(line[i].begin(), line[i].end(),
                                       [&](const Choice& a, const Choice& b) { return weight(a) < weight(b); });
    if (best == line[i].begin()) continue;
    double all = 0;
    for (const Choice& choice : line[i]) all += std::exp(weight(choice) - weight(*best));
    if (!rewrite) rewrite.emplace(page);
    rewrite->replace(best->text, words[i].text, "vni-twice", 1 / all);
  }
}

}  // namespace

bool repair_vni_twice(Reading& reading, const std::vector<Breakage>& breakage, LanguageData& language) {
  if (!is_damaged(reading, breakage)) return false;
  const LanguageModel* model = language.model();
  if (model == nullptr) return false;
  bool changed = false;
  for (Page& page : reading.pages) {
    std::optional<Rewrite> rewrite;
    const std::string text = page.text;
    for (std::uint32_t begin = 0; begin < text.size();) {
      const auto end = static_cast<std::uint32_t>(std::min(text.find('\n', begin), text.size()));
      repair_line(text, {begin, end}, *model, page, rewrite);
      begin = end + 1;
    }
    if (rewrite) rewrite->finish();
    changed = changed || rewrite;
  }
  return changed;
}

}  // namespace trichluc
