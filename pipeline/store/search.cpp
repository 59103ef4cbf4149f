#include "pipeline/store/search.h"

#include <algorithm>
#include <set>

#include "pipeline/store/folding.h"
#include "pipeline/store/migrations.h"
#include "pipeline/store/open_archive.h"
#include "pipeline/store/page_ranking.h"
#include "pipeline/store/search_index.h"
#include "pipeline/store/search_words.h"

namespace trichluc {
namespace {

// A snippet's length in words.
constexpr const char* kSnippetWords = "28";
// Numbers that hold a fragment; more of them say that it was too short.
constexpr int kMostNumbers = 200;

/// The numbers that are ?1, begin with it, or hold it as the phrase ?2 says.
std::string with_numbers() {
  return "WITH found AS (SELECT id, name AS key FROM number_key WHERE name = ?1 UNION "
         "SELECT rowid, name FROM number_key_fts WHERE number_key_fts MATCH ?2 LIMIT " +
         std::to_string(kMostNumbers) + ") ";
}

/// `key` as a phrase of FTS5.
std::string phrase_of(const std::string& key) {
  std::string phrase = "\"";
  for (const char c : key) phrase += c == '"' ? std::string("\"\"") : std::string(1, c);
  return phrase + "\"";
}

class Search {
 public:
  Search(const Database& database, const SearchRequest& request, SearchWords words)
      : database_(database),
        offset_(static_cast<std::size_t>(request.offset)),
        limit_(static_cast<std::size_t>(request.limit)),
        words_(std::move(words)),
        documents_(condition_of(request.documents, database)) {}

  SearchResult go() {
    for (const std::string& key : words_.numbers) by_number(key);
    if (words_.marked) by_words("page_fts", words_.exact, FoundBy::kExact);
    by_words("page_folded", words_.folded, FoundBy::kFolded);
    result_.pages_behind = pages_behind(database_);
    return std::move(result_);
  }

 private:
  bool full() const { return result_.hits.size() >= limit_; }

  /// Columns 0 to 8 of a row: document, source, number, date, issuer, title, page, snippet, sha256.
  void take(const Statement& row, FoundBy by) {
    if (full() || !seen_.emplace(row.integer(0), row.integer(6)).second || seen_.size() <= offset_) return;
    result_.hits.push_back({by, row.integer(0), row.string(1), row.string(2), row.string(3), row.string(4),
                            row.string(5), row.integer(6), row.string(7), row.string(8)});
  }

  void run(Statement& statement, const Row& values, FoundBy by) {
    statement.reset();
    int index = 0;
    for (const Row* row : {&values, static_cast<const Row*>(&documents_.values)}) {
      for (const Datum& cell : *row) statement.put(++index, cell);
    }
    while (!full() && statement.next()) take(statement, by);
  }

  void by_number(const std::string& key) {
    // The number itself before numbers that begin with it, and those before numbers that hold it.
    const std::string columns =
        with_numbers() +
        ", ranked AS (SELECT id, key, key <> ?1 AS other, substr(key, 1, length(?1)) <> ?1 AS inside FROM found) "
        "SELECT document.id, document.source, document.number, document.date, document.issuer, document.title, ";
    Statement bearing(database_, columns +
                                     "1, coalesce(document.title, document.number), document.sha256 FROM ranked "
                                     "CROSS JOIN document ON document.number_key_id = ranked.id WHERE " +
                                     documents_.sql + " ORDER BY other, inside, key, document.date, document.id");
    run(bearing, {key, phrase_of(key)}, FoundBy::kNumber);
    Statement citing(database_, columns +
                                    "fact.page, char(1) || fact.text || char(2), document.sha256 FROM ranked "
                                    "CROSS JOIN fact ON fact.number_key_id = ranked.id "
                                    "CROSS JOIN document ON document.id = fact.document_id WHERE " +
                                    std::string(kStandingFact) + " AND " + documents_.sql +
                                    " ORDER BY other, inside, key, document.date, document.id, fact.id");
    run(citing, {key, phrase_of(key)}, FoundBy::kReference);
  }

