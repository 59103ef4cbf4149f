#include "pipeline/run/frame.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trichluc {
namespace {

TEST(Frame, ArrivesInPieces) {
  const std::string frames = pack({.product = Product{"một", true}, .sha256 = "ab", .bytes = 7}) +
                             pack({.product = fail(ErrorCode::kEmpty, "nothing"), .stage = "read"});
  std::string buffer;
  std::vector<Outcome> outcomes;
  for (const char c : frames) {
    buffer += c;
    while (auto outcome = unpack(buffer)) outcomes.push_back(*outcome);
  }
  ASSERT_EQ(outcomes.size(), 2u);
  EXPECT_EQ(outcomes[0].product->line, "một");
  EXPECT_EQ(outcomes[0].status(), Status::kOkWithWarnings);
  EXPECT_EQ(outcomes[0].bytes, 7u);
  EXPECT_EQ(outcomes[1].product.error().code, ErrorCode::kEmpty);
  EXPECT_EQ(outcomes[1].stage, "read");
  EXPECT_TRUE(buffer.empty());
}

TEST(Frame, NonsenseIsACrash) {
  std::string buffer(100, '\xFF');
  const auto outcome = unpack(buffer);
  ASSERT_TRUE(outcome && !outcome->product);
  EXPECT_EQ(outcome->product.error().code, ErrorCode::kCrash);
}

}  // namespace
}  // namespace trichluc
