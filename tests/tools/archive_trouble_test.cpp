// Archives under bad luck: killed at any moment, a full disk, no permission, another writer, damage.
//
// TRICHLUC_KILLS=1000 makes more rounds than the hundred of every test run.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/mount.h>

#include <chrono>
#include <cstring>
#include <random>
#include <thread>

#include "pipeline/store/sqlite.h"
#include "tests/store/small_record.h"
#include "tests/tools/program.h"

namespace trichluc {
namespace {

using testing::HasSubstr;

constexpr int kDocuments = 1500;
constexpr int kParts = 6;

class ArchiveTrouble : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    std::string lines, part;
    for (int i = 1; i <= kDocuments; ++i) {
      SmallRecord record{.document = i,
                         .source = "in/" + std::to_string(i) + ".txt",
                         .number = std::to_string(i) + "/QĐ-UBND",
                         .date = "2024-01-0" + std::to_string(1 + i % 9),
                         .issuer = "Sở Y tế",
                         .text = "Trong năm có " + std::to_string(i) + " vụ việc trên đường phố."};
      // As many facts as the document's number says, so that half a document shows.
      for (int fact = 0; fact < facts_of(i); ++fact)
        record.facts.push_back({"count", std::to_string(i) + " vụ việc",
                                R"({"value":)" + std::to_string(i) + R"(,"unit":"vụ việc","modality":"reported"})"});
      lines += record.line() + "\n";
      part += record.line() + "\n";
      if (i % (kDocuments / kParts) == 0) {
        write_records("part" + std::to_string(i), part);
        add_parts_.push_back("part" + std::to_string(i) + ".jsonl");
        part.clear();
      }
    }
    write_records("r", lines);
  }

  void write_records(const std::string& name, const std::string& lines) {
    write(name + ".jsonl", lines);
    write(name + ".run.json",
          R"({"schema":"trichluc-run/1","program":"1.0","rules":"r","options":"o","began":"2024-01-01T00:00:00Z"})");
  }

  /// Adds all in several transactions: a file ends one.
  std::vector<std::string> add_parts(const std::string& archive) const {
    std::vector<std::string> words = {"archive", "add", archive};
    words.insert(words.end(), add_parts_.begin(), add_parts_.end());
    return words;
  }

  static int facts_of(int document) { return 1 + document % 6; }

  /// Everything the tables hold, and how much the indexes do.
  static std::string content(const std::string& path) {
    const Database database(path, Database::Mode::kRead);
    std::string all;
    for (const char* table : {"run", "document", "page", "fact", "number_key", "search_state"}) {
      Statement rows(database, std::string("SELECT * FROM ") + table + " ORDER BY id");
      while (rows.next()) {
        for (int i = 0; i < rows.columns(); ++i) all += to_text(rows.cell(i)) + "|";
        all += "\n";
      }
    }
    Statement found(database,
                    "SELECT (SELECT count(*) FROM page_fts WHERE page_fts MATCH 'đường'), "
                    "(SELECT count(*) FROM page_folded WHERE page_folded MATCH 'duong'), "
                    "(SELECT count(*) FROM number_key_fts WHERE number_key_fts MATCH '\"qd-ubnd\"')");
    found.next();
    return all + found.string(0) + " " + found.string(1) + " " + found.string(2);
  }

  /// No document without all its rows.
  static void expect_whole(const std::string& path, const std::string& when) {
    const Database database(path, Database::Mode::kRead);
    Statement integrity(database, "PRAGMA integrity_check");
    ASSERT_TRUE(integrity.next());
    ASSERT_EQ(integrity.text(0), "ok") << when;
    Statement tables(database, "SELECT 1 FROM sqlite_schema WHERE name = 'document'");
    if (!tables.next()) return;  // killed before there was anything
    Statement half(database,
                   "SELECT count(*) FROM document WHERE (SELECT count(*) FROM fact WHERE document_id = document.id) <> "
                   "1 + CAST(ltrim(sha256, '0') AS INTEGER) % 6 OR (SELECT count(*) FROM page WHERE document_id = "
                   "document.id) <> 1");
    ASSERT_TRUE(half.next());
    ASSERT_EQ(half.integer(0), 0) << "half a document " << when;
  }

  std::string path(const std::string& name) const { return folder_ / name; }

 private:
  std::vector<std::string> add_parts_;
};

