#include "pipeline/run/plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "pipeline/run/cost.h"

namespace trichluc {
namespace {

std::vector<PlannedInput> with_costs(const std::vector<std::uint64_t>& costs) {
  std::vector<PlannedInput> inputs(costs.size());
  for (std::size_t i = 0; i < costs.size(); ++i) inputs[i].cost_ms = costs[i];
  return inputs;
}

TEST(Plan, ShardsAreBalancedByCost) {
  std::vector<std::uint64_t> costs(1000, 3);
  for (std::size_t i = 0; i < 40; ++i) costs[i] = 1200;  // scans, all at the beginning
  const auto inputs = with_costs(costs);
  const auto shards = balance(inputs, 7);
  std::vector<std::uint64_t> load(7, 0);
  for (std::size_t i = 0; i < inputs.size(); ++i) load[static_cast<std::size_t>(shards[i])] += costs[i];
  const auto [least, most] = std::minmax_element(load.begin(), load.end());
  EXPECT_LE(*most - *least, 1200u);
  EXPECT_EQ(balance(inputs, 7), shards) << "the same plan every time";
}

TEST(Plan, MoreShardsThanInputs) {
  const auto shards = balance(with_costs({1, 1}), 5);
  EXPECT_NE(shards[0], shards[1]);
}

TEST(Plan, IndexListsAreThoseOfJobArrays) {
  EXPECT_EQ(index_list({}), "");
  EXPECT_EQ(index_list({4}), "4");
  EXPECT_EQ(index_list({0, 3, 7, 8, 9, 11, 12}), "0,3,7-9,11-12");
}

std::uint64_t cost_of(const std::string& bytes) {
  CostEstimate cost;
  cost.add(bytes);
  return cost.milliseconds();
}

TEST(Cost, ScannedPagesWeighMore) {
  const std::string head = "%PDF-1.4\n";
  const std::string text = head + std::string(300'000, 'x');
  std::string scan = head;
  for (int page = 0; page < 5; ++page)
    scan += "<</Subtype/Image/Filter/CCITTFaxDecode>> stream " + std::string(60'000, 'x');
  EXPECT_GT(cost_of(scan), 50 * cost_of(text));
  EXPECT_GT(cost_of("\xFF\xD8\xFF" + std::string(50'000, 'x')), 1000u);
  EXPECT_LT(cost_of(std::string(50'000, 'x') + "/DCTDecode"), 100u) << "not a PDF";
  EXPECT_GE(cost_of(""), 1u);
}

TEST(Cost, ManyNamesInASmallFileAreNoPictures) {
  std::string lies = "%PDF-1.4\n";
  for (int i = 0; i < 1000; ++i) lies += "/DCTDecode ";
  EXPECT_LT(cost_of(lies), 100u);
}

}  // namespace
}  // namespace trichluc
