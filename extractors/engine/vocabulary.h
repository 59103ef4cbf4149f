// vocabulary.h - the word lists of rules/vocabulary, ready for looking up.
//
// Phrases are compared in folded form (folded.h), longest first, and end where a word ends.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "extractors/engine/folded.h"
#include "extractors/engine/phrase_sieve.h"
#include "pipeline/core/error.h"

namespace trichluc {

/// Phrases of one or more words with a number each (an index into some list).
class PhraseTable {
 public:
  /// `from_behind`: longest_before is asked too.
  explicit PhraseTable(bool from_behind = false) : from_behind_(from_behind) {}

  /// `phrase` in any case; a phrase given twice keeps its first index.
  void add(std::string_view phrase, int index);

  struct Found {
    int index = -1;
    std::uint32_t length = 0;  // bytes
  };
  /// The longest phrase that begins at byte `at` of `folded` and ends at a word's end; index -1 when there is none.
  Found longest_at(std::string_view folded, std::uint32_t at) const;
  /// The longest phrase that ends at byte `end` and begins at a word's begin.
  Found longest_before(std::string_view folded, std::uint32_t end) const;
  bool contains(std::string_view folded) const;
  bool empty() const { return by_first_.empty(); }

 private:
  struct Entry {
    std::string phrase;
    int index;
  };
  using Entries = std::unordered_map<std::string, std::vector<Entry>, WordHash, std::equal_to<>>;
  Entries by_first_;  // first word -> longest first
  PhraseSieve begins_;
  Entries by_last_;
  bool from_behind_;
};

struct TypeEntry {
  std::string code, name;
  std::string type_class;  // administrative, legal, party, court, copy
};

struct CurrencyEntry {
  std::string code;
};

struct MeasureEntry {
  std::string symbol;
  bool rate_only = false;
};

/// `valid`: EDTF interval in which it exists under this name (values/validity.h); empty: always.
struct ProvinceEntry {
  std::string name, code, valid;
  std::vector<std::string> merged_into;  // names of what its area went to
};

struct BodyEntry {
  std::string name, level, valid;
  std::vector<std::string> successors;  // names of the bodies that took over what it did, the main one first
};

struct Vocabulary {
  std::vector<TypeEntry> types;
  PhraseTable type_names{true};                       // names and aliases -> types
  std::unordered_map<std::string, int> type_symbols;  // "QĐ" -> types (as printed, capitals kept)

  std::vector<std::string> laws;
  PhraseTable law_names;  // -> laws
  std::vector<std::string> treaties;
  PhraseTable treaty_names;                                // -> treaties
  std::unordered_map<std::string, int> law_abbreviations;  // "BLHS" -> laws

  PhraseTable nouns;  // counting nouns
  std::vector<MeasureEntry> measures;
  PhraseTable measure_names;  // -> measures
  PhraseTable not_counted;
  PhraseTable naming{true};
  PhraseTable naming_except{true};         // phrases that end in a naming noun and do not name
  PhraseTable naming_except_before{true};  // words that take a naming noun's power

  PhraseTable scales;  // -> power of ten
  std::vector<CurrencyEntry> currencies;
  PhraseTable currency_names;  // -> currencies
  PhraseTable money_context;
  std::vector<std::string> flows;
  PhraseTable flow_verbs;  // -> flows

  std::vector<ProvinceEntry> provinces;
  PhraseTable province_names;  // -> provinces

  std::vector<BodyEntry> bodies;
  PhraseTable body_names;  // -> bodies, abbreviations too
  PhraseTable body_heads;  // first words of bodies' names
  PhraseTable positions;
};

/// Reads one vocabulary file (chosen by its name) into `vocabulary`. Errors: kBadRule.
Result<void> read_vocabulary_file(const std::string& path, const std::string& content, Vocabulary& vocabulary);

}  // namespace trichluc
