#include "pipeline/normalize/letter_lattice.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr double kKeepHard = 12;             // a piece left as it is
constexpr double kKeepMarked = 25;           // a word left with a mark in it
constexpr double kJoinOnly = 4;              // an edit that only joins
constexpr double kAlive = 4;                 // a letter that is seen nearby
constexpr double kUnseenName = 6;            // a name's syllable before a small letter
constexpr std::size_t kMostSplit = 7;        // words joined without letters put in
constexpr std::size_t kMostCandidates = 60;  // of one pattern, the likeliest
constexpr std::size_t kBeam = 50;            // ways kept at a place
constexpr double kBeamWidth = 16;
constexpr double kNever = -std::numeric_limits<double>::infinity();

// A line has thousands: what they are made of stands beside them.
struct Edge {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  LanguageToken token = 0;
  LanguageModel::Id id = LanguageModel::kUnknown;
  std::uint8_t blanks_taken_before = 0;  // of the gap before its first word
  std::uint8_t blanks_taken_after = 0;   // of the gap behind its last word
  bool edit = false;
  double base = 0;  // its probability whatever stands before
  double cost = 0;
  const LostWord* lost = nullptr;                     // the pattern it fills; null: it only joins, or keeps
  const LostLetters::Candidate* candidate = nullptr;  // what fills it
  double forward = kNever;                            // log of all ways that end with it
  double backward = kNever;                           // log of all ways from it to the end
};

/// Between two words, and at both ends.
struct Place {
  std::uint32_t begin = 0, end = 0;   // edges that start here
  std::vector<std::uint32_t> ending;  // edges that end here, the likeliest first
  // P(right | left) for all that end here, each with all that start; 0 where the two cannot meet.
  std::unique_ptr<double[]> pairs;

  std::size_t size() const { return end - begin; }
};

/// What is asked of an edge for every edge before it.
struct Right {
  double base = 0;
  LanguageModel::Id id = LanguageModel::kUnknown;
  std::uint8_t blanks_taken_before = 0;
};

class Lattice {
 public:
  Lattice(const LatticeLine& line, std::string_view text, const LanguageModel& model, const LetterCosts& costs)
      : line_(line), text_(text), model_(model), costs_(costs), places_(line.words.size() + 1) {
    std::size_t most = line.words.size();
    for (const LostWord& lost : line.lost) most += std::min(lost.candidates.size(), kMostCandidates);
    edges_.reserve(most);
    auto lost = line.lost.begin();
    for (std::uint32_t at = 0; at < line.words.size(); ++at) {
      places_[at].begin = static_cast<std::uint32_t>(edges_.size());
      add_kept(at);
      for (; lost != line.lost.end() && lost->first == at; ++lost) add_candidates(*lost);
      if (line.joins && !line.marked && line.words[at].is_lettered()) add_split(at);
      places_[at].end = static_cast<std::uint32_t>(edges_.size());
    }
  }

  std::vector<LetterEdit> read(double least) {
    if (!sweep()) return {};
    std::vector<LetterEdit> edits;
    for (const Edge& edge : edges_) {
      if (!edge.edit || edge.backward == kNever) continue;
      const double probability = std::exp(edge.forward + edge.backward - total_);
      if (probability >= least) edits.push_back(edit_of(edge, std::min(probability, 1.0)));
    }
    std::sort(edits.begin(), edits.end(),
              [](const LetterEdit& a, const LetterEdit& b) { return a.probability > b.probability; });
    // Below one half two readings of a place may both qualify: the likelier stays.
    std::vector<LetterEdit> apart;
    for (LetterEdit& edit : edits) {
      const bool clashes = std::any_of(apart.begin(), apart.end(), [&edit](const LetterEdit& other) {
        return edit.first < other.last && other.first < edit.last;
      });
      if (!clashes) apart.push_back(std::move(edit));
    }
    std::sort(apart.begin(), apart.end(), [](const LetterEdit& a, const LetterEdit& b) { return a.first < b.first; });
    return apart;
  }

 private:
  const LatticeWord& at(std::size_t i) const { return line_.words[i]; }

