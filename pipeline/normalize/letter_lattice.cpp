#include "pipeline/normalize/letter_lattice.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr double kKeepHard = 12;             // a piece left as it is
constexpr double kKeepMarked = 25;           // a word left with a mark in it
constexpr double kFirstLetter = 5;           // any edit that puts a letter in
constexpr double kMoreLetters = 3;           // each letter after the first
constexpr double kJoinOnly = 4;              // an edit that only joins
constexpr double kAtEdge = 1.5;              // a letter at the line's end or before a sign
constexpr double kAtBlank = 2.5;             // a letter beside a single blank that stays
constexpr double kOneForTwo = 2.0;           // one letter where two blanks stand
constexpr double kMisfit = 20;               // by em squared: a gap wider or narrower than what fills it
constexpr float kLetterWidth = 0.5F;         // em, of an accented letter: 0.28 (ỉ) to 0.6 (ơ)
constexpr double kAlive = 4;                 // a letter that is seen nearby
constexpr double kUnseenName = 6;            // a name's syllable before a small letter
constexpr std::size_t kMostJoined = 3;       // words joined with letters put in
constexpr std::size_t kMostSplit = 7;        // words joined without
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
  double base = 0;  // its probability whatever stands before
  double cost = 0;
  std::uint8_t blanks_taken_before = 0;  // of the gap before its first word
  std::uint8_t blanks_taken_after = 0;   // of the gap behind its last word
  bool edit = false;
  bool strong = false;
  std::uint32_t pattern = 0;                          // of an edit; number of Lattice::patterns_
  const LostLetters::Candidate* candidate = nullptr;  // what fills it; null: it is the form itself
  double forward = 0;                                 // log of all ways that end with it
  double backward = 0;                                // log of all ways from it to the end
};

bool is_lettered(const LatticeWord& word) {
  return word.word.kind == WordKind::kSyllable || word.word.kind == WordKind::kLetters;
}

class Lattice {
 public:
  Lattice(const LatticeLine& line, std::string_view text, const LanguageModel& model, const LostLetters& candidates,
          const LetterCosts& costs)
      : line_(line),
        text_(text),
        model_(model),
        candidates_(candidates),
        costs_(costs),
        starting_(line.words.size() + 1),
        ending_(line.words.size() + 1) {
    for (std::uint32_t at = 0; at < line.words.size(); ++at) {
      add_kept(at);
      if (!is_lettered(line.words[at])) continue;
      if (line.words[at].word.lost != 0) add_marked(at);
      if (line.marked) continue;
      add_joined(at);
      if (line.joins) add_split(at);
    }
  }

