// agreement.h - when an extracted fact is the expected one: the comparison of the contract's score.py, in C++.
//
// Facts agree in their core (kind, evidence, and the values that say what was said) or in full (time, comparator,
// modality, date and locator too). Each expected and each found fact is used once, full agreement first.
#pragma once

#include <rapidjson/document.h>

#include <map>
#include <string>
#include <vector>

#include "pipeline/core/document.h"
#include "pipeline/core/fact.h"

namespace trichluc {

/// A fact reduced to what is compared: keys as in RECORD.md; what is absent, null or the default is left out.
struct Told {
  std::string kind;
  std::string quote;
  std::map<std::string, std::string> value;
};

/// As an extractor gives it.
Told tell(const Fact& fact, const Document& document);
/// As a gold file or a line of phrases.jsonl has it: {"kind", "quote", "value"}.
Told tell(const rapidjson::Value& expected);

bool core_agrees(const Told& expected, const Told& found);
/// Only asked of facts whose core agrees.
bool details_agree(const Told& expected, const Told& found);

/// One line per disagreement ("missed …", "extra …", "want … got …"); empty when all agree in full.
std::vector<std::string> disagreements(const std::vector<Told>& expected, const std::vector<Told>& found);

}  // namespace trichluc
