// The command line as such: help, versions, wrong words, rules, summaries. Documents: cli_extract_test.cpp.
#include <gmock/gmock.h>

#include "tests/tools/program.h"

namespace trichluc {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class CommandLine : public ProgramTest {};

TEST_F(CommandLine, HelpGoesToStandardOutput) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"--help"}, {"-h"}, {"extract", "--help"}, {"rules", "--help"}, {"summary", "-h"}}) {
    const Ran ran = run(words);
    EXPECT_EQ(ran.code, 0);
    EXPECT_THAT(ran.out, StartsWith("Usage: trichluc"));
    EXPECT_EQ(ran.err, "");
  }
}

TEST_F(CommandLine, VersionNamesProgramAndRules) {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"--version"}, {"extract", "--version"}}) {
    const Ran ran = run(words);
    EXPECT_EQ(ran.code, 0);
    EXPECT_THAT(ran.out, testing::MatchesRegex("trichluc [0-9.]+, rules [0-9a-f]+\n"));
  }
}

struct WrongWords {
  const char* name;
  std::vector<std::string> words;
  const char* says;
};
class Wrong : public ProgramTest, public testing::WithParamInterface<WrongWords> {};

TEST_P(Wrong, IsExplainedWithStatus2) {
  const Ran ran = run(GetParam().words);
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr(GetParam().says));
  EXPECT_THAT(ran.err, HasSubstr("Usage: trichluc"));
}

INSTANTIATE_TEST_SUITE_P(
    Words, Wrong,
    testing::Values(WrongWords{"none", {}, "COMMAND"}, WrongWords{"no_such_command", {"extrct"}, "extrct"},
                    WrongWords{"no_documents", {"extract"}, "no documents"},
                    WrongWords{"no_such_option", {"extract", "--job", "2", "x"}, "--job"},
                    WrongWords{"jobs_is_no_number", {"extract", "--jobs", "two", "x"}, "two"},
                    WrongWords{"jobs_is_zero", {"extract", "--jobs", "0", "x"}, "from 1"},
                    WrongWords{"option_without_value", {"extract", "x", "-o"}, "output"},
                    WrongWords{"rules_without_action", {"rules"}, "list, check, test, explain or diff"},
                    WrongWords{"rules_with_another", {"rules", "mend"}, "mend"},
                    WrongWords{"summary_of_nothing", {"summary"}, "no records"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST_F(CommandLine, TheRulesOfTheProgramAreFine) {
  const Ran ran = run({"rules", "check"});
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, testing::MatchesRegex("[0-9]+ rules and [0-9]+ indicators in [0-9]+ files.*\n"));
}

TEST_F(CommandLine, RulesAreListedInColumns) {
  const Ran ran = run({"rules", "list"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  ASSERT_GT(Ran::lines(ran.out).size(), 10u);
  for (const std::string& line : Ran::lines(ran.out)) EXPECT_EQ(std::count(line.begin(), line.end(), '\t'), 4) << line;
}

constexpr const char* kUnbalanced =
    "[[rule]]\n"
    "id = \"test.broken\"\n"
    "kind = \"count\"\n"
    "why = \"For the test.\"\n"
    "pattern = '(?P<number>{number'\n"
    "match = [{ text = \"12 xe\", number = \"12\" }]\n"
    "no_match = [{ text = \"xe\", why = \"no number\" }]\n";

TEST_F(CommandLine, ABrokenRuleFileIsNamedWithLineAndRule) {
  write("more/broken.toml", kUnbalanced);
  write("a.txt", "Có 12 xe.\n");
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"rules", "check", "--rules", "more"}, {"extract", "--rules", "more", "a.txt"}}) {
    const Ran ran = run(words);
    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err, testing::ContainsRegex("more/broken.toml:[0-9]+: bad-rule: .*test.broken"));
    EXPECT_EQ(Ran::lines(ran.err).size(), 1u) << ran.err;
  }
}

TEST_F(CommandLine, AFileThatIsNoTomlIsNamedWithItsLine) {
  write("more/broken.toml", "[[rule]]\nid = \n");
  const Ran ran = run({"rules", "check", "--rules", "more"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("more/broken.toml:2"));
}

TEST_F(CommandLine, AnExampleThatFailsIsAFinding) {
  write("more/wrong.toml",
        "[[rule]]\n"
        "id = \"test.wrong\"\n"
        "kind = \"other\"\n"
        "why = \"For the test.\"\n"
        "pattern = 'xe(?P<number>{number})'\n"
        "set = { role = \"code\" }\n"
        "match = [{ text = \"tàu 12\", number = \"12\" }]\n"
        "no_match = [{ text = \"xe\", why = \"no number\" }]\n");
  const Ran ran = run({"rules", "check", "--rules", "more"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.out, testing::ContainsRegex("more/wrong.toml:[0-9]+: test.wrong: "));
}

TEST_F(CommandLine, AFolderOfRulesMustExist) {
  const Ran ran = run({"extract", "--rules", "nowhere", "a.txt"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, StartsWith("nowhere: bad-rule: "));
}

TEST_F(CommandLine, ASummaryIsReadable) {
  write("a.txt", "Tại Đà Nẵng có 1.075 vụ việc trong năm 2020.\n");
  ASSERT_EQ(run({"extract", "a.txt", "-o", "records.jsonl"}).code, 0);
  const Ran ran = run({"summary", "records.jsonl"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("a.txt\n"));
  EXPECT_THAT(ran.out, HasSubstr("facts: "));
}

TEST_F(CommandLine, ASummaryOfSomethingElseFails) {
  write("a.jsonl", "\n{\"schema\":\"other\"}\n");
  const Ran ran = run({"summary", "a.jsonl", "missing.jsonl"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("a.jsonl:2: damaged"));
  EXPECT_THAT(ran.err, HasSubstr("missing.jsonl: not-found"));
}

}  // namespace
}  // namespace trichluc
