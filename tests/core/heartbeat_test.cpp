#include "pipeline/core/heartbeat.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trichluc {
namespace {

std::vector<std::string> heard;

TEST(Heartbeat, IsHeardByTheOneListener) {
  beat(Stage::kRead, 1, 2);  // nobody
  set_heartbeat_listener([](Stage stage, int page, int pages) {
    heard.push_back(std::string(stage_name(stage)) + " " + std::to_string(page) + "/" + std::to_string(pages));
  });
  beat(Stage::kRead, 2, 2);
  beat_same_page(Stage::kRecognize);
  beat(Stage::kExtract);
  set_heartbeat_listener(nullptr);
  beat(Stage::kWrite);
  EXPECT_EQ(heard, (std::vector<std::string>{"read 2/2", "recognize 2/0", "extract 0/0"}));
}

}  // namespace
}  // namespace trichluc
