// The vectors of ../shared/repair whose repair is the decoding of bytes; more of the same kinds exist elsewhere.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <fstream>
#include <string>
#include <string_view>

#include "pipeline/normalize/normalize.h"
#include "tests/normalize/reading.h"

namespace trichluc {
namespace {

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
}

}  // namespace
}  // namespace trichluc