  /// Its id is known.
  void add(Edge edge) {
    edge.base = model_.base_probability_of(edge.id);
    edges_.push_back(edge);
  }

  void add_kept(std::uint32_t i) {
    Edge edge{.first = i, .last = i + 1, .token = language_token_of(at(i).word)};
    if (at(i).word.lost != 0) {
      edge.cost = kKeepMarked;
    } else if (at(i).hard) {
      edge.cost = kKeepHard;
    }
    edge.id = model_.id_of(edge.token);
    add(edge);
  }

  /// What it costs that `form` is what was lost. It has the letters of the pattern, and a wide one for each '?'.
  double cost_of(const LostWord& lost, std::string_view form) const {
    double cost = lost.cost;
    std::size_t at = 0;
    for (const char byte : lost.pattern) {
      if (byte != '?') {
        ++at;
        continue;
      }
      const Decoded letter = decode_wide(form, at, static_cast<unsigned char>(form[at]));
      cost += costs_.of(letter.code);
      at += letter.length;
    }
    return cost;
  }

  /// Edges for all that fills the pattern.
  void add_candidates(const LostWord& lost) {
    ranked_.clear();
    for (const LostLetters::Candidate& candidate : lost.candidates) {
      double cost = cost_of(lost, candidate.form());
      const LanguageModel::Id id = model_.id_of(candidate.key);
      if (model_.is_name_of(id) && before_small_unseen(lost.last, candidate.key)) cost += kUnseenName;
      ranked_.push_back({cost, 0, id, &candidate});
    }
    if (ranked_.size() > kMostCandidates) {
      for (Ranked& one : ranked_) one.rank = one.cost - model_.log_probability_of(LanguageModel::kUnknown, one.id);
      std::sort(ranked_.begin(), ranked_.end(), [](const Ranked& a, const Ranked& b) { return a.rank < b.rank; });
      ranked_.resize(kMostCandidates);
    }
    Edge edge{.first = lost.first, .last = lost.last, .edit = true, .lost = &lost};
    edge.blanks_taken_before = lost.blanks_taken_before;
    edge.blanks_taken_after = lost.blanks_taken_after;
    for (const Ranked& one : ranked_) {
      edge.cost = one.cost;
      edge.token = one.candidate->key;
      edge.id = one.id;
      edge.candidate = one.candidate;
      add(edge);
    }
  }

  bool before_small_unseen(std::uint32_t next, SyllableKey key) const {
    if (next >= line_.words.size()) return false;
    const Word& word = at(next).word;
    return word.letters > 0 && word.capitals == 0 && model_.count(key, language_token_of(word)) == 0;
  }

  void add_split(std::uint32_t i) {
    std::string joined = at(i).lower;
    bool piece = at(i).hard || line_.words_join;
    for (std::uint32_t last = i + 2; last <= line_.words.size() && last - i <= kMostSplit; ++last) {
      const LatticeWord& newest = at(last - 1);
      if (!newest.is_lettered() || newest.word.lost != 0 || newest.word.blanks != 1 || newest.word.capitals != 0)
        return;
      joined += newest.lower;
      piece = piece || newest.hard;
      if (!piece) continue;
      const SyllableKey key = syllable_key(joined);
      if (!model_.in_lexicon(key)) continue;
      if (joined != spell(key, TonePlacement::kNew) && joined != spell(key, TonePlacement::kOld)) continue;
      Edge edge{.first = i, .last = last, .token = key, .edit = true, .cost = kJoinOnly};
      edge.id = model_.id_of(key);
      add(edge);
    }
  }

  /// Whether both can be: one gap is not used up twice.
  bool compatible(const Edge& left, const Right& right) const {
    if (left.blanks_taken_after == 0 || right.blanks_taken_before == 0) return true;
    return left.blanks_taken_after + right.blanks_taken_before < static_cast<int>(at(left.last).word.blanks);
  }

