// explain.h - what the rules did with a piece of a document: which were tried, what matched, and what became of it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "extractors/extract.h"

namespace trichluc {

struct ExplainedHit {
  enum class Outcome {
    kFact,        // `fact` came of it
    kPart,        // it lies in `fact`, whose reader used it or read it first
    kCue,         // context words; readers of figures look at them
    kExplains,    // a numeral that is no fact; `reason` is its role
    kLost,        // to `winner`, for `reason`
    kTurnedDown,  // by its reader, for `reason`
    kUnused,      // its reader made nothing of it
  };
  const Rule* rule = nullptr;
  Range text;                                                 // in the block
  std::vector<std::pair<std::string, std::string>> captures;  // by group; as printed
  Outcome outcome = Outcome::kUnused;
  int fact = -1;       // index into Record::facts
  std::string winner;  // id of the rule it lost to
  std::string winner_text;
  std::string reason;
};

/// "fact", "part", "cue", "explains", "lost", "turned-down", "unused"
const char* outcome_name(ExplainedHit::Outcome outcome);

/// A rule that has no hit here.
struct ExplainedRule {
  enum class State {
    kNoNeed,   // none of the words it needs stands here: not tried
    kNoDigit,  // it looks at text with digits only: not tried
    kNoMatch,  // tried, and its pattern matches nothing
  };
  const Rule* rule = nullptr;
  State state = State::kNoNeed;
  std::vector<std::string> needs_here;  // the words of `needs` that stand here
};

/// "no-needed-word", "no-digit", "no-match"
const char* state_name(ExplainedRule::State state);

/// A block, or a cell of a table's row.
struct ExplainedText {
  int block = -1;                  // index into Document::blocks
  Range text;                      // in the block
  bool read = true;                // false: facts are never read from blocks of this kind, but for telephone and e-mail
  std::vector<int> facts;          // indices into Record::facts
  std::vector<ExplainedHit> hits;  // by begin
  std::vector<ExplainedRule> rules;  // in the order of the rule files
};

/// The texts that `bytes` of page `page_index` touch, and the hits in them that do. Blocks without text, and those that
/// hold neither hit nor fact, are left out unless `all`.
std::vector<ExplainedText> explain(const Extractor& extractor, const Record& record, const ReadingTrace& trace,
                                   std::uint32_t page_index, Range bytes, bool all);

}  // namespace trichluc
