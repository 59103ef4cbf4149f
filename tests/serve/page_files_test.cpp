// The files of the page keep what its policy and its report rely on.
#include "tools/serve/page_files.h"

#include <gmock/gmock.h>

#include <regex>
#include <set>
#include <sstream>

#include "tools/serve/report_page.h"

namespace trichluc {
namespace {

using testing::HasSubstr;
using testing::Not;

// Made from packages (tools/serve/charts): it has ways to markup that nobody calls and the policy would refuse.
constexpr std::string_view kLibrary = "plot.js";

TEST(PageFiles, TextNeverBecomesMarkup) {
  for (const PageFile& file : page_files()) {
    if (file.name == kLibrary) continue;
    for (const char* word : {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function",
                             "srcdoc", "DOMParser", "setHTML"})
      EXPECT_THAT(std::string(file.content), Not(HasSubstr(word))) << file.name;
  }
}

TEST(PageFiles, TheLibraryMakesNoCodeFromTextAndComesWithItsLicences) {
  const PageFile* library = find_page_file(kLibrary);
  ASSERT_NE(library, nullptr);
  const std::string content(library->content);
  for (const char* word : {"eval(", "new Function", "Function(", "document.write", "import("})
    EXPECT_THAT(content, Not(HasSubstr(word)));
  const PageFile* licences = find_page_file("plot.LICENSE.txt");
  ASSERT_NE(licences, nullptr);
  const std::string head = content.substr(0, content.find("*/"));
  const std::regex package(R"(\* ([@a-z/0-9-]+ [0-9.]+) \()");
  std::size_t packages = 0;
  for (std::sregex_iterator found(head.begin(), head.end(), package), end; found != end; ++found, ++packages)
    EXPECT_THAT(std::string(licences->content), HasSubstr((*found)[1].str()));
  EXPECT_GT(packages, 3u);
}

TEST(PageFiles, NobodyElseIsAsked) {
  const std::regex address(R"((https?:)?//[a-z0-9.]+\.[a-z]+)");
  for (const PageFile& file : page_files()) {
    if (file.name.ends_with(".LICENSE.txt")) continue;
    const std::string content(file.content);
    for (std::sregex_iterator found(content.begin(), content.end(), address), end; found != end; ++found)
      EXPECT_EQ(found->str(), "http://www.w3.org") << file.name << ": the name of SVG is the only address";
  }
}

TEST(PageFiles, HtmlHoldsNoCodeOfItsOwn) {
  const PageFile* index = find_page_file("index.html");
  ASSERT_NE(index, nullptr);
  EXPECT_FALSE(
      std::regex_search(std::string(index->content), std::regex(R"(<script(?![^>]* src=)| on[a-z]+=|style=|<style)")));
  EXPECT_EQ(find_page_file("nothing"), nullptr);
}

TEST(ReportPage, ItsScriptIsOneScopeWithoutImports) {
  std::istringstream lines(report_script());
  const std::regex declares(R"(^(?:async )?(?:const|let|function|class) ([A-Za-z]\w*))");
  std::set<std::string> names;
  for (std::string line; std::getline(lines, line);) {
    EXPECT_THAT(line, Not(testing::StartsWith("import")));
    EXPECT_THAT(line, Not(testing::StartsWith("export")));
    std::smatch found;
    if (!std::regex_search(line, found, declares)) continue;
    EXPECT_TRUE(names.insert(found[1]).second) << found[1] << " twice";
  }
  EXPECT_TRUE(names.count("SideBySide"));
}

TEST(ReportPage, DocumentsAreDataInIt) {
  std::string html;
  const auto sink = [&](std::string_view part) { html += part; };
  begin_report({"</script><b>", "trichluc"}, sink);
  add_to_report(R"({"sha256":"1","title":"</script><script>alert(1)</script><!-- "})", true, sink);
  add_to_report(with_pictures(R"({"sha256":"2"})", {{1, "image/png", "\x89PNG", "595.28", "841.89"}}), false, sink);
  end_report(sink);
  EXPECT_THAT(html, Not(HasSubstr("alert(1)</script>")));
  EXPECT_THAT(html, HasSubstr("\\u003c/script>\\u003cscript>alert(1)"));
  EXPECT_THAT(html, HasSubstr(R"("pictures":{"1":{"address":"data:image/png;base64,iVBORw==","width":595.28)"));
  EXPECT_THAT(html, HasSubstr("default-src 'none'; script-src 'sha256-"));
  std::size_t scripts = 0;
  for (std::size_t at = html.find("<script"); at != std::string::npos; at = html.find("<script", at + 1)) ++scripts;
  EXPECT_EQ(scripts, 2u) << "data and code";
}

}  // namespace
}  // namespace trichluc
