#include "pipeline/ingest/digit_net.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <numeric>
#include <string>

namespace trichluc {
namespace {

const std::string kFolder = std::string(TRICHLUC_SOURCE_DIR) + "/rules/digits";

std::string shipped() {
  std::ifstream file(kFolder + "/digits.net", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string with_word(std::string bytes, std::size_t at, std::uint32_t value) {
  for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (8 * i));
  return bytes;
}

constexpr std::size_t kHead = 16;              // the words begin
constexpr std::size_t kFirstWeight = 16 + 32;  // the weights begin

struct Broken {
  const char* name;
  std::string (*bytes)();
};
class BrokenNetTest : public testing::TestWithParam<Broken> {};

TEST_P(BrokenNetTest, IsRefused) {
  const auto net = DigitNet::parse(GetParam().bytes());
  ASSERT_FALSE(net);
  EXPECT_EQ(net.error().code, ErrorCode::kDamaged);
  EXPECT_THAT(net.error().next_step, testing::HasSubstr("tools/digits/train"));
}

INSTANTIATE_TEST_SUITE_P(
    Files, BrokenNetTest,
    testing::Values(Broken{"empty", [] { return std::string(); }},
                    Broken{"of_another_kind", [] { return std::string(4000, 'x'); }},
                    Broken{"head_cut_off", [] { return shipped().substr(0, kHead + 9); }},
                    Broken{"weights_cut_off", [] { return shipped().substr(0, 5000); }},
                    Broken{"last_byte_missing", [] { return shipped().substr(0, shipped().size() - 1); }},
                    Broken{"a_byte_more", [] { return shipped() + "x"; }},
                    Broken{"newer_format", [] { return with_word(shipped(), kHead, 2); }},
                    Broken{"no_network", [] { return with_word(shipped(), kHead + 4, 0); }},
                    Broken{"more_networks_than_bytes", [] { return with_word(shipped(), kHead + 4, 0x40000000); }},
                    Broken{"another_shape", [] { return with_word(shipped(), kHead + 12, 13); }},
                    Broken{"temperature_zero", [] { return with_word(shipped(), kHead + 28, 0); }},
                    Broken{"weight_that_is_no_number", [] { return with_word(shipped(), kFirstWeight, 0x7FC00000); }},
                    Broken{"infinite_weight", [] { return with_word(shipped(), kFirstWeight + 400, 0x7F800000); }}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(DigitReader, SaysWhichFileIsMissing) {
  DigitReader reader(std::filesystem::path("/nowhere/digits"));
  EXPECT_EQ(reader.net(), nullptr);
  ASSERT_TRUE(reader.error());
  EXPECT_EQ(reader.error()->code, ErrorCode::kNotFound);
  EXPECT_EQ(reader.error()->where.file, "/nowhere/digits/digits.net");
}

TEST(DigitReader, ReadsWhatIsShippedOnce) {
  DigitReader reader(std::filesystem::path{kFolder});
  const DigitNet* const net = reader.net();
  ASSERT_NE(net, nullptr) << describe(*reader.error());
  EXPECT_EQ(reader.net(), net);
  EXPECT_LE(shipped().size(), 500'000U);
}

/// Five pixels wide, from the top of the box to its bottom, `lean` pixels to the right on top.
DigitPicture stroke(int lean) {
  DigitPicture picture{};
  for (int y = 2; y < 22; ++y) {
    const int middle = 12 + lean * (12 - y) / 20;
    for (int x = middle - 2; x <= middle; ++x) picture[static_cast<std::size_t>(y * kDigitSide + x)] = 255;
  }
  return picture;
}

TEST(DigitNet, ScoresAreProbabilities) {
  DigitReader reader(std::filesystem::path{kFolder});
  ASSERT_NE(reader.net(), nullptr);
  for (const DigitPicture& picture : {DigitPicture{}, stroke(0), stroke(6)}) {
    const DigitScores scores = reader.net()->classify(picture);
    EXPECT_NEAR(std::accumulate(scores.begin(), scores.end(), 0.0F), 1, 1e-4);
    for (const float score : scores) EXPECT_GE(score, 0);
  }
}

TEST(DigitNet, AStrokeIsAOneAndABarIsNone) {
  DigitReader reader(std::filesystem::path{kFolder});
  ASSERT_NE(reader.net(), nullptr);
  EXPECT_GT(reader.net()->classify(stroke(2))[1], 0.9F);
  DigitPicture bar{};
  for (int y = 11; y < 14; ++y) {
    for (int x = 2; x < 22; ++x) bar[static_cast<std::size_t>(y * kDigitSide + x)] = 255;
  }
  EXPECT_GT(reader.net()->classify(bar)[10], 0.9F);
}

}  // namespace
}  // namespace trichluc
