// rule_file.h - TOML rule files to rules (see rule.h for the format).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extractors/engine/rule.h"

namespace trichluc {

using Macros = std::map<std::string, std::string>;

/// Reads the rules and macros of one file; `macros` grows by the file's own. Rules are not compiled yet.
/// Errors: kBadRule with file and line; the message names the rule and the reason.
Result<std::vector<Rule>> read_rule_file(const std::string& path, const std::string& content, Macros& macros);

/// Fills in macros and compiles. Errors: kBadRule.
Result<void> compile_rule(Rule& rule, const Macros& macros);

}  // namespace trichluc
