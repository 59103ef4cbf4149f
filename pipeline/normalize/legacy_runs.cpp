#include "pipeline/normalize/legacy_runs.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/syllables.h"

namespace trichluc {
namespace {

// State 0 is Unicode, state n + 1 is kLegacyReadings[n].
constexpr std::size_t kStates = kLegacyReadings.size() + 1;
using Weights = std::array<WordWeight, kStates>;
using Costs = std::array<float, kStates>;

constexpr float kChange = 6;  // from Unicode to a legacy reading or back
constexpr float kLegacyToLegacy = 10;
constexpr float kLine = 0.3F;    // for each line a run goes on, so that far evidence does not add up
constexpr float kFontSays = 40;  // against all readings but the one of the font's name
constexpr float kFontVotes = 4;
constexpr float kBeyond = 6;  // a word in Unicode's own letters in a legacy run
constexpr float kBroken = 5;  // a word of this cost is none

std::optional<LegacyReading> reading_of(std::size_t state) {
  return state == 0 ? std::nullopt : std::optional(kLegacyReadings[state - 1]);
}

bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80 && c >= 0x20 && c != '-'; });
}

/// Weights of words, each weighed once: reports repeat their words.
class Scales {
 public:
  explicit Scales(const std::vector<PlacedWord>& words) {
    weights_.emplace_back();  // plain ASCII weighs nothing in any reading
    ids_.reserve(words.size());
    for (const PlacedWord& word : words) {
      if (is_plain(word.text)) {
        ids_.push_back(0);
        continue;
      }
      const auto [known, is_new] = known_.try_emplace(word.text, static_cast<std::uint32_t>(weights_.size()));
      if (is_new) weights_.push_back(weigh_all(word.text));
      ids_.push_back(known->second);
    }
  }

  const Weights& operator[](std::size_t word) const { return weights_[ids_[word]]; }

 private:
  static Weights weigh_all(std::string_view word) {
    Weights weights;
    weights[0] = weigh(read_word(word, {}), {});
    for (std::size_t state = 1; state < kStates; ++state) {
      const auto reading = reading_of(state);
      const std::vector<LegacyChar> chars = read_word(word, reading);
      weights[state] = weigh(chars, reading);
      if (weights[state].made) continue;
      weights[state].cost = weights[0].cost;
      if (is_beyond(word, reading->view)) weights[state].cost += kBeyond;
    }
    return weights;
  }

  std::unordered_map<std::string_view, std::uint32_t> known_;
  std::vector<Weights> weights_;
  std::vector<std::uint32_t> ids_;  // of each word, into weights_
};

struct Plan {
  std::array<bool, kStates> allowed{};
  std::size_t start = 0;  // the state that costs nothing to begin in
  float line = kLine;
  std::vector<Costs> font_bias;  // for each font, added to the cost of every word in it
};

/// The cheapest sequence of states (Viterbi's algorithm).
std::vector<std::uint8_t> cheapest_states(const std::vector<PlacedWord>& words, const Scales& scales,
                                          const Plan& plan) {
  std::vector<std::array<std::uint8_t, kStates>> from(words.size());
  Costs costs{};
  for (std::size_t state = 0; state < kStates; ++state) costs[state] = state == plan.start ? 0 : kChange;
  const auto change = [](std::size_t a, std::size_t b) {
    return a == b ? 0 : a != 0 && b != 0 ? kLegacyToLegacy : kChange;
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Weights& weights = scales[i];
    const bool new_line = i > 0 && words[i].line != words[i - 1].line;
    Costs next{};
    for (std::size_t state = 0; state < kStates; ++state) {
      if (!plan.allowed[state]) continue;
      std::size_t best = state;
      for (std::size_t before = 0; before < kStates; ++before) {
        if (plan.allowed[before] && costs[before] + change(before, state) < costs[best] + change(best, state))
          best = before;
      }
      next[state] = costs[best] + change(best, state) + weights[state].cost;
      if (new_line && state != 0) next[state] += plan.line;
      if (words[i].font >= 0) next[state] += plan.font_bias[static_cast<std::size_t>(words[i].font)][state];
      from[i][state] = static_cast<std::uint8_t>(best);
    }
    costs = next;
  }
  std::size_t state = 0;
  for (std::size_t other = 0; other < kStates; ++other) {
    if (plan.allowed[other] && (!plan.allowed[state] || costs[other] < costs[state])) state = other;
  }
  std::vector<std::uint8_t> states(words.size());
  for (std::size_t i = words.size(); i-- > 0;) {
    states[i] = static_cast<std::uint8_t>(state);
    state = from[i][state];
  }
  return states;
}

