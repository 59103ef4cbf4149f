#include "pipeline/run/progress.h"

#include <gtest/gtest.h>

namespace trichluc {
namespace {

TEST(ProgressLine, NamesThePageOfADocument) {
  EXPECT_EQ(progress_place("a.pdf", 3, 200), "a.pdf, page 3 of 200");
  EXPECT_EQ(progress_place("a.tif", 3, 0), "a.tif, page 3") << "how many there are is not known before the end";
  EXPECT_EQ(progress_place("a.pdf", 0, 200), "a.pdf");
}

TEST(ProgressLine, CutsOnTheLeftAndHidesControls) {
  EXPECT_EQ(progress_line(1, 20, "báo cáo.pdf", 80), "1/20 báo cáo.pdf");
  EXPECT_EQ(progress_line(1, 20, "thư mục/báo cáo.pdf", 14), "1/20 …cáo.pdf");
  EXPECT_EQ(progress_line(1, 2, "a\033[2Jb", 80), "1/2 a?[2Jb");
}

}  // namespace
}  // namespace trichluc
