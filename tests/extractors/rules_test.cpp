// The rules of the tree: their examples, and that the prefilter loses nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "extractors/engine/rule_file.h"
#include "extractors/engine/rule_set.h"
#include "extractors/rule_check.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/layout/layout.h"
#include "pipeline/normalize/normalize.h"

namespace trichluc {
namespace {

namespace fs = std::filesystem;

const fs::path kTree = TRICHLUC_SOURCE_DIR;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

TEST(Rules, HoldTheirExamplesAndNearMisses) {
  const auto findings = check_rules({(kTree / "rules").string()});
  ASSERT_TRUE(findings) << describe(findings.error());
  for (const RuleFinding& finding : *findings) {
    ADD_FAILURE() << finding.file << ":" << finding.line << ": " << finding.rule << ": " << finding.message;
  }
}

TEST(Rules, PrefilterLosesNoHit) {
  Macros macros;
  ASSERT_TRUE(read_rule_file("macros.toml", read(kTree / "rules/macros.toml"), macros));
  std::vector<Rule> rules;
  for (const auto& entry : fs::directory_iterator(kTree / "rules")) {
    if (entry.path().extension() != ".toml" || entry.path().filename() == "macros.toml") continue;
    if (entry.path().filename() == "indicators.toml") continue;
    auto read_rules = read_rule_file(entry.path().string(), read(entry.path()), macros);
    ASSERT_TRUE(read_rules);
    for (Rule& rule : *read_rules) {
      ASSERT_TRUE(compile_rule(rule, macros));
      rules.push_back(std::move(rule));
    }
  }
  const RuleSet set = RuleSet::build(std::move(rules));
  std::size_t blocks = 0, all = 0;
  for (const auto& entry : fs::directory_iterator(kTree / "corpus")) {
    if (!entry.is_regular_file() || entry.path().filename() == "README.md") continue;
    auto reading = read_document(read(entry.path()), entry.path().string());
    ASSERT_TRUE(reading) << describe(reading.error());
    normalize(*reading);
    const Document document = lay_out(std::move(*reading));
    for (const Block& block : document.blocks) {
      const Folded text(block.text);
      std::vector<std::string> expected, found;
      const auto add = [](std::vector<std::string>& to, const std::vector<Hit>& hits) {
        for (const Hit& hit : hits)
          to.push_back(hit.rule->id + " " + std::to_string(hit.span.begin) + "-" + std::to_string(hit.span.end));
      };
      const bool digit = block.text.find_first_of("0123456789") != std::string::npos;
      for (const Rule& rule : set.rules()) {
        // words around a figure are not looked for where there is none
        if (digit || !rule.needs_digit) add(expected, RuleSet::find_one(rule, text));
      }
      add(found, set.find(text));
      EXPECT_THAT(found, testing::UnorderedElementsAreArray(expected)) << block.text;
      ++blocks;
      all += expected.size();
    }
  }
  EXPECT_GT(blocks, 100u);
  EXPECT_GT(all, 1000u);
}

}  // namespace
}  // namespace trichluc
