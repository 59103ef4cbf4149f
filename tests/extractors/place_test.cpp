// Provinces before and after 2025-07-01, and bodies before and after the mergers of 2025, as rules/vocabulary has them.
#include "extractors/place.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "extractors/values/validity.h"

namespace trichluc {
namespace {

const Vocabulary& vocabulary() {
  static const Vocabulary read = [] {
    Vocabulary made;
    for (const char* name : {"provinces", "bodies"}) {
      const std::string path = std::string(TRICHLUC_SOURCE_DIR) + "/rules/vocabulary/" + name + ".toml";
      std::ifstream file(path);
      std::ostringstream content;
      content << file.rdbuf();
      EXPECT_TRUE(read_vocabulary_file(path, content.str(), made)) << path;
    }
    return made;
  }();
  return read;
}

std::vector<const ProvinceEntry*> provinces_at(const std::string& date) {
  std::vector<const ProvinceEntry*> found;
  for (const ProvinceEntry& province : vocabulary().provinces) {
    if (holds_at(province.valid, date) == Holds::kYes) found.push_back(&province);
  }
  return found;
}

const ProvinceEntry* named(const std::string& name, const std::string& date) {
  for (const ProvinceEntry* province : provinces_at(date)) {
    if (province->name == name) return province;
  }
  return nullptr;
}

TEST(Provinces, AreSixtyThreeBeforeTheMergerAndThirtyFourAfter) {
  for (const auto& [date, count] : {std::pair{"2020-01-01", 63U}, {"2025-06-30", 63U}, {"2025-07-01", 34U}}) {
    std::set<std::string> names, codes;
    for (const ProvinceEntry* province : provinces_at(date)) {
      EXPECT_TRUE(names.insert(province->name).second) << date << " " << province->name;
      EXPECT_TRUE(codes.insert(province->code).second) << date << " " << province->code;
      EXPECT_EQ(province->code.size(), 2U) << province->name;
    }
    EXPECT_EQ(names.size(), count) << date;
  }
}

TEST(Provinces, EachOfTheOldOnesHasASuccessor) {
  std::set<std::string> reached;
  for (const ProvinceEntry* old : provinces_at("2024-06-30")) {
    if (named(old->name, "2025-07-01") != nullptr) {
      reached.insert(old->name);
      continue;
    }
    ASSERT_EQ(old->merged_into.size(), 1U) << old->name;
    EXPECT_NE(named(old->merged_into[0], "2025-07-01"), nullptr) << old->name << " into " << old->merged_into[0];
    reached.insert(old->merged_into[0]);
  }
  EXPECT_EQ(reached.size(), 34U);
}

TEST(Provinces, GoneBefore2004LeadToNamesOfTheirTime) {
  for (const ProvinceEntry& province : vocabulary().provinces) {
    for (const std::string& name : province.merged_into) {
      const bool known = std::any_of(vocabulary().provinces.begin(), vocabulary().provinces.end(),
                                     [&](const ProvinceEntry& other) { return other.name == name; });
      EXPECT_TRUE(known) << province.name << " into " << name;
    }
  }
}

struct Case {
  const char *name, *text, *date, *province, *code;
};
class PlaceTest : public testing::TestWithParam<Case> {};

TEST_P(PlaceTest, HasTheCodeOfTheDocumentsTime) {
  const Case& row = GetParam();
  Block block;
  block.text = row.text;
  const auto facts = find_places(Scan(block, 0, vocabulary()), row.date);
  ASSERT_EQ(facts.size(), 1U);
  const auto& place = std::get<Place>(facts[0].value);
  EXPECT_EQ(place.name, row.province);
  EXPECT_EQ(place.code, row.code);
}
INSTANTIATE_TEST_SUITE_P(Dates, PlaceTest,
                         testing::Values(Case{"before_the_merger", "tại Bắc Ninh", "2024-03-01", "Bắc Ninh", "27"},
                                         Case{"after_the_merger", "tại Bắc Ninh", "2025-08-01", "Bắc Ninh", "24"},
                                         Case{"year_of_the_merger", "tại Bắc Ninh", "2025", "Bắc Ninh", ""},
                                         Case{"undated", "tại Bắc Ninh", "", "Bắc Ninh", ""},
                                         Case{"undated_with_one_code", "tại Đà Nẵng", "", "Đà Nẵng", "48"},
                                         Case{"unchanged", "tại Nghệ An", "", "Nghệ An", "40"},
                                         Case{"old_name_in_a_new_document", "tại Hà Giang", "2026-01-05", "Hà Giang",
                                              "02"}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Bodies, ThatAreGoneHaveSuccessorsOfTheirTime) {
  const auto& bodies = vocabulary().bodies;
  int with_successor = 0;
  for (const BodyEntry& body : bodies) {
    for (const std::string& name : body.successors) {
      ++with_successor;
      const auto successor =
          std::find_if(bodies.begin(), bodies.end(), [&](const BodyEntry& other) { return other.name == name; });
      ASSERT_NE(successor, bodies.end()) << body.name << " to " << name;
      const std::string end = body.valid.substr(body.valid.find('/') + 1);
      EXPECT_NE(end, "..") << body.name;
      EXPECT_NE(holds_at(successor->valid, "2026-01-01") == Holds::kNo && end > "2025", true) << name;
    }
  }
  EXPECT_GT(with_successor, 15);
  for (const char* ministry :
       {"Bộ Lao động - Thương binh và Xã hội", "Bộ Kế hoạch và Đầu tư", "Bộ Giao thông vận tải"}) {
    const auto gone =
        std::find_if(bodies.begin(), bodies.end(), [&](const BodyEntry& body) { return body.name == ministry; });
    ASSERT_NE(gone, bodies.end()) << ministry;
    EXPECT_EQ(holds_at(gone->valid, "2025-02-28"), Holds::kYes) << ministry;
    EXPECT_EQ(holds_at(gone->valid, "2025-03-01"), Holds::kNo) << ministry;
    EXPECT_FALSE(gone->successors.empty()) << ministry;
  }
}

}  // namespace
}  // namespace trichluc
