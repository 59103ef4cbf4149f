// recognised_page.h - what a repair makes of a page that OCR read.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/normalize/text_page.h"

namespace trichluc {

/// `repair` makes `meant` of `read`; each change is noted under `rule`, is not certain, and leads back to what was
/// read.
inline void expect_repaired(void (*repair)(Page&), const std::string& read, const std::string& meant,
                            const char* rule) {
  Page page = make_page(read);
  const std::string before = page.text;
  page.origin.kind = "ocr";
  repair(page);
  EXPECT_EQ(page.text, meant + "\n");
  EXPECT_EQ(page.repairs.empty(), page.text == before);
  for (const Repair& made : page.repairs) {
    EXPECT_EQ(made.rule, rule);
    EXPECT_LT(made.confidence, 0.99);
    const Range source = page.source.to_source(made.text);
    EXPECT_EQ(before.substr(source.begin, source.size()), made.from);
  }
}

}  // namespace trichluc
