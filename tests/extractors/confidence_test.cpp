#include "extractors/confidence.h"

#include <gtest/gtest.h>

namespace trichluc {
namespace {

struct Case {
  const char* name;
  Evidence evidence;
  double least, most;
};
class ConfidenceTest : public testing::TestWithParam<Case> {};

TEST_P(ConfidenceTest, LiesInItsBand) {
  const double confidence = confidence_of(GetParam().evidence);
  EXPECT_GE(confidence, GetParam().least);
  EXPECT_LE(confidence, GetParam().most);
}
INSTANTIATE_TEST_SUITE_P(
    Evidence, ConfidenceTest,
    testing::Values(Case{"typed", {.bound = 0.98}, 0.98, 0.995}, Case{"unknown_noun", {.bound = 0.7}, 0.95, 0.98},
                    Case{"tentative", {.bound = 0.5}, 0.5, 0.5},
                    Case{"recognised", {.bound = 0.98, .recognised = true}, 0.95, 0.97},
                    Case{"recognised_cell", {.bound = 0.95, .recognised = true, .cell = true}, 0.9, 0.92},
                    Case{"doubtful", {.bound = 0.98, .recognised = true, .doubtful = true}, 0.3, 0.4},
                    Case{"place", {.bound = 0.9, .annotated = false}, 0.9, 0.9},
                    Case{"cell_of_typed_text", {.bound = 0.85, .cell = true}, 0.97, 0.97}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace trichluc
