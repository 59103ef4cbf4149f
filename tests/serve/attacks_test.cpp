// What strangers try: other sites in the same browser, other programs, and the documents themselves.
#include <gmock/gmock.h>

#include <atomic>
#include <chrono>

#include "tests/serve/running_page.h"

namespace trichluc {
namespace {

using testing::HasSubstr;
using testing::Not;
using Clock = std::chrono::steady_clock;

constexpr const char* kEvent =
    R"({"document":"0000000000000000000000000000000000000000000000000000000000000001","action":"accept","kind":"count",)"
    R"("page":1,"span":[0,5],"text":"12 vụ","reviewer":"An"})";

class Attacks : public RunningPage {
 protected:
  void SetUp() override {
    RunningPage::SetUp();
    add(SmallRecord{.title = "</script><script>alert(1)</script>",
                    .text = "12 vụ <img src=x onerror=alert(1)>",
                    .facts = {{"count", "12 vụ", R"({"value":12,"unit":"vụ"})"}}}
            .line());
    add(SmallRecord{.document = 2, .source = "../../../../../../etc/passwd"}.line());
    add(SmallRecord{.document = 3, .source = "/etc/passwd"}.line());
    add(SmallRecord{.document = 4, .source = "<b>\\\"x\\\".txt"}.line());
  }
  std::string hash(int document) const { return SmallRecord{.document = document}.hash(); }
};

TEST_F(Attacks, OnlyTheNamesOfThisServerAreAnswered) {
  start();
  const std::string port = std::to_string(guard_.port);
  for (const std::string& host : {"localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port, "LOCALHOST:" + port})
    EXPECT_EQ(ask("/api/overview", "Host: " + host + "\r\n").status, 200) << host;
  for (const std::string& host :
       {std::string("evil.example"), "evil.example:" + port, std::string("127.0.0.1"), std::string("127.0.0.1:1"),
        "localhost.evil.example:" + port, "192.168.1.1:" + port, std::string(), "127.0.0.1:" + port + ", evil.example"})
    EXPECT_EQ(ask("/api/overview", "Host: " + host + "\r\n").status, 421) << host;
  EXPECT_EQ(ask("/", "Host: evil.example\r\n").status, 421) << "not even the page, which is the same for all";
}

TEST_F(Attacks, OtherSitesAreNotAnswered) {
  start();
  EXPECT_EQ(ask("/api/overview", "Origin: http://" + host() + "\r\n").status, 200);
  for (const char* origin : {"http://evil.example", "https://127.0.0.1", "null", "http://127.0.0.1:1", "file://"})
    EXPECT_EQ(ask("/api/overview", std::string("Origin: ") + origin + "\r\n").status, 403) << origin;
  EXPECT_EQ(ask("/api/overview", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n").status, 403);
  EXPECT_EQ(ask("/", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n").status, 200) << "a link";
  EXPECT_EQ(post("/api/review", kEvent, "Trichluc-Token: secret\r\nOrigin: http://evil.example\r\n").status, 403);
}

TEST_F(Attacks, NothingIsChangedWithoutTheToken) {
  start();
  for (const char* headers :
       {"", "Trichluc-Token: \r\n", "Trichluc-Token: wrong\r\n", "Cookie: Trichluc-Token=secret\r\n"}) {
    const Answer refused = post("/api/review", kEvent, headers);
    EXPECT_EQ(refused.status, 403) << headers;
    EXPECT_THAT(refused.body, HasSubstr("\"token\""));
  }
  EXPECT_EQ(post("/api/review?token=secret", kEvent, "").status, 403);
  EXPECT_EQ(ask("/api/review", "Trichluc-Token: secret\r\n").status, 405) << "never by GET";
  EXPECT_EQ(ask("/api/review", "Trichluc-Token: secret\r\n", "DELETE").status, 405);
  EXPECT_EQ(ask("/api/events").body, "");
  EXPECT_THAT(ask("/api/overview").body, Not(HasSubstr("secret")));
  EXPECT_THAT(ask("/").body, Not(HasSubstr("secret")));
}

TEST_F(Attacks, AReadOnlyServerChangesNothing) {
  start(true);
  const Answer refused = post("/api/review", kEvent);
  EXPECT_EQ(refused.status, 403);
  EXPECT_THAT(refused.body, HasSubstr("read-only"));
}

TEST_F(Attacks, ThePasswordIsAskedForAndTheTokenComesWithIt) {
  guard_.password = "mật khẩu";
  start();
  EXPECT_EQ(ask("/").status, 401);
  EXPECT_THAT(ask("/").header("WWW-Authenticate"), HasSubstr("Basic"));
  const auto begin = Clock::now();
  EXPECT_EQ(ask("/api/overview", "Authorization: Basic QW46d3Jvbmc=\r\n").status, 401);
  EXPECT_GE(Clock::now() - begin, std::chrono::milliseconds(600)) << "trying takes time";
  EXPECT_THAT(ask("/api/overview", "Authorization: Basic QW46bcOiBg==\r\n").status, 401);
  const Answer let_in = ask("/api/overview", "Authorization: Basic QW46beG6rXQga2jhuql1\r\n");
  EXPECT_EQ(let_in.status, 200);
  EXPECT_THAT(let_in.body, HasSubstr("\"token\":\"secret\""));
}

TEST_F(Attacks, EveryAnswerForbidsForeignCode) {
  start();
  for (const char* target : {"/", "/api/overview", "/nowhere", "/api/document/zz", "/page/../x"}) {
    const Answer answer = ask(target);
    EXPECT_THAT(answer.header("Content-Security-Policy"), HasSubstr("default-src 'none'; script-src 'self'")) << target;
    EXPECT_THAT(answer.header("Content-Security-Policy"), Not(HasSubstr("unsafe"))) << target;
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << target;
    EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer") << target;
    EXPECT_EQ(answer.header("Cache-Control"), "no-store") << target;
    EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), "") << target;
  }
  EXPECT_THAT(ask("/").body, Not(HasSubstr("<script>"))) << "code is in files only";
}

TEST_F(Attacks, MarkupInDocumentsStaysText) {
  start();
  const Answer list = ask("/api/documents");
  EXPECT_EQ(list.header("Content-Type"), "application/json");
  EXPECT_THAT(list.body, HasSubstr("<script>alert(1)")) << "a text among texts";
  EXPECT_EQ(ask("/document/" + hash(1)).body, ask("/").body) << "nothing of a document is put into HTML by the server";
  EXPECT_EQ(ask("/%3Cscript%3E").header("Content-Type"), "application/json");
}

TEST_F(Attacks, NoFileButOriginalsIsOpened) {
  start();
  for (const char* target :
       {"/page/../routes.cpp", "/page/%2e%2e/%2e%2e/etc/passwd", "/../../etc/passwd", "/page//etc/passwd",
        "/page/..%2f..%2fetc%2fpasswd", "/api/document/../../etc/passwd/source", "/page/"}) {
    const Answer answer = ask(target);
    EXPECT_EQ(answer.status, 404) << target;
    EXPECT_THAT(answer.body, Not(HasSubstr("root:"))) << target;
  }
  for (const int document : {2, 3}) {  // an archive that names what it should not
    const Answer answer = ask("/api/document/" + hash(document) + "/source");
    EXPECT_EQ(answer.status, 422) << answer.body;
    EXPECT_THAT(answer.body, HasSubstr("outside the folder"));
  }
  std::filesystem::create_symlink("/etc/passwd", folder_ / "link.txt");
  add(SmallRecord{.document = 5, .source = "link.txt"}.line());
  EXPECT_EQ(ask("/api/document/" + hash(5) + "/source").status, 422);
  const Answer named = ask("/api/document/" + hash(4) + "/source");
  EXPECT_EQ(named.status, 404);
}

TEST_F(Attacks, RequestsAreOfMeasuredSize) {
  start();
  EXPECT_EQ(ask("/api/overview", "X: " + std::string(20'000, 'a') + "\r\n").status, 431);
  EXPECT_EQ(ask("/" + std::string(20'000, 'a')).status, 431);
  EXPECT_EQ(post("/api/review", std::string(300'000, ' ')).status, 413);
  EXPECT_EQ(ask("/api/review", "Trichluc-Token: secret\r\nContent-Length: 99999999999999\r\n", "POST").status, 413);
  std::string chunks;
  for (int i = 0; i < 30; ++i) chunks += "2710\r\n" + std::string(10'000, ' ') + "\r\n";
  const Connection connection(guard_.port);
  connection.send("POST /api/review HTTP/1.1\r\nHost: " + host() + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
  EXPECT_EQ(connection.answer().status, 413) << "whatever it says of its size";
}

TEST_F(Attacks, WhatIsNoHttpIsRefused) {
  start();
  for (const char* bytes :
       {"\x16\x03\x01\x02 hello\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET http://a/ HTTP/1.1\r\n\r\n"}) {
    const Connection connection(guard_.port);
    connection.send(bytes);
    EXPECT_EQ(connection.answer().status, 400) << bytes;
  }
  EXPECT_EQ(ask("/api/documents?year=%00").status, 400);
  EXPECT_EQ(ask("/api/documents?year=%FF%FE").status, 400);
  EXPECT_EQ(ask("/api/documents?year=%zz").status, 400);
  EXPECT_EQ(ask("/api/overview").status, 200);
}

TEST_F(Attacks, BadEventsAreRefusedWithAReason) {
  start();
  for (const char* body : {"", "[]", "{", "null", R"({"document":1})", "{\"a\":\"\xff\"}"}) {
    const Answer answer = post("/api/review", body);
    EXPECT_EQ(answer.status, 400) << body << answer.body;
  }
  EXPECT_EQ(ask("/api/events").body, "");
}

TEST_F(Attacks, TwoHundredSlowClientsHoldNobodyUp) {
  start();
  std::vector<std::unique_ptr<Connection>> slow;
  for (int i = 0; i < 200; ++i) {
    slow.push_back(std::make_unique<Connection>(guard_.port));
    ASSERT_TRUE(slow.back()->open());
    slow.back()->send("GET / HT");
  }
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(ask("/api/overview").status, 200);
    for (const auto& one : slow) one->send("T");  // a byte now and then
  }
}

TEST_F(Attacks, ASlowClientIsGivenUp) {
  HttpLimits limits;
  limits.request = std::chrono::seconds(3);
  start(false, limits);
  const Connection slow(guard_.port);
  slow.send("GET / HTTP/1.1\r\nHost: ");
  EXPECT_EQ(slow.answer().status, 0) << "the connection is closed";
  EXPECT_EQ(ask("/api/overview").status, 200);
}

TEST_F(Attacks, MoreConnectionsThanTheLimitAreClosedAtOnce) {
  HttpLimits limits;
  limits.connections = 3;
  start(false, limits);
  std::vector<std::unique_ptr<Connection>> held;
  for (int i = 0; i < 3; ++i) {
    held.push_back(std::make_unique<Connection>(guard_.port));
    held.back()->send("GET ");
  }
  EXPECT_EQ(ask("/api/overview").status, 0);
  held.clear();
  int status = 0;
  for (int i = 0; i < 100 && status != 200; ++i) {
    status = ask("/api/overview").status;
    if (status != 200) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(status, 200) << "as soon as there is room";
}

/// A page whose content never ends: a form that draws itself many times, many levels deep.
std::string endless_pdf() {
  std::string pdf =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</F 5 0 "
      "R>>>>>>endobj\n"
      "4 0 obj<</Length 4>>stream\n/F Do\nendstream endobj\n";
  for (int level = 5; level < 17; ++level) {
    std::string content;
    for (int i = 0; i < 20; ++i) content += level == 16 ? "0 0 600 800 re f\n" : "/F Do\n";
    pdf += std::to_string(level) + " 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</F " +
           std::to_string(level + 1) + " 0 R>>>>/Length " + std::to_string(content.size()) + ">>stream\n" + content +
           "endstream endobj\n";
  }
  return pdf + "trailer<</Root 1 0 R>>\n";
}

TEST_F(Attacks, AHostilePdfCostsItsPictureAndNothingElse) {
  const std::string endless = add_file("endless.pdf", endless_pdf(), "application/pdf");
  const std::string huge =
      add_file("huge.pdf",
               "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
               "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
               "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9e7 9e7]>>endobj\ntrailer<</Root 1 0 R>>\n",
               "application/pdf");
  const std::string broken = add_file("broken.pdf", "%PDF-1.4\n" + std::string(2000, '('), "application/pdf");
  DrawingLimits drawing;
  drawing.seconds = 5;
  start(false, {}, drawing);
  Answer endless_answer;
  std::atomic<bool> given_up = false;
  std::thread stuck([&] {
    endless_answer = ask("/api/document/" + endless + "/page/1.picture");
    given_up = true;
  });
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(ask("/api/document/" + hash(1)).status, 200) << "others are answered meanwhile";
  EXPECT_FALSE(given_up);
  EXPECT_EQ(ask("/api/document/" + broken + "/page/1.picture").status, 422);
  EXPECT_EQ(ask("/api/document/" + broken + "/page/1.words").status, 422);
  EXPECT_NE(ask("/api/document/" + huge + "/page/1.picture").status, 0) << "an answer, whichever";
  stuck.join();
  EXPECT_EQ(endless_answer.status, 503);
  EXPECT_THAT(endless_answer.body, HasSubstr("takes too long"));
  EXPECT_EQ(ask("/api/overview").status, 200);
}

}  // namespace
}  // namespace trichluc
