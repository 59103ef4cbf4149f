#include "extractors/engine/rule.h"

#include <re2/re2.h>

namespace trichluc {

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
    if (rule->captures[i] == name && !groups[i].empty()) return groups[i];
  }
  return {};
}

}  // namespace trichluc
