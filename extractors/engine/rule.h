// rule.h - one rule of a rule file, compiled; and what it finds.
//
// A rule file is TOML:
//
// clang-format off
//   [macros]
//   scale = 'nghìn|triệu|tỷ'
//
//   [[rule]]
//   id = "budget.amount"             # never reused
//   kind = "budget"                  # a kind of RECORD.md, "cue" (context words) or "other" (a numeral with a role)
//   why = "An amount is a number, a scale and a currency."
//   pattern = '(?P<number>{number}) ?(?P<scale>{scale})? ?(?P<currency>đồng)'
//   needs = ["đồng"]                 # every match holds one of these (folded, anywhere in a word): the rule is tried
//                                    # only around them
//   digits = true                    # the text has a digit somewhere; true unless given
//   priority = 10                    # of two hits of the same length the higher one stays; 0 unless given
//   case = true                      # match the text as printed; without it the text is folded (below)
//   edges = "both"                   # "both" (default): no letter or digit on either side; "left", "right", "none"
//   set = { currency = "VND" }       # constants handed to the extractor; "other" has one of these: `role`, of numerals
//                                    # that are no fact, or `fact`, the name of a kind of your own (own_fact.h)
//   match = [{ text = "chi 1,5 tỷ đồng", fact = "1,5 tỷ đồng", number = "1,5", scale = "tỷ" }]
//   no_match = [{ text = "1,5 tỷ người", why = "people, no money" }]
// clang-format on
//
// {name} expands to a macro of the file or of macros.toml, in brackets. Text is folded for matching: lower case, and
// "hoà", "thuý" as "hòa", "thúy" (Folded); patterns are written in lower case and either spelling. RE2's \b \w \d are
// ASCII: letters are [\pL\pM]. There is no look-around; edges are checked by the engine.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/engine/pattern_reach.h"
#include "pipeline/core/error.h"
#include "pipeline/core/source_map.h"

namespace re2 {
class RE2;
}

namespace trichluc {

enum class RuleKind {
  kLegalReference,
  kBudget,
  kCount,
  kPercentage,
  kDeadline,
  kCaseIdentifier,
  kContact,
  kTime,
  kPlace,
  kCue,    // words that give a figure its comparator, change, modality, period ...
  kOther,  // `set.role`: a numeral that is no fact, and what it is; `set.fact`: somebody's own kind of fact
};

/// "legal_reference", ..., "cue", "other": as rule files write it.
const char* rule_kind_name(RuleKind kind);

struct RuleExample {
  std::string text;
  std::map<std::string, std::string> values;  // "fact": the whole hit; otherwise a capture's name
  int line = 0;
};

struct Rule {
  Rule();
  Rule(Rule&&) noexcept;
  Rule& operator=(Rule&&) noexcept;
  ~Rule();

  std::string id;
  RuleKind kind = RuleKind::kOther;
  std::string why;
  std::string file;
  int line = 0;
  int priority = 0;
  std::vector<std::string> needs;  // one of them stands in every match; empty: nothing is known
  bool needs_digit = true;
  bool exact_case = false;
  bool left_edge = true, right_edge = true;
  std::string pattern;   // as written
  std::string expanded;  // macros filled in, without the edges
  std::map<std::string, std::string> constants;
  std::vector<std::string> captures;  // names by group number, from 0 for the first group inside the fact
  std::unique_ptr<re2::RE2> regex;    // group 1 is the fact
  PatternReach reach;                 // of the fact
  std::vector<RuleExample> matches;
  std::vector<RuleExample> near_misses;

  /// Value of `set.NAME`, empty where it is not set.
  std::string_view constant(std::string_view name) const;
};

/// At most this many groups in one rule.
inline constexpr int kMaxCaptures = 14;

/// One place where a rule matched. Offsets are bytes of the text given to RuleSet::find.
struct Hit {
  const Rule* rule = nullptr;
  Range span;
  std::array<Range, kMaxCaptures> groups{};  // empty where the group took no part

  /// The range of capture `name`; empty where it took no part or the rule has none of that name.
  Range capture(std::string_view name) const;
  bool has(std::string_view name) const { return !capture(name).empty(); }
};

}  // namespace trichluc
