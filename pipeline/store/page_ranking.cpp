#include "pipeline/store/page_ranking.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <queue>

namespace trichluc {
namespace {

constexpr double kSaturation = 1.2;     // k1: how soon more of the same word says no more
constexpr double kLengthWeight = 0.75;  // b
// Pages from which the rarity of a word is estimated.
constexpr std::int64_t kSample = 2000;

struct Sample {
  std::int64_t pages = 0, last = 0;
};

int count_page(const Fts5ExtensionApi* api, Fts5Context* row, void* sample) {
  auto& counted = *static_cast<Sample*>(sample);
  counted.last = api->xRowid(row);
  return ++counted.pages < kSample ? SQLITE_OK : SQLITE_DONE;
}

}  // namespace

struct PageRanking::State {
  bool known = false;           // what holds for the whole query
  std::vector<double> weights;  // by phrase
  double mean_length = 1;       // in words
  std::int64_t last_page = 0;   // greatest id
  double beaten = -1;           // a page must be better than this
  std::vector<int> counts;      // of the row: how often it has each phrase

  void begin(std::int64_t greatest_id) { known = false, last_page = greatest_id, beaten = -1; }

  int learn(const Fts5ExtensionApi* api, Fts5Context* row) {
    sqlite3_int64 pages = 0, words = 0;
    int code = api->xRowCount(row, &pages);
    if (code == SQLITE_OK) code = api->xColumnTotalSize(row, 0, &words);
    mean_length = std::max(1.0, static_cast<double>(words) / static_cast<double>(std::max<sqlite3_int64>(pages, 1)));
    counts.assign(static_cast<std::size_t>(api->xPhraseCount(row)), 0);
    weights.assign(counts.size(), 1);
    // Of a single phrase no weight changes the order.
    for (std::size_t i = 0; i < weights.size() && weights.size() > 1 && code == SQLITE_OK; ++i) {
      Sample sample;
      code = api->xQueryPhrase(row, static_cast<int>(i), &sample, count_page);
      auto with = static_cast<double>(sample.pages);
      if (sample.pages == kSample && sample.last > 0)
        with *= static_cast<double>(std::max(last_page, sample.last)) / static_cast<double>(sample.last);
      const double all = static_cast<double>(pages);
      with = std::min(with, all);
      weights[i] = std::max(1e-6, std::log((all - with + 0.5) / (with + 0.5)));
    }
    known = true;
    return code;
  }

  double score(double length) const {
    const double damping = kSaturation * (1 - kLengthWeight + kLengthWeight * length / mean_length);
    double sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
      sum += weights[i] * (counts[i] * (kSaturation + 1) / (counts[i] + damping));
    return sum;
  }

  /// The score of a row; NULL where it cannot be better than `beaten`.
  static void relevance(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* result, int, sqlite3_value**) {
    State& state = *static_cast<State*>(api->xUserData(row));
    int code = state.known ? SQLITE_OK : state.learn(api, row);
    int last = 0;
    for (std::size_t i = 0; i < state.counts.size() && code == SQLITE_OK; ++i) {
      state.counts[i] = 0;
      Fts5PhraseIter at;
      int column = 0, word = 0;
      code = api->xPhraseFirst(row, static_cast<int>(i), &at, &column, &word);
      for (; code == SQLITE_OK && column >= 0; api->xPhraseNext(row, &at, &column, &word)) {
        ++state.counts[i];
        last = std::max(last, word + 1);
      }
    }
    if (code != SQLITE_OK) return sqlite3_result_error_code(result, code);
    // A page is at least as long as where its last hit stands: where even that is too long, the length is not needed.
    if (state.score(last) <= state.beaten) return;
    int words = 0;
    code = api->xColumnSize(row, 0, &words);
    if (code != SQLITE_OK) return sqlite3_result_error_code(result, code);
    if (const double score = state.score(words); score > state.beaten) sqlite3_result_double(result, score);
  }
};

PageRanking::PageRanking(const Database& database) : database_(database), state_(std::make_unique<State>()) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v2(database.handle(), "SELECT fts5(?1)", -1, &statement, nullptr);
  if (code == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  if (code == SQLITE_OK)
    code = api == nullptr ? SQLITE_ERROR
                          : api->xCreateFunction(api, "relevance", state_.get(), &State::relevance, nullptr);
  if (code != SQLITE_OK) database.fail_with(code, "full-text search");
}
PageRanking::~PageRanking() = default;

std::vector<std::int64_t> PageRanking::best(const std::string& index, const std::string& query, std::size_t most,
                                            const std::function<bool(std::int64_t)>& passes) {
  Statement greatest(database_, "SELECT max(id) FROM page");
  state_->begin(greatest.next() ? greatest.integer(0) : 0);
  struct Hit {
    double score;
    std::int64_t page;
    bool operator<(const Hit& other) const { return score != other.score ? score > other.score : page < other.page; }
  };
  std::priority_queue<Hit> hits;  // the worst on top
  Statement rows(database_, "SELECT rowid, relevance(" + index + ") FROM " + index + " WHERE " + index + " MATCH ?");
  for (rows.bind(query); rows.next();) {
    if (rows.is_null(1) || !passes(rows.integer(0))) continue;
    hits.push({rows.number(1), rows.integer(0)});
    if (hits.size() > most) hits.pop();
    if (hits.size() == most) state_->beaten = hits.top().score;
  }
  std::vector<std::int64_t> pages(hits.size());
  for (std::size_t i = pages.size(); i > 0; hits.pop()) pages[--i] = hits.top().page;
  return pages;
}

}  // namespace trichluc
