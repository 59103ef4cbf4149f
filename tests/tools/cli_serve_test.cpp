// serve, picture and report on the command line.
#include <gmock/gmock.h>
#include <signal.h>

#include "tests/tools/program.h"

namespace trichluc {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::filesystem::path kRoot = TRICHLUC_SOURCE_DIR;

class Serve : public ProgramTest {
 protected:
  void make() {
    write("in/a.txt", "Số: 12/BC-UBND\nTrong năm 2020 có 12 vụ việc.\n");
    ASSERT_EQ(run({"extract", "in", "--archive", "a.db"}).code, 0);
  }
};

TEST_F(Serve, SaysWhatIsWrongBeforeItListens) {
  EXPECT_EQ(run({"serve"}).code, 2);
  EXPECT_EQ(run({"serve", "none.db"}).code, 5);
  make();
  write("text.db", "no database, but long enough to be looked at as one by whoever wants to");
  EXPECT_EQ(run({"serve", "text.db"}).code, 5);
  const Ran open_to_all = run({"serve", "a.db", "--bind", "0.0.0.0"});
  EXPECT_EQ(open_to_all.code, 2);
  EXPECT_THAT(open_to_all.err, HasSubstr("--password-file"));
  write("password", "long enough\n");
  std::filesystem::permissions(folder_ / "password", std::filesystem::perms(0644));
  EXPECT_THAT(run({"serve", "a.db", "--bind", "0.0.0.0", "--password-file", "password"}).err,
              HasSubstr("can be read by others"));
  std::filesystem::permissions(folder_ / "password", std::filesystem::perms(0600));
  write("password", "short\n");
  EXPECT_THAT(run({"serve", "a.db", "--bind", "0.0.0.0", "--password-file", "password"}).err, HasSubstr("shorter"));
  write("password", "long enough\n");
  EXPECT_EQ(run({"serve", "a.db", "--bind", "nowhere", "--password-file", "password"}).code, 2);
  EXPECT_EQ(run({"serve", "a.db", "--port", "99999"}).code, 2);
  EXPECT_EQ(run({"serve", "a.db", "--sources", "nowhere"}).code, 5);
}

TEST_F(Serve, PrintsItsAddressAndEndsWhenAsked) {
  make();
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    const std::string archive = (folder_ / "a.db").string();
    execl(TRICHLUC_PROGRAM, TRICHLUC_PROGRAM, "serve", archive.c_str(), "--port", "0", nullptr);
    _exit(127);
  }
  close(ends[1]);
  std::string line;
  for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';) line += c;
  EXPECT_THAT(line, testing::MatchesRegex("http://127\\.0\\.0\\.1:[0-9]+/#token=[0-9a-f]+"));
  kill(child, SIGTERM);
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  close(ends[0]);
}

TEST_F(Serve, APictureIsAPageAndSaysItsSize) {
  const std::string pdf = (kRoot / "corpus/bao-cao-ngan-sach-9-thang.pdf").string();
  const Ran page = run({"picture", "--page", "2", "--dpi", "50", pdf});
  EXPECT_EQ(page.code, 0) << page.err;
  EXPECT_THAT(page.out, StartsWith("image/png 595.28 841.89\n\x89PNG"));
  // A scan: 20 by 20 black pixels, one bit each.
  const std::string hex =
      "89504e470d0a1a0a0000000d4948445200000014000000140100000000a5f220a00000000c4944415408d76360a02e0000005000012213e8"
      "75"
      "0000000049454e44ae426082";
  std::string scan;
  for (std::size_t i = 0; i < hex.size(); i += 2) scan += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  write("scan.png", scan);
  EXPECT_THAT(run({"picture", "scan.png"}).out, testing::ContainsRegex("^image/png [0-9.]+ [0-9.]+\n"));
  EXPECT_EQ(run({"picture", "--page", "2", "scan.png"}).code, 3);
  const Ran none = run({"picture", "--page", "3", pdf});
  EXPECT_EQ(none.code, 3);
  EXPECT_THAT(none.err, HasSubstr("has no page 3"));
  EXPECT_EQ(run({"picture", "--sha256", "00", pdf}).code, 3);
  EXPECT_EQ(run({"picture", (kRoot / "corpus/giay-moi-hoi-nghi.txt").string()}).code, 3);
  EXPECT_EQ(run({"picture", "--dpi", "9999", pdf}).code, 2);
  EXPECT_EQ(run({"picture", "nothing.pdf"}).code, 5);
}

TEST_F(Serve, AReportIsMadeFromRecordsAndFromAnArchive) {
  make();
  ASSERT_EQ(run({"extract", "in", "--with-text", "-o", "r.jsonl"}).code, 0);
  EXPECT_EQ(run({"report", "r.jsonl", "-o", "r.html"}).code, 0);
  EXPECT_THAT(read("r.html"), HasSubstr("Trong năm 2020 có 12 vụ việc."));
  EXPECT_THAT(read("r.html"), StartsWith("<!doctype html>"));
  EXPECT_THAT(run({"report", "a.db"}).out, HasSubstr("12 vụ việc"));
  EXPECT_EQ(run({"report", "a.db", "--document", "ffffffff"}).code, 5);
  EXPECT_EQ(run({"report", "none.jsonl"}).code, 5);
  write("bad.jsonl", "{}\n");
  EXPECT_EQ(run({"report", "bad.jsonl", "-o", "bad.html"}).code, 3);
  EXPECT_FALSE(exists("bad.html"));
}

TEST_F(Serve, TheArchiveSaysWhatCouldNotBeReadUntilItCan) {
  write("in/a.txt", "Năm 2020 có 12 vụ việc.\n");
  write("in/b.pdf", "%PDF-1.4 cut off");
  EXPECT_EQ(run({"extract", "in", "--archive", "a.db"}).code, 3);
  const auto unread = [&](const std::string& archive) { return run({"stats", archive, "--format", "csv"}).out; };
  EXPECT_THAT(unread("a.db"), HasSubstr("unread,damaged,1"));
  EXPECT_EQ(run({"extract", "in", "--with-text", "-o", "r.jsonl"}).code, 3);
  EXPECT_EQ(run({"archive", "add", "b.db", "r.jsonl"}).code, 0);
  EXPECT_THAT(unread("b.db"), HasSubstr("unread,damaged,1"));
  write("in/b.pdf", "Năm 2021 có 13 vụ việc, nay là văn bản.\n");
  EXPECT_EQ(run({"extract", "in", "--archive", "a.db"}).code, 0);
  EXPECT_THAT(unread("a.db"), testing::Not(HasSubstr("unread")));
}

}  // namespace
}  // namespace trichluc
