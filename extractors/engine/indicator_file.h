// indicator_file.h - the vocabulary of indicators (rules/indicators.toml): what a figure can measure, under a code that
// stays.
//
// clang-format off
//   [[indicator]]
//   code = "VN_TT13_0101"                  # never reused; [A-Z][A-Z0-9_]*
//   vi = "Số trẻ em bị xâm hại"            # its name, Vietnamese and English
//   en = "Children who were abused"
//   source = "Circular 13/2021/TT-BLĐTBXH, Annex IV, 0101"
//   unit = "PERSONS"                       # of observations: CASES, PERSONS, PT, VND, CALLS, ...
//   kinds = ["count", "change"]            # of facts: count, percentage, budget; change: a percentage that rises or falls
//   units = ["trẻ em", "cháu"]             # of counts: the fact's unit is one of them, or begins with one; of changes:
//                                          # one of them stands in the subject
//   all = [["trẻ em", "cháu"], ["bị xâm hại"]]   # of each list a phrase stands in the subject
//   none = ["tình dục"]                    # none of these does
//   topic = ["trẻ em"]                     # one of these stands in the subject, before it in the sentence, in the
//                                          # heading above or in the document's title
//   match = [{ text = "phát hiện 12 trẻ em bị xâm hại", fact = "12 trẻ em" }]
//   no_match = [{ text = "12 trẻ em bị đuối nước", why = "no abuse" }]
// clang-format on
//
// Phrases are words in folded form (folded.h); what the subject of a figure is says extractors/indicator.h.
#pragma once

#include <string>
#include <vector>

#include "extractors/engine/rule.h"
#include "pipeline/core/error.h"

namespace trichluc {

struct Indicator {
  std::string code, vi, en, source, unit;
  bool counts = false, shares = false, amounts = false, changes = false;  // the kinds of facts it may be stated in
  std::vector<std::string> units;                                         // folded
  std::vector<std::vector<std::string>> all;                              // folded
  std::vector<std::string> none;                                          // folded
  std::vector<std::string> topic;                                         // folded
  std::vector<RuleExample> matches;                                       // "fact": the text of the fact that has it
  std::vector<RuleExample> near_misses;
  std::string file;
  int line = 0;
};

/// Errors: kBadRule with file and line; the message names the indicator and the reason.
Result<std::vector<Indicator>> read_indicator_file(const std::string& path, const std::string& content);

}  // namespace trichluc
