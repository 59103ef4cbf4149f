// search.h - pages and documents found by words and numbers.
//
// First documents that bear a number that was typed, then pages that cite it, then pages with the words: where marks
// were typed, pages that have them so before pages that only agree without marks. Within each by BM25.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/core/error.h"
#include "pipeline/store/document_filter.h"

namespace trichluc {

struct SearchRequest {
  std::string words;  // search_words.h
  DocumentFilter documents = {};
  int limit = 20;
  int offset = 0;  // best hits that are left out: they have been shown
};

enum class FoundBy {
  kNumber,     // it bears the number
  kReference,  // it cites the number
  kExact,      // the words as typed
  kFolded,     // the words without marks
};
/// "number", "reference", "exact", "folded".
const char* found_by_name(FoundBy by);

struct SearchHit {
  FoundBy by = FoundBy::kExact;
  std::int64_t document_id = 0;
  std::string source, number, date, issuer, title;  // empty: not known
  std::int64_t page = 1;
  /// Text around the hit; each word that was found stands between U+0001 and U+0002. Of a document found by its
  /// number, the title.
  std::string snippet;
  std::string sha256;
};

struct SearchResult {
  std::vector<SearchHit> hits;
  std::int64_t pages_behind = 0;  // pages of the archive that are not indexed yet
};

/// Errors: kBadArguments (words), those of opening an archive.
Result<SearchResult> search_archive(const std::string& archive, const SearchRequest& request);

/// Everything that words are found in, without order: what a count is made of.
struct SearchReach {
  std::vector<std::int64_t> pages;      // page.id, ascending
  std::vector<std::int64_t> documents;  // document.id of those that bear or cite a number that was typed
};
/// Errors: as above.
Result<SearchReach> reach_of_search(const std::string& archive, const std::string& words);

}  // namespace trichluc
