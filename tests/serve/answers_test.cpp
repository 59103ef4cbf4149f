// What the page asks for, and what it gets.
#include <gmock/gmock.h>

#include <sstream>

#include "pipeline/core/error.h"
#include "tests/serve/running_page.h"

namespace trichluc {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

SmallRecord report(int document, const std::string& year, const std::string& issuer) {
  return {.document = document,
          .source = "r" + std::to_string(document) + ".txt",
          .number = std::to_string(document) + "/BC-UBND",
          .date = year + "-05-06",
          .issuer = issuer,
          .title = "Về trẻ em",
          .text = "Đường dây nóng có 12 vụ, 5.000 đồng.",
          .facts = {{"count", "12 vụ",
                     R"({"value":)" + std::to_string(10 + document) +
                         R"(,"unit":"vụ","of":"xâm hại","modality":"reported","period":"2023"})",
                     18},
                    {"budget", "5.000", R"({"amount":5000,"currency":"VND","holder":"Sở Y tế","period":"2023"})", 25}}};
}

class Answers : public RunningPage {
 protected:
  void SetUp() override {
    RunningPage::SetUp();
    add(report(1, "2022", "Sở Y tế").line());
    add(report(2, "2023", "Sở Y tế").line());
    add(report(3, "2023", "Sở Tư pháp").line());
  }
  std::string event(const std::string& action, const std::string& more = {}, const std::string& reviewer = "An") const {
    return R"({"document":")" + report(1, "", "").hash() + R"(","action":")" + action +
           R"(","kind":"count","page":1,"span":[18,23],"text":"12 vụ",)" + more + R"("reviewer":")" + reviewer + "\"}";
  }
};

TEST_F(Answers, TheListHasFacetsThatCountWhatTheOtherChoicesLeave) {
  start();
  const Answer all = ask("/api/documents");
  EXPECT_EQ(all.status, 200);
  EXPECT_THAT(all.body, HasSubstr("\"total\":3"));
  EXPECT_THAT(all.body, HasSubstr(R"({"value":"2023","label":"2023","count":2})"));
  const Answer some = ask("/api/documents?year=2023&issuer=S%E1%BB%9F+Y+t%E1%BA%BF");
  EXPECT_THAT(some.body, HasSubstr("\"total\":1"));
  EXPECT_THAT(some.body, HasSubstr(R"({"value":"2022","label":"2022","count":1})")) << "another year could be chosen";
  EXPECT_THAT(some.body, HasSubstr(R"({"value":"Sở Tư pháp","label":"Sở Tư pháp","count":1})"));
  EXPECT_THAT(ask("/api/documents?limit=1&offset=2&sort=number").body, HasSubstr("3/BC-UBND"));
  EXPECT_EQ(ask("/api/documents?sort=nonsense").status, 400);
  EXPECT_EQ(ask("/api/documents?limit=-1").status, 400);
}

TEST_F(Answers, TheListFollowsTheArchive) {
  start();
  EXPECT_THAT(ask("/api/documents").body, HasSubstr("\"total\":3"));
  add(report(4, "2021", "Sở Nội vụ").line());
  EXPECT_THAT(ask("/api/documents").body, HasSubstr("\"total\":4"));
  EXPECT_THAT(ask("/api/documents?year=2021").body, HasSubstr("\"total\":1"));
  auto archive = ArchiveWriter::open(path_);
  ASSERT_TRUE(archive->add(report(4, "2020", "Sở Nội vụ").line(), {"newer", "rules", "", ""}));
  EXPECT_THAT(ask("/api/documents?year=2020").body, HasSubstr("\"total\":1")) << "a record took another's place";
  EXPECT_THAT(ask("/api/documents?year=1999").body, HasSubstr("\"total\":0"));
}

TEST_F(Answers, SearchFindsWordsWithoutMarks) {
  start();
  const Answer hits = ask("/api/search?q=duong+day&year=2022");
  EXPECT_THAT(hits.body, HasSubstr("\\u0001Đường\\u0002 \\u0001dây\\u0002"));
  EXPECT_THAT(hits.body, HasSubstr(report(1, "", "").hash()));
  EXPECT_THAT(hits.body, Not(HasSubstr(report(2, "", "").hash())));
  EXPECT_EQ(ask("/api/search?q=").status, 400) << "no word";
  EXPECT_THAT(ask("/api/search?q=duong&indicator=NO_SUCH").body, HasSubstr("\"hits\":[]"));
  EXPECT_THAT(ask("/api/search?q=duong&review=begun").body, HasSubstr("\"hits\":[]"));
  EXPECT_EQ(post("/api/review", event("accept")).status, 200);
  EXPECT_THAT(ask("/api/search?q=duong&review=begun").body, HasSubstr(report(1, "", "").hash()));
  const Answer untouched = ask("/api/search?q=duong&review=untouched");
  EXPECT_THAT(untouched.body, Not(HasSubstr(report(1, "", "").hash())));
  EXPECT_THAT(untouched.body, HasSubstr(report(2, "", "").hash()));
  EXPECT_THAT(ask("/api/search?q=duong&review=done").body, HasSubstr("\"hits\":[]"));
}

