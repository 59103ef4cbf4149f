// language_model.h - how likely one Vietnamese syllable follows another.
//
// Interpolated Kneser-Ney over pairs (D = 0.75; Chen and Goodman 1999, section 3.2) of canonical syllable keys, so that
// "hòa" and "hoà", "CÔNG" and "công" are one. Numbers, acronyms, foreign words and signs are classes of their own. The
// single-syllable level is mixed with 300 pseudo-counts spread evenly over the lexicon, so that every syllable of the
// language is possible. Logarithms are natural.
//
// The data lie beside the rules, in rules/language: lexicon.txt (a syllable a line), names.txt (syllables of names that
// dictionaries lack), counts.txt (a line a syllable: what follows it, how often). tools/language says how they are
// made.
#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/core/error.h"
#include "pipeline/core/table_file.h"
#include "pipeline/normalize/syllables.h"
#include "pipeline/normalize/words.h"

namespace trichluc {

/// A syllable's key, or one of the classes below 8.
using LanguageToken = std::uint64_t;

namespace language_token {
constexpr LanguageToken kBreak = 1;  // begin or end of a sentence; . ? ! ; :
constexpr LanguageToken kComma = 2;  // , and dashes
constexpr LanguageToken kNumber = 3;
constexpr LanguageToken kAcronym = 4;  // UBND
constexpr LanguageToken kForeign = 5;  // letters that are no syllable
constexpr LanguageToken kSign = 6;
}  // namespace language_token

LanguageToken language_token_of(const Word& word);

/// Calls `add(first, second)` for every token of `words` and the one before it, that of the first being `before`.
/// Returns the last token.
template <class Add>
LanguageToken each_pair(const std::vector<Word>& words, LanguageToken before, const Add& add) {
  for (const Word& word : words) {
    const LanguageToken token = language_token_of(word);
    add(before, token);
    before = token;
  }
  return before;
}

/// What follows what in some text. Adding is commutative: counts of documents, archives and packages can be merged in
/// any order and give the same.
class LanguageCounts {
 public:
  void add(LanguageToken first, LanguageToken second, std::uint32_t times = 1);
  void add(const LanguageCounts& other, std::uint32_t times = 1);

  /// The words of one stretch of text; `before` is the token it follows. Returns its last token.
  LanguageToken add(const std::vector<Word>& words, LanguageToken before);

  /// Drops pairs seen less than `least` times.
  void prune(std::uint32_t least);

  struct PairHash {
    std::size_t operator()(const std::pair<LanguageToken, LanguageToken>& pair) const {
      const std::uint64_t mixed = (pair.first * 0x9E3779B97F4A7C15ULL + pair.second) * 0xC2B2AE3D27D4EB4FULL;
      return mixed ^ mixed >> 32;
    }
  };
  using Pairs = std::unordered_map<std::pair<LanguageToken, LanguageToken>, std::uint32_t, PairHash>;
  const Pairs& pairs() const { return pairs_; }
  std::uint64_t total() const { return total_; }

  /// For another process of this program: the numbers as they are. What pack() did not make adds nothing.
  std::string pack() const;
  void add_packed(std::string_view packed);

  /// "công\ttác 34 ty 5\n", sorted by spelling.
  void write(std::ostream& out) const;
  /// Errors: kBadRule with the line that is not of that form.
  static Result<LanguageCounts> read(std::string_view text, const std::filesystem::path& file);

 private:
  Pairs pairs_;
  std::uint64_t total_ = 0;
};

/// A file of rules/language. Errors: kBadRule naming it.
Result<std::string> read_language_text(const std::filesystem::path& file);

class LanguageModel {
 public:
  /// From `folder` (rules/language). Errors: kBadRule naming the file, and the line that is broken.
  static Result<LanguageModel> load(const std::filesystem::path& folder);

  LanguageModel();

  /// Begins as `beneath`, which must outlive it and stay as it is; costs what is added.
  explicit LanguageModel(const LanguageModel* beneath);

  /// Its five tables of a compiled file, from number `first` on; the file must outlive it and its copies.
  LanguageModel(const TableFile& file, std::size_t first);
  void write(TableFileWriter& file) const;

