// What every record owes its document, tried on the documents of corpus/: facts cut out of the page's text, led back
// into the file and onto the page, and no digit left unaccounted for.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "extractors/extract.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/layout/layout.h"
#include "pipeline/normalize/normalize.h"
#include "tests/golden/corpus.h"

namespace trichluc {
namespace {

class WayBack : public testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() {
    auto loaded = Extractor::load({std::string(TRICHLUC_SOURCE_DIR) + "/rules"});
    ASSERT_TRUE(loaded) << describe(loaded.error());
    extractor_ = new Extractor(std::move(*loaded));
  }
  static void TearDownTestSuite() { delete extractor_; }

  void SetUp() override {
    ASSERT_NE(extractor_, nullptr);
    std::ifstream stream(corpus_folder() / GetParam(), std::ios::binary);
    std::ostringstream content;
    content << stream.rdbuf();
    bytes_ = content.str();
    auto reading = read_document(bytes_, GetParam());
    ASSERT_TRUE(reading) << describe(reading.error());
    // Of text files the source are the bytes of the file, of others the text as extracted.
    const bool is_text = reading->media_type == "text/plain" || reading->media_type == "text/markdown";
    for (const Page& page : reading->pages) source_sizes_.push_back(is_text ? bytes_.size() : page.text.size());
    normalize(*reading);
    record_ = extractor_->extract(lay_out(std::move(*reading)));
  }

  static PageRange place_of(const Fact& fact, const Record& record) {
    const Block& block = record.document.blocks.at(static_cast<std::size_t>(fact.block));
    return block.to_page(fact.text, fact.digits.empty() ? fact.text.begin : fact.digits.begin);
  }

  static Extractor* extractor_;
  std::string bytes_;
  std::vector<std::size_t> source_sizes_;  // per page
  Record record_;
};
Extractor* WayBack::extractor_ = nullptr;

TEST_P(WayBack, FactsLieOnTheirPages) {
  for (const Fact& fact : record_.facts) {
    const PageRange where = place_of(fact, record_);
    ASSERT_LT(where.page_index, record_.document.pages.size());
    const DocumentPage& page = record_.document.pages[where.page_index];
    ASSERT_LE(where.text.end, page.text.size());
    EXPECT_FALSE(where.text.empty()) << fact.rule;
    const std::string text = page.text.substr(where.text.begin, where.text.size());
    EXPECT_EQ(text.find('\n'), std::string::npos) << text;

    const Range back = page.source.to_source(where.text);
    EXPECT_FALSE(back.empty()) << text;
    if (page.glyphs.empty()) {
      EXPECT_LE(back.end, source_sizes_[where.page_index]) << text;
      continue;
    }
    const std::vector<Box> boxes = page.boxes(where.text);
    EXPECT_FALSE(boxes.empty()) << text;
    for (const Box& box : boxes) {
      EXPECT_GE(box.left, -1) << text;
      EXPECT_GE(box.top, -1) << text;
      EXPECT_LE(box.right, page.width_pt + 1) << text;
      EXPECT_LE(box.bottom, page.height_pt + 1) << text;
    }
  }
}

TEST_P(WayBack, FactsAndNumbersAreInOrder) {
  const auto before = [](const PageRange& a, const PageRange& b) {
    return a.page_index != b.page_index ? a.page_index < b.page_index : a.text.begin < b.text.begin;
  };
  for (std::size_t i = 1; i < record_.facts.size(); ++i) {
    EXPECT_FALSE(before(place_of(record_.facts[i], record_), place_of(record_.facts[i - 1], record_))) << i;
    EXPECT_NE(record_.facts[i].id, record_.facts[i - 1].id);
  }
  for (std::size_t i = 1; i < record_.other_numbers.size(); ++i) {
    EXPECT_TRUE(before(record_.other_numbers[i - 1].where, record_.other_numbers[i].where)) << i;
  }
}

TEST_P(WayBack, EveryDigitIsAccountedFor) {
  for (std::uint32_t index = 0; index < record_.document.pages.size(); ++index) {
    const std::string& text = record_.document.pages[index].text;
    std::vector<bool> covered(text.size());
    const auto cover = [&](const PageRange& where) {
      if (where.page_index == index)
        std::fill(covered.begin() + where.text.begin, covered.begin() + where.text.end, true);
    };
    for (const Fact& fact : record_.facts) cover(place_of(fact, record_));
    for (const OtherNumber& number : record_.other_numbers) cover(number.where);
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] < '0' || text[at] > '9' || covered[at]) continue;
      const std::size_t from = at < 40 ? 0 : at - 40;
      ADD_FAILURE() << "page " << index + 1 << ", byte " << at << ": ..." << text.substr(from, 80);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Corpus, WayBack, testing::ValuesIn(corpus_documents()),
                         [](const auto& row) { return test_name(row.param); });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WayBack);

}  // namespace
}  // namespace trichluc
