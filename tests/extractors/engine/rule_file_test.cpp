#include "extractors/engine/rule_file.h"

#include <gtest/gtest.h>

#include "extractors/engine/rule_set.h"

namespace trichluc {
namespace {

struct Broken {
  const char* name;
  const char* content;
  int line;
  const char* reason;  // part of the message
};

class BrokenRule : public testing::TestWithParam<Broken> {};

TEST_P(BrokenRule, IsNamedWithFileLineAndReason) {
  Macros macros;
  auto rules = read_rule_file("my.toml", GetParam().content, macros);
  Error error;
  if (rules) {
    ASSERT_EQ(rules->size(), 1u);
    const auto compiled = compile_rule(rules->front(), macros);
    ASSERT_FALSE(compiled);
    error = compiled.error();
  } else {
    error = rules.error();
  }
  EXPECT_EQ(error.code, ErrorCode::kBadRule);
  EXPECT_EQ(error.where.file, "my.toml");
  EXPECT_EQ(error.where.line, GetParam().line);
  EXPECT_NE(error.message.find(GetParam().reason), std::string::npos) << error.message;
}

INSTANTIATE_TEST_SUITE_P(
    Rows, BrokenRule,
    testing::Values(
        Broken{"not_toml", "[[rule]\n", 1, "not TOML"}, Broken{"three_brackets", "\n[[[rule]]]\n", 2, "not TOML"},
        Broken{"no_text", "# \xC3\xA0\n# \xC3\n", 2, "not TOML: a byte"},
        Broken{"control", "# \x01\n", 1, "not TOML: a byte"},
        Broken{"no_id", "\n[[rule]]\nkind = 'count'\n", 2, "without `id`"},
        Broken{"unknown_kind", "[[rule]]\nid = 'a'\nkind = 'counts'\n", 1, "rule 'a': kind 'counts'"},
        Broken{"no_pattern", "[[rule]]\nid = 'a'\nkind = 'count'\n", 1, "no `pattern`"},
        Broken{"unknown_key", "[[rule]]\nid = 'a'\nkind = 'count'\npatern = 'x'\n", 4, "unknown key `patern`"},
        Broken{"bad_pattern", "[[rule]]\nid = 'a'\nkind = 'count'\npattern = '(x'\n", 1, "missing )"},
        Broken{"no_such_macro", "[[rule]]\nid = 'a'\nkind = 'count'\npattern = '{nix}'\n", 1, "no macro {nix}"},
        Broken{"no_such_class", "[[rule]]\nid = 'a'\nkind = 'count'\npattern = '\\p{Greek}'\n", 1, "Unicode classes"},
        Broken{"example_of_no_capture",
               "[[rule]]\nid = 'a'\nkind = 'count'\npattern = 'x'\nmatch = [{ text = 'x', y = 'x' }]\n", 5,
               "no such capture"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Choose, LongestThenPriorityThenFirst) {
  Macros macros;
  auto rules = read_rule_file("my.toml", R"(
[[rule]]
id = "short"
kind = "time"
priority = 5
pattern = 'ngày \d+'
[[rule]]
id = "long"
kind = "time"
pattern = 'ngày \d+/\d+'
[[rule]]
id = "later"
kind = "time"
pattern = 'ngày \d+/\d+'
[[rule]]
id = "preferred"
kind = "time"
priority = 1
pattern = 'ngày \d+/\d+'
)",
                              macros);
  ASSERT_TRUE(rules);
  for (Rule& rule : *rules) ASSERT_TRUE(compile_rule(rule, macros));
  const RuleSet set = RuleSet::build(std::move(*rules));
  const Folded text("trước Ngày 25/5 và ngày 7");
  const std::vector<Hit> chosen = choose(set.find(text));
  ASSERT_EQ(chosen.size(), 2u);
  EXPECT_EQ(chosen[0].rule->id, "preferred");
  EXPECT_EQ(text.printed(chosen[0].span), "Ngày 25/5");
  EXPECT_EQ(chosen[1].rule->id, "short");
}

TEST(RuleSet, NeighboursMayShareTheCharacterBetweenThem) {
  Macros macros;
  auto rules = read_rule_file("my.toml", "[[rule]]\nid = 'n'\nkind = 'count'\npattern = '\\d+'\n", macros);
  ASSERT_TRUE(rules && compile_rule(rules->front(), macros));
  EXPECT_EQ(RuleSet::find_one(rules->front(), Folded("1 2,3 a4 5")).size(), 4u);
}

}  // namespace
}  // namespace trichluc
