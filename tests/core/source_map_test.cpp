#include "pipeline/core/source_map.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace trichluc {
namespace {

// source:  "Nghị  định⏎số"   made: "Nghị định số" with two blanks made one and the line end a blank.
SourceMap sample() {
  SourceMap map;
  map.append_copy(6, 0);                // "Nghị"
  map.append_replacement(1, {6, 8});    // "  " -> " "
  map.append_copy(8, 8);                // "định"
  map.append_replacement(1, {16, 17});  // "⏎" -> " "
  map.append_copy(4, 17);               // "số"
  return map;
}

struct Case {
  const char* name;
  Range made, source;
};
class SourceMapRange : public testing::TestWithParam<Case> {};

TEST_P(SourceMapRange, LeadsBack) { EXPECT_EQ(sample().to_source(GetParam().made), GetParam().source); }

INSTANTIATE_TEST_SUITE_P(Ranges, SourceMapRange,
                         testing::Values(Case{"inside_a_copy", {1, 3}, {1, 3}}, Case{"whole_copy", {0, 6}, {0, 6}},
                                         Case{"the_replaced_blank", {6, 7}, {6, 8}},
                                         Case{"after_the_replacement", {7, 15}, {8, 16}},
                                         Case{"over_both", {2, 18}, {2, 19}}, Case{"all", {0, 20}, {0, 21}},
                                         Case{"empty", {7, 7}, {8, 8}}, Case{"the_end", {20, 20}, {21, 21}}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(SourceMap, NeighbouringCopiesAreOne) {
  SourceMap map;
  map.append_copy(3, 5);
  map.append_copy(4, 8);
  EXPECT_EQ(map.size(), 7u);
  EXPECT_EQ(map.to_source({0, 7}), (Range{5, 12}));
}

TEST(SourceMap, ChangesAreReplacementsAndGaps) {
  SourceMap map;
  map.append_copy(3, 5);
  map.append_replacement(2, {8, 9});
  map.append_copy(4, 12);
  const std::vector<SourceMap::Change> changes = map.changes();
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].made, (Range{3, 5}));
  EXPECT_EQ(changes[0].source, (Range{8, 9}));
  EXPECT_EQ(changes[1].made, (Range{5, 5})) << "what was left out";
  EXPECT_EQ(changes[1].source, (Range{9, 12}));
}

TEST(SourceMap, NothingMadeLeadsNowhere) { EXPECT_EQ(SourceMap{}.to_source({0, 0}), (Range{})); }

/// A random text made from `source` by copying, dropping and replacing stretches.
std::string rewrite(const std::string& source, SourceMap& map, std::mt19937& random) {
  std::string made;
  for (std::uint32_t at = 0; at < source.size();) {
    const auto length = static_cast<std::uint32_t>(std::min<std::size_t>(1 + random() % 5, source.size() - at));
    switch (random() % 4) {
      case 0: break;  // dropped
      case 1:
        made += '#';
        map.append_replacement(1, {at, at + length});
        break;
      default: made += source.substr(at, length); map.append_copy(length, at);
    }
    at += length;
  }
  return made;
}

TEST(SourceMap, ComposedCopiesStillEqualTheirSource) {
  std::mt19937 random(20260101);
  for (int round = 0; round < 200; ++round) {
    std::string a;
    for (int i = 0; i < 60; ++i) a += static_cast<char>('a' + random() % 26);
    SourceMap b_to_a, c_to_b;
    const std::string b = rewrite(a, b_to_a, random);
    const std::string c = rewrite(b, c_to_b, random);
    const SourceMap c_to_a = SourceMap::compose(c_to_b, b_to_a);
    ASSERT_EQ(c_to_a.size(), c.size());
    for (std::uint32_t at = 0; at < c.size(); ++at) {
      const Range back = c_to_a.to_source({at, at + 1});
      EXPECT_EQ(back, b_to_a.to_source(c_to_b.to_source({at, at + 1})));
      if (c[at] != '#') {
        ASSERT_EQ(back.size(), 1u);
        EXPECT_EQ(a[back.begin], c[at]);
      }
    }
  }
}

}  // namespace
}  // namespace trichluc
