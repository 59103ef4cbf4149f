#include "extractors/rule_check.h"

#include <algorithm>

#include "extractors/engine/rule_set.h"
#include "extractors/extract.h"
#include "extractors/figures.h"
#include "extractors/loaded_rules.h"

namespace trichluc {
namespace {

/// A document of one paragraph.
Document document_of(const std::string& text) {
  Document document;
  DocumentPage page;
  page.text = text;
  document.pages.push_back(std::move(page));
  Block block;
  block.text = text;
  block.pieces.push_back({0, static_cast<std::uint32_t>(text.size()), 0, 0});
  document.blocks.push_back(std::move(block));
  return document;
}

class Tester {
 public:
  Tester(std::string id, std::string kind, const std::string& file, int line) {
    test_.id = std::move(id);
    test_.kind = std::move(kind);
    test_.file = file;
    test_.line = line;
  }

  void report(int line, const std::string& message) { test_.findings.push_back({test_.file, line, test_.id, message}); }

  void count(const std::vector<RuleExample>& matches, const std::vector<RuleExample>& near_misses) {
    test_.examples = static_cast<int>(matches.size());
    test_.near_misses = static_cast<int>(near_misses.size());
    if (matches.empty()) report(test_.line, "no example (`match`)");
    if (near_misses.empty()) report(test_.line, "no near miss (`no_match`)");
  }

  RuleTest rule(const Rule& rule) {
    if (rule.why.empty()) report(rule.line, "no `why`");
    count(rule.matches, rule.near_misses);
    for (const RuleExample& example : rule.matches) test_.examples_held += example_holds(rule, example);
    for (const RuleExample& example : rule.near_misses) {
      const Folded text(example.text);
      const std::vector<Hit> hits = RuleSet::find_one(rule, text);
      if (hits.empty()) {
        ++test_.near_misses_held;
      } else {
        report(example.line,
               "near miss \"" + example.text + "\" is matched: \"" + std::string(text.printed(hits[0].span)) + "\"");
      }
    }
    return std::move(test_);
  }

  RuleTest indicator(const Indicator& indicator, const Extractor& extractor) {
    count(indicator.matches, indicator.near_misses);
    for (const RuleExample& example : indicator.matches) {
      const auto wanted = example.values.find("fact");
      const Record record = extractor.extract(document_of(example.text));
      std::string told;
      bool holds = false;
      for (const Fact& fact : record.facts) {
        const Figure* figure = figure_of(fact.value);
        if (figure == nullptr) continue;
        const std::string text = example.text.substr(fact.text.begin, fact.text.size());
        const bool asked = wanted == example.values.end() || text == wanted->second;
        if (asked) told += " \"" + text + "\" has " + (figure->indicator.empty() ? "none" : figure->indicator) + ";";
        holds = holds || (asked && figure->indicator == indicator.code);
      }
      test_.examples_held += holds;
      if (!holds)
        report(example.line, "\"" + example.text + "\":" + (told.empty() ? " no such figure is found" : told));
    }
    for (const RuleExample& example : indicator.near_misses) {
      const Record record = extractor.extract(document_of(example.text));
      const auto wrong = std::find_if(record.facts.begin(), record.facts.end(), [&](const Fact& fact) {
        const Figure* figure = figure_of(fact.value);
        return figure != nullptr && figure->indicator == indicator.code;
      });
      if (wrong == record.facts.end()) {
        ++test_.near_misses_held;
      } else {
        report(example.line, "near miss \"" + example.text + "\" has it: \"" +
                                 example.text.substr(wrong->text.begin, wrong->text.size()) + "\"");
      }
    }
    return std::move(test_);
  }

 private:
  bool example_holds(const Rule& rule, const RuleExample& example) {
    const std::size_t before = test_.findings.size();
    const Folded text(example.text);
    const std::vector<Hit> hits = RuleSet::find_one(rule, text);
    if (hits.size() != 1) {
      report(example.line, "\"" + example.text + "\" is matched " + std::to_string(hits.size()) + " times, not once");
      return false;
    }
    const bool needed = rule.needs.empty() || std::any_of(rule.needs.begin(), rule.needs.end(), [&](const auto& need) {
                          return text.folded(hits[0].span).find(Folded(need).folded()) != std::string_view::npos;
                        });
    if (!needed) report(example.line, "\"" + example.text + "\": the match holds none of the words of `needs`");
    for (const auto& [name, value] : example.values) {
      const Range range = name == "fact" ? hits[0].span : hits[0].capture(name);
      const std::string_view got = text.printed(range);
      if (got != value)
        report(example.line,
               "\"" + example.text + "\": " + name + " is \"" + std::string(got) + "\", not \"" + value + "\"");
    }
    return test_.findings.size() == before;
  }

  RuleTest test_;
};

}  // namespace

Result<std::vector<RuleTest>> test_rules(const std::vector<std::string>& folders) {
  const auto loaded = load_rules(folders);
  if (!loaded) return tl::unexpected(loaded.error());
  std::vector<RuleTest> tests;
  for (const Rule& rule : loaded->rules)
    tests.push_back(Tester(rule.id, rule_kind_name(rule.kind), rule.file, rule.line).rule(rule));
  if (!loaded->indicators.empty()) {
    const auto extractor = Extractor::load(folders);
    if (!extractor) return tl::unexpected(extractor.error());
    for (const Indicator& indicator : loaded->indicators) {
      tests.push_back(
          Tester(indicator.code, "indicator", indicator.file, indicator.line).indicator(indicator, *extractor));
    }
  }
  std::stable_sort(tests.begin(), tests.end(), [](const RuleTest& a, const RuleTest& b) {
    return a.file != b.file ? a.file < b.file : a.line < b.line;
  });
  return tests;
}

Result<std::vector<RuleFinding>> check_rules(const std::vector<std::string>& folders) {
  auto tests = test_rules(folders);
  if (!tests) return tl::unexpected(tests.error());
  std::vector<RuleFinding> findings;
  for (RuleTest& test : *tests) {
    for (RuleFinding& finding : test.findings) findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace trichluc
