#include "pipeline/normalize/healthy_lines.h"

#include <gtest/gtest.h>

#include "pipeline/normalize/syllables.h"
#include "tests/normalize/reading.h"

namespace trichluc {
namespace {

std::uint32_t times(const LanguageCounts& counts, const char* first, const char* second) {
  const auto found = counts.pairs().find({syllable_key(first), syllable_key(second)});
  return found == counts.pairs().end() ? 0 : found->second;
}

TEST(HealthyLines, CountsPairsOverLineEndsAndLeavesBrokenLinesOut) {
  Reading reading = make_reading("Báo cáo công\ntác trẻ em.\nkh  khăn trong công tác\ntrẻ em\n");
  const LanguageCounts counts = count_healthy_lines(reading);
  EXPECT_EQ(times(counts, "công", "tác"), 1u) << "the third line has lost letters";
  EXPECT_EQ(times(counts, "trẻ", "em"), 2u);
  EXPECT_EQ(times(counts, "tác", "trẻ"), 1u) << "nothing is known of what the broken line ends with";
}

TEST(HealthyLines, AreReadInWhateverFormTheyCome) {
  Reading decomposed = make_reading("Ba\xCC\x81o ca\xCC\x81o\n");
  EXPECT_EQ(times(count_healthy_lines(decomposed), "báo", "cáo"), 1u);
  Reading foreign = make_reading("The quick brown fox\n");
  EXPECT_EQ(count_healthy_lines(foreign).total(), 0u);
}

TEST(HealthyLines, OnlyTheBeginningOfALongDocumentIsRead) {
  std::string text;
  while (text.size() < 200'000) text += "trẻ em\n";
  Reading reading = make_reading(text);
  const std::uint32_t counted = times(count_healthy_lines(reading), "trẻ", "em");
  EXPECT_GT(counted, 5'000u);
  EXPECT_LT(counted, 10'000u);
}

}  // namespace
}  // namespace trichluc
