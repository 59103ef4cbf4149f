#include "extractors/engine/rule.h"

#include <re2/re2.h>

namespace trichluc {

const char* rule_kind_name(RuleKind kind) {
  switch (kind) {
    case RuleKind::kLegalReference: return "legal_reference";
    case RuleKind::kBudget: return "budget";
    case RuleKind::kCount: return "count";
    case RuleKind::kPercentage: return "percentage";
    case RuleKind::kDeadline: return "deadline";
    case RuleKind::kCaseIdentifier: return "case_identifier";
    case RuleKind::kContact: return "contact";
    case RuleKind::kTime: return "time";
    case RuleKind::kPlace: return "place";
    case RuleKind::kCue: return "cue";
    case RuleKind::kOther: return "other";
  }
  return "unknown";
}

Rule::Rule() = default;
Rule::Rule(Rule&&) noexcept = default;
Rule& Rule::operator=(Rule&&) noexcept = default;
Rule::~Rule() = default;

std::string_view Rule::constant(std::string_view name) const {
  for (const auto& [key, value] : constants) {
    if (key == name) return value;
  }
  return {};
}

Range Hit::capture(std::string_view name) const {
  for (std::size_t i = 0; i < rule->captures.size(); ++i) {
    if (!groups[i].empty() && rule->captures[i] == name) return groups[i];
  }
  return {};
}

}  // namespace trichluc