  std::vector<LetterEdit> read(double least) {
    if (!sweep()) return {};
    std::vector<LetterEdit> edits;
    for (const Edge& edge : edges_) {
      if (!edge.edit) continue;
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
    starting_[edge.first].push_back(static_cast<std::uint32_t>(edges_.size()));
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

  /// Edges for all candidates of `pattern`.
  void add_candidates(const Edge& base, const std::string& pattern) {
    const std::span<const LostLetters::Candidate> found = candidates_.find(pattern);
    if (found.empty()) return;
    ranked_.clear();
    for (const LostLetters::Candidate& candidate : found) {
      double cost = base.cost;
      // Pattern and form have the same letters, one '?' for each lost one.
      for (std::size_t p = 0, f = 0; p < pattern.size();) {
        const Decoded letter = decode_utf8(candidate.form(), f);
        if (pattern[p] == '?') cost += costs_.of(letter.code);
        p += pattern[p] == '?' ? 1 : letter.length;
        f += letter.length;
      }
      const LanguageModel::Id id = model_.id_of(candidate.key);
      if (model_.is_name_of(id) && before_small_unseen(base.last, candidate.key)) cost += kUnseenName;
      ranked_.push_back({cost, 0, id, &candidate});
    }
    if (ranked_.size() > kMostCandidates) {
      for (Ranked& one : ranked_) one.rank = one.cost - model_.log_probability_of(LanguageModel::kUnknown, one.id);
      std::sort(ranked_.begin(), ranked_.end(), [](const Ranked& a, const Ranked& b) { return a.rank < b.rank; });
      ranked_.resize(kMostCandidates);
    }
    Edge edge = base;
    edge.edit = true;
    edge.pattern = number_of(pattern);
    for (const Ranked& one : ranked_) {
      edge.cost = one.cost;
      edge.token = one.candidate->key;
      edge.id = one.id;
      edge.candidate = one.candidate;
      add(edge);
    }
  }

  std::uint32_t number_of(const std::string& pattern) {
    patterns_.push_back(pattern);
    return static_cast<std::uint32_t>(patterns_.size() - 1);
  }

  bool before_small_unseen(std::uint32_t next, SyllableKey key) const {
    if (next >= line_.words.size()) return false;
    const Word& word = at(next).word;
    return word.letters > 0 && word.capitals == 0 && model_.count(key, language_token_of(word)) == 0;
  }

  void add_marked(std::uint32_t i) {
    Edge base{.first = i, .last = i + 1, .strong = true};
    std::string pattern;
    for (std::size_t b = 0; b < at(i).lower.size();) {
      const Decoded here = decode_utf8(at(i).lower, b);
      if (here.code == kLostLetter) {
        pattern += '?';
      } else {
        pattern.append(at(i).lower, b, here.length);
      }
      b += here.length;
    }
    add_candidates(base, pattern);
  }

  /// How many letters may stand in the gap before word `i` when the words around it are one; least, most.
  std::pair<int, int> letters_between(std::uint32_t i) const {
    if (at(i).gap.measured) return at(i).gap.plain() ? std::pair(0, -1) : std::pair(1, 2);
    const int blanks = static_cast<int>(at(i).word.blanks);
    if (blanks == 1) return {1, 2};
    if (blanks == 2) return {1, 2};
    return {0, -1};
  }

  /// What it costs that `letters` fill the gap before word `i`.
  double fill_cost(std::uint32_t i, int letters) const {
    const LetterGap& gap = at(i).gap;
    if (!gap.measured) return letters < static_cast<int>(at(i).word.blanks) ? kOneForTwo : 0.0;
    // The page says how many, so that many are no dearer than one.
    return misfit(gap.width - kLetterWidth * static_cast<float>(letters)) - kMoreLetters * (letters - 1);
  }

  bool is_sign(std::uint32_t i, std::u32string_view signs) const {
    return !is_lettered(at(i)) && signs.find(decode_utf8(text_, at(i).word.text.begin).code) != signs.npos;
  }

  /// No blank belongs into the gap before word `i`: a comma, a full stop, a closing bracket stands right behind a
  /// word, an opening one right before it, and a slash that touches one of its words touches both.
  bool closed_up(std::uint32_t i) const {
    const bool touches_next = i + 1 < line_.words.size() && at(i + 1).word.blanks == 0;
    const bool touches_last = i >= 2 && at(i - 1).word.blanks == 0;
    return is_sign(i, U",.;:!?)]%…”’") || (touches_next && is_sign(i, U"/")) || is_sign(i - 1, U"([“‘") ||
           (touches_last && is_sign(i - 1, U"/"));
  }

  static double misfit(float em) { return kMisfit * static_cast<double>(em) * static_cast<double>(em); }

  struct Side {
    bool possible = false;
    double cost = 0;
    std::uint8_t blanks = 0;  // taken from the gap
    bool strong = false;
  };

  /// Whether a letter may have stood in the gap before word `i`, at the end of the word before it or at its own begin.
  Side side(std::uint32_t i) const {
    if (i == 0 || i == line_.words.size()) return {true, kAtEdge, 0, false};
    const LatticeWord& word = at(i);
    if (word.gap.measured && word.word.blanks > 0) {
      if (word.gap.plain()) return {};
      const auto taken = static_cast<std::uint8_t>(word.word.blanks > 1 ? 1 : 0);
      return {true, misfit(word.gap.width - word.gap.word_space - kLetterWidth), taken, true};
    }
    if (word.word.blanks == 2 || word.word.blanks == 3) return {true, 0, 1, true};
    if (word.word.blanks == 1) {
      const bool words_meet = is_lettered(word) && is_lettered(at(i - 1));
      // The blank is where the letter was: "hạn ch , ", "( ề án".
      const auto taken = static_cast<std::uint8_t>(closed_up(i) ? 1 : 0);
      return {true, words_meet ? kAtBlank : kAtEdge, taken, false};
    }
    if (word.word.blanks == 0) return {true, kAtEdge, 0, false};
    return {};
  }

  void add_joined(std::uint32_t i) {
    std::vector<std::pair<std::string, double>> patterns = {{at(i).lower, 0.0}};
    std::size_t capitals = 0;
    for (std::uint32_t last = i + 1; last <= line_.words.size(); ++last) {
      const LatticeWord& newest = at(last - 1);
      if (last > i + 1) {
        if (last - i > kMostJoined || !is_lettered(newest) || newest.word.lost != 0) break;
        const auto [least, most] = letters_between(last - 1);
        std::vector<std::pair<std::string, double>> longer;
        for (const auto& [pattern, cost] : patterns) {
          for (int letters = least; letters <= most; ++letters) {
            longer.emplace_back(pattern + std::string(static_cast<std::size_t>(letters), '?') + newest.lower,
                                cost + fill_cost(last - 1, letters));
          }
        }
        patterns.swap(longer);
        if (patterns.empty()) break;
        capitals += newest.word.capitals;
        if (capitals > 0) break;  // a capital begins a word
      }
      for (const auto& [pattern, cost] : patterns) add_with_sides(i, last, pattern, cost);
    }
  }

  /// The joined words as they are, with a letter before, with a letter behind.
  void add_with_sides(std::uint32_t first, std::uint32_t last, const std::string& pattern, double cost) {
    const auto count = [](const std::string& made) { return std::count(made.begin(), made.end(), '?'); };
    const auto try_it = [&](const std::string& made, double more, const Side& before, const Side& behind) {
      const auto letters = count(made);
      if (letters == 0 || letters > 3) return;
      Edge base{.first = first, .last = last};
      base.cost = cost + more + kFirstLetter + kMoreLetters * static_cast<double>(letters - 1);
      base.blanks_taken_before = before.blanks;
      base.blanks_taken_after = behind.blanks;
      base.strong = last - first > 1 || before.strong || behind.strong;
      add_candidates(base, made);
    };
    try_it(pattern, 0, {}, {});
    const Side behind = side(last);
    if (behind.possible) try_it(pattern + "?", behind.cost, {}, behind);
    const Side before = at(first).word.capitals == 0 ? side(first) : Side{};
    if (!before.possible) return;
    try_it("?" + pattern, before.cost, before, {});
    try_it("??" + pattern, before.cost, before, {});  // đ and the vowel behind it: "Quy t nh" is Quyết định
  }

  void add_split(std::uint32_t i) {
    std::string joined = at(i).lower;
    bool piece = at(i).hard || line_.words_join;
    for (std::uint32_t last = i + 2; last <= line_.words.size() && last - i <= kMostSplit; ++last) {
      const LatticeWord& newest = at(last - 1);
      if (!is_lettered(newest) || newest.word.lost != 0 || newest.word.blanks != 1 || newest.word.capitals != 0) return;
      joined += newest.lower;
      piece = piece || newest.hard;
      const SyllableKey key = syllable_key(joined);
      if (!piece || !model_.in_lexicon(key)) continue;
      if (joined != spell(key, TonePlacement::kNew) && joined != spell(key, TonePlacement::kOld)) continue;
      Edge edge{.first = i, .last = last, .token = key, .cost = kJoinOnly, .edit = true, .strong = true};
      edge.id = model_.id_of(key);
      edge.pattern = number_of(joined);
      add(edge);
    }
  }

  /// Whether both can be: one gap is not used up twice.
  bool compatible(const Edge& left, const Edge& right) const {
    if (left.blanks_taken_after == 0 || right.blanks_taken_before == 0) return true;
    return left.blanks_taken_after + right.blanks_taken_before < static_cast<int>(at(right.first).word.blanks);
  }

  bool sweep() {
    const std::size_t count = line_.words.size();
    const LanguageModel::Id before = model_.id_of(line_.before);
    const LanguageModel::Id after = model_.id_of(line_.after);
    for (Edge& edge : edges_) edge.forward = edge.backward = kNever;
    std::vector<double> weights;  // of the ways that meet at a place, the likeliest being 1
    for (std::size_t place = 0; place < count; ++place) {
      std::vector<std::uint32_t>& lefts = ending_[place];
      prune(lefts);
      const double top = lefts.empty() ? 0.0 : edges_[lefts.front()].forward;
      weights.clear();
      for (const std::uint32_t left : lefts) weights.push_back(std::exp(edges_[left].forward - top));
      for (const std::uint32_t index : starting_[place]) {
        Edge& edge = edges_[index];
        double all = place == 0 ? model_.probability_of(before, edge.id, edge.base) : 0.0;
        for (std::size_t i = 0; i < lefts.size(); ++i) {
          const Edge& left = edges_[lefts[i]];
          if (compatible(left, edge)) all += weights[i] * model_.probability_of(left.id, edge.id, edge.base);
        }
        if (all == 0) continue;
        edge.forward = top + std::log(all) - edge.cost;
        ending_[edge.last].push_back(index);
      }
    }
    prune(ending_[count]);
    if (ending_[count].empty()) return false;
    const double top = edges_[ending_[count].front()].forward;
    double all = 0;
    for (const std::uint32_t index : ending_[count]) {
      Edge& edge = edges_[index];
      edge.backward = model_.log_probability_of(edge.id, after);
      all += std::exp(edge.forward + edge.backward - top);
    }
    total_ = top + std::log(all);
    for (std::size_t place = count; place-- > 1;) sweep_back(place, weights);
    return true;
  }

  void sweep_back(std::size_t place, std::vector<double>& weights) {
    const std::vector<std::uint32_t>& rights = starting_[place];
    double top = kNever;
    for (const std::uint32_t right : rights) top = std::max(top, edges_[right].backward - edges_[right].cost);
    if (top == kNever) return;
    weights.clear();
    for (const std::uint32_t right : rights)
      weights.push_back(std::exp(edges_[right].backward - edges_[right].cost - top));
    for (const std::uint32_t index : ending_[place]) {
      Edge& edge = edges_[index];
      double all = 0;
      for (std::size_t i = 0; i < rights.size(); ++i) {
        const Edge& right = edges_[rights[i]];
        if (weights[i] == 0 || !compatible(edge, right)) continue;
        all += weights[i] * model_.probability_of(edge.id, right.id, right.base);
      }
      if (all > 0) edge.backward = top + std::log(all);
    }
  }

  void prune(std::vector<std::uint32_t>& indices) const {
    std::sort(indices.begin(), indices.end(), [this](std::uint32_t a, std::uint32_t b) {
      return edges_[a].forward != edges_[b].forward ? edges_[a].forward > edges_[b].forward : a < b;
    });
    if (indices.size() > kBeam) indices.resize(kBeam);
    while (!indices.empty() && edges_[indices.back()].forward < edges_[indices.front()].forward - kBeamWidth)
      indices.pop_back();
  }

  LetterEdit edit_of(const Edge& edge, double probability) const {
    LetterEdit edit;
    edit.first = edge.first;
    edit.last = edge.last;
    edit.text = {at(edge.first).word.text.begin - edge.blanks_taken_before,
                 at(edge.last - 1).word.text.end + edge.blanks_taken_after};
    edit.key = edge.token;
    edit.strong = edge.strong;
    edit.probability = probability;
    // Letters that are there stay as they are printed; those put in follow the case of the others.
    std::string printed;
    for (std::uint32_t i = edge.first; i < edge.last; ++i) {
      printed += text_.substr(at(i).word.text.begin, at(i).word.text.size());
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
    const std::string& pattern = patterns_[edge.pattern];
    const std::string_view form = edge.candidate == nullptr ? pattern : edge.candidate->form();
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
  const LostLetters& candidates_;
  const LetterCosts& costs_;
  struct Ranked {
    double cost = 0, rank = 0;
    LanguageModel::Id id = LanguageModel::kUnknown;
    const LostLetters::Candidate* candidate = nullptr;
  };
  std::vector<Ranked> ranked_;  // of the pattern at hand
  std::vector<std::string> patterns_;
  std::vector<Edge> edges_;
  std::vector<std::vector<std::uint32_t>> starting_, ending_;  // by place between words
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
  for (std::size_t at = 0; at < costs_.size(); ++at) {
    const double share = (odds.lost_[at] + kSmoothing) / (odds.lost_total_ + kSmoothing * kLetterCount);
    costs_[at] = -0.5 * std::log(share) + (odds.seen_[at] >= 2 ? kAlive : 0.0);
  }
}

std::vector<LetterEdit> read_lattice(const LatticeLine& line, std::string_view text, const LanguageModel& model,
                                     const LostLetters& candidates, const LetterCosts& costs, double least) {
  if (line.words.empty()) return {};
  return Lattice(line, text, model, candidates, costs).read(least);
}

}  // namespace trichluc
