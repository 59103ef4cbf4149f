#include <iostream>
#include <set>

#include "extractors/extract.h"
#include "tools/trichluc/arguments.h"
#include "tools/trichluc/commands.h"
#include "tools/trichluc/rule_listing.h"
#include "tools/trichluc/rules_location.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc rules [options] check|list";
constexpr const char* kAbout =
    "check  tries every rule on its own examples and near misses; each finding is a line\n"
    "       \"file:line: rule: message\". Exit status 2 when there is one, or a file is broken.\n"
    "list   prints the rules in force: id, kind, place and reason, parted by tabs.";

ExitCode report(const Error& error) {
  print_error(error);
  return ExitCode::kUsage;
}

ExitCode check(const std::vector<std::string>& folders) {
  const auto findings = check_rules(folders);
  if (!findings) return report(findings.error());
  for (const RuleFinding& finding : *findings) {
    std::cout << finding.file << ":" << finding.line << ": " << finding.rule << ": " << finding.message << "\n";
  }
  if (!findings->empty()) return ExitCode::kUsage;
  const auto rules = list_rules(folders);
  if (!rules) return report(rules.error());
  std::set<std::string> files;
  for (const ListedRule& rule : *rules) files.insert(rule.file);
  std::cout << rules->size() << " rules in " << files.size() << " files: every example and near miss holds\n";
  return ExitCode::kDone;
}

ExitCode list(const std::vector<std::string>& folders) {
  const auto rules = list_rules(folders);
  if (!rules) return report(rules.error());
  for (const ListedRule& rule : *rules) {
    std::cout << rule.id << '\t' << rule.kind << '\t' << rule.file << ':' << rule.line << '\t' << rule.why << '\n';
  }
  return ExitCode::kDone;
}

}  // namespace

ExitCode rules_command(const std::vector<std::string>& words) {
  std::vector<std::string> added;
  po::options_description options("Options");
  options.add_options()("rules", po::value(&added)->value_name("DIR"),
                        "more rule files; they replace rules with the same id");
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.size() != 1) return complain(kUsage, "say what to do with the rules: check or list");
  const std::string& action = arguments.paths[0];
  if (action != "check" && action != "list")
    return complain(kUsage, "rules can be checked or listed, not '" + action + "'");
  const auto folders = rule_folders(added);
  if (!folders) return report(folders.error());
  return action == "check" ? check(*folders) : list(*folders);
}

std::string version_text() {
  std::string text = "trichluc " TRICHLUC_VERSION ", rules ";
  const auto folders = rule_folders({});
  if (!folders) return text + "not found";
  const auto extractor = Extractor::load(*folders);
  // The whole hash is 64 digits; twelve tell rule sets apart and fit a bug report.
  return text + (extractor ? extractor->rules_version().substr(0, 12) : "broken: see `trichluc rules check`");
}

}  // namespace trichluc
