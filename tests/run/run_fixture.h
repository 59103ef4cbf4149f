// run_fixture.h - runs over small made documents, for the tests of what becomes of each.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "pipeline/run/run.h"

namespace trichluc {

/// Files doc0, doc1, ... with their own names as content, in a folder that is gone at the end.
class Run : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "trichluc-run-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::vector<Input> make_inputs(std::size_t count) const {
    std::vector<Input> inputs;
    for (std::size_t i = 0; i < count; ++i) {
      inputs.push_back({(folder_ / ("doc" + std::to_string(i))).string()});
      std::ofstream(inputs.back().path) << "doc" << i;
    }
    return inputs;
  }

  std::filesystem::path folder_;
};

struct Collected {
  std::vector<std::string> lines;  // results, or "doc1!status"
  std::vector<Outcome> outcomes;
  RunReport report;
};

/// With a sink that takes everything.
inline Collected run(const std::vector<Input>& inputs, const RunOptions& options, const Work& work) {
  Collected collected;
  collected.report =
      run_documents(inputs, options, work, [&](std::size_t index, const Outcome& outcome) -> Result<void> {
        const std::string name = std::filesystem::path(inputs[index].path).filename().string();
        collected.lines.push_back(outcome.product ? outcome.product->line
                                                  : name + "!" + std::string(status_name(outcome.status())));
        collected.outcomes.push_back(outcome);
        return {};
      });
  return collected;
}

/// Work whose result is the document itself.
inline Result<Product> echo(const Source& source) { return Product{std::string(source.bytes)}; }

}  // namespace trichluc
