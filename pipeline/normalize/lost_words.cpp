#include "pipeline/normalize/lost_words.h"

#include <algorithm>
#include <utility>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr double kFirstLetter = 5;      // any edit that puts a letter in
constexpr double kMoreLetters = 3;      // each letter after the first
constexpr double kAtEdge = 1.5;         // a letter at the line's end or before a sign
constexpr double kAtBlank = 2.5;        // a letter beside a single blank that stays
constexpr double kOneForTwo = 2.0;      // one letter where two blanks stand
constexpr double kMisfit = 20;          // by em squared: a gap wider or narrower than what fills it
constexpr float kLetterWidth = 0.5F;    // em, of an accented letter: 0.28 (ỉ) to 0.6 (ơ)
constexpr std::size_t kMostJoined = 3;  // words joined with letters put in

class Finder {
 public:
  Finder(const std::vector<LatticeWord>& words, std::string_view text, const LostLetters& candidates)
      : words_(words), text_(text), candidates_(candidates), pieces_(words.size()) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      pieces_[i] = words[i].is_lettered() && words[i].word.lost == 0 && candidates.is_piece(words[i].lower);
    }
  }

  std::vector<LostWord> find(bool marked) {
    for (std::uint32_t i = 0; i < words_.size(); ++i) {
      if (words_[i].is_lettered() && words_[i].word.lost != 0) add_marked(i);
      // Most words are whole: no letters around them make another one of them.
      if (!marked && pieces_[i]) add_joined(i);
    }
    return std::move(found_);
  }

 private:
  const LatticeWord& at(std::size_t i) const { return words_[i]; }

  void add_marked(std::uint32_t i) {
    LostWord lost{.first = i, .last = i + 1, .strong = true};
    for (std::size_t b = 0; b < at(i).lower.size();) {
      const Decoded here = decode_utf8(at(i).lower, b);
      if (here.code == kLostLetter) {
        lost.pattern += '?';
      } else {
        lost.pattern.append(at(i).lower, b, here.length);
      }
      b += here.length;
    }
    add(std::move(lost));
  }

  void add(LostWord lost) {
    lost.candidates = candidates_.find(lost.pattern);
    if (!lost.candidates.empty()) found_.push_back(std::move(lost));
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
    return !at(i).is_lettered() && signs.find(decode_utf8(text_, at(i).word.text.begin).code) != signs.npos;
  }

  /// No blank belongs into the gap before word `i`: a comma, a full stop, a closing bracket stands right behind a
  /// word, an opening one right before it, and a slash that touches one of its words touches both.
  bool closed_up(std::uint32_t i) const {
    const bool touches_next = i + 1 < words_.size() && at(i + 1).word.blanks == 0;
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
    if (i == 0 || i == words_.size()) return {true, kAtEdge, 0, false};
    const LatticeWord& word = at(i);
    if (word.gap.measured && word.word.blanks > 0) {
      if (word.gap.plain()) return {};
      const auto taken = static_cast<std::uint8_t>(word.word.blanks > 1 ? 1 : 0);
      return {true, misfit(word.gap.width - word.gap.word_space - kLetterWidth), taken, true};
    }
    if (word.word.blanks == 2 || word.word.blanks == 3) return {true, 0, 1, true};
    if (word.word.blanks == 1) {
      const bool words_meet = word.is_lettered() && at(i - 1).is_lettered();
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
    for (std::uint32_t last = i + 1; last <= words_.size(); ++last) {
      const LatticeWord& newest = at(last - 1);
      if (last > i + 1) {
        if (last - i > kMostJoined || !pieces_[last - 1]) break;
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
    const auto inside = std::count(pattern.begin(), pattern.end(), '?');
    const auto try_it = [&](std::string_view begin, std::string_view end, const Side& before, const Side& behind) {
      const auto letters = inside + static_cast<std::ptrdiff_t>(begin.size() + end.size());
      if (letters == 0 || letters > 3) return;
      LostWord lost{.first = first, .last = last};
      lost.pattern.append(begin).append(pattern).append(end);
      lost.cost = cost + (before.cost + behind.cost) + kFirstLetter + kMoreLetters * static_cast<double>(letters - 1);
      lost.blanks_taken_before = before.blanks;
      lost.blanks_taken_after = behind.blanks;
      lost.strong = last - first > 1 || before.strong || behind.strong;
      add(std::move(lost));
    };
    try_it("", "", {}, {});
    const Side behind = side(last);
    if (behind.possible) try_it("", "?", {}, behind);
    const Side before = at(first).word.capitals == 0 ? side(first) : Side{};
    if (!before.possible) return;
    try_it("?", "", before, {});
    try_it("??", "", before, {});  // đ and the vowel behind it: "Quy t nh" is Quyết định
  }

  const std::vector<LatticeWord>& words_;
  std::string_view text_;
  const LostLetters& candidates_;
  std::vector<bool> pieces_;  // by word: whether it is what is left of some syllable
  std::vector<LostWord> found_;
};

}  // namespace

std::vector<LostWord> find_lost_words(const std::vector<LatticeWord>& words, std::string_view text,
                                      const LostLetters& candidates, bool marked) {
  return Finder(words, text, candidates).find(marked);
}

}  // namespace trichluc
