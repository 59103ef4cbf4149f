// loaded_rules.h - the rule folders of a run, read and compiled.
#pragma once

#include <string>
#include <vector>

#include "extractors/engine/indicator_file.h"
#include "extractors/engine/rule.h"
#include "extractors/engine/vocabulary.h"
#include "pipeline/core/error.h"

namespace trichluc {

struct LoadedRules {
  std::vector<Rule> rules;  // compiled; by folder and file, in the order of the file
  Vocabulary vocabulary;
  std::vector<Indicator> indicators;
  std::string version;  // SHA-256 over the files' names and contents
};

/// Reads every .toml file under `folders`: vocabularies in "vocabulary", indicators in "indicators.toml", rules in all
/// others. A later folder adds rules and indicators, and replaces those with the same id or code.
/// Errors: kBadRule with file and line; the message names the rule and the reason.
Result<LoadedRules> load_rules(const std::vector<std::string>& folders);

}  // namespace trichluc
