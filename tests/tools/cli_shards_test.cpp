// `trichluc plan`, `run`, `status` and `merge`: shards give what one run gives, whatever happens to them on the way.
#include <gmock/gmock.h>

#include "tests/tools/program.h"

namespace trichluc {
namespace {

using testing::HasSubstr;

class Shards : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    for (int i = 0; i < 12; ++i)
      write("in/" + std::to_string(i) + ".txt", "Trong năm 2020 có " + std::to_string(10 + i) + " vụ việc.\n");
    write("in/5.txt", "");
    write("in/in\xFFvalid\n.txt", "Có 12 xã.\n");
    ASSERT_EQ(run({"extract", "in", "missing.pdf", "-o", "whole.jsonl"}).code, 3);
  }
  void plan(const std::string& shards) {
    ASSERT_EQ(run({"plan", "--shards", shards, "--out", "plan", "in", "missing.pdf"}).code, 0);
  }
  void expect_whole() const {
    EXPECT_EQ(read("merged.jsonl"), read("whole.jsonl"));
    EXPECT_EQ(read("merged.errors.jsonl"), read("whole.errors.jsonl"));
  }
};

TEST_F(Shards, MergedTheyAreTheWholeRun) {
  plan("3");
  for (const char* shard : {"plan/2", "plan/0", "plan/1", "plan/1"}) {
    const int code = run({"run", "--shard", shard}).code;
    EXPECT_TRUE(code == 0 || code == 3) << shard;
  }
  EXPECT_EQ(run({"merge", "plan", "-o", "merged.jsonl"}).code, 3) << "some inputs failed, as in the whole run";
  expect_whole();
  ASSERT_EQ(run({"extract", "in", "missing.pdf", "-o", "merged.jsonl"}).code, 3);
  EXPECT_THAT(read("merged.run.json"), HasSubstr("\"taken_over\":13")) << "a merged run can be gone on with";
}

TEST_F(Shards, WhatIsMissingIsSaid) {
  plan("4");
  EXPECT_EQ(run({"status", "--missing", "plan"}).out, "0-3\n");
  run({"run", "--shard", "plan/1"});
  EXPECT_EQ(run({"status", "--missing", "plan"}).out, "0,2-3\n");
  EXPECT_THAT(run({"status", "plan"}).out, HasSubstr("1 of 4 shards done"));
  const Ran ran = run({"merge", "plan", "-o", "merged.jsonl"});
  EXPECT_EQ(ran.code, 5);
  EXPECT_THAT(ran.err, HasSubstr("3 of 4 shards are not done: 0,2-3"));
  EXPECT_FALSE(exists("merged.jsonl"));
}

TEST_F(Shards, APartThatWasChangedIsNotMerged) {
  plan("2");
  for (const char* shard : {"plan/0", "plan/1"}) run({"run", "--shard", shard});
  std::string part = read("plan/part-1.jsonl");
  part[20] = '#';
  write("plan/part-1.jsonl", part);
  const Ran ran = run({"merge", "plan", "-o", "merged.jsonl"});
  EXPECT_EQ(ran.code, 5);
  EXPECT_THAT(ran.err, HasSubstr("part-1.jsonl: damaged: is not what its ledger says"));
  EXPECT_FALSE(exists("merged.jsonl"));
}

TEST_F(Shards, WrongWordsAreRefused) {
  plan("2");
  EXPECT_EQ(run({"plan", "--shards", "2", "--out", "plan", "in"}).code, 4) << "holds a plan already";
  EXPECT_EQ(run({"plan", "--shards", "0", "--out", "p", "in"}).code, 2);
  EXPECT_EQ(run({"plan", "--shards", "2", "in"}).code, 2);
  EXPECT_EQ(run({"plan", "--shards", "2", "--out", "p", "-"}).code, 2);
  EXPECT_EQ(run({"run", "--shard", "plan/2"}).code, 2);
  EXPECT_EQ(run({"run", "--shard", "plan"}).code, 2);
  EXPECT_EQ(run({"run", "--shard", "nowhere/0"}).code, 5);
  EXPECT_EQ(run({"status", "nowhere"}).code, 5);
  EXPECT_EQ(run({"merge", "plan"}).code, 2);
  write("plan/plan.json", "{}");
  EXPECT_EQ(run({"status", "plan"}).code, 5);
}

}  // namespace
}  // namespace trichluc
