// `trichluc extract` run as a program: what it reads, what it writes, and what it says about what it cannot read.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/stat.h>

#include <chrono>
#include <thread>

#include "tests/ingest/small_pdf.h"
#include "tests/tools/program.h"

namespace trichluc {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kReport = "Trong năm 2020, toàn tỉnh xảy ra 1.075 vụ việc, tăng 2,6% so với năm 2019.\n";

class Extract : public ProgramTest {};

TEST_F(Extract, WritesOneLineADocument) {
  write("in/b.txt", kReport);
  write("in/a.md", "# Báo cáo\n\n**Có 12 xã.**\n");
  write("in/c/c.pdf", SmallPdf().page().text(100, 700, 14, "Báo cáo năm 2020").bytes());
  const Ran ran = run({"extract", "in"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  const auto lines = Ran::lines(ran.out);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_THAT(lines[0], HasSubstr("\"source\":\"in/a.md\""));
  EXPECT_THAT(lines[1], HasSubstr("\"source\":\"in/b.txt\""));
  EXPECT_THAT(lines[2], HasSubstr("\"media_type\":\"application/pdf\""));
  for (const std::string& line : lines) {
    EXPECT_THAT(line, StartsWith("{\"schema\":\"trichluc-record/1\","));
    EXPECT_THAT(line, testing::Not(HasSubstr("page_texts")));
  }
}

TEST_F(Extract, WithTextAddsThePages) {
  write("a.txt", "một\n\fhai\n");
  EXPECT_THAT(run({"extract", "--with-text", "a.txt"}).out, HasSubstr("\"page_texts\":[{\"page\":1,"));
}

TEST_F(Extract, TextGoesIntoAFileAPage) {
  write("in/a.txt", "một\n\fTo\u0302\u0300n tại\n\f\fbốn\n");
  write("in/b/a.md", "# Báo cáo\n\nCó 12 xã.\n");
  const Ran ran = run({"extract", "--text", "in/text", "in", "-o", "out.jsonl"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(read("in/text/in/a.txt/0001.txt"), "một\n");
  EXPECT_EQ(read("in/text/in/a.txt/0002.txt"), "Tồn tại\n");
  EXPECT_TRUE(exists("in/text/in/a.txt/0003.txt"));
  EXPECT_EQ(read("in/text/in/a.txt/0003.txt"), "");
  EXPECT_EQ(read("in/text/in/a.txt/0004.txt"), "bốn\n");
  EXPECT_THAT(read("in/text/in/b/a.md/0001.txt"), HasSubstr("Có 12 xã."));
  EXPECT_THAT(read("out.jsonl"), testing::Not(HasSubstr("page_texts"))) << "the record stays as it was";
  // The next run does not read what this one wrote, and takes away pages that are no more.
  write("in/a.txt", "một\n\fhai\n");
  EXPECT_EQ(run({"extract", "--text", "in/text", "in"}).code, 0);
  EXPECT_EQ(read("in/text/in/a.txt/0002.txt"), "hai\n");
  EXPECT_FALSE(exists("in/text/in/a.txt/0003.txt"));
  EXPECT_FALSE(exists("in/text/in/text"));
}

TEST_F(Extract, TextStaysInsideItsFolder) {
  write("a.txt", "một\n");
  write("in/x", "");
  const Ran ran = run({"extract", "--text", "text", "in/../a.txt", "./a.txt", "a.txt", "-"}, "hai\n");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(read("text/in/%2E%2E/a.txt/0001.txt"), "một\n");
  EXPECT_EQ(read("text/a.txt/0001.txt"), "một\n");
  EXPECT_EQ(read("text/a.txt~2/0001.txt"), "một\n") << "the same document, named in another way";
  EXPECT_EQ(read("text/standard-input/0001.txt"), "hai\n");
}

TEST_F(Extract, ATextFolderThatCannotBeMadeIsStatus4) {
  write("a.txt", kReport);
  write("text", "a file");
  const Ran ran = run({"extract", "--text", "text", "a.txt"});
  EXPECT_EQ(ran.code, 4);
  EXPECT_THAT(ran.err, HasSubstr("text/a.txt: output-unwritable: "));
}

TEST_F(Extract, TextBeyondRepairGivesAWarningAndNoFacts) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "x z " + std::to_string(i) + " $ w kq 6% v zz 4 CJ aJ q h mH\n";
  write("a.txt", text);
  const Ran ran = run({"extract", "a.txt"});
  EXPECT_THAT(ran.out, HasSubstr("\"code\":\"beyond-repair\""));
  EXPECT_THAT(ran.out, HasSubstr("\"facts\":[]"));
  EXPECT_THAT(ran.out, HasSubstr("\"unexplained\"")) << "its numbers are still listed";
}

TEST_F(Extract, ReadsStandardInput) {
  const Ran ran = run({"extract", "-"}, kReport);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("\"source\":\"-\""));
  EXPECT_THAT(ran.out, HasSubstr("\"bytes\":" + std::to_string(std::string(kReport).size())));
}

TEST_F(Extract, TakesPathsFromAList) {
  write("a.txt", kReport);
  write("b c.txt", kReport);
  write("list", "b c.txt\na.txt\n");
  const Ran by_line = run({"extract", "--files-from", "list"});
  EXPECT_EQ(by_line.code, 0) << by_line.err;
  ASSERT_EQ(Ran::lines(by_line.out).size(), 2u);
  EXPECT_THAT(Ran::lines(by_line.out)[0], HasSubstr("b c.txt"));
  const Ran by_nul = run({"extract", "--files-from", "-"}, std::string("b c.txt\0a.txt\0", 14));
  EXPECT_EQ(by_nul.out, by_line.out);
}

TEST_F(Extract, AListThatCannotBeReadEndsTheRun) {
  const Ran ran = run({"extract", "--files-from", "nowhere"});
  EXPECT_EQ(ran.code, 5);
  EXPECT_THAT(ran.err, StartsWith("nowhere: not-found: "));
}

TEST_F(Extract, OutputDoesNotDependOnTheNumberOfJobs) {
  for (int i = 0; i < 30; ++i) {
    std::string text;
    for (int line = 0; line <= (i * 7) % 11; ++line) text += kReport;
    write("in/" + std::to_string(i) + (i % 3 == 0 ? ".md" : ".txt"), text);
  }
  write("in/15.txt", "\xFF");
  const Ran one = run({"extract", "--jobs", "1", "in"});
  EXPECT_EQ(one.code, 3);
  ASSERT_EQ(Ran::lines(one.out).size(), 30u);
  for (const char* jobs : {"1", "2", "7"}) {
    const Ran again = run({"extract", "--jobs", jobs, "in"});
    EXPECT_EQ(again.out, one.out) << jobs;
    EXPECT_EQ(again.err, one.err) << jobs;
  }
}

/// The workers of a long run share processes or, with --alone, read samples first.
TEST_F(Extract, OutputDoesNotDependOnTheLengthOfTheRun) {
  for (int i = 0; i < 101; ++i) write("in/" + std::to_string(1000 + i) + ".txt", kReport + std::to_string(i));
  const Ran all = run({"extract", "--jobs", "1", "in"});
  EXPECT_EQ(all.code, 0) << all.err;
  const auto lines = Ran::lines(all.out);
  ASSERT_EQ(lines.size(), 101u);
  EXPECT_EQ(run({"extract", "--jobs", "1", "--alone", "in"}).out, all.out);
  for (const int i : {0, 50, 100}) {
    const Ran one = run({"extract", "in/" + std::to_string(1000 + i) + ".txt"});
    EXPECT_EQ(Ran::lines(one.out), std::vector{lines[static_cast<std::size_t>(i)]});
  }
}

TEST_F(Extract, OddLittleTextsDoNotCrash) {
  for (const char* text :
       {".\n", "1\n", "**\n", "|\n", "#\n", "- \n", "\n\n\n.", "[1]", "…", "Số:", "Nơi nhận:", "a\f"}) {
    write("a.txt", text);
    EXPECT_THAT(run({"extract", "a.txt"}).err, testing::Not(HasSubstr("crash"))) << text;
  }
}

struct BadInput {
  const char* name;
  const char* file;
  std::string content;  // "-": not written at all
  const char* code;
  const char* reason;
};
class Bad : public ProgramTest, public testing::WithParamInterface<BadInput> {};

TEST_P(Bad, CostsOneLineAndNothingElse) {
  const BadInput& bad = GetParam();
  if (bad.content != "-") write(bad.file, bad.content);
  write("good.txt", kReport);
  for (const char* jobs : {"1", "2"}) {
    const Ran ran = run({"extract", "--jobs", jobs, bad.file, "good.txt"});
    EXPECT_EQ(ran.code, 3);
    ASSERT_EQ(Ran::lines(ran.out).size(), 1u) << ran.out;
    EXPECT_THAT(ran.out, HasSubstr("good.txt"));
    const auto said = Ran::lines(ran.err);
    ASSERT_EQ(said.size(), 2u) << ran.err;
    EXPECT_THAT(said[0], StartsWith(bad.file));
    EXPECT_THAT(said[0], HasSubstr(std::string(": ") + bad.code + ": "));
    EXPECT_THAT(said[0], HasSubstr(bad.reason));
    EXPECT_THAT(said[0], HasSubstr("; ")) << "no next step";
    EXPECT_EQ(said[1], "trichluc: 1 of 2 inputs failed");
  }
}

TEST_P(Bad, AloneGivesTheSameStatus) {
  if (GetParam().content != "-") write(GetParam().file, GetParam().content);
  const Ran ran = run({"extract", GetParam().file});
  EXPECT_EQ(ran.code, 3);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(Ran::lines(ran.err).size(), 1u) << ran.err;
}

std::string small_pdf() { return SmallPdf().page().text(100, 700, 14, "Báo cáo năm 2020").bytes(); }

/// Cut inside the page's text, before the objects that a repair could use.
std::string truncated_pdf() {
  const std::string whole = small_pdf();
  return whole.substr(0, whole.size() / 3);
}

/// The standard security handler with keys that no empty password fits.
std::string encrypted_pdf() {
  return SmallPdf()
      .page()
      .text(100, 700, 14, "Báo cáo")
      .trailer("/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <" + std::string(64, '1') + "> /U <" +
               std::string(64, '2') + "> >> /ID [<00> <00>]")
      .bytes();
}

INSTANTIATE_TEST_SUITE_P(
    Inputs, Bad,
    testing::Values(
        BadInput{"missing", "missing.pdf", "-", "not-found", "no such file"},
        BadInput{"empty", "empty.txt", "", "empty", "no bytes"},
        BadInput{"blank", "blank.txt", " \n\n", "empty", "blanks"},
        BadInput{"binary", "binary.txt", std::string("a\0\1\2", 4), "unsupported", "binary"},
        BadInput{"word", "letter.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", "damaged", "letter.doc: "},
        BadInput{"zip", "letter.docx", "PK\x03\x04....word/document.xml", "damaged", "cut off"},
        BadInput{"workbook", "table.docx", "PK\x03\x04....xl/workbook.xml", "unsupported", ".xlsx"},
        BadInput{"invalid_utf8", "latin.txt", "Sum: 12\nR\xE9sum\xE9 g\xE9n\xE9ral\n", "invalid-utf8", "latin.txt:2: "},
        BadInput{"encrypted", "locked.pdf", encrypted_pdf(), "encrypted", "password"},
        BadInput{"truncated", "cut.pdf", truncated_pdf(), "damaged", ""},
        BadInput{"no_text", "scan.pdf", SmallPdf().page().rule(100, 100, 200, 300).bytes(), "no-text", "no text"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST_F(Extract, AnUnreadableFileIsSaidToBe) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  write("secret.txt", kReport);
  std::filesystem::permissions(folder_ / "secret.txt", std::filesystem::perms::none);
  const Ran ran = run({"extract", "secret.txt"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, StartsWith("secret.txt: unreadable: "));
}

TEST_F(Extract, FoldersAreReadWholeAndNothingIsSkippedInSilence) {
  write("in/a.txt", kReport);
  write("in/picture.png", "\x89PNG\r\n\x1A\n");
  write("in/.hidden/x.txt", kReport);
  const Ran ran = run({"extract", "in"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_EQ(Ran::lines(ran.out).size(), 1u);
  EXPECT_THAT(ran.err, StartsWith("in/picture.png: damaged: "));
}

TEST_F(Extract, TheOutputFileAppearsWhole) {
  write("in/a.txt", kReport);
  write("in/out.jsonl", "old");
  const Ran ran = run({"extract", "in", "-o", "in/out.jsonl"});
  EXPECT_EQ(ran.code, 0) << ran.err;  // its own old output is no input
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(Ran::lines(read("in/out.jsonl")).size(), 1u);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_ / "in")) ++files;
  EXPECT_EQ(files, 5u) << "a.txt, and the records with their errors, ledger and run record";
  EXPECT_EQ(read("in/out.errors.jsonl"), "");
  EXPECT_EQ(run({"extract", "in", "-o", "in/out.jsonl"}).code, 0) << "what it wrote is no input";
  EXPECT_EQ(Ran::lines(read("in/out.jsonl")).size(), 1u);
}

TEST_F(Extract, AnOutputThatCannotBeWrittenIsStatus4) {
  write("a.txt", kReport);
  const Ran no_folder = run({"extract", "a.txt", "-o", "nowhere/out.jsonl"});
  EXPECT_EQ(no_folder.code, 4);
  EXPECT_THAT(no_folder.err, StartsWith("nowhere/out.jsonl: output-unwritable: "));
  EXPECT_EQ(run({"extract", "a.txt", "-o", "."}).code, 4);
  EXPECT_EQ(run({"extract", "a.txt", "-o", "/dev/full"}).code, 4);
}

TEST_F(Extract, FailuresAreListedWithTheirPlaceAndNextStep) {
  write("in/a.txt", kReport);
  write("in/b.txt", "");
  write("in/c.pdf", "%PDF-1.4 nothing");
  const Ran ran = run({"extract", "in", "-o", "out.jsonl"});
  EXPECT_EQ(ran.code, 3);
  const auto errors = Ran::lines(read("out.errors.jsonl"));
  ASSERT_EQ(errors.size(), 2u);
  EXPECT_THAT(errors[0], StartsWith("{\"file\":\"in/b.txt\",\"status\":\"no-text\",\"code\":\"empty\","));
  EXPECT_THAT(errors[1], StartsWith("{\"file\":\"in/c.pdf\",\"status\":\"damaged\",\"code\":\"damaged\","));
  for (const std::string& line : errors) {
    EXPECT_THAT(line, HasSubstr("\"message\":\""));
    EXPECT_THAT(line, HasSubstr("\"next_step\":\""));
    EXPECT_THAT(line, HasSubstr("\"stage\":\"read\""));
  }
  EXPECT_THAT(read("out.run.json"), HasSubstr("\"inputs\":3,\"taken_over\":0"));
}

TEST_F(Extract, ASecondRunTakesOverWhatIsDoneAndFreshDoesNot) {
  for (const char* name : {"in/a.txt", "in/b.txt", "in/c.txt"}) write(name, kReport);
  ASSERT_EQ(run({"extract", "in", "-o", "out.jsonl"}).code, 0);
  write("in/b.txt", std::string(kReport) + kReport);  // changed
  write("in/d.txt", kReport);                         // new
  ASSERT_EQ(run({"extract", "in", "-o", "out.jsonl"}).code, 0);
  EXPECT_THAT(read("out.run.json"), HasSubstr("\"inputs\":4,\"taken_over\":2"));
  const std::string resumed = read("out.jsonl");
  ASSERT_EQ(run({"extract", "in", "-o", "out.jsonl", "--fresh"}).code, 0);
  EXPECT_THAT(read("out.run.json"), HasSubstr("\"taken_over\":0"));
  EXPECT_EQ(read("out.jsonl"), resumed);
  ASSERT_EQ(run({"extract", "in", "-o", "out.jsonl", "--with-text"}).code, 0);
  EXPECT_THAT(read("out.run.json"), HasSubstr("\"taken_over\":0")) << "other records are wanted";
}

TEST_F(Extract, NamesMayHoldAnything) {
  const std::vector<std::string> names = {"in/new\nline.txt", "in/in\xFFvalid.txt", "in/quo\"te\\.txt",
                                          "in/ space.txt"};
  for (const std::string& name : names) write(name, kReport);
  write("in/empty\xFE\n.txt", "");
  const Ran ran = run({"extract", "in", "-o", "out.jsonl"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_EQ(Ran::lines(read("out.jsonl")).size(), names.size());
  EXPECT_EQ(Ran::lines(read("out.errors.jsonl")).size(), 1u);
  ASSERT_EQ(run({"extract", "in", "-o", "out.jsonl"}).code, 3);
  EXPECT_THAT(read("out.run.json"), HasSubstr("\"taken_over\":5"));
}

TEST_F(Extract, SpecialFilesInAFolderAreToldAndNotWaitedFor) {
  write("in/a.txt", kReport);
  ASSERT_EQ(mkfifo((folder_ / "in/pipe").c_str(), 0600), 0);
  std::filesystem::create_symlink("nowhere", folder_ / "in/broken");
  std::filesystem::create_directory_symlink("..", folder_ / "in/loop");
  const Ran ran = run({"extract", "in"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("in/pipe: unsupported: is a named pipe"));
  EXPECT_THAT(ran.err, HasSubstr("in/broken: not-found: "));
}

TEST_F(Extract, EndlessDevicesHitALimit) {
  const Ran ran = run({"extract", "--memory", "256M", "/dev/zero"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err,
              testing::AnyOf(StartsWith("/dev/zero: limit: larger than 128 MiB; "), StartsWith("/dev/zero: memory: ")));
}

TEST_F(Extract, LimitsThatMakeNoSenseAreRefused) {
  write("a.txt", kReport);
  for (const char* option : {"--timeout-page=0", "--timeout-page=-1", "--timeout-page=nan", "--memory=12",
                             "--memory=1X", "--memory=", "--jobs=0"})
    EXPECT_EQ(run({"extract", option, "a.txt"}).code, 2) << option;
  EXPECT_EQ(run({"extract", "--timeout-page=20.5", "--memory=512M", "a.txt"}).code, 0);
}

TEST_F(Extract, AnInterruptLeavesNothingHalfWritten) {
  write("a.txt", kReport);
  ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  const pid_t child = fork();
  if (child == 0) {
    if (chdir(folder_.c_str()) != 0) _exit(126);
    dup2(open("/dev/null", O_WRONLY), 2);
    execl(TRICHLUC_PROGRAM, "trichluc", "extract", "a.txt", "pipe", "-o", "out.jsonl", nullptr);
    _exit(127);
  }
  // Opens for writing as soon as a worker reads; held open, so that the worker waits.
  int pipe = -1;
  for (int i = 0; i < 600 && pipe < 0; ++i) {
    pipe = open((folder_ / "pipe").c_str(), O_WRONLY | O_NONBLOCK);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  ASSERT_GE(pipe, 0);
  ASSERT_EQ(kill(child, SIGINT), 0);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 130);
  close(pipe);
  for (const char* finished : {"out.jsonl", "out.errors.jsonl", "out.ledger", "out.run.json"})
    EXPECT_FALSE(exists(finished)) << finished;
}

}  // namespace
}  // namespace trichluc