  /// Pages not yet found, of documents that are asked about.
  std::function<bool(std::int64_t)> new_pages(Statement& place) {
    return [this, &place](std::int64_t page) {
      if (documents_.sql == "1" && seen_.empty()) return true;
      place.reset();
      int index = 0;
      place.put(++index, page);
      for (const Datum& cell : documents_.values) place.put(++index, cell);
      return place.next() && seen_.count({place.integer(0), place.integer(1)}) == 0;
    };
  }

  void by_words(const std::string& index, const std::string& query, FoundBy by) {
    if (full()) return;
    const std::string of_page = "page CROSS JOIN document ON document.id = page.document_id WHERE page.id = ?";
    Statement place(database_, "SELECT document.id, page.page FROM " + of_page + " AND " + documents_.sql);
    Statement shown(database_,
                    "SELECT document.id, document.source, document.number, document.date, document.issuer, "
                    "document.title, page.page, snippet(" +
                        index + ", 0, char(1), char(2), '…', " + kSnippetWords + "), document.sha256 FROM " + index +
                        " CROSS JOIN page ON page.id = " + index +
                        ".rowid CROSS JOIN document ON document.id = page.document_id WHERE " + index +
                        " MATCH ? AND " + index + ".rowid = ?");
    for (const std::int64_t page : ranking_.best(index, query, offset_ + limit_ - seen_.size(), new_pages(place))) {
      shown.bind(query, page);
      if (shown.next()) take(shown, by);
    }
  }

  const Database& database_;
  PageRanking ranking_{database_};
  std::size_t offset_, limit_;
  SearchWords words_;
  Condition documents_;
  std::set<std::pair<std::int64_t, std::int64_t>> seen_;  // document, page
  SearchResult result_;
};

}  // namespace

const char* found_by_name(FoundBy by) {
  constexpr const char* kNames[] = {"number", "reference", "exact", "folded"};
  return kNames[static_cast<int>(by)];
}

Result<SearchResult> search_archive(const std::string& archive, const SearchRequest& request) {
  auto words = read_search(request.words);
  if (!words) return tl::unexpected(words.error());
  return guarded([&] {
    const Database database = open_to_read(archive);
    return Search(database, request, std::move(*words)).go();
  });
}

Result<SearchReach> reach_of_search(const std::string& archive, const std::string& typed) {
  const auto words = read_search(typed);
  if (!words) return tl::unexpected(words.error());
  return guarded([&] {
    const Database database = open_to_read(archive);
    SearchReach reach;
    for (const std::string& key : words->numbers) {
      const std::string phrase = phrase_of(key);
      Statement documents(database, with_numbers() +
                                        "SELECT document.id FROM found CROSS JOIN document ON "
                                        "document.number_key_id = found.id UNION "
                                        "SELECT fact.document_id FROM found CROSS JOIN fact ON "
                                        "fact.number_key_id = found.id WHERE " +
                                        std::string(kStandingFact));
      documents.put(1, key);
      documents.put(2, phrase);
      while (documents.next()) reach.documents.push_back(documents.integer(0));
    }
    const auto add_pages = [&](const std::string& index, const std::string& query) {
      Statement pages(database, "SELECT rowid FROM " + index + " WHERE " + index + " MATCH ?");
      pages.put(1, query);
      while (pages.next()) reach.pages.push_back(pages.integer(0));
    };
    if (words->marked) add_pages("page_fts", words->exact);
    add_pages("page_folded", words->folded);
    std::sort(reach.pages.begin(), reach.pages.end());
    reach.pages.erase(std::unique(reach.pages.begin(), reach.pages.end()), reach.pages.end());
    return reach;
  });
}

}  // namespace trichluc
