// The documents of corpus/ as the program reads them, against corpus/expected/NAME.json.
//
// After a change that is meant to change records, `tools/update_golden` writes the expected ones anew; the difference
// is read in review like code.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/golden/corpus.h"
#include "tests/golden/golden_file.h"

namespace trichluc {
namespace {

namespace fs = std::filesystem;

const fs::path kExpected = corpus_folder() / "expected";

/// The records the program prints, run from the tree's root so that "source" is the same everywhere.
std::vector<std::string> records_of(const std::string& document) {
  const std::string command =
      "cd '" TRICHLUC_SOURCE_DIR "' && '" TRICHLUC_PROGRAM "' extract --jobs 1 'corpus/" + document + "'";
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return {};
  std::string output;
  char chunk[4096];
  for (std::size_t got = 0; (got = fread(chunk, 1, sizeof chunk, pipe)) > 0;) output.append(chunk, got);
  pclose(pipe);
  std::vector<std::string> records;
  std::istringstream stream(output);
  for (std::string line; std::getline(stream, line);) records.push_back(line);
  return records;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, RecordIsAsExpected) {
  const auto records = records_of(GetParam());
  ASSERT_EQ(records.size(), 1u);
  const std::string found = lay_out_record(records[0]);
  const fs::path file = kExpected / fs::path(GetParam()).filename().replace_extension(".json");
  if (std::getenv("TRICHLUC_UPDATE_GOLDEN") != nullptr) {
    fs::create_directories(kExpected);
    std::ofstream(file, std::ios::binary) << found;
    return;
  }
  std::ifstream stream(file, std::ios::binary);
  ASSERT_TRUE(stream) << file << " is missing; write it with tools/update_golden and read it";
  std::ostringstream expected;
  expected << stream.rdbuf();
  EXPECT_TRUE(expected.str() == found) << difference(expected.str(), found)
                                       << "If this is meant: tools/update_golden, and read the difference.";
}

INSTANTIATE_TEST_SUITE_P(Corpus, Golden, testing::ValuesIn(corpus_documents()),
                         [](const auto& row) { return test_name(row.param); });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Golden);

TEST(GoldenFiles, EachBelongsToOneDocument) {
  std::set<std::string> names;
  for (const std::string& document : corpus_documents()) {
    EXPECT_TRUE(names.insert(fs::path(document).stem().string()).second)
        << document << ": two documents with this name";
  }
  if (!fs::exists(kExpected)) return;
  for (const auto& entry : fs::directory_iterator(kExpected)) {
    EXPECT_TRUE(names.contains(entry.path().stem().string())) << entry.path() << " has no document";
  }
}

TEST(GoldenFiles, DifferencesAreReadable) {
  EXPECT_EQ(difference("a\nb\nc\n", "a\nb\nc\n"), "");
  EXPECT_EQ(difference("a\nb\nc\n", "a\nx\nc\n"), "-2: b\n+2: x\n");
  EXPECT_EQ(difference("a\nc\n", "a\nb\nc\nd\n"), "+2: b\n+4: d\n");
}

}  // namespace
}  // namespace trichluc
