// Vectors of broken and mended text that stand beside the project, not in it, where they are.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "pipeline/normalize/unicode.h"
#include "tests/normalize/text_page.h"

namespace trichluc {
namespace {

TEST(UnicodeVectors, AreMended) {
  const auto path = std::filesystem::path(TRICHLUC_SOURCE_DIR) / "../shared/repair/vectors.jsonl";
  std::ifstream lines(path);
  if (!lines) GTEST_SKIP() << path << " is not there: no vectors to hold the pass against";
  const std::set<std::string> kinds = {"nfd",         "mixed-nfd", "mark-order", "duplicate-mark", "deprecated-mark",
                                       "eth",         "homoglyph", "dotless-i",  "oi-for-u-horn",  "caron-for-breve",
                                       "keep",        "nbsp",      "zero-width", "tone-misplaced", "pua-bullet",
                                       "soft-hyphen", "ligature",  "thin-space", "keep-lines"};
  std::size_t tried = 0;
  for (std::string line; std::getline(lines, line);) {
    rapidjson::Document vector;
    ASSERT_FALSE(vector.Parse(line.c_str()).HasParseError()) << line;
    const std::string kind = vector["kind"].GetString();
    const bool key_only = kind == "tone-placement-key";
    if (!kinds.contains(kind) && !key_only) continue;
    Page page = make_page(vector["broken"].GetString());
    normalize_unicode(page);
    EXPECT_EQ(page.text, std::string(vector[key_only ? "broken" : "fixed"].GetString()) + "\n") << line;
    ++tried;
  }
  EXPECT_GT(tried, 0u);
}

/// Healthy documents, some in decomposed letters: nothing that a reader could see changes.
TEST(UnicodeVectors, HealthyDocumentsStay) {
  const auto folder = std::filesystem::path(TRICHLUC_SOURCE_DIR) / "../shared/corpus";
  if (!std::filesystem::exists(folder))
    GTEST_SKIP() << folder << " is not there: no documents to hold the pass against";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path());
    Page page = make_page(std::string(std::istreambuf_iterator<char>(file), {}));
    normalize_unicode(page);
    for (const Repair& repair : page.repairs)
      ADD_FAILURE() << entry.path().filename() << ": " << repair.from << " -> " << repair.to << " (" << repair.rule
                    << ")";
  }
}

}  // namespace
}  // namespace trichluc
