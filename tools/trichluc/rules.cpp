#include "tools/trichluc/rules.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <set>

#include "extractors/extract.h"
#include "extractors/loaded_rules.h"
#include "extractors/rule_check.h"
#include "pipeline/emit/json_writer.h"
#include "tools/trichluc/commands.h"
#include "tools/trichluc/rules_location.h"

namespace trichluc {
namespace {

namespace po = boost::program_options;

constexpr const char* kUsage = "trichluc rules [options] list|check|test|explain FILE|diff A B PATH...";
constexpr const char* kAbout =
    "list     prints the rules and indicators in force: id, kind, place, priority and what for.\n"
    "check    reads all files and tries every rule on its own examples and near misses; each\n"
    "         finding is a line \"file:line: rule: message\". Exit status 2 when there is one.\n"
    "test     the same, with counts for every rule, and the rules without examples by name.\n"
    "         Exit status 1 when an example or a near miss does not hold.\n"
    "explain  shows what the rules did with the text of FILE (- for standard input): which were\n"
    "         tried, what matched, what lost to what, what was turned down and why, which facts\n"
    "         came out. --at narrows it to a place and names the rules that were not tried too.\n"
    "diff     reads the documents with the rules of folder A and with those of folder B, and\n"
    "         prints the facts gained, lost and changed. A folder without macros.toml holds\n"
    "         additions: it is read over the program's own. Exit status 1 when they differ.";

ExitCode report(const Error& error) {
  print_error(error);
  return ExitCode::kUsage;
}

/// Names of things to file and line.
struct Listed {
  std::string id, kind, file, about;
  int line, priority;
};

ExitCode list(const RuleSettings& settings) {
  const auto loaded = load_rules(settings.folders);
  if (!loaded) return report(loaded.error());
  std::vector<Listed> all;
  for (const Rule& rule : loaded->rules)
    all.push_back({rule.id, rule_kind_name(rule.kind), rule.file, rule.why, rule.line, rule.priority});
  for (const Indicator& indicator : loaded->indicators)
    all.push_back({indicator.code, "indicator", indicator.file, indicator.vi, indicator.line, 0});
  std::stable_sort(all.begin(), all.end(), [](const Listed& a, const Listed& b) {
    return a.file != b.file ? a.file < b.file : a.line < b.line;
  });
  for (const Listed& one : all) {
    if (!settings.json) {
      std::cout << one.id << '\t' << one.kind << '\t' << one.file << ':' << one.line << '\t' << one.priority << '\t'
                << one.about << '\n';
      continue;
    }
    JsonWriter json;
    json.begin_object();
    json.field("id", one.id);
    json.field("kind", one.kind);
    json.field("file", one.file);
    json.field("line", static_cast<std::uint64_t>(one.line));
    json.key("priority"), json.digits(std::to_string(one.priority));
    json.field("about", one.about);
    json.end_object();
    std::cout << json.take() << '\n';
  }
  return ExitCode::kDone;
}

void print(const RuleFinding& finding) {
  std::cout << finding.file << ":" << finding.line << ": " << finding.rule << ": " << finding.message << "\n";
}

ExitCode check(const RuleSettings& settings) {
  const auto tests = test_rules(settings.folders);
  if (!tests) return report(tests.error());
  std::set<std::string> files;
  std::size_t findings = 0, rules = 0, indicators = 0;
  for (const RuleTest& test : *tests) {
    files.insert(test.file);
    ++(test.kind == "indicator" ? indicators : rules);
    findings += test.findings.size();
    for (const RuleFinding& finding : test.findings) print(finding);
  }
  if (findings > 0) return ExitCode::kUsage;
  std::cout << rules << " rules and " << indicators << " indicators in " << files.size()
            << " files: every example and near miss holds\n";
  return ExitCode::kDone;
}

std::string of(int held, int all) { return std::to_string(held) + "/" + std::to_string(all); }

ExitCode test(const RuleSettings& settings) {
  const auto tests = test_rules(settings.folders);
  if (!tests) return report(tests.error());
  RuleTest sum;
  std::vector<std::string> without;
  for (const RuleTest& test : *tests) {
    sum.examples += test.examples;
    sum.examples_held += test.examples_held;
    sum.near_misses += test.near_misses;
    sum.near_misses_held += test.near_misses_held;
    if (test.examples == 0 || test.near_misses == 0) without.push_back(test.id);
  }
  const bool holds = sum.examples == sum.examples_held && sum.near_misses == sum.near_misses_held;
  if (settings.json) {
    for (const RuleTest& test : *tests) {
      JsonWriter json;
      json.begin_object();
      json.field("id", test.id);
      json.field("kind", test.kind);
      json.field("file", test.file);
      json.field("line", static_cast<std::uint64_t>(test.line));
      json.field("examples", static_cast<std::uint64_t>(test.examples));
      json.field("examples_held", static_cast<std::uint64_t>(test.examples_held));
      json.field("near_misses", static_cast<std::uint64_t>(test.near_misses));
      json.field("near_misses_held", static_cast<std::uint64_t>(test.near_misses_held));
      std::vector<std::string> messages;
      for (const RuleFinding& finding : test.findings)
        messages.push_back(finding.file + ":" + std::to_string(finding.line) + ": " + finding.message);
      json.key("findings"), json.texts(messages);
      json.end_object();
      std::cout << json.take() << '\n';
    }
    return holds ? ExitCode::kDone : ExitCode::kNothing;
  }
  std::size_t width = 0;
  for (const RuleTest& test : *tests) width = std::max(width, test.id.size());
  std::printf("%-*s  %-15s  examples  near misses\n", static_cast<int>(width), "rule", "kind");
  for (const RuleTest& test : *tests) {
    const bool held = test.examples == test.examples_held && test.near_misses == test.near_misses_held;
    std::printf("%-*s  %-15s  %8s  %11s%s\n", static_cast<int>(width), test.id.c_str(), test.kind.c_str(),
                of(test.examples_held, test.examples).c_str(), of(test.near_misses_held, test.near_misses).c_str(),
                held ? "" : "  FAILED");
  }
  std::printf("%zu rules, %s examples and %s near misses hold\n", tests->size(),
              of(sum.examples_held, sum.examples).c_str(), of(sum.near_misses_held, sum.near_misses).c_str());
  for (std::size_t i = 0; i < without.size(); ++i)
    std::printf("%s%s%s", i == 0 ? "without example or near miss: " : ", ", without[i].c_str(),
                i + 1 == without.size() ? "\n" : "");
  std::fflush(stdout);
  for (const RuleTest& test : *tests) {
    for (const RuleFinding& finding : test.findings) print(finding);
  }
  return holds ? ExitCode::kDone : ExitCode::kNothing;
}

}  // namespace

ExitCode rules_command(const std::vector<std::string>& words) {
  std::vector<std::string> added;
  RuleSettings settings;
  po::options_description options("Options");
  auto add = options.add_options();
  add("rules", po::value(&added)->value_name("DIR"), "more rule files; they replace rules with the same id");
  add("json", po::bool_switch(&settings.json), "print JSON, an object a line, for other programs");
  add("at", po::value(&settings.at)->value_name("PAGE:BEGIN[-END]"),
      "of explain: a place as records have it, in characters of the page's repaired text");
  add("all", po::bool_switch(&settings.all), "of explain: texts without a hit too, and for each the rules not tried");
  const Arguments arguments = read_arguments(kUsage, kAbout, options, words);
  if (arguments.answered) return *arguments.answered;
  if (arguments.paths.empty())
    return complain(kUsage, "say what to do with the rules: list, check, test, explain or diff");
  const std::string& action = arguments.paths[0];
  settings.paths.assign(arguments.paths.begin() + 1, arguments.paths.end());
  const bool named = action == "list" || action == "check" || action == "test";
  if (!named && action != "explain" && action != "diff")
    return complain(kUsage, "rules can be listed, checked, tested, explained or compared, not '" + action + "'");
  if (named && !settings.paths.empty())
    return complain(kUsage, action + " takes no paths; rules are named with --rules");
  if (action == "diff") {
    if (!added.empty()) return complain(kUsage, "diff is given its two folders as words, not with --rules");
    if (settings.paths.size() < 3) return complain(kUsage, "diff needs two folders of rules and documents");
    return diff_rules(settings);
  }
  const auto folders = rule_folders(added);
  if (!folders) return report(folders.error());
  settings.folders = *folders;
  if (action == "list") return list(settings);
  if (action == "check") return check(settings);
  if (action == "test") return test(settings);
  if (settings.paths.size() != 1) return complain(kUsage, "explain needs one document");
  return explain_rules(settings);
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