TEST_F(ArchiveTrouble, KilledAtAnyMomentItHoldsWholeDocumentsAndGoesOn) {
  const char* wanted = std::getenv("TRICHLUC_KILLS");
  const int kills = wanted != nullptr ? std::atoi(wanted) : 100;
  const auto began = std::chrono::steady_clock::now();
  ASSERT_EQ(run(add_parts("whole.db")).code, 0);
  auto run_time = std::chrono::steady_clock::now() - began;
  const std::string whole = content(path("whole.db"));
  std::mt19937 random(20200619);
  std::vector<std::string> words = add_parts("a.db");
  std::vector<char*> arguments = {const_cast<char*>("trichluc")};
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  int ended_by_itself = 0;
  for (int kill_number = 0; kill_number < kills;) {
    for (const char* name : {"a.db", "a.db-wal", "a.db-shm", "a.db-journal"}) std::filesystem::remove(folder_ / name);
    const int in_this_round = std::uniform_int_distribution<>(1, 4)(random);
    for (int i = 0; i < in_this_round; ++i, ++kill_number) {
      const pid_t child = fork();
      if (child == 0) {
        if (chdir(folder_.c_str()) != 0) _exit(126);
        const int nowhere = open("/dev/null", O_RDWR);
        for (const int stream : {0, 1, 2}) dup2(nowhere, stream);
        execv(TRICHLUC_PROGRAM, arguments.data());
        _exit(127);
      }
      std::this_thread::sleep_for(run_time * std::uniform_real_distribution<>(0, 0.9)(random));
      kill(child, SIGKILL);
      int status = 0;
      ASSERT_EQ(waitpid(child, &status, 0), child);
      if (WIFEXITED(status)) {
        // The first run was slower than this one: the next kill comes sooner.
        ++ended_by_itself;
        run_time = run_time * 4 / 5;
      }
      if (exists("a.db")) expect_whole(path("a.db"), "after kill " + std::to_string(kill_number));
      if (HasFatalFailure()) return;
    }
    ASSERT_EQ(run(add_parts("a.db")).code, 0);
    ASSERT_EQ(content(path("a.db")), whole) << "after kill " << kill_number;
  }
  EXPECT_EQ(run({"archive", "check", "a.db"}).code, 0);
  EXPECT_LT(ended_by_itself, kills * 3 / 4) << "the kills came too late to say anything";
}

TEST_F(ArchiveTrouble, WhatIsNoArchiveIsToldInOneLine) {
  write("text.db", std::string(3000, 'x'));
  write("empty.db", "");
  Database(path("other.db"), Database::Mode::kCreate).run("CREATE TABLE notes (text)");
  ASSERT_EQ(run({"archive", "add", "a.db", "r.jsonl"}).code, 0);
  std::filesystem::copy_file(path("a.db"), path("newer.db"));
  Database(path("newer.db"), Database::Mode::kWrite).run("PRAGMA user_version = 99");
  struct Case {
    const char* file;
    int code;
    const char* message;
  };
  for (const Case& one : {Case{"text.db", 5, "is not an archive"}, Case{"empty.db", 5, "is empty, not an archive"},
                          Case{"other.db", 5, "is a database of another program"},
                          Case{"none.db", 5, "no such archive"}, Case{"newer.db", 7, "has schema 99"}}) {
    for (const std::vector<std::string>& words : {std::vector<std::string>{"search", one.file, "đường"},
                                                  {"query", one.file},
                                                  {"show", one.file, "x"},
                                                  {"stats", one.file},
                                                  {"graph", one.file},
                                                  {"due", one.file, "--on", "2024-01-01"},
                                                  {"review", one.file, "unbound"},
                                                  {"export", one.file, "--to", "out", "--as", "csv"}}) {
      const Ran ran = run(words);
      EXPECT_EQ(ran.code, one.code) << words[0] << " " << one.file;
      EXPECT_EQ(Ran::lines(ran.err).size(), 1u) << ran.err;
      EXPECT_THAT(ran.err, HasSubstr(one.message));
      EXPECT_THAT(ran.err, testing::StartsWith(one.file));
    }
    if (one.file == std::string("none.db") || one.file == std::string("empty.db")) continue;
    const std::string before = read(one.file);
    EXPECT_EQ(run({"archive", "add", one.file, "r.jsonl"}).code, one.code) << one.file;
    EXPECT_EQ(read(one.file), before) << one.file;
  }
}

TEST_F(ArchiveTrouble, AnotherWriterIsWaitedForAndThenTold) {
  ASSERT_EQ(run({"archive", "add", "a.db", "r.jsonl"}).code, 0);
  const std::string before = content(path("a.db"));
  SmallRecord more{.document = 9999, .source = "more.txt", .text = "Thêm."};
  write("more.jsonl", more.line() + "\n");
  {
    const Database other(path("a.db"), Database::Mode::kWrite);
    const Transaction transaction(other);
    const Ran ran = run({"archive", "add", "a.db", "more.jsonl"});
    EXPECT_EQ(ran.code, 4);
    EXPECT_THAT(ran.err, HasSubstr("is locked: another program is writing to it"));
    EXPECT_EQ(run({"search", "a.db", "đường"}).code, 0) << "readers go on while another writes";
  }
  EXPECT_EQ(content(path("a.db")), before);
  EXPECT_EQ(run({"archive", "add", "a.db", "more.jsonl"}).code, 0);
}

