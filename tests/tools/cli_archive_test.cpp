// The archive on the command line: from documents to answers, and what is said when something is wrong.
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/tools/program.h"

namespace trichluc {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::filesystem::path kRoot = TRICHLUC_SOURCE_DIR;

/// Documents of corpus/, by names that do not depend on where the tree lies.
std::vector<std::string> corpus_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(kRoot / "corpus")) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && name != "README.md") files.push_back("corpus/" + name);
  }
  std::sort(files.begin(), files.end());
  return files;
}

class Archive : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    write("in/a.txt",
          "ỦY BAN NHÂN DÂN HUYỆN TÂN LẬP\nSố: 12/BC-UBND\nTrong năm 2020 có 12 vụ việc, chi 5.000.000 đồng cho đường "
          "dây nóng.\n");
    write("in/b.txt", "Theo Báo cáo số 12/BC-UBND, có 30 trẻ em được hỗ trợ tại khu dưỡng lão.\n");
  }
  void make() { ASSERT_EQ(run({"extract", "in", "--archive", "a.db"}).code, 0); }
};

TEST_F(Archive, ExtractFillsItAndGoesOnWhereItStopped) {
  const Ran first = run({"extract", "in", "--archive", "a.db"});
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_EQ(first.out, "");
  EXPECT_THAT(first.err, HasSubstr("2 documents added"));
  EXPECT_THAT(run({"extract", "in", "--archive", "a.db"}).err, HasSubstr("0 documents added, 0 replaced, 2 known"));
  write("in/c.txt", "Có 7 xã.\n");
  EXPECT_THAT(run({"extract", "in", "--archive", "a.db"}).err, HasSubstr("1 documents added, 0 replaced, 2 known"));
  EXPECT_FALSE(exists("a.db-wal")) << "the journal is put into the archive at the end";
}

TEST_F(Archive, RecordsAndArchiveInOneRunAreTheSameAsOneAfterTheOther) {
  EXPECT_EQ(run({"extract", "in", "-o", "r.jsonl", "--archive", "a.db"}).code, 0);
  EXPECT_THAT(run({"archive", "add", "a.db", "r.jsonl"}).err, HasSubstr("0 documents added, 0 replaced, 2 known"));
  EXPECT_EQ(run({"extract", "in", "--with-text", "-o", "s.jsonl"}).code, 0);
  EXPECT_EQ(read("r.jsonl"), read("s.jsonl"));
  EXPECT_EQ(run({"archive", "add", "b.db", "-"}, read("s.jsonl")).code, 0);
  EXPECT_EQ(run({"query", "a.db", "--format", "csv"}).out, run({"query", "b.db", "--format", "csv"}).out);
}

TEST_F(Archive, AnswersAndSaysWhenThereIsNone) {
  make();
  EXPECT_THAT(run({"search", "a.db", "duong day nong"}).out, HasSubstr("[đường] [dây] [nóng]"));
  EXPECT_THAT(run({"search", "a.db", "đường", "--format", "jsonl"}).out,
              StartsWith(R"({"found_by":"exact","source":"in/a.txt")"));
  EXPECT_EQ(run({"search", "a.db", "không-có-từ-này"}).code, 1);
  EXPECT_EQ(run({"query", "a.db", "--kind", "budget", "--min", "6000000"}).code, 1);
  EXPECT_THAT(run({"query", "a.db", "--kind", "budget", "--min", "5000000"}).out, HasSubstr("5000000"));
  EXPECT_EQ(run({"query", "a.db", "--where", "1); DELETE FROM fact; --"}).code, 2);
  EXPECT_EQ(run({"query", "a.db", "--where", "id IN (SELECT writefile('x', 'y'))"}).code, 2);
  EXPECT_EQ(run({"query", "a.db", "--kind", "law"}).code, 2);
  EXPECT_THAT(run({"show", "a.db", "in/a.txt"}).out, HasSubstr("12 vụ việc"));
  EXPECT_EQ(run({"show", "a.db", "nothing.txt"}).code, 1);
  EXPECT_THAT(run({"stats", "a.db", "--format", "csv"}).out, HasSubstr("documents,,2"));
  EXPECT_THAT(run({"graph", "a.db"}).out, HasSubstr("in/b.txt,,12/BC-UBND,BC,,1,"));
  EXPECT_THAT(run({"graph", "a.db", "--format", "graphml"}).out, HasSubstr("<graphml"));
  EXPECT_EQ(run({"due", "a.db", "--on", "2024-13-01"}).code, 2);
  EXPECT_EQ(run({"due", "a.db", "--on", "2024-12-01"}).code, 1);
  EXPECT_EQ(run({"archive", "check", "a.db"}).code, 0);
}