  bool sweep() {
    const std::size_t count = line_.words.size();
    std::vector<double> sums;  // of the ways to each edge that starts at a place
    for (std::size_t number = 0; number < count; ++number) {
      Place& place = places_[number];
      prune(place.ending);
      const double top = place.ending.empty() ? 0.0 : edges_[place.ending.front()].forward;
      sums.assign(place.size(), 0.0);
      rights_.clear();
      for (std::uint32_t i = place.begin; i < place.end; ++i)
        rights_.push_back({edges_[i].base, edges_[i].id, edges_[i].blanks_taken_before});
      if (number == 0) {
        const LanguageModel::Behind before = model_.behind(model_.id_of(line_.before));
        for (std::size_t i = 0; i < place.size(); ++i)
          sums[i] = model_.probability_of(before, rights_[i].id, rights_[i].base);
      }
      weigh_pairs(place, top, sums);
      for (std::size_t i = 0; i < place.size(); ++i) {
        if (sums[i] == 0) continue;
        Edge& edge = edges_[place.begin + i];
        edge.forward = top + std::log(sums[i]) - edge.cost;
        places_[edge.last].ending.push_back(place.begin + static_cast<std::uint32_t>(i));
      }
    }
    std::vector<std::uint32_t>& last = places_[count].ending;
    prune(last);
    if (last.empty()) return false;
    const LanguageModel::Id after = model_.id_of(line_.after);
    const double top = edges_[last.front()].forward;
    double all = 0;
    for (const std::uint32_t index : last) {
      Edge& edge = edges_[index];
      edge.backward = model_.log_probability_of(edge.id, after);
      all += std::exp(edge.forward + edge.backward - top);
    }
    total_ = top + std::log(all);
    for (std::size_t place = count; place-- > 1;) sweep_back(places_[place]);
    return true;
  }

  /// Adds to the sum of each edge that starts at `place` the ways that end there, the likeliest of which weighs 1.
  void weigh_pairs(Place& place, double top, std::vector<double>& sums) {
    place.pairs = std::make_unique_for_overwrite<double[]>(place.ending.size() * place.size());
    double* pair = place.pairs.get();
    for (const std::uint32_t index : place.ending) {
      const Edge& left = edges_[index];
      const double weight = std::exp(left.forward - top);
      const LanguageModel::Behind behind = model_.behind(left.id);
      for (std::size_t i = 0; i < place.size(); ++i, ++pair) {
        const Right& right = rights_[i];
        *pair = compatible(left, right) ? model_.probability_of(behind, right.id, right.base) : 0.0;
        sums[i] += weight * *pair;
      }
    }
  }

  void sweep_back(const Place& place) {
    double top = kNever;
    for (std::uint32_t i = place.begin; i < place.end; ++i) top = std::max(top, edges_[i].backward - edges_[i].cost);
    if (top == kNever) return;
    weights_.clear();
    for (std::uint32_t i = place.begin; i < place.end; ++i) {
      const Edge& right = edges_[i];
      if (right.backward != kNever) weights_.emplace_back(i - place.begin, std::exp(right.backward - right.cost - top));
    }
    const double* pairs = place.pairs.get();
    for (const std::uint32_t index : place.ending) {
      double all = 0;
      for (const auto& [right, weight] : weights_) all += weight * pairs[right];
      if (all > 0) edges_[index].backward = top + std::log(all);
      pairs += place.size();
    }
  }

  /// The likeliest first; those that are too unlikely go.
  void prune(std::vector<std::uint32_t>& indices) const {
    double least = kNever;
    for (const std::uint32_t index : indices) least = std::max(least, edges_[index].forward - kBeamWidth);
    std::erase_if(indices, [&](std::uint32_t index) { return edges_[index].forward < least; });
    std::sort(indices.begin(), indices.end(), [this](std::uint32_t a, std::uint32_t b) {
      return edges_[a].forward != edges_[b].forward ? edges_[a].forward > edges_[b].forward : a < b;
    });
    if (indices.size() > kBeam) indices.resize(kBeam);
  }