TEST_F(ArchiveTrouble, DamageIsToldAndReadingItDoesNoHarm) {
  ASSERT_EQ(run({"archive", "add", "a.db", "r.jsonl"}).code, 0);
  const std::string whole = read("a.db");
  std::mt19937 random(7);
  int told = 0;
  for (int round = 0; round < 12; ++round) {
    // A page of 4,096 bytes overwritten, not the first: that one is no archive any more.
    std::string bytes = whole;
    const std::size_t page = 1 + random() % (whole.size() / 4096 - 1);
    for (std::size_t i = 0; i < 4096; ++i) bytes[page * 4096 + i] = static_cast<char>(random());
    write("b.db", bytes);
    const Ran checked = run({"archive", "check", "b.db"});
    EXPECT_THAT(checked.code, testing::AnyOf(3, 5)) << "page " << page << "\n" << checked.out << checked.err;
    EXPECT_NE(checked.out + checked.err, "");
    for (const std::vector<std::string>& words : {std::vector<std::string>{"query", "b.db", "--kind", "count"},
                                                  {"search", "b.db", "duong"},
                                                  {"stats", "b.db"}}) {
      const Ran ran = run(words);
      EXPECT_THAT(ran.code, testing::AnyOf(0, 1, 5)) << words[0] << ", page " << page << ": " << ran.err;
      if (ran.code == 5) {
        ++told;
        EXPECT_THAT(ran.err, HasSubstr("damaged")) << ran.err;
      }
    }
  }
  EXPECT_GT(told, 0);
}

/// A small file system of its own, which only root may make.
class SmallDisk : public ArchiveTrouble {
 protected:
  void SetUp() override {
    ArchiveTrouble::SetUp();
    std::filesystem::create_directory(disk());
    if (mount("tmpfs", disk().c_str(), "tmpfs", 0, "size=1m") != 0)
      GTEST_SKIP() << "no small disk can be made here (" << std::strerror(errno) << "): needs root";
    mounted_ = true;
  }
  void TearDown() override {
    if (mounted_) umount2(disk().c_str(), MNT_DETACH);
    ArchiveTrouble::TearDown();
  }
  std::string disk() const { return folder_ / "disk"; }
  void change(const char* options, unsigned long flags = 0) {
    ASSERT_EQ(mount("tmpfs", disk().c_str(), "tmpfs", MS_REMOUNT | flags, options), 0);
  }
  bool mounted_ = false;
};

TEST_F(SmallDisk, FullItIsToldAndWhatWasAddedIsKept) {
  ASSERT_EQ(run({"archive", "add", "whole.db", "r.jsonl"}).code, 0);
  write("disk/filler", std::string(900'000, 'x'));
  const Ran exported = run({"export", "whole.db", "--to", "disk/out", "--as", "csv"});
  EXPECT_EQ(exported.code, 4);
  EXPECT_THAT(exported.err, HasSubstr("cannot be written: No space left on device"));
  std::filesystem::remove(path("disk/filler"));
  std::filesystem::remove_all(path("disk/out"));
  const Ran full = run({"archive", "add", "disk/a.db", "r.jsonl"});
  EXPECT_EQ(full.code, 4) << full.err;
  EXPECT_THAT(full.err, HasSubstr("disk/a.db: output-unwritable: cannot grow: the disk is full"));
  EXPECT_EQ(Ran::lines(full.err).size(), 1u) << full.err;
  expect_whole(path("disk/a.db"), "when the disk was full");
  change("size=64m");
  EXPECT_EQ(run({"archive", "add", "disk/a.db", "r.jsonl"}).code, 0);
  EXPECT_EQ(content(path("disk/a.db")), content(path("whole.db")));
}

TEST_F(SmallDisk, WhereNothingMayBeWrittenItCanStillBeRead) {
  change("size=64m");
  ASSERT_EQ(run({"archive", "add", "disk/a.db", "r.jsonl"}).code, 0);
  change("size=64m", MS_RDONLY);
  EXPECT_EQ(run({"search", "disk/a.db", "duong"}).code, 0);
  EXPECT_EQ(run({"query", "disk/a.db", "--kind", "count", "--limit", "1"}).code, 0);
  const Ran ran = run({"archive", "add", "disk/a.db", "r.jsonl"});
  EXPECT_EQ(ran.code, 4);
  EXPECT_THAT(ran.err, HasSubstr("may not be written to"));
  EXPECT_EQ(Ran::lines(ran.err).size(), 1u);
}

}  // namespace
}  // namespace trichluc
