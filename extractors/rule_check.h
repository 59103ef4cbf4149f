// rule_check.h - rules and indicators held against their own examples and near misses.
#pragma once

#include <string>
#include <vector>

#include "pipeline/core/error.h"

namespace trichluc {

struct RuleFinding {
  std::string file;
  int line = 0;
  std::string rule;  // id of the rule, or code of the indicator
  std::string message;
};

struct RuleTest {
  std::string id;    // or code
  std::string kind;  // of the rule; "indicator"
  std::string file;
  int line = 0;
  int examples = 0, examples_held = 0;        // each yields its values exactly once
  int near_misses = 0, near_misses_held = 0;  // each yields nothing
  std::vector<RuleFinding> findings;  // what does not hold, and what is missing: a reason, examples, near misses
};

/// All rules and indicators of `folders`, by file and line. An example of an indicator is a paragraph that goes through
/// the extractors; the fact named in it has the indicator, and none of a near miss has. Errors: as load_rules.
Result<std::vector<RuleTest>> test_rules(const std::vector<std::string>& folders);

/// The findings of all of them; empty when everything holds. Errors: as load_rules.
Result<std::vector<RuleFinding>> check_rules(const std::vector<std::string>& folders);

}  // namespace trichluc
