// A broken report is repaired with what the reports beside it say, and with nothing else.
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/tools/program.h"

namespace trichluc {
namespace {

using testing::HasSubstr;
using testing::Not;

// Which village "thôn Đ ng" is, only its neighbours know.
constexpr const char* kBroken =
    "BÁO CÁO\nKết quả công tác bảo vệ trẻ em\n\n"
    "Trong năm, thôn Đ ng tổ chức 10 bu i truyền thông cho 250 lượt người.\n"
    "Tại thôn Đ ng ghi nhận 2 vụ việc; còn t n tại, kh  khăn, vư ng m c trong ph i hợp.\n"
    "Công tác tuyên truy n ở thôn Ho ch được quan tâm, ch  đạo kịp th i.\n";

std::string report_of(const std::string& village, int number) {
  return "BÁO CÁO\nKết quả công tác bảo vệ trẻ em\n\n"
         "Trong năm, thôn " +
         village + " tổ chức 12 buổi truyền thông cho " + std::to_string(340 + number) +
         " lượt người.\n"
         "Đoàn kiểm tra đã đến thôn " +
         village +
         " và thôn Hoạch, ghi nhận 3 vụ việc.\n"
         "Ủy ban nhân dân xã giao thôn " +
         village +
         " báo cáo trước ngày 15 tháng 11 năm 2023.\n"
         "Kinh phí của thôn " +
         village + " là 45 triệu đồng, của thôn Hoạch là 30 triệu đồng.\n";
}

class ArchiveRunTest : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    write("in/broken.txt", kBroken);
    for (const int number : {1, 2, 3}) write("in/h" + std::to_string(number) + ".txt", report_of("Đặng", number));
  }

  /// The record of a document.
  static std::string record_of(const std::string& records, const std::string& name) {
    for (const std::string& line : Ran::lines(records)) {
      if (line.find("\"source\":\"" + name + "\"") != std::string::npos) return line;
    }
    return {};
  }

  std::string taken_over() const {
    const std::string record = read("o.run.json");
    const std::size_t at = record.find("\"taken_over\":");
    return record.substr(at + 13, record.find(',', at) - at - 13);
  }
};

TEST_F(ArchiveRunTest, WhatTheOthersSayIsPutIn) {
  const std::string alone = run({"extract", "--with-text", "in/broken.txt"}).out;
  EXPECT_THAT(alone, HasSubstr("còn tồn tại, khó khăn, vướng mắc"));
  EXPECT_THAT(alone, HasSubstr("Trong năm, thôn Đ ng tổ chức 10 buổi"));
  const std::string among = record_of(run({"extract", "--with-text", "in"}).out, "in/broken.txt");
  EXPECT_THAT(among, HasSubstr("Trong năm, thôn Đặng tổ chức 10 buổi"));
  EXPECT_THAT(among, HasSubstr(R"("from":"Đ ng","to":"Đặng","rule":"lost-letter")"));
}

TEST_F(ArchiveRunTest, NeitherJobsNorOrderNorTheWayOutShow) {
  const std::string one = run({"extract", "-j1", "in"}).out;
  EXPECT_EQ(Ran::lines(one).size(), 4u);
  EXPECT_EQ(run({"extract", "-j3", "in"}).out, one);
  ASSERT_EQ(run({"extract", "-j2", "in", "-o", "o.jsonl"}).code, 0);
  EXPECT_EQ(read("o.jsonl"), one);
  std::vector<std::string> words = {"extract", "in/h3.txt", "in/h2.txt", "in/broken.txt", "in/h1.txt"};
  std::vector<std::string> turned = Ran::lines(run(words).out), straight = Ran::lines(one);
  std::sort(turned.begin(), turned.end());
  std::sort(straight.begin(), straight.end());
  EXPECT_EQ(turned, straight);
}

TEST_F(ArchiveRunTest, ShardsLearnFromTheWholePlan) {
  ASSERT_EQ(run({"extract", "in", "-o", "o.jsonl"}).code, 0);
  ASSERT_EQ(run({"plan", "--shards", "4", "--out", "plan", "in"}).code, 0);
  for (const char* shard : {"plan/3", "plan/1", "plan/0", "plan/2"}) ASSERT_EQ(run({"run", "--shard", shard}).code, 0);
  ASSERT_EQ(run({"merge", "plan", "-o", "merged.jsonl"}).code, 0);
  EXPECT_EQ(read("merged.jsonl"), read("o.jsonl"));
}

TEST_F(ArchiveRunTest, GoingOnMakesAnewWhatTheOthersHaveChanged) {
  ASSERT_EQ(run({"extract", "--with-text", "in", "-o", "o.jsonl"}).code, 0);
  ASSERT_EQ(run({"extract", "--with-text", "in", "-o", "o.jsonl"}).code, 0);
  EXPECT_EQ(taken_over(), "4") << "nothing has changed";
  for (const int number : {1, 2, 3}) write("in/h" + std::to_string(number) + ".txt", report_of("Đống", number));
  write("in/h4.txt", report_of("Đống", 4));
  ASSERT_EQ(run({"extract", "--with-text", "in", "-o", "o.jsonl"}).code, 0);
  EXPECT_EQ(taken_over(), "0") << "the reports were written anew, and what the broken one learned from them";
  EXPECT_THAT(record_of(read("o.jsonl"), "in/broken.txt"), HasSubstr("thôn Đống tổ chức"));
  const std::string resumed = read("o.jsonl");
  ASSERT_EQ(run({"extract", "--fresh", "--with-text", "in", "-o", "o.jsonl"}).code, 0);
  EXPECT_EQ(read("o.jsonl"), resumed);
  write("in/apart.txt", "Công văn số 12/UBND-VX ngày 05 tháng 3 năm 2024.\n");
  ASSERT_EQ(run({"extract", "--with-text", "in", "-o", "o.jsonl"}).code, 0);
  EXPECT_EQ(taken_over(), "4") << "all but the new one and the broken one";
}

TEST_F(ArchiveRunTest, AnArchiveKeepsWhatARecordWasAdaptedTo) {
  ASSERT_EQ(run({"extract", "--with-text", "in", "--archive", "a.db"}).code, 0);
  EXPECT_THAT(run({"search", "a.db", "\"thôn Đặng tổ chức 10 buổi\""}).out, HasSubstr("broken.txt"));
  const Ran again = run({"extract", "--with-text", "in", "--archive", "a.db"});
  EXPECT_EQ(again.code, 0);
  EXPECT_THAT(again.err, HasSubstr("4 known"));
  for (const int number : {1, 2, 3}) write("in/h" + std::to_string(number) + ".txt", report_of("Đống", number));
  ASSERT_EQ(run({"extract", "--with-text", "in", "--archive", "a.db"}).code, 0);
  EXPECT_THAT(run({"search", "a.db", "\"thôn Đống tổ chức 10 buổi\""}).out, HasSubstr("broken.txt"));
  EXPECT_THAT(run({"search", "a.db", "\"thôn Đặng tổ chức 10 buổi\""}).out, Not(HasSubstr("broken.txt")));
}

}  // namespace
}  // namespace trichluc
