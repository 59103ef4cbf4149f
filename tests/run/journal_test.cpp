#include "pipeline/run/journal.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "pipeline/core/sha256.h"

namespace trichluc {
namespace {

namespace fs = std::filesystem;

class JournalFolder : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "trichluc-journal-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    paths_ = OutputPaths::beside((folder_ / "out.jsonl").string());
    for (const char* file : {"a", "b\nb", "c\xFF"}) inputs_.push_back({file});
  }
  void TearDown() override { fs::remove_all(folder_); }

  Journal open(bool fresh = false) {
    auto journal = Journal::open(paths_, identity_, inputs_, fresh);
    EXPECT_TRUE(journal) << describe(journal.error());
    return std::move(*journal);
  }
  static Outcome record(const std::string& content) {
    return {.product = Product{"{\"of\":\"" + content + "\"}"}, .sha256 = sha256_hex(content)};
  }
  static Outcome failure(const std::string& content, ErrorCode code) {
    return {.product = fail(code, "no good", "leave it", {.file = "b\nb", .page = 3}),
            .sha256 = sha256_hex(content),
            .stage = "read"};
  }
  std::string content(const std::string& path) const {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  /// Path of the only attempt's ledger.
  std::string attempt() const {
    for (const auto& item : fs::directory_iterator(folder_)) {
      if (item.path().filename().string().starts_with("out.attempt-") && item.path().extension() == ".ledger")
        return item.path().string();
    }
    return {};
  }

  fs::path folder_;
  OutputPaths paths_;
  Identity identity_{"1", "rules", "", "limits"};
  std::vector<Input> inputs_;
};

TEST_F(JournalFolder, FinishedFilesHaveTheOrderOfTheInputs) {
  Journal journal = open();
  ASSERT_TRUE(journal.add(2, record("c")));
  ASSERT_TRUE(journal.add(0, record("a")));
  ASSERT_TRUE(journal.add(1, failure("b", ErrorCode::kDamaged)));
  EXPECT_FALSE(fs::exists(paths_.records));
  ASSERT_TRUE(journal.finish("run\n"));
  EXPECT_EQ(content(paths_.records), "{\"of\":\"a\"}\n{\"of\":\"c\"}\n");
  EXPECT_EQ(content(paths_.errors),
            "{\"file\":\"b\\nb\",\"status\":\"damaged\",\"code\":\"damaged\",\"page\":3,\"message\":\"no good\","
            "\"next_step\":\"leave it\",\"stage\":\"read\"}\n");
  EXPECT_EQ(content(paths_.run_record), "run\n");
  EXPECT_EQ(files(), 4u) << "the attempt is still there";
}

TEST_F(JournalFolder, AnAttemptThatDiedIsTakenOver) {
  { ASSERT_TRUE(open().add(2, record("c"))); }
  Journal journal = open();
  EXPECT_EQ(journal.known(), 1u);
  EXPECT_EQ(journal.known_hash(2), sha256_hex("c"));
  EXPECT_EQ(journal.known_hash(0), "");
  ASSERT_TRUE(journal.add(2, {.product = Product{}, .known = true}));
  ASSERT_TRUE(journal.add(0, record("a")));
  ASSERT_TRUE(journal.add(1, record("b")));
  ASSERT_TRUE(journal.finish(""));
  EXPECT_EQ(content(paths_.records), "{\"of\":\"a\"}\n{\"of\":\"b\"}\n{\"of\":\"c\"}\n");
  EXPECT_EQ(files(), 4u);
}

TEST_F(JournalFolder, AFinishedRunIsTakenOverAndGivesTheSameBytes) {
  std::string first;
  for (int round = 0; round < 2; ++round) {
    Journal journal = open();
    for (std::size_t i = 0; i < 3; ++i) {
      const bool known = !journal.known_hash(i).empty();
      EXPECT_EQ(known, round == 1);
      ASSERT_TRUE(
          journal.add(i, known ? Outcome{.product = Product{}, .known = true} : record(inputs_[i].path.substr(0, 1))));
    }
    ASSERT_TRUE(journal.finish(""));
    const std::string all = content(paths_.records) + content(paths_.errors) + content(paths_.ledger);
    if (round == 0) first = all;
    EXPECT_EQ(all, first);
  }
}

TEST_F(JournalFolder, ALineCutOffIsWorkNotDone) {
  {
    Journal journal = open();
    ASSERT_TRUE(journal.add(0, record("a")));
    ASSERT_TRUE(journal.add(2, record("c")));
  }
  const std::string ledger = attempt();
  fs::resize_file(ledger, fs::file_size(ledger) - 5);
  Journal journal = open();
  EXPECT_EQ(journal.known_hash(0), sha256_hex("a"));
  EXPECT_EQ(journal.known_hash(2), "");
}

TEST_F(JournalFolder, ARecordThatIsNotWhatTheLedgerSaysIsWorkNotDone) {
  { ASSERT_TRUE(open().add(0, record("a"))); }
  std::string data = attempt();
  data.replace(data.rfind(".ledger"), std::string::npos, ".partial");
  std::fstream(data, std::ios::in | std::ios::out | std::ios::binary).seekp(2).put('#');
  EXPECT_EQ(open().known_hash(0), "");
}

TEST_F(JournalFolder, AnotherProgramRulesOrOptionsStartOver) {
  { ASSERT_TRUE(open().add(0, record("a"))); }
  for (std::string Identity::*part : {&Identity::program, &Identity::rules, &Identity::options}) {
    const Identity before = identity_;
    identity_.*part += "!";
    EXPECT_EQ(open().known(), 0u);
    identity_ = before;
  }
  EXPECT_EQ(open().known(), 1u);
}

TEST_F(JournalFolder, OtherLimitsGiveWhatWasOverThemAnotherChance) {
  {
    Journal journal = open();
    ASSERT_TRUE(journal.add(0, record("a")));
    ASSERT_TRUE(journal.add(1, failure("b", ErrorCode::kTimeout)));
    ASSERT_TRUE(journal.add(2, failure("c", ErrorCode::kDamaged)));
  }
  EXPECT_EQ(open().known(), 3u) << "a poisoned file is not tried again";
  identity_.limits = "more";
  EXPECT_EQ(open().known(), 2u);
}

TEST_F(JournalFolder, WhatCouldNotBeReadIsTriedAgain) {
  { ASSERT_TRUE(open().add(0, {.product = fail(ErrorCode::kNotFound, "no such file")})); }
  EXPECT_EQ(open().known(), 0u);
}

TEST_F(JournalFolder, FreshForgetsEverything) {
  { ASSERT_TRUE(open().add(0, record("a"))); }
  EXPECT_EQ(open(/*fresh=*/true).known(), 0u);
  EXPECT_EQ(open().known(), 0u);
}

TEST_F(JournalFolder, AFolderThatIsNotThereIsAnError) {
  paths_ = OutputPaths::beside((folder_ / "nowhere/out.jsonl").string());
  const auto journal = Journal::open(paths_, identity_, inputs_, false);
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().code, ErrorCode::kOutputUnwritable);
}

