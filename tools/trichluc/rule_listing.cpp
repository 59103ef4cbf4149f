#include "tools/trichluc/rule_listing.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "extractors/engine/rule_file.h"
#include "pipeline/run/input.h"

namespace trichluc {
namespace {

namespace fs = std::filesystem;

const char* name_of(RuleKind kind) {
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

std::vector<std::string> rule_files(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Result<std::vector<ListedRule>> list_rules(const std::vector<std::string>& folders) {
  std::map<std::string, ListedRule> by_id;
  for (const std::string& folder : folders) {
    Macros macros;
    for (const std::string& file : rule_files(folder)) {
      const auto content = read_input({file});
      if (!content) return tl::unexpected(content.error());
      const auto rules = read_rule_file(file, *content, macros);
      if (!rules) return tl::unexpected(rules.error());
      for (const Rule& rule : *rules) by_id[rule.id] = {rule.id, name_of(rule.kind), rule.why, rule.file, rule.line};
    }
  }
  std::vector<ListedRule> listed;
  for (auto& [id, rule] : by_id) listed.push_back(std::move(rule));
  std::sort(listed.begin(), listed.end(), [](const ListedRule& a, const ListedRule& b) {
    return a.file != b.file ? a.file < b.file : a.line < b.line;
  });
  return listed;
}

}  // namespace trichluc
