// rules_location.h - where the rules that belong to this program lie.
#pragma once

#include <string>
#include <vector>

#include "pipeline/core/error.h"

namespace trichluc {

/// From the program's own place: <prefix>/bin/../share/trichluc/rules after `cmake --install`, else
/// <tree>/build/<preset>/bin/../../../rules. Errors: kBadRule when neither holds a rule file.
Result<std::string> find_rules();

/// The language data (LanguageData's `source`): <bin>/../share/trichluc/language.bin, installed or just built; where
/// there is none, the texts it is compiled from, "language" within find_rules().
std::string language_source();
/// A folder of reports in text that belong to the program: <bin>/../share/trichluc/samples after `cmake --install`,
/// else <tree>/corpus. It need not be there.
std::string samples_folder();
/// The folder of the digit recogniser (pipeline/ingest/digit_net.h): "digits" within find_rules().
std::string digits_folder();

/// The folders to be loaded: the program's own, then those of --rules, which add rules and replace those of the same
/// id. Where the program has none of its own, those of --rules do alone.
Result<std::vector<std::string>> rule_folders(const std::vector<std::string>& added);

}  // namespace trichluc