/// What speaks for a run of words in one legacy reading.
struct Evidence {
  int good = 0;  // no words before, syllables now
  int bad = 0;
  int distinct = 0;  // of the good ones, up to 3
  float gain = 0;
  int plain = 0;  // small ASCII words between the first and the last of them
  int plain_good = 0;

  bool convinces() const {
    const bool enough = distinct >= 3 || (distinct == 2 && (good >= 5 || bad == 0));
    // The rest of the run must be Vietnamese as well: three Vietnamese words of a French text are none.
    return enough && gain >= 10 && 10 * good >= 6 * (good + bad) && 2 * (plain_good + 1) >= plain;
  }
  float confidence() const {
    const float all = static_cast<float>(good + bad + 1 + (good < 3 ? 1 : 0));
    return std::min(0.99F, static_cast<float>(good + 1) / all);
  }
};

std::string_view without_punctuation(std::string_view word) {
  const auto is_punctuation = [](char c) {
    return c > ' ' && static_cast<unsigned char>(c) < 0x80 && !is_letter(static_cast<unsigned char>(c));
  };
  while (!word.empty() && is_punctuation(word.front())) word.remove_prefix(1);
  while (!word.empty() && is_punctuation(word.back())) word.remove_suffix(1);
  return word;
}

Evidence weigh_run(const std::vector<PlacedWord>& words, const Scales& scales, std::size_t begin, std::size_t end,
                   std::size_t state) {
  Evidence evidence;
  std::array<std::string_view, 3> seen;
  while (begin < end && !scales[begin][state].made) ++begin;
  while (begin < end && !scales[end - 1][state].made) --end;
  for (std::size_t i = begin; i < end; ++i) {
    const WordWeight& now = scales[i][state];
    const WordWeight& before = scales[i][0];
    evidence.gain += before.cost - now.cost;
    if (now.made) {
      if (before.cost >= kBroken && now.good > 0) {
        const std::string_view letters = without_punctuation(words[i].text);
        if (evidence.distinct < 3 && std::find(seen.begin(), seen.end(), letters) == seen.end())
          seen[static_cast<std::size_t>(evidence.distinct++)] = letters;
        evidence.good += now.good;
      }
      evidence.bad += now.bad;
    } else {
      const std::string_view text = words[i].text;
      const bool small =
          text.size() > 1 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      if (!small) continue;
      ++evidence.plain;
      evidence.plain_good += is_syllable(text);
    }
  }
  return evidence;
}

/// For each font the state its name asks for, where the text set in it does not contradict; 0 for the others.
std::vector<std::size_t> states_of_fonts(const std::vector<PlacedWord>& words, const Scales& scales,
                                         const std::vector<std::optional<LegacyFont>>& fonts) {
  std::vector<Costs> totals(fonts.size(), Costs{});
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].font < 0) continue;
    Costs& total = totals[static_cast<std::size_t>(words[i].font)];
    for (std::size_t state = 0; state < kStates; ++state) total[state] += scales[i][state].cost;
  }
  std::vector<std::size_t> states(fonts.size(), 0);
  for (std::size_t font = 0; font < fonts.size(); ++font) {
    if (!fonts[font]) continue;
    std::size_t best = 0;
    for (std::size_t state = 1; state < kStates; ++state) {
      if (kLegacyReadings[state - 1].encoding != fonts[font]->encoding) continue;
      if (best == 0 || totals[font][state] < totals[font][best]) best = state;
    }
    // Some PDF writers give the letters of such a font their right code points: then it reads better as it is.
    if (totals[font][best] <= totals[font][0] + kChange) states[font] = best;
  }
  return states;
}