TEST_F(Answers, FacetsCountWhatASearchFinds) {
  SmallRecord other = report(4, "2023", "Sở Nội vụ");
  other.text = "Đường bộ có 12 vụ, 5.000 đồng; xem số 1/BC-UBND.";
  other.facts = {{"legal_reference", "số 1/BC-UBND", R"({"number":"1/BC-UBND"})", 35}};
  add(other.line());
  start();
  const Answer hotline = ask("/api/documents?q=duong+day");
  EXPECT_THAT(hotline.body, HasSubstr("\"total\":3"));
  EXPECT_THAT(hotline.body, HasSubstr(R"({"value":"Sở Y tế","label":"Sở Y tế","count":2})"));
  EXPECT_THAT(hotline.body, Not(HasSubstr("Sở Nội vụ")));
  const Answer chosen = ask("/api/documents?q=duong&year=2023");
  EXPECT_THAT(chosen.body, HasSubstr("\"total\":3"));
  EXPECT_THAT(chosen.body, HasSubstr(R"({"value":"2022","label":"2022","count":1})")) << "another year could be chosen";
  EXPECT_THAT(ask("/api/documents?q=1/BC-UBND").body, HasSubstr("\"total\":2")) << "it, and the one that cites it";
  EXPECT_THAT(ask("/api/documents?q=nothing+of+it").body, HasSubstr("\"total\":0"));
  EXPECT_EQ(ask("/api/documents?q=%22").status, 400);
  // As many as the search itself finds, page by page.
  const Answer first = ask("/api/search?q=duong&limit=3"), rest = ask("/api/search?q=duong&limit=3&offset=3");
  for (int number = 1; number <= 4; ++number) {
    const std::string hash = report(number, "", "").hash();
    EXPECT_NE(first.body.find(hash) == std::string::npos, rest.body.find(hash) == std::string::npos) << number;
  }
  EXPECT_THAT(ask("/api/search?q=duong&offset=4").body, HasSubstr("\"hits\":[]"));
}

TEST_F(Answers, ADocumentComesWithAllThatIsKnownOfIt) {
  start();
  const Answer whole = ask("/api/document/" + report(1, "", "").hash());
  EXPECT_THAT(whole.body, HasSubstr(R"("text":"Đường dây nóng có 12 vụ, 5.000 đồng.")"));
  EXPECT_THAT(whole.body, HasSubstr(R"("value":{"value":11,"unit":"vụ",)"));
  EXPECT_THAT(whole.body, HasSubstr(R"("rule":"test.rule","confidence":0.9)"));
  EXPECT_EQ(ask("/api/document/ffffffffffffffff").status, 404);
  EXPECT_EQ(ask("/api/document/0000000000").status, 400) << "the head of three";
  EXPECT_EQ(ask("/api/document/xyz").status, 404);
}

