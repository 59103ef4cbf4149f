// rule_listing.h - what the rule files in some folders say they hold.
#pragma once

#include <string>
#include <vector>

#include "pipeline/core/error.h"

namespace trichluc {

struct ListedRule {
  std::string id;
  std::string kind;
  std::string why;
  std::string file;
  int line = 0;
};

/// The rules in force, by file and line; one with the id of an earlier folder's replaces it. Vocabularies are left out.
/// Errors: kBadRule.
Result<std::vector<ListedRule>> list_rules(const std::vector<std::string>& folders);

}  // namespace trichluc
