#include "extractors/engine/need_filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/engine/folded.h"
#include "extractors/engine/rule_file.h"

namespace trichluc {
namespace {

using testing::ElementsAre;

/// One rule, compiled.
std::vector<Rule> rule_of(const std::string& body) {
  Macros macros;
  auto rules =
      read_rule_file("my.toml", "[[rule]]\nid = 'a'\nkind = 'other'\nset = { role = 'code' }\n" + body, macros);
  EXPECT_TRUE(rules) << describe(rules.error());
  EXPECT_TRUE(compile_rule(rules->front(), macros));
  return std::move(*rules);
}

/// The stretches of `text` in which the rule is tried.
std::vector<std::string> windows(const std::string& body, const std::string& text) {
  const std::vector<Rule> rules = rule_of(body);
  const Folded folded(text);
  std::vector<std::string> stretches;
  for (const SearchWindow& window : NeedFilter(rules).windows(folded.folded_codes())) {
    const std::uint32_t begin = folded.byte_of(window.codes.begin);
    stretches.push_back(text.substr(begin, folded.byte_of(window.codes.end) - begin));
  }
  return stretches;
}

TEST(NeedFilter, TriesARuleWhereItsMatchesCanReach) {
  const std::string body = "pattern = '\\d+ ngày'\nneeds = ['ngày']\n";
  EXPECT_THAT(windows(body, "Theo quy định tại khoản 2, trong 15 ngày kể từ ngày nhận đủ hồ sơ"),
              ElementsAre(" 15 ngày "));
  EXPECT_THAT(windows(body, "5 ngày, rồi sau nhiều tuần lễ nữa lại 7 ngày"), ElementsAre("5 ngày,", " 7 ngày"));
  EXPECT_THAT(windows(body, "15 tháng"), ElementsAre());
  EXPECT_THAT(windows(body, "ngày 15"), ElementsAre());  // the number stands on the wrong side
  EXPECT_THAT(windows(body, "ngày mai"), ElementsAre());
}

TEST(NeedFilter, GoesOnWhereWindowsTouch) {
  EXPECT_THAT(windows("pattern = 'tăng \\d+'\nneeds = ['tăng']\n", "tăng 5 tăng 6 tăng 7"),
              ElementsAre("tăng 5 tăng 6 tăng 7"));
}

TEST(NeedFilter, TriesARuleWithoutNeedsAroundDigits) {
  EXPECT_THAT(windows("pattern = '\\d+ [\\pL]+'\n", "Toàn tỉnh có 12 huyện và thị xã"), ElementsAre(" 12 huyện "));
}

TEST(NeedFilter, TriesAnUnboundedRuleEverywhere) {
  EXPECT_THAT(windows("pattern = 'số [^;]*'\nneeds = ['số']\n", "Công văn số 5"), ElementsAre("Công văn số 5"));
  EXPECT_THAT(windows("pattern = 'số [^;]*'\nneeds = ['số']\n", "Công văn 5"), ElementsAre());
}

TEST(NeedFilter, KnowsBehindWhatNoMatchBegins) {
  const auto rest = [](const std::string& body, const std::string& text) {
    const std::vector<Rule> rules = rule_of(body);
    const Folded folded(text);
    const std::vector<SearchWindow> all = NeedFilter(rules).windows(folded.folded_codes());
    return all.size() == 1 ? text.substr(folded.byte_of(all[0].no_begin)) : "several";
  };
  EXPECT_EQ(rest("pattern = '\\d+ ngày'\nneeds = ['ngày']\n", "trong 15 ngày kể từ nay"), " ngày kể từ nay");
  EXPECT_EQ(rest("pattern = 'ngày \\d+'\nneeds = ['ngày']\n", "từ ngày 15 trở đi"), " 15 trở đi");
  EXPECT_EQ(rest("pattern = 'tăng \\d+'\nneeds = ['tăng']\n", "tăng 5 tăng 6 nữa"), " 6 nữa");
  EXPECT_EQ(rest("pattern = 'số [^;]*'\nneeds = ['số']\n", "Công văn số 5 và 6"), " 5 và 6");
}

TEST(NeedFilter, KeepsAwayFromTextsWithoutDigitUnlessTold) {
  EXPECT_THAT(windows("pattern = 'luật'\nneeds = ['luật']\n", "theo Luật Trẻ em"), ElementsAre());
  EXPECT_THAT(windows("pattern = 'luật'\nneeds = ['luật']\ndigits = false\n", "theo Luật Trẻ em"),
              ElementsAre(" Luật "));
}

}  // namespace
}  // namespace trichluc