TEST_F(Archive, WithoutTextsItSaysThatNothingCanBeSearched) {
  ASSERT_EQ(run({"extract", "in", "-o", "r.jsonl"}).code, 0);
  const Ran ran = run({"archive", "add", "a.db", "r.jsonl"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("2 of them hold no page texts"));
}

TEST_F(Archive, LinesThatAreNoRecordsAreNamed) {
  write("r.jsonl", "{\"schema\":\"trichluc-record/1\"}\nnonsense\n");
  const Ran ran = run({"archive", "add", "a.db", "r.jsonl"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("r.jsonl:1: damaged: is no record: \"document\" is missing"));
  EXPECT_THAT(ran.err, HasSubstr("r.jsonl:2: damaged: is no record: no JSON from byte"));
}

TEST_F(Archive, ReviewIsKeptWhenADocumentIsExtractedAgain) {
  make();
  const std::string hash = run({"query", "a.db", "--kind", "count", "--format", "csv"}).out;
  ASSERT_THAT(hash, HasSubstr("12 vụ việc"));
  ASSERT_EQ(run({"extract", "in", "-o", "r.jsonl", "--with-text"}).code, 0);
  const std::string records = read("r.jsonl");
  const std::string id = records.substr(records.find("\"id\":\"") + 6, 64);
  const std::string event =
      R"({"document":")" + id + R"(","action":"correct","kind":"count","page":1,"span":[60,70],"text":"12 vụ việc",)" +
      R"("new":{"value":21,"unit":"vụ việc","modality":"reported"},"reviewer":"An","time":"2025-01-31T08:00:00Z"})";
  std::string lost = event;
  lost.replace(lost.find("12 vụ việc"), std::string("12 vụ việc").size(), "13 vụ việc");
  write("lost.jsonl", lost + "\n");
  EXPECT_EQ(run({"review", "a.db", "apply", "lost.jsonl"}).code, 3);
  EXPECT_EQ(run({"review", "a.db", "export"}).out, "");
  write("events.jsonl", event + "\n");
  EXPECT_EQ(run({"review", "a.db", "apply", "events.jsonl"}).code, 0);
  const auto value = [&] {
    return run({"query", "a.db", "--kind", "count", "--text", "vụ việc", "--format", "jsonl"}).out;
  };
  EXPECT_THAT(value(), HasSubstr("\"value\":21"));
  const std::string exported = run({"review", "a.db", "export"}).out;
  EXPECT_THAT(exported, HasSubstr("\"old\":{"));

  // Another program's record of the same document: the fact has another name there, and stands elsewhere.
  std::string other = records.substr(0, records.find('\n') + 1);
  const std::size_t span = other.find("\"span\":[", other.find("12 vụ việc"));
  other.replace(span, 9, "\"span\":[1");
  write("other.jsonl", other);
  write("other.run.json", R"({"schema":"trichluc-run/1","program":"9.9","rules":"new","options":"with-text"})");
  EXPECT_THAT(run({"archive", "add", "a.db", "other.jsonl"}).err, HasSubstr("1 replaced"));
  EXPECT_THAT(value(), HasSubstr("\"value\":21"));
  EXPECT_EQ(run({"review", "a.db", "unbound"}).code, 0);

  make();
  ASSERT_EQ(run({"extract", "in", "--archive", "b.db"}).code, 0);
  write("exported.jsonl", exported);
  EXPECT_EQ(run({"review", "b.db", "import", "exported.jsonl"}).code, 0);
  EXPECT_EQ(run({"review", "b.db", "export"}).out, exported) << "what goes out comes in";
}

TEST_F(Archive, ReviewEventsThatAreNoneAreNamed) {
  make();
  write("e.jsonl", "{\"action\":\"accept\"}\n");
  const Ran ran = run({"review", "a.db", "import", "e.jsonl"});
  EXPECT_EQ(ran.code, 5);
  EXPECT_THAT(ran.err, HasSubstr("e.jsonl:1: damaged: is no review event: \"document\" is missing"));
}

/// Written questions and their answers: archive_questions/NAME.question has what is asked, then the program's words,
/// one a line; NAME.answer what it prints. tools/update_golden writes the answers anew.
TEST_F(Archive, AnswersWrittenQuestions) {
  std::filesystem::create_directory_symlink(kRoot / "corpus", folder_ / "corpus");
  std::vector<std::string> words = corpus_files();
  words.insert(words.begin(), {"extract", "--archive", "a.db"});
  ASSERT_EQ(run(words).code, 0);
  std::vector<std::filesystem::path> questions;
  for (const auto& entry : std::filesystem::directory_iterator(kRoot / "tests/tools/archive_questions")) {
    if (entry.path().extension() == ".question") questions.push_back(entry.path());
  }
  EXPECT_GE(questions.size(), 10u);
  for (const auto& question : questions) {
    std::ifstream file(question);
    std::vector<std::string> asked;
    for (std::string line; std::getline(file, line);) {
      if (!line.starts_with('#')) asked.push_back(line == "ARCHIVE" ? "a.db" : line);
    }
    const Ran ran = run(asked);
    EXPECT_EQ(ran.code, 0) << question << "\n" << ran.err;
    std::filesystem::path answer = question;
    answer.replace_extension(".answer");
    if (std::getenv("TRICHLUC_UPDATE_GOLDEN") != nullptr) std::ofstream(answer) << ran.out;
    std::ifstream expected(answer);
    std::ostringstream content;
    content << expected.rdbuf();
    EXPECT_EQ(ran.out, content.str()) << question << "; after a change that is meant, run tools/update_golden";
  }
}

}  // namespace
}  // namespace trichluc
