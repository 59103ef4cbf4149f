// rules.h - the actions of `trichluc rules` that read documents. They are read as extract reads them, in processes of
// their own.
#pragma once

#include <string>
#include <vector>

#include "tools/trichluc/arguments.h"

namespace trichluc {

struct RuleSettings {
  std::vector<std::string> folders;  // of rules in force
  std::vector<std::string> paths;    // the words behind the action
  std::string at;                    // --at
  bool json = false;
  bool all = false;
};

ExitCode explain_rules(const RuleSettings& settings);
ExitCode diff_rules(const RuleSettings& settings);

}  // namespace trichluc