  /// A well-formed syllable joins the lexicon.
  void add_syllable(SyllableKey key, bool name = false);
  void add(LanguageToken first, LanguageToken second, std::uint32_t times = 1);
  void add(const LanguageCounts& counts, std::uint32_t times = 1);

  /// log P(second | first).
  double log_probability(LanguageToken first, LanguageToken second) const {
    return log_probability_of(id_of(first), id_of(second));
  }
  /// The same in two steps, for who asks about the same tokens again and again. Adding keeps ids valid.
  using Id = std::uint32_t;
  static constexpr Id kUnknown = ~Id{0};
  Id id_of(LanguageToken token) const { return find(token); }
  /// Of a token that may be new; kUnknown when there are too many.
  Id add_token(LanguageToken token);
  void add_ids(Id first, Id second, std::uint32_t times);
  double log_probability_of(Id first, Id second) const;
  /// P(token) whatever stands before.
  double base_probability_of(Id token) const;
  /// A token that stands first, for who asks about many behind it.
  struct Behind {
    Id first = kUnknown;
    double followed = 0;   // tokens seen behind it; 0: nothing is known
    double discounts = 0;  // taken off them, for what was never seen
  };
  Behind behind(Id first) const;
  /// P(second | first), where `base` is the base probability of `second`.
  double probability_of(const Behind& first, Id second, double base) const;
  /// log P(token) whatever stands before.
  double log_probability(LanguageToken token) const { return log_probability_of(kUnknown, id_of(token)); }
  /// How often the pair was seen.
  std::uint32_t count(LanguageToken first, LanguageToken second) const;
  /// How often `first` was seen with anything behind it.
  std::uint64_t count(LanguageToken first) const;

  bool in_lexicon(SyllableKey key) const;
  /// Known only as part of names.
  bool is_name(SyllableKey key) const { return is_name_of(id_of(key)); }
  bool is_name_of(Id token) const { return token != kUnknown && entries_.view()[token].name; }
  /// In the order of their keys.
  std::vector<SyllableKey> lexicon() const;
  /// Tokens seen in training.
  std::uint64_t total() const { return totals_.tokens; }

 private:
  struct Entry {
    LanguageToken token = 0;
    std::uint64_t followed = 0;      // tokens seen behind it
    std::uint32_t followers = 0;     // different ones
    std::uint32_t predecessors = 0;  // different tokens seen before it
    bool listed = false;
    bool name = false;
  };
  struct Pair {
    std::uint32_t key = 0;    // indices of both, 16 bits each
    std::uint32_t times = 0;  // 0: an empty slot
  };
  struct Totals {
    std::uint64_t pairs = 0;   // different ones
    std::uint64_t listed = 0;  // syllables
    std::uint64_t tokens = 0;
  };

  std::uint32_t find(LanguageToken token) const;  // kUnknown when it is
  static std::uint32_t pair_key(std::uint32_t first, std::uint32_t second) { return first << 16 | second; }
  static std::uint64_t sign_of(std::uint32_t key) { return key * 0x9E3779B97F4A7C15ULL >> (64 - kSignBits); }
  /// Most pairs that are asked about were never seen: one look at a bit says so.
  std::uint32_t times(std::uint32_t first, std::uint32_t second) const {
    const std::uint32_t key = pair_key(first, second);
    const std::uint64_t sign = sign_of(key);
    return (signs_[sign >> 6] >> (sign & 63) & 1) == 0 ? 0 : find_times(key);
  }
  std::uint32_t find_times(std::uint32_t key) const;
  std::uint32_t times_beneath(std::uint32_t key) const;
  Pair& own_pair(std::uint32_t key);  // adds it; its times are for the caller to raise

  Table<Entry> entries_;
  Table<std::uint32_t> slots_;  // token -> index into entries_, open addressing
  // Pairs of the compiled file or of the model beneath, and those added since, which go before them: a model adapted to
  // a document costs what the document adds. With open addressing.
  std::span<const Pair> mapped_pairs_;
  const LanguageModel* beneath_ = nullptr;
  std::vector<Pair> pairs_;
  static constexpr int kSignBits = 19;
  Table<std::uint64_t> signs_;  // bits by sign_of: whether any pair is known that has it
  std::size_t own_pairs_ = 0;
  Totals totals_;
};

}  // namespace trichluc
