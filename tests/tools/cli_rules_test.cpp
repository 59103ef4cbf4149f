// trichluc rules: list, test, explain, diff, and the README's example of a kind of one's own.
#include <gmock/gmock.h>

#include "tests/tools/program.h"

namespace trichluc {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

using Rules = ProgramTest;

constexpr const char* kPlates = R"toml([[rule]]
id = "office.plate"
kind = "other"
why = "Number plates of vehicles."
set = { fact = "licence_plate" }
pattern = 'biển số (?P<value>(?P<province>\d{2})[\pL]-\d{3}\.\d{2})(?: giá (?P<amount>{number}))?'
match = [{ text = "biển số 43A-123.45", value = "43A-123.45", province = "43" }]
no_match = [{ text = "biển số 12", why = "no plate" }]
)toml";

TEST_F(Rules, AKindOfOnesOwnComesOutInTheRecord) {
  write("mine/plates.toml", kPlates);
  write("a.txt", "Xe biển số 43A-123.45 giá 1.500 trong năm 2020; xe biển số 43A-123.46 giá 75.3276.\n");
  const Ran ran = run({"extract", "--rules", "mine", "a.txt"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr(R"("kind":"other","text":"biển số 43A-123.45 giá 1.500","page":1,"span":[3,31])"));
  EXPECT_THAT(
      ran.out,
      HasSubstr(R"("value":{"name":"licence_plate","value":"43A-123.45","amount":1500,"parts":{"province":"43"}})"));
  EXPECT_THAT(ran.out, Not(HasSubstr(R"("value":"43A-123.46")"))) << "an amount that is no number";
  EXPECT_THAT(ran.out, HasSubstr(R"({"value":"2020"})")) << "the program's own kinds are read beside it";
}

TEST_F(Rules, AnArchiveKeepsKindsOfOnesOwn) {
  write("mine/plates.toml", kPlates);
  write("a.txt", "Xe biển số 43A-123.45 giá 1.500.\n");
  ASSERT_EQ(run({"extract", "--rules", "mine", "a.txt", "--archive", "a.db"}).code, 0);
  const Ran ran = run({"query", "--kind", "other", "--format", "jsonl", "a.db"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("licence_plate"));
  EXPECT_THAT(ran.out, HasSubstr("province"));
}

struct WrongKind {
  const char* name;
  const char* set;
};

TEST_F(Rules, OtherNeedsARoleOrANameOfTheKind) {
  for (const WrongKind& wrong :
       {WrongKind{"neither", "{ }"}, WrongKind{"unknown_role", R"({ role = "plate" })"},
        WrongKind{"both", R"({ role = "code", fact = "plate" })"}, WrongKind{"capitals", R"({ fact = "Plate" })"}}) {
    std::string text = kPlates;
    const std::string_view good = R"({ fact = "licence_plate" })";
    write("mine/plates.toml", text.replace(text.find(good), good.size(), wrong.set));
    const Ran ran = run({"rules", "check", "--rules", "mine"});
    EXPECT_EQ(ran.code, 2) << wrong.name;
    EXPECT_THAT(ran.err, ContainsRegex("mine/plates.toml:1: bad-rule: .*set.role")) << wrong.name;
  }
}

TEST_F(Rules, TestsAreCountedForEveryRule) {
  write("mine/plates.toml", kPlates);
  Ran ran = run({"rules", "test", "--rules", "mine"});
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, ContainsRegex("office.plate +other +1/1 +1/1\n"));

  std::string broken = kPlates;
  broken.replace(broken.find("province = \"43\""), 15, "province = \"44\"");
  write("mine/plates.toml",
        broken + "\n[[rule]]\nid = \"office.bare\"\nkind = \"cue\"\nwhy = \"x\"\npattern = 'abc'\n");
  ran = run({"rules", "test", "--rules", "mine"});
  EXPECT_EQ(ran.code, 1) << "an example does not hold";
  EXPECT_THAT(ran.out, ContainsRegex("office.plate +other +0/1 +1/1  FAILED\n"));
  EXPECT_THAT(ran.out, ContainsRegex("without example or near miss: office.bare\n"));
  EXPECT_THAT(ran.out, HasSubstr("mine/plates.toml:7: office.plate: "));

  ran = run({"rules", "test", "--json", "--rules", "mine"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out,
              HasSubstr(R"("id":"office.plate","kind":"other","file":"mine/plates.toml","line":1,"examples":1,)"
                        R"("examples_held":0,"near_misses":1,"near_misses_held":1,)"));
}

TEST_F(Rules, ExplainTellsWhatBecameOfEveryHit) {
  write("a.txt", "Tại Đà Nẵng có 1.075 vụ việc trong năm 2020; hỗ trợ 12 triệu đồng, 75.3276 người.\n");
  const Ran ran = run({"rules", "explain", "a.txt"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("count.noun 15-23 «1.075 vụ» number=1.075 noun=vụ: gave f2"));
  EXPECT_THAT(ran.out, HasSubstr("time.bare_year 39-43 «2020» y=2020: lost to time.year «năm 2020»: priority "));
  EXPECT_THAT(ran.out, HasSubstr("noun=đồng: lost to budget.amount «12 triệu đồng»: priority "));
  EXPECT_THAT(ran.out, HasSubstr("«75.3276 người» number=75.3276 noun=người: turned down: the number is none"));
  EXPECT_THAT(ran.out, Not(HasSubstr("not tried")));
}

TEST_F(Rules, ExplainAtAPlaceNamesTheRulesThatWereNotTried) {
  write("a.txt", "Có 12 xe.\n\nTrong năm 2020 có 7 vụ việc.\n");
  Ran ran = run({"rules", "explain", "a.txt", "--at", "1:14-22"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("time.year"));
  EXPECT_THAT(ran.out, Not(HasSubstr("12 xe")));
  EXPECT_THAT(ran.out, ContainsRegex("not tried\n(.*\n)*  percentage.percent: none of %, phần trăm\n"));
  ran = run({"rules", "explain", "a.txt", "--at", "1:14-22", "--json"});
  EXPECT_THAT(
      ran.out,
      HasSubstr(R"({"rule":"percentage.percent","state":"no-needed-word","needs":["%","phần trăm"],"needs_here":[]})"));
  EXPECT_EQ(run({"rules", "explain", "a.txt", "--at", "7:1"}).code, 3) << "no such page";
  EXPECT_EQ(run({"rules", "explain", "a.txt", "--at", "1:9-4"}).code, 2);
  EXPECT_EQ(run({"rules", "explain", "none.txt"}).code, 3);
}

TEST_F(Rules, DiffTellsWhatIsGainedLostAndChanged) {
  write("docs/a.txt", "Xe biển số 43A-123.45 chở 12 người trong năm 2020.\n");
  write("docs/b.txt", "Không có gì.\n");
  write("none/README", "no rules\n");
  write("mine/plates.toml", kPlates);
  Ran ran = run({"rules", "diff", "none", "mine", "docs"});
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("docs/a.txt\n  + office.plate other 1:3-21 «biển số 43A-123.45» {"));
  EXPECT_THAT(ran.out, HasSubstr("2 documents, 1 differ: 1 gained, 0 lost, 0 changed\n"));
  ran = run({"rules", "diff", "mine", "none", "docs", "--json"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr(R"({"source":"docs/a.txt","change":"lost","rule":"office.plate","kind":"other",)"));

  std::string renamed = kPlates;
  renamed.replace(renamed.find("licence_plate"), 13, "plate");
  write("yours/plates.toml", renamed);
  ran = run({"rules", "diff", "mine", "yours", "docs"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("  ~ office.plate other 1:3-21"));
  EXPECT_EQ(run({"rules", "diff", "mine", "mine", "docs"}).code, 0);
  EXPECT_EQ(run({"rules", "diff", "mine", "nowhere", "docs"}).code, 2);
  EXPECT_EQ(run({"rules", "diff", "mine", "mine", "docs", "absent.txt"}).code, 3);
}

/// The commands of the README's section, run as they stand there, print what stands there.
TEST_F(Rules, TheReadmesExampleIsWhatTheProgramDoes) {
  std::ifstream file(std::string(TRICHLUC_SOURCE_DIR) + "/README.md");
  std::ostringstream content;
  content << file.rdbuf();
  std::string readme = content.str();
  readme = readme.substr(readme.find("## How to add a rule"));
  readme = readme.substr(0, readme.find("\n## ", 4));
  const std::size_t toml = readme.find("```toml\n") + 8;
  write("my-rules/plates.toml", readme.substr(toml, readme.find("```", toml) - toml));

  const std::string programs = std::filesystem::path(TRICHLUC_PROGRAM).parent_path().string();
  std::string command, expected;
  int commands = 0;
  const auto hold = [&] {
    if (command.empty()) return;
    const std::string run_it =
        "cd '" + folder_.string() + "' && PATH='" + programs + "':$PATH && { " + command + "; } > printed";
    ASSERT_NE(std::system(run_it.c_str()), -1);
    EXPECT_EQ(read("printed"), expected) << command;
    ++commands;
    command.clear();
    expected.clear();
  };
  for (const std::string& line : Ran::lines(readme)) {
    if (line.starts_with("$ ") || line.starts_with("```")) hold();
    if (line.starts_with("$ ")) {
      command = line.substr(2);
    } else if (!command.empty()) {
      expected += line + "\n";
    }
  }
  EXPECT_GE(commands, 5);
}

}  // namespace
}  // namespace trichluc
