// page_ranking.h - the pages of a full-text index that answer a query best. For this room.
//
// BM25 as FTS5 has it (k1 = 1.2, b = 0.75), made cheap on common words: how long a page is is only looked up where the
// page could come among the best, and how rare a word is on more than 2,000 pages is estimated from the first of them,
// so that there the order may differ from that of FTS5. Its own function counts every page of every word first, looks
// up every length and sorts all.
//
// With sqlite.h the only file that includes SQLite: functions of FTS5 have an interface of their own.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/store/sqlite.h"

namespace trichluc {

class PageRanking {
 public:
  /// Adds the function `relevance` to the connection, where nobody may call it once this is gone.
  explicit PageRanking(const Database& database);
  ~PageRanking();

  /// Ids of at most `most` (from 1) pages, best first, of those equally good the first; only ones that `passes` takes.
  /// `index` is "page_fts" or "page_folded", `query` in the language of FTS5. Throws Failure.
  std::vector<std::int64_t> best(const std::string& index, const std::string& query, std::size_t most,
                                 const std::function<bool(std::int64_t page)>& passes);

 private:
  struct State;
  const Database& database_;
  std::unique_ptr<State> state_;
};

}  // namespace trichluc