TEST_F(Answers, FiguresStandByYearAndConflictsAreMarked) {
  start();
  const Answer cases = ask("/api/figures?kind=count&by=series");
  EXPECT_THAT(cases.body, HasSubstr(R"("columns":["2023"])"));
  EXPECT_THAT(cases.body, HasSubstr(R"("name":"vụ: xâm hại","unit":"vụ")"));
  EXPECT_THAT(cases.body, HasSubstr(R"("conflict":true,"count":3)")) << "11, 12 and 13 cases of the same year";
  EXPECT_THAT(cases.body, HasSubstr("\"source\":\"r2.txt\""));
  const Answer short_cells = ask("/api/figures?kind=count&each=1");
  EXPECT_THAT(short_cells.body, HasSubstr(R"("conflict":true,"count":3)")) << "all are counted and compared";
  EXPECT_THAT(short_cells.body, Not(HasSubstr("\"source\":\"r2.txt\"")));
  EXPECT_THAT(ask("/api/figures?kind=count&row=v%E1%BB%A5").body, HasSubstr("\"rows\":[]")) << "a part of its name";
  EXPECT_THAT(ask("/api/figures?kind=count&row=v%E1%BB%A5:+x%C3%A2m+h%E1%BA%A1i").body, HasSubstr("\"total\":1"));
  // One holder, two things: no contradiction.
  SmallRecord other = report(5, "2023", "Sở Y tế");
  other.facts = {
      {"budget", "5.000", R"({"amount":7000,"currency":"VND","holder":"Sở Y tế","flow":"spent","period":"2023"})", 25}};
  add(other.line());
  EXPECT_THAT(ask("/api/figures?kind=budget&by=holder").body, Not(HasSubstr("conflict")));
  EXPECT_THAT(ask("/api/figures?kind=budget&by=holder&words=so+y+te").body, Not(HasSubstr("conflict")))
      << "all say the same";
  EXPECT_THAT(ask("/api/figures?kind=budget&words=nobody").body, HasSubstr("\"rows\":[]"));
  EXPECT_THAT(ask("/api/figures?kind=count&unit=v%E1%BB%A5").body, HasSubstr("\"total\":1"));
  EXPECT_THAT(ask("/api/figures?kind=count&unit=ca%7Cv%E1%BB%A5").body, HasSubstr("\"total\":1")) << "several units";
  EXPECT_THAT(ask("/api/figures?kind=count&unit=v").body, HasSubstr("\"total\":0"));
  EXPECT_THAT(ask("/api/figures?kind=count&area=Hu%E1%BA%BF").body, HasSubstr("\"total\":0"));
  EXPECT_THAT(ask("/api/figures?kind=count&targets=1").body, HasSubstr("\"total\":0")) << "there is no target";
  SmallRecord goal = report(4, "2023", "Sở Y tế");
  goal.facts[0].value = R"({"value":20,"unit":"vụ","of":"xâm hại","modality":"target","period":"2024"})";
  add(goal.line());
  EXPECT_THAT(ask("/api/figures?kind=count&targets=1").body, HasSubstr("\"total\":1"));
  EXPECT_EQ(ask("/api/figures?kind=time").status, 400);
  EXPECT_EQ(ask("/api/figures?by=colour").status, 400);
}

TEST_F(Answers, CodesOfIndicatorsComeWithTheirNames) {
  start();
  EXPECT_THAT(ask("/api/overview").body, HasSubstr(R"("indicators":{"VN_TEST_CASES":["Số vụ","Cases"]})"));
}

TEST_F(Answers, EveryViewIsCsvToo) {
  start();
  for (const char* view : {"documents", "search?q=duong", "doubts", "figures", "runs"}) {
    const std::string target = std::string("/api/") + view;
    const Answer table = ask(target + (target.find('?') == std::string::npos ? "?" : "&") + "format=csv");
    EXPECT_EQ(table.status, 200) << view;
    EXPECT_EQ(table.header("Content-Type"), "text/csv; charset=utf-8") << view;
    EXPECT_THAT(table.header("Content-Disposition"), StartsWith("attachment")) << view;
    EXPECT_GE(std::count(table.body.begin(), table.body.end(), '\n'), 2) << view << ": " << table.body;
  }
  EXPECT_THAT(ask("/api/document/" + report(1, "", "").hash() + "?format=csv").body, HasSubstr("test.rule"));
}

TEST_F(Answers, RunsTellWhatCouldNotBeRead) {
  auto archive = ArchiveWriter::open(path_);
  ASSERT_TRUE(archive);
  const UnreadDocument broken{"broken.pdf", "failed", "damaged", "read", {}, "not a PDF", "get it again"};
  ASSERT_TRUE(archive->add_unread(broken, {"program", "rules", "", ""}));
  start();
  const Answer runs = ask("/api/runs");
  EXPECT_THAT(runs.body, HasSubstr(R"("source":"broken.pdf")"));
  EXPECT_THAT(runs.body, HasSubstr(R"("message":"not a PDF")"));
}