  LetterEdit edit_of(const Edge& edge, double probability) const {
    LetterEdit edit;
    edit.first = edge.first;
    edit.last = edge.last;
    edit.text = {at(edge.first).word.text.begin - edge.blanks_taken_before,
                 at(edge.last - 1).word.text.end + edge.blanks_taken_after};
    edit.key = edge.token;
    edit.strong = edge.lost == nullptr || edge.lost->strong;
    edit.probability = probability;
    // Letters that are there stay as they are printed; those put in follow the case of the others.
    std::string printed, joined;
    for (std::uint32_t i = edge.first; i < edge.last; ++i) {
      printed += text_.substr(at(i).word.text.begin, at(i).word.text.size());
      joined += at(i).lower;
    }
    std::size_t visible = 0, capitals = 0;
    for (std::size_t b = 0; b < printed.size();) {
      const Decoded here = decode_utf8(printed, b);
      visible += here.code == kLostLetter ? 0U : 1U;
      capitals += is_upper(here.code) ? 1U : 0U;
      b += here.length;
    }
    const bool upper = visible >= 2 ? capitals == visible : capitals == visible && line_capitals();
    std::size_t from = 0;
    const std::string_view pattern = edge.lost == nullptr ? joined : edge.lost->pattern;
    const std::string_view form = edge.lost == nullptr ? joined : edge.candidate->form();
    for (std::size_t p = 0, f = 0; p < pattern.size();) {
      const Decoded letter = decode_utf8(form, f);
      if (pattern[p] == '?') {
        append_utf8(edit.made, upper ? to_upper(letter.code) : letter.code);
        append_utf8(edit.lost, letter.code);
        // A mark stands in the printed text for it, a blank does not.
        if (decode_utf8(printed, from).code == kLostLetter) from += 3;
        ++p;
      } else {
        const Decoded shown = decode_utf8(printed, from);
        append_utf8(edit.made, shown.code);
        from += shown.length;
        p += letter.length;
      }
      f += letter.length;
    }
    return edit;
  }

  /// Most words of the line are in capitals.
  bool line_capitals() const {
    std::size_t letters = 0, capitals = 0;
    for (const LatticeWord& word : line_.words) {
      letters += word.word.letters;
      capitals += word.word.capitals;
    }
    return capitals * 2 > letters;
  }

  const LatticeLine& line_;
  std::string_view text_;
  const LanguageModel& model_;
  const LetterCosts& costs_;
  struct Ranked {
    double cost = 0, rank = 0;
    LanguageModel::Id id = LanguageModel::kUnknown;
    const LostLetters::Candidate* candidate = nullptr;
  };
  std::vector<Ranked> ranked_;  // of the pattern at hand
  std::vector<Edge> edges_;     // in the order of their first words
  std::vector<Place> places_;
  // Of the place at hand: the edges that start there, and what those weigh from which ways lead on to the end.
  std::vector<Right> rights_;
  std::vector<std::pair<std::size_t, double>> weights_;
  double total_ = 0;
};

constexpr double kLetterCount = 67;  // non-ASCII Vietnamese letters, one case
constexpr double kSmoothing = 0.2;

}  // namespace

LetterOdds::LetterOdds() = default;

std::size_t LetterOdds::slot(char32_t letter) {
  if (letter < 0x200) return letter;
  return letter >= 0x1E00 && letter < 0x1F00 ? 0x200 + (letter - 0x1E00) : 0;
}

LetterCosts::LetterCosts(const LetterOdds& odds) {
  const auto cost = [&odds](std::uint32_t lost) {
    return -0.5 * std::log((lost + kSmoothing) / (odds.lost_total_ + kSmoothing * kLetterCount));
  };
  const double never = cost(0);
  for (std::size_t at = 0; at < costs_.size(); ++at) {
    costs_[at] = (odds.lost_[at] == 0 ? never : cost(odds.lost_[at])) + (odds.seen_[at] >= 2 ? kAlive : 0.0);
  }
}

std::vector<LetterEdit> read_lattice(const LatticeLine& line, std::string_view text, const LanguageModel& model,
                                     const LetterCosts& costs, double least) {
  if (line.words.empty()) return {};
  return Lattice(line, text, model, costs).read(least);
}

}  // namespace trichluc
