#include "extractors/engine/pattern_reach.h"

#include <algorithm>
#include <optional>

#include "extractors/engine/code_page.h"

namespace trichluc {
namespace {

constexpr std::uint32_t kNoBound = PatternReach::kNoBound;

std::uint32_t sum(std::uint32_t a, std::uint32_t b) { return std::min(a + b, kNoBound); }

/// Kinds of characters a part of a pattern can match.
enum Kinds : unsigned { kNothing = 0, kLetters = 1, kDigits = 2, kPoints = 4, kOthers = 8, kAny = 15 };

Kinds kinds_of(std::uint8_t code) {
  if (code >= '0' && code <= '9') return kDigits;
  switch (token_kind(code)) {
    case CodeKind::kWord: return kLetters;
    case CodeKind::kNumeral: return kPoints;
    default: return kOthers;
  }
}

/// Whether what has only these kinds stands in one token, whatever its length.
bool one_token(unsigned kinds) { return (kinds & ~kLetters) == 0 || (kinds & ~(kDigits | kPoints)) == 0; }

struct Part {
  unsigned kinds = kNothing;
  std::uint32_t tokens = 0;
  std::uint32_t before_digit = 0;             // of the matches that hold a digit
  std::optional<std::uint32_t> skipped = 0U;  // tokens of a match without digit; nothing where each holds one
};

Part any_text() { return {kAny, kNoBound, kNoBound, kNoBound}; }

Part character(unsigned kinds) {
  Part part{kinds, kinds == kNothing ? 0U : 1U, 0, 1U};
  if (kinds == kDigits) part.skipped.reset();
  return part;
}

/// One after the other.
class Sequence {
 public:
  void add(const Part& part) {
    // letters behind letters, digits behind digits: no further token
    const bool joined = run_ != kNothing && part.kinds != kNothing && one_token(run_ | part.kinds);
    if (whole_.skipped) {
      whole_.before_digit = std::max(whole_.before_digit, sum(*whole_.skipped, part.before_digit));
      // digits of the run may be what is skipped, so that only letters are surely counted already
      const bool counted = joined && (run_ | part.kinds) == kLetters;
      if (!part.skipped) {
        whole_.skipped.reset();
      } else if (!counted) {
        whole_.skipped = sum(*whole_.skipped, *part.skipped);
      }
    }
    if (!joined) whole_.tokens = sum(whole_.tokens, part.tokens);
    whole_.kinds |= part.kinds;
    if (part.kinds != kNothing) run_ = one_token(part.kinds) ? (joined ? run_ : 0U) | part.kinds : kNothing;
  }
  const Part& whole() const { return whole_; }

 private:
  Part whole_;
  unsigned run_ = kNothing;  // kinds of the parts at the end that stand in one token
};

Part either(const Part& a, const Part& b) {
  Part part{a.kinds | b.kinds, std::max(a.tokens, b.tokens), std::max(a.before_digit, b.before_digit), std::nullopt};
  if (a.skipped || b.skipped) part.skipped = std::max(a.skipped.value_or(0), b.skipped.value_or(0));
  return part;
}

Part repeated(const Part& part, std::uint32_t least, std::optional<std::uint32_t> most) {
  const auto times = [&](std::uint32_t tokens) {
    if (tokens == 0 || one_token(part.kinds)) return std::min(tokens, 1U);
    return most && *most < kNoBound && tokens < kNoBound ? std::min(tokens * *most, kNoBound) : kNoBound;
  };
  Part all{part.kinds, times(part.tokens), part.before_digit, std::nullopt};
  if (part.skipped) {
    all.skipped = times(*part.skipped);
    if (most != 1U) all.before_digit = sum(*all.skipped, part.before_digit);
  } else if (least == 0) {
    all.skipped = 0U;
  }
  return all;
}

/// Reads RE2's syntax as far as rules use it.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : pattern_(pattern) {}

  /// Nothing where the pattern has what is not understood.
  std::optional<Part> read() {
    const Part part = alternatives();
    return understood_ && at_ == pattern_.size() ? std::optional(part) : std::nullopt;
  }

 private:
  bool more() const { return at_ < pattern_.size(); }
  bool take(std::string_view text) {
    if (!pattern_.substr(at_).starts_with(text)) return false;
    at_ += text.size();
    return true;
  }
  Part give_up() {
    understood_ = false;
    at_ = pattern_.size();
    return any_text();
  }

