// Documents that share a process come out as they do by themselves, broken ones too.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "tests/tools/program.h"

namespace trichluc {
namespace {

constexpr int kCopies = 40;

class SharedProcess : public ProgramTest {
 protected:
  /// Copies of the PDFs of corpus/ in their order, most of them with bytes changed, left out or doubled.
  void make_broken_documents() {
    std::vector<std::string> whole;
    for (const auto& item : std::filesystem::directory_iterator(TRICHLUC_SOURCE_DIR "/corpus")) {
      if (item.path().extension() != ".pdf") continue;
      std::ostringstream bytes;
      bytes << std::ifstream(item.path(), std::ios::binary).rdbuf();
      whole.push_back(bytes.str());
    }
    ASSERT_FALSE(whole.empty());
    std::sort(whole.begin(), whole.end());
    std::minstd_rand random(20261123);
    const auto below = [&random](std::size_t limit) { return static_cast<std::size_t>(random()) % limit; };
    for (int copy = 0; copy < kCopies; ++copy) {
      std::string bytes = whole[static_cast<std::size_t>(copy) % whole.size()];
      for (std::size_t wounds = std::size_t{1} << below(6); wounds > 1; --wounds) {
        const std::size_t at = below(bytes.size() - 64), length = 1 + below(40);
        switch (below(3)) {
          case 0: bytes[at] = static_cast<char>(below(256)); break;
          case 1: bytes.erase(at, length); break;
          default: bytes.insert(at, bytes.substr(at, length));
        }
      }
      write("in/" + std::to_string(100 + copy) + ".pdf", bytes);
    }
  }
};

TEST_F(SharedProcess, ChangesNoRecordAndNoError) {
  make_broken_documents();
  const auto all_that_comes_out = [this](const std::vector<std::string>& how) {
    std::vector<std::string> words = {"extract", "in", "-o", "out.jsonl", "--fresh", "--with-text", "--ocr", "never"};
    words.insert(words.end(), how.begin(), how.end());
    run(words);
    return read("out.jsonl") + read("out.errors.jsonl");
  };
  const std::string alone = all_that_comes_out({"--jobs", "1", "--alone"});
  EXPECT_THAT(read("out.run.json"), testing::Not(testing::HasSubstr("\"ok\":0,"))) << "some are as they were";
  EXPECT_THAT(read("out.run.json"), testing::Not(testing::HasSubstr("\"damaged\":0,"))) << "some are not";
  EXPECT_THAT(read("out.run.json"), testing::HasSubstr("\"alone\":true"));
  EXPECT_EQ(all_that_comes_out({"--jobs", "1"}), alone);
  EXPECT_THAT(read("out.run.json"), testing::HasSubstr("\"alone\":false"));
  EXPECT_EQ(all_that_comes_out({"--jobs", "2"}), alone);
}

}  // namespace
}  // namespace trichluc
