// One document set in five formats (tools/make_office): what is read from it must not depend on the format.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "extractors/extract.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/layout/layout.h"
#include "pipeline/normalize/normalize.h"
#include "tests/golden/corpus.h"

namespace trichluc {
namespace {

class Office : public testing::TestWithParam<const char*> {
 protected:
  /// Kind and text of each fact with the cell it stands in, in order.
  static std::vector<std::string> facts_of(const std::string& ending) {
    const auto path = corpus_folder() / ("bao-cao-dan-so-" + ending + "." + ending);
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream content;
    content << stream.rdbuf();
    auto reading = read_document(content.str(), path.filename().string());
    EXPECT_TRUE(reading) << describe(reading.error());
    if (!reading) return {};
    EXPECT_EQ(reading->text_origin, ending);
    normalize(*reading);
    auto extractor = Extractor::load({std::string(TRICHLUC_SOURCE_DIR) + "/rules"});
    EXPECT_TRUE(extractor);
    const Record record = extractor->extract(lay_out(std::move(*reading)));
    std::vector<std::string> facts;
    for (const Fact& fact : record.facts) {
      const Block& block = record.document.blocks.at(static_cast<std::size_t>(fact.block));
      std::string line = fact.rule + " | " + block.text.substr(fact.text.begin, fact.text.size());
      for (const std::string& number : block.section) line += " | " + number;
      facts.push_back(line);
    }
    return facts;
  }
};

TEST_P(Office, SaysTheSameInEveryFormat) {
  const std::vector<std::string> expected = facts_of("docx");
  EXPECT_EQ(expected.size(), 27u);
  EXPECT_EQ(facts_of(GetParam()), expected);
}

INSTANTIATE_TEST_SUITE_P(Formats, Office, testing::Values("odt", "rtf", "html", "doc"),
                         [](const auto& row) { return std::string(row.param); });

}  // namespace
}  // namespace trichluc