TEST(Ledger, ALedgerCannotNameAFileElsewhere) {
  EXPECT_TRUE(read_head(to_line(LedgerHead{{"1", "2", "3", "4"}, "records.jsonl"})));
  EXPECT_FALSE(read_head(to_line(LedgerHead{{"1", "2", "3", "4"}, "../records.jsonl"})));
}

TEST(Ledger, NonsenseIsNoEntry) {
  for (const char* line :
       {"", "{}", "[]", "nonsense", "{\"file\":\"a\",\"status\":\"fine\",\"attempts\":1}",
        "{\"file\":\"a\",\"status\":\"ok\",\"attempts\":1}", "{\"file\":\"a\",\"status\":\"crash\",\"attempts\":1}"})
    EXPECT_FALSE(read_entry(line)) << line;
}

TEST(Ledger, EveryStatusAndEveryCodeComesBack) {
  for (int i = 0; i < kStatuses; ++i)
    EXPECT_EQ(status_named(status_name(static_cast<Status>(i))), static_cast<Status>(i));
  LedgerEntry entry;
  entry.file = std::string("tên\n\xC3\x28.pdf");
  entry.status = Status::kTimeout;
  entry.error = Error{ErrorCode::kTimeout, "took long", "wait", {entry.file, 2, 7}};
  entry.stage = "recognize";
  const auto back = read_entry(to_line(entry));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->file, entry.file);
  EXPECT_EQ(back->error->code, ErrorCode::kTimeout);
  EXPECT_EQ(back->error->where.page, 2);
  EXPECT_EQ(to_line(*back), to_line(entry));
}

}  // namespace
}  // namespace trichluc
