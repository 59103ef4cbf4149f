<<<<<<< HEAD
// The vectors of ../shared/repair whose repair is the decoding of bytes; more of the same kinds exist elsewhere.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <fstream>
#include <string>
#include <string_view>

#include "pipeline/normalize/normalize.h"
#include "tests/normalize/reading.h"
=======
// The vectors of REPAIR.md section 6 for the repairs that weigh words; skipped where the folder is not beside the tree.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/normalize/normalize.h"
#include "pipeline/normalize/syllables.h"
#include "tests/normalize/language.h"
>>>>>>> b0865a9 (normalize: lost, split and glued letters, misread digits, VNI run twice)

namespace trichluc {
namespace {

<<<<<<< HEAD
bool is_ours(std::string_view kind) {
  return kind.starts_with("enc-") || kind.starts_with("mojibake") || kind == "html-entity" || kind == "keep";
}

TEST(RepairVectors, EncodingsAreDecoded) {
  const std::string path = std::string(TRICHLUC_SOURCE_DIR) + "/../shared/repair/vectors.jsonl";
  std::ifstream in(path);
  if (!in) GTEST_SKIP() << "no " << path;
  int tried = 0;
  for (std::string line; std::getline(in, line);) {
    rapidjson::Document vector;
    vector.Parse(line.c_str());
    ASSERT_TRUE(vector.IsObject()) << line;
    const std::string kind = vector["kind"].GetString();
    if (!is_ours(kind)) continue;
    const std::string broken = vector["broken"].GetString();
    Reading reading = make_reading(broken + "\n");
    if (kind == "enc-tcvn3-capfont") {
      Page& page = reading.pages[0];
      page.fonts.push_back(".VnTimeH");
      page.styles.push_back({{0, static_cast<std::uint32_t>(broken.size())}, 0});
    }
    normalize(reading);
    EXPECT_EQ(reading.pages[0].text, std::string(vector["fixed"].GetString()) + "\n") << kind;
    ++tried;
  }
  EXPECT_GT(tried, 30);
=======
struct Vector {
  std::string broken, fixed;
};
using Kinds = std::map<std::string, std::vector<Vector>>;

const Kinds& vectors() {
  static const Kinds kinds = [] {
    Kinds found;
    std::ifstream file(std::string(TRICHLUC_SOURCE_DIR) + "/../shared/repair/vectors.jsonl");
    for (std::string line; std::getline(file, line);) {
      rapidjson::Document json;
      json.Parse(line.c_str());
      if (!json.IsObject()) continue;
      found[json["kind"].GetString()].push_back({json["broken"].GetString(), json["fixed"].GetString()});
    }
    return found;
  }();
  return kinds;
}

/// Vectors are compared after runs of blanks are made one.
std::string squeezed(const std::string& text) {
  std::string made;
  for (const char c : text) {
    if (c != ' ' || made.empty() || made.back() != ' ') made += c;
  }
  return made;
}

std::string repaired(const std::string& text) {
  Reading reading = reading_of(text);
  normalize(reading, &shipped_language());
  return reading.pages[0].text;
}

class RepairVectors : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (vectors().empty()) GTEST_SKIP() << "../shared/repair/vectors.jsonl is not there";
  }
};

TEST_P(RepairVectors, Hold) {
  const auto found = vectors().find(GetParam());
  ASSERT_NE(found, vectors().end());
  // Lost letters are proven by the company of others: the vectors of a kind are one document.
  const bool together = std::string(GetParam()).starts_with("lost-") || found->first == "vni-twice";
  if (together) {
    std::string broken, fixed;
    for (const Vector& vector : found->second) {
      broken += vector.broken + "\n";
      fixed += vector.fixed + "\n";
    }
    EXPECT_EQ(squeezed(repaired(broken)), squeezed(fixed));
    return;
  }
  for (const Vector& vector : found->second)
    EXPECT_EQ(squeezed(repaired(vector.broken)), squeezed(vector.fixed + "\n"));
}

INSTANTIATE_TEST_SUITE_P(Kinds, RepairVectors,
                         testing::Values("split", "glued", "lost-blank", "lost-blank-collapsed", "lost-fffd",
                                         "lost-dropped", "ocr-flag", "ocr-digit", "vni-twice", "keep", "keep-lines"),
                         [](const auto& row) {
                           std::string name = row.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(ToneVectors, HaveOneKey) {
  if (vectors().empty()) GTEST_SKIP() << "../shared/repair/vectors.jsonl is not there";
  for (const Vector& vector : vectors().at("tone-placement-key")) {
    EXPECT_EQ(syllable_key(vector.broken), syllable_key(vector.fixed)) << vector.broken;
    EXPECT_TRUE(tone_in_place(vector.broken)) << vector.broken;
    EXPECT_TRUE(tone_in_place(vector.fixed)) << vector.fixed;
    EXPECT_EQ(repaired(vector.broken), vector.broken + "\n") << "both are correct spelling";
  }
>>>>>>> b0865a9 (normalize: lost, split and glued letters, misread digits, VNI run twice)
}

}  // namespace
}  // namespace trichluc