TEST_F(Answers, AStepOfReviewIsAnEventWithTheServersTime) {
  start();
  const Answer made =
      post("/api/review", event("correct", R"("new":{"value":21,"unit":"vụ","modality":"reported"},"time":"1999",)"));
  EXPECT_EQ(made.status, 200) << made.body;
  EXPECT_THAT(made.body, HasSubstr("\"bound\":true"));
  EXPECT_THAT(ask("/api/events").body, HasSubstr(R"("time":"20)"));
  EXPECT_THAT(ask("/api/events").body, Not(HasSubstr("1999")));
  EXPECT_THAT(ask("/api/document/" + report(1, "", "").hash()).body, HasSubstr(R"("review":"corrected")"));
  EXPECT_THAT(ask("/api/overview").body, HasSubstr("\"reviewed\":1"));
  EXPECT_THAT(ask("/api/documents?review=begun").body, HasSubstr("\"total\":1"));
  EXPECT_THAT(ask("/api/news?since=0").body, HasSubstr(report(1, "", "").hash()));
  const std::string name = made.body.substr(made.body.find(':') + 2, 32);
  EXPECT_EQ(post("/api/review", event("undo", "\"undoes\":\"" + name + "\",")).status, 200);
  EXPECT_THAT(ask("/api/overview").body, HasSubstr("\"reviewed\":0"));
}

TEST_F(Answers, TwoPeopleSideBySideLoseNoEvent) {
  start();
  std::vector<std::thread> people;
  for (const char* name : {"An", "Bình"}) {
    people.emplace_back([this, name] {
      for (int i = 0; i < 20; ++i) {
        const std::string note = R"("note":")" + std::to_string(i) + "\",";
        EXPECT_EQ(post("/api/review", event(i % 2 ? "accept" : "reject", note, name)).status, 200);
      }
    });
  }
  for (std::thread& one : people) one.join();
  const std::string events = ask("/api/events").body;
  EXPECT_EQ(std::count(events.begin(), events.end(), '\n'), 40);
  const Answer late = post("/api/review?seen=1", event("accept", "", "Chi"));
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, HasSubstr("Bình"));
}

TEST_F(Answers, DoubtsAreWhatNobodyHasLookedAt) {
  start();
  EXPECT_THAT(ask("/api/doubts?kind=count").body, HasSubstr(report(1, "", "").hash()));
  EXPECT_EQ(post("/api/review", event("accept")).status, 200);
  EXPECT_THAT(ask("/api/doubts?kind=count").body, Not(HasSubstr(report(1, "", "").hash())));
}

TEST_F(Answers, ViewsArePagesAndFilesOfThePageAreThere) {
  start();
  for (const char* view : {"/", "/review", "/figures?kind=count", "/runs", "/help", "/document/0000"}) {
    EXPECT_EQ(ask(view).status, 200) << view;
    EXPECT_EQ(ask(view).header("Content-Type"), "text/html; charset=utf-8") << view;
  }
  EXPECT_EQ(ask("/nowhere").status, 404);
  EXPECT_EQ(ask("/page/nothing.js").status, 404);
  EXPECT_EQ(ask("/", "", "HEAD").body, "");
}

TEST_F(Answers, PagesOfPdfsArePictures) {
  std::ifstream file(std::string(TRICHLUC_SOURCE_DIR) + "/corpus/bao-cao-ngan-sach-9-thang.pdf", std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  const std::string hash = add_file("b.pdf", content.str(), "application/pdf");
  start();
  const Answer page = ask("/api/document/" + hash + "/page/1.picture?dpi=75");
  EXPECT_EQ(page.status, 200) << page.body;
  EXPECT_EQ(page.header("Content-Type"), "image/png");
  EXPECT_THAT(page.header("Trichluc-Page-Size"), StartsWith("595."));
  EXPECT_THAT(page.body, StartsWith("\x89PNG"));
  EXPECT_EQ(ask("/api/document/" + hash + "/page/99.picture").status, 422);
  const Answer words = ask("/api/document/" + hash + "/page/1.words");
  EXPECT_EQ(words.status, 200) << words.body;
  EXPECT_THAT(words.body, testing::ContainsRegex(R"(^\{"text":".*","words":\[\[[0-9]+,[0-9]+,[0-9.]+,[0-9.]+,)"));
  EXPECT_EQ(ask("/api/document/" + hash + "/page/99.words").status, 422);
  EXPECT_EQ(ask("/api/document/" + hash + "/page/0.picture").status, 404);
  EXPECT_EQ(ask("/api/document/" + report(1, "", "").hash() + "/page/1.picture").status, 415) << "text has no pages";
  EXPECT_EQ(ask("/api/document/" + report(1, "", "").hash() + "/page/1.words").status, 415);
  const Answer original = ask("/api/document/" + hash + "/source");
  EXPECT_EQ(original.body, content.str());
  EXPECT_EQ(original.header("Content-Type"), "application/octet-stream");

  std::ofstream(folder_ / "b.pdf", std::ios::app) << "one more line";
  const Answer changed = ask("/api/document/" + hash + "/page/2.picture");
  EXPECT_EQ(changed.status, 422);
  EXPECT_THAT(changed.body, HasSubstr("is not the file that was read"));
  EXPECT_EQ(ask("/api/document/" + hash + "/source").status, 422);
  std::filesystem::remove(folder_ / "b.pdf");
  EXPECT_EQ(ask("/api/document/" + hash + "/page/2.picture").status, 404);
}

}  // namespace
}  // namespace trichluc
