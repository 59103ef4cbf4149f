// The vectors of ../shared/repair through all passes; skipped where the folder is not beside the tree. The kinds that
// join lines are those of tests/layout/line_joins_test.cpp.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "pipeline/normalize/normalize.h"
#include "pipeline/normalize/syllables.h"
#include "tests/normalize/language.h"

namespace trichluc {
namespace {

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
    if (c != ' ' || (!made.empty() && made.back() != ' ')) made += c;
  }
  return made;
}

std::string repaired(const std::string& text, const char* font = nullptr) {
  Reading reading = reading_of(text);
  if (font != nullptr) {
    Page& page = reading.pages[0];
    page.fonts.push_back(font);
    page.styles.push_back({.text = {0, static_cast<std::uint32_t>(page.text.size()) - 1}, .font = 0});
  }
  normalize(reading, &shipped_language());
  return reading.pages[0].text;
}

class RepairVectors : public testing::Test {
 protected:
  void SetUp() override {
    if (vectors().empty()) GTEST_SKIP() << "../shared/repair/vectors.jsonl is not there";
  }
};

TEST_F(RepairVectors, AreRepaired) {
  for (const auto& [kind, all] : vectors()) {
    if (kind.starts_with("line-") || kind.starts_with("tone-placement") || kind.starts_with("lost-")) continue;
    SCOPED_TRACE(kind);
    for (const Vector& vector : all) {
      const std::string made = repaired(vector.broken, kind == "enc-tcvn3-capfont" ? ".VnTimeH" : nullptr);
      EXPECT_EQ(squeezed(made), squeezed(vector.fixed + "\n"));
    }
  }
}

/// Lost letters are proven by the company of others: the vectors of a kind are one document.
TEST_F(RepairVectors, LostLettersAreFoundInCompany) {
  for (const auto& [kind, all] : vectors()) {
    if (!kind.starts_with("lost-")) continue;
    SCOPED_TRACE(kind);
    std::string broken, fixed;
    for (const Vector& vector : all) {
      broken += vector.broken + "\n";
      fixed += vector.fixed + "\n";
    }
    EXPECT_EQ(squeezed(repaired(broken)), squeezed(fixed));
  }
}

TEST_F(RepairVectors, BothPlacesOfAToneHaveOneKey) {
  for (const Vector& vector : vectors().at("tone-placement-key")) {
    EXPECT_EQ(syllable_key(vector.broken), syllable_key(vector.fixed)) << vector.broken;
    EXPECT_TRUE(tone_in_place(vector.broken)) << vector.broken;
    EXPECT_TRUE(tone_in_place(vector.fixed)) << vector.fixed;
    EXPECT_EQ(repaired(vector.broken), vector.broken + "\n") << "both are correct spelling";
  }
}

}  // namespace
}  // namespace trichluc