class Detection {
 public:
  Detection(const std::vector<PlacedWord>& words, const std::vector<std::optional<LegacyFont>>& fonts)
      : words_(words), scales_(words), font_states_(states_of_fonts(words, scales_, fonts)) {}

  std::vector<WordVerdict> run() {
    Plan plan;
    plan.allowed.fill(true);
    plan.font_bias.assign(font_states_.size(), Costs{});
    for (std::size_t font = 0; font < font_states_.size(); ++font) {
      if (font_states_[font] == 0) continue;
      plan.font_bias[font].fill(kFontSays);
      plan.font_bias[font][font_states_[font]] = 0;
    }
    judge(cheapest_states(words_, scales_, plan), false);
    const std::size_t winner = vote(plan);
    if (winner != 0) {
      plan.allowed.fill(false);
      plan.allowed[0] = plan.allowed[winner] = true;
      for (const std::size_t state : font_states_) plan.allowed[state] = true;
      plan.start = winner;
      plan.line = 0;
    }
    if (winner != 0 || fonts_voted_) judge(cheapest_states(words_, scales_, plan), winner != 0);
    return verdicts_;
  }

 private:
  bool font_decides(std::size_t word) const {
    return words_[word].font >= 0 && font_states_[static_cast<std::size_t>(words_[word].font)] != 0;
  }

  /// Takes the runs of `states` that convince; all of them where the document has voted.
  void judge(const std::vector<std::uint8_t>& states, bool voted) {
    verdicts_.assign(words_.size(), {});
    for (std::size_t begin = 0; begin < states.size();) {
      std::size_t end = begin;
      bool by_font = false;
      while (end < states.size() && states[end] == states[begin]) by_font = font_decides(end++) || by_font;
      if (states[begin] != 0) {
        const Evidence evidence = weigh_run(words_, scales_, begin, end, states[begin]);
        if (voted || by_font || evidence.convinces()) {
          const float confidence = voted || by_font ? std::max(0.9F, evidence.confidence()) : evidence.confidence();
          for (std::size_t i = begin; i < end; ++i)
            verdicts_[i] = {static_cast<std::int8_t>(states[begin] - 1), confidence};
        }
      }
      begin = end;
    }
  }

  /// The state that nearly all words of the document speak for, 0 for none; fonts without a telling name vote too.
  std::size_t vote(Plan& plan) {
    std::array<int, kStates> votes{};
    std::vector<std::array<int, kStates>> font_votes(font_states_.size());
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const auto state = static_cast<std::size_t>(verdicts_[i].reading + 1);
      const WordWeight& weight = scales_[i][state];
      if (weight.good == 0 || (state != 0 && (!weight.made || scales_[i][0].cost < kBroken))) continue;
      votes[state] += weight.good;
      if (words_[i].font >= 0) font_votes[static_cast<std::size_t>(words_[i].font)][state] += weight.good;
    }
    const auto winner_of = [](const std::array<int, kStates>& counts, int least) {
      int all = 0;
      for (const int count : counts) all += count;
      const auto best = static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
      return counts[best] >= least && 10 * counts[best] >= 9 * all ? best : std::size_t{0};
    };
    for (std::size_t font = 0; font < font_votes.size(); ++font) {
      const std::size_t winner = winner_of(font_votes[font], 3);
      if (winner == 0 || font_states_[font] != 0) continue;
      plan.font_bias[font].fill(kFontVotes);
      plan.font_bias[font][winner] = 0;
      fonts_voted_ = true;
    }
    return winner_of(votes, 8);
  }

  const std::vector<PlacedWord>& words_;
  Scales scales_;
  std::vector<std::size_t> font_states_;
  std::vector<WordVerdict> verdicts_;
  bool fonts_voted_ = false;
};

}  // namespace

std::vector<WordVerdict> find_legacy_words(const std::vector<PlacedWord>& words,
                                           const std::vector<std::optional<LegacyFont>>& fonts) {
  return Detection(words, fonts).run();
}

}  // namespace trichluc
