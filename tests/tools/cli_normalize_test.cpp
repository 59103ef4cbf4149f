// trichluc normalize: the filter, its log, its check.
#include <gmock/gmock.h>

#include "tests/tools/program.h"

namespace trichluc {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class Normalize : public ProgramTest {};

TEST_F(Normalize, IsAFilter) {
  const Ran ran = run({"normalize"}, "Các xa\u0303 đa\u0303 \u200Bđến\u00A0nơi.\n");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "Các xã đã đến nơi.\n");
  EXPECT_EQ(ran.err, "");
}

TEST_F(Normalize, HealthyTextPassesByteForByte) {
  const std::string text = "\tXã Đồi Mơ   12 hộ\r\n\r\n2. Các xã khác\fTrang sau\n\f\fhết";
  const Ran ran = run({"normalize"}, text);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, text);
  EXPECT_EQ(run({"normalize", "--check"}, text).code, 0);
}

TEST_F(Normalize, WrappedLinesAreJoinedUnlessTheyShallStay) {
  write("a.txt", "cán bộ xã\n\nđã đến.\n");
  EXPECT_EQ(run({"normalize", "a.txt"}).out, "cán bộ xã đã đến.\n");
  EXPECT_EQ(run({"normalize", "--keep-lines", "a.txt"}).out, "cán bộ xã\n\nđã đến.\n");
}

TEST_F(Normalize, TheLogListsEveryChange) {
  write("a.txt", "\uFEFFMột dòng.\nCác xa\u0303 và cán-\nbộ\u00A0xã.\n");
  const Ran ran = run({"normalize", "a.txt", "--log", "log.jsonl", "-o", "made.txt"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(read("made.txt"), "Một dòng.\nCác xã và cán bộ xã.\n");
  const std::vector<std::string> log = Ran::lines(read("log.jsonl"));
  ASSERT_THAT(log, SizeIs(5));
  EXPECT_THAT(log[0], HasSubstr("\"bytes\":[0,3],\"from\":\"\uFEFF\",\"to\":\"\",\"rule\":\"invisible\""));
  EXPECT_EQ(log[1],
            "{\"file\":\"a.txt\",\"line\":2,\"bytes\":[22,25],\"from\":\"a\u0303\",\"to\":\"ã\",\"rule\":\"nfc\","
            "\"confidence\":1}");
  EXPECT_THAT(log[2], HasSubstr("\"from\":\"cán-\",\"to\":\"cán\",\"rule\":\"line-hyphen\""));
  EXPECT_THAT(log[3], HasSubstr("\"from\":\"\\n\",\"to\":\" \",\"rule\":\"line-join\""));
  EXPECT_THAT(log[4], HasSubstr("\"line\":3"));
  EXPECT_THAT(log[4], HasSubstr("\"rule\":\"blank\""));
}

TEST_F(Normalize, CheckSaysWhatWouldChange) {
  write("a.txt", "Các xa\u0303.\n");
  write("b.txt", "Các xã.\n");
  const Ran ran = run({"normalize", "--check", "a.txt", "b.txt"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.out, "a.txt: 1 change: nfc 1\n");
  EXPECT_EQ(run({"normalize", "--check", "b.txt"}).code, 0);
}

TEST_F(Normalize, AFileThatCannotBeReadCostsALine) {
  write("b.txt", "Các xã.\n");
  const Ran ran = run({"normalize", "missing.txt", "b.txt"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_EQ(ran.out, "Các xã.\n");
  EXPECT_THAT(ran.err, HasSubstr("missing.txt: not-found"));
}

TEST_F(Normalize, NothingStaysNothing) {
  const Ran ran = run({"normalize"}, "");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "");
}

}  // namespace
}  // namespace trichluc
