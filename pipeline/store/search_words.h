// search_words.h - what a person types into a search, as a query of FTS5.
//
// Words must all be on a page; "…" is a phrase, a* a prefix, OR, AND and NOT (in capitals) work between words, NOT for
// what stands behind it. Everything else is looked for as it is typed: no sign of FTS5's own language gets through.
#pragma once

#include <string>
#include <vector>

#include "pipeline/core/error.h"

namespace trichluc {

struct SearchWords {
  std::string exact;                 // FTS5 query for page_fts
  std::string folded;                // for page_folded
  bool marked = false;               // typed with marks: what is written so ranks first
  std::vector<std::string> numbers;  // keys of words that look like numbers of documents ("45/qd-ubnd")
  bool numbers_only = false;
};

/// Errors: kBadArguments when there is no word, or an operator has nothing on one side.
Result<SearchWords> read_search(const std::string& typed);

}  // namespace trichluc