  Part alternatives() {
    Part part = sequence();
    while (take("|")) part = either(part, sequence());
    return part;
  }

  Part sequence() {
    Sequence sequence;
    while (more() && pattern_[at_] != '|' && pattern_[at_] != ')') sequence.add(repetition());
    return sequence.whole();
  }

  Part repetition() {
    Part part = atom();
    for (;;) {
      if (take("*")) {
        part = repeated(part, 0, std::nullopt);
      } else if (take("+")) {
        part = repeated(part, 1, std::nullopt);
      } else if (take("?")) {
        part = repeated(part, 0, 1U);
      } else if (!repeat_counted(part)) {
        return part;
      }
      take("?");  // the lazy forms
    }
  }

  /// {2} {2,} {2,5}; other braces are characters.
  bool repeat_counted(Part& part) {
    std::size_t at = at_;
    if (at >= pattern_.size() || pattern_[at] != '{') return false;
    ++at;
    const auto number = [&]() -> std::optional<std::uint32_t> {
      const std::size_t begin = at;
      std::uint32_t value = 0;
      for (; at < pattern_.size() && pattern_[at] >= '0' && pattern_[at] <= '9'; ++at)
        value = std::min(value * 10 + static_cast<std::uint32_t>(pattern_[at] - '0'), kNoBound);
      return at > begin ? std::optional(value) : std::nullopt;
    };
    const auto least = number();
    if (!least || at >= pattern_.size()) return false;
    std::optional<std::uint32_t> most = least;
    if (pattern_[at] == ',') {
      ++at;
      most = number();
    }
    if (at >= pattern_.size() || pattern_[at] != '}') return false;
    at_ = at + 1;
    part = repeated(part, *least, most);
    return true;
  }

  Part atom() {
    if (take("(")) {
      if (take("?")) {
        if (take("P<")) {
          const std::size_t close = pattern_.find('>', at_);
          if (close == std::string_view::npos) return give_up();
          at_ = close + 1;
        } else if (!take(":")) {
          return give_up();  // flags
        }
      }
      const Part inside = alternatives();
      return take(")") ? inside : give_up();
    }
    if (take("[")) return character(bracket());
    if (take(".")) return character(kAny);
    if (take("^") || take("$")) return {};
    if (take("\\")) {
      const unsigned kinds = escape();
      return kinds == kNothing ? give_up() : character(kinds);
    }
    return character(kinds_of(static_cast<std::uint8_t>(pattern_[at_++])));
  }

  /// Behind the stroke; kNothing where it is no character.
  unsigned escape() {
    if (!more()) return kNothing;
    const char c = pattern_[at_++];
    if (c == 'd') return kDigits;
    if (c == 's' || c == 't' || c == 'n') return kOthers;
    const bool letter_or_digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter_or_digit ? kNothing : kinds_of(static_cast<std::uint8_t>(c));
  }

  unsigned bracket() {
    const bool negated = take("^");
    unsigned kinds = kNothing;
    for (bool first = true; more() && (first || pattern_[at_] != ']'); first = false) {
      if (take("\\")) {
        const unsigned escaped = escape();
        const bool range = at_ + 1 < pattern_.size() && pattern_[at_] == '-' && pattern_[at_ + 1] != ']';
        if (escaped == kNothing || range) give_up();
        kinds |= escaped;
        continue;
      }
      if (take("[:")) give_up();
      if (!more()) break;
      const auto begin = static_cast<std::uint8_t>(pattern_[at_++]);
      const bool range = at_ + 1 < pattern_.size() && pattern_[at_] == '-' && pattern_[at_ + 1] != ']';
      if (!range) {
        kinds |= kinds_of(begin);
        continue;
      }
      ++at_;
      if (take("\\") || !more()) {
        give_up();
        break;
      }
      const auto end = static_cast<std::uint8_t>(pattern_[at_++]);
      for (unsigned code = begin; code <= end; ++code) kinds |= kinds_of(static_cast<std::uint8_t>(code));
    }
    if (!take("]")) give_up();
    return negated ? static_cast<unsigned>(kAny) : kinds;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  bool understood_ = true;
};

}  // namespace

PatternReach reach_of(std::string_view encoded) {
  const auto part = Reader(encoded).read();
  if (!part) return {};
  PatternReach reach;
  reach.tokens = part->tokens;
  reach.digit = !part->skipped;
  if (reach.digit) reach.before_digit = part->before_digit;
  return reach;
}

}  // namespace trichluc
