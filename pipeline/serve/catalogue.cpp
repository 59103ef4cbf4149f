#include "pipeline/serve/catalogue.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "pipeline/emit/json_writer.h"
#include "pipeline/serve/archive_watch.h"
#include "pipeline/serve/json_rows.h"
#include "pipeline/store/open_archive.h"
#include "pipeline/store/search.h"

namespace trichluc {
namespace {

// Values that a facet lists; the rest of a long tail is found by searching.
constexpr std::size_t kMostValues = 200;

// The indicators of a document may be many; the others are one value each, 0 where it has none.
enum Facet : std::size_t { kType, kYear, kIssuer, kProvince, kReview, kSingle, kIndicator = kSingle, kFacets };
constexpr const char* kFacetNames[kFacets] = {"type", "year", "issuer", "province", "review", "indicator"};
constexpr std::uint32_t kNone = 0;
constexpr std::uint32_t kUntouched = 1, kBegun = 2, kDone = 3;

constexpr const char* kOrders[] = {"date", "source", "type", "issuer", "number"};
constexpr std::size_t kOrderCount = std::size(kOrders);

/// Texts that come again and again, as numbers from 1 on.
class Names {
 public:
  Names() : names_(1), labels_(1) {}
  std::uint32_t number_of(std::string_view name, std::string_view label = {}) {
    if (name.empty()) return kNone;
    const auto [found, is_new] = numbers_.try_emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
    if (is_new) {
      names_.emplace_back(name);
      labels_.emplace_back(label.empty() ? name : label);
    }
    return found->second;
  }
  /// Nothing: no document has it.
  std::optional<std::uint32_t> find(const std::string& name) const {
    const auto found = numbers_.find(name);
    return found == numbers_.end() ? std::nullopt : std::optional(found->second);
  }
  const std::string& name(std::size_t number) const { return names_[number]; }
  const std::string& label(std::size_t number) const { return labels_[number]; }
  std::size_t size() const { return names_.size(); }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> names_, labels_;
};

struct Entry {
  std::int64_t id;
  std::array<std::uint32_t, kSingle> values;
};

/// What of every document is chosen and sorted by.
struct Documents {
  std::vector<Entry> entries;
  std::array<Names, kFacets> names;
  std::unordered_map<std::int64_t, std::vector<std::uint32_t>> indicators;
  std::vector<std::pair<std::int64_t, std::int64_t>> pages;  // page.id, ascending, and its document
  /// For each order the places of `entries`, the least first and those without a value last.
  std::array<std::vector<std::uint32_t>, kOrderCount> orders;
  std::array<std::size_t, kOrderCount> valued{};  // how many of them have a value
};

Documents read_documents(const Database& database) {
  Documents all;
  std::array<std::vector<std::string>, kOrderCount> keys;
  for (const char* state : {"untouched", "begun", "done"}) all.names[kReview].number_of(state);
  Statement rows(database,
                 "SELECT id, date, source, type_code, issuer, number, type_name, year, area FROM document "
                 "INDEXED BY document_catalogue");
  while (rows.next()) {
    for (std::size_t order = 0; order < kOrderCount; ++order)
      keys[order].push_back(rows.string(1 + static_cast<int>(order)));
    all.entries.push_back({rows.integer(0),
                           {all.names[kType].number_of(rows.is_null(3) ? rows.text(6) : rows.text(3), rows.text(6)),
                            all.names[kYear].number_of(rows.text(7)), all.names[kIssuer].number_of(rows.text(4)),
                            all.names[kProvince].number_of(rows.text(8)), kUntouched}});
  }
  for (std::size_t order = 0; order < kOrderCount; ++order) {
    const std::vector<std::string>& own = keys[order];
    std::vector<std::uint32_t>& places = all.orders[order];
    for (std::uint32_t i = 0; i < own.size(); ++i) {
      places.push_back(i);
      all.valued[order] += !own[i].empty();
    }
    std::stable_sort(places.begin(), places.end(), [&own](std::uint32_t a, std::uint32_t b) {
      return own[a].empty() != own[b].empty() ? own[b].empty() : own[a] < own[b];
    });
  }
  Statement indicators(database, "SELECT DISTINCT document_id, indicator FROM fact WHERE indicator IS NOT NULL");
  while (indicators.next())
    all.indicators[indicators.integer(0)].push_back(all.names[kIndicator].number_of(indicators.text(1)));
  Statement pages(database, "SELECT id, document_id FROM page");
  while (pages.next()) all.pages.emplace_back(pages.integer(0), pages.integer(1));
  std::sort(all.pages.begin(), all.pages.end());
  return all;
}

/// How much of each document with events has been looked at.
void read_review_states(const Database& database, Documents& documents) {
  std::unordered_map<std::int64_t, std::uint32_t> states;
  Statement rows(database,
                 "SELECT document.id, sum(fact.review IS NULL), count(fact.review) FROM document JOIN fact ON "
                 "fact.document_id = document.id WHERE document.sha256 IN (SELECT document_sha256 FROM review_event) "
                 "GROUP BY document.id");
  while (rows.next()) {
    if (rows.integer(2) > 0) states[rows.integer(0)] = rows.integer(1) == 0 ? kDone : kBegun;
  }
  for (Entry& entry : documents.entries) {
    const auto state = states.find(entry.id);
    entry.values[kReview] = state == states.end() ? kUntouched : state->second;
  }
}

/// The documents of what a search finds.
std::unordered_set<std::int64_t> documents_of(const SearchReach& reach, const Documents& documents) {
  std::unordered_set<std::int64_t> found(reach.documents.begin(), reach.documents.end());
  auto at = documents.pages.begin();
  for (const std::int64_t page : reach.pages) {  // both ascend
    while (at != documents.pages.end() && at->first < page) ++at;
    if (at != documents.pages.end() && at->first == page) found.insert(at->second);
  }
  return found;
}

struct Found {
  std::vector<std::int64_t> ids;
  std::array<std::vector<std::size_t>, kFacets> counts;
};

/// Every document once: which of the choices it meets, and what that means for the facets. `searched`: the only ones
/// that count, or null.
Found choose(const Documents& documents, const CatalogueRequest& request,
             const std::unordered_set<std::int64_t>* searched) {
  const bool backwards = request.sort.starts_with('-');
  const std::string by = request.sort.substr(backwards ? 1 : 0);
  const auto* order = std::find(std::begin(kOrders), std::end(kOrders), by);
  if (order == std::end(kOrders)) {
    throw Failure{{ErrorCode::kBadArguments,
                   "documents are not ordered by '" + by + "'",
                   "orders are date, source, type, issuer, number",
                   {}}};
  }
  const DocumentChoice& choice = request.choice;
  const std::string* wanted[kFacets] = {&choice.type,     &choice.year,   &choice.issuer,
                                        &choice.province, &choice.review, &choice.indicator};
  constexpr std::uint32_t kNobodyHas = 0xFFFFFFFF;
  std::array<std::uint32_t, kFacets> chosen{};
  Found found;
  for (std::size_t facet = 0; facet < kFacets; ++facet) {
    if (!wanted[facet]->empty()) chosen[facet] = documents.names[facet].find(*wanted[facet]).value_or(kNobodyHas);
    found.counts[facet].resize(documents.names[facet].size());
  }
  const std::vector<std::uint32_t> none;
  const auto look_at = [&](const Entry& entry) {
    const auto own = documents.indicators.find(entry.id);
    const std::vector<std::uint32_t>& indicators = own == documents.indicators.end() ? none : own->second;
    std::size_t unmet = 0, last_unmet = kFacets;
    for (std::size_t facet = 0; facet < kFacets; ++facet) {
      if (chosen[facet] == kNone) continue;
      const bool met = facet == kIndicator
                           ? std::find(indicators.begin(), indicators.end(), chosen[facet]) != indicators.end()
                           : entry.values[facet] == chosen[facet];
      if (!met) ++unmet, last_unmet = facet;
    }
    if (unmet == 0) found.ids.push_back(entry.id);
    if (unmet > 1) return;
    for (std::size_t facet = 0; facet < kFacets; ++facet) {
      if (unmet == 1 && facet != last_unmet) continue;
      if (facet == kIndicator) {
        for (const std::uint32_t one : indicators) ++found.counts[facet][one];
      } else {
        ++found.counts[facet][entry.values[facet]];
      }
    }
  };
  const auto which = static_cast<std::size_t>(order - std::begin(kOrders));
  std::vector<std::uint32_t> places = documents.orders[which];
  if (backwards) std::reverse(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(documents.valued[which]));
  for (const std::uint32_t place : places) {
    const Entry& entry = documents.entries[place];
    if (searched == nullptr || searched->contains(entry.id)) look_at(entry);
  }
  return found;
}

void write_facets(JsonWriter& json, const Documents& documents, const Found& found) {
  json.begin_object();
  for (std::size_t facet = 0; facet < kFacets; ++facet) {
    const Names& names = documents.names[facet];
    const std::vector<std::size_t>& counts = found.counts[facet];
    std::vector<std::size_t> values;
    for (std::size_t value = 1; value < counts.size(); ++value) {
      if (counts[value] > 0) values.push_back(value);
    }
    std::sort(values.begin(), values.end(), [&](std::size_t a, std::size_t b) {
      if (facet == kYear) return names.name(a) > names.name(b);
      return counts[a] != counts[b] ? counts[a] > counts[b] : names.name(a) < names.name(b);
    });
    if (values.size() > kMostValues) values.resize(kMostValues);
    json.key(kFacetNames[facet]);
    json.begin_array();
    for (const std::size_t value : values) {
      json.begin_object();
      json.field("value", names.name(value));
      json.field("label", names.label(value));
      json.field("count", counts[value]);
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
}

// The counts stand in the list so that one sees where work waits.
constexpr const char* kListed =
    "SELECT sha256, title, type_code, type_name, number, document.date, issuer, area, source, media_type, pages, "
    "text_origin, round(quality, 3) AS quality, "
    "(SELECT count(*) FROM fact WHERE document_id = document.id AND ifnull(review, '') <> 'replaced') AS facts, "
    "(SELECT count(*) FROM fact WHERE document_id = document.id AND review IS NOT NULL AND review <> 'replaced') "
    "AS reviewed, "
    "(SELECT count(*) FROM \"check\" WHERE document_id = document.id AND holds = 0) AS failed_checks, "
    "(SELECT count(*) FROM warning WHERE document_id = document.id) AS warnings, "
    "(SELECT count(*) FROM number WHERE document_id = document.id AND role = 'unexplained') AS unexplained "
    "FROM document WHERE id = ?";

}  // namespace

struct Catalogue::State {
  explicit State(std::string path) : archive(path), watch(std::move(path)) {}

  std::string archive;
  std::mutex mutex;
  ArchiveWatch watch;
  std::int64_t version = -1;
  std::string signature;  // of the documents
  std::shared_ptr<const Documents> documents;

  /// As they are now. Throws Failure.
  std::shared_ptr<const Documents> now() {
    const std::lock_guard lock(mutex);
    const std::int64_t current = watch.version();
    if (documents && current == version) return documents;
    // A record that took another's place left that one behind.
    const std::string seen = std::to_string(number("SELECT count(*) FROM document")) + "/" +
                             std::to_string(number("SELECT ifnull(max(id), 0) FROM document")) + "/" +
                             std::to_string(number("SELECT count(*) FROM former_record"));
    auto fresh =
        std::make_shared<Documents>(documents && seen == signature ? *documents : read_documents(watch.database()));
    read_review_states(watch.database(), *fresh);
    documents = std::move(fresh);
    version = current;
    signature = seen;
    return documents;
  }

  Found find(const Documents& all, const CatalogueRequest& request) const {
    if (request.words.empty()) return choose(all, request, nullptr);
    const auto reach = reach_of_search(archive, request.words);
    if (!reach) throw Failure{reach.error()};
    const std::unordered_set<std::int64_t> searched = documents_of(*reach, all);
    return choose(all, request, &searched);
  }

  std::int64_t number(const char* sql) {
    Statement row(watch.database(), sql);
    return row.next() ? row.integer(0) : 0;
  }
};

Catalogue::Catalogue(std::string archive) : state_(std::make_unique<State>(std::move(archive))) {}
Catalogue::~Catalogue() = default;

Result<std::string> Catalogue::json(const CatalogueRequest& request) {
  return guarded([&] {
    const auto documents = state_->now();
    const Found found = state_->find(*documents, request);
    const Database database = open_to_read(state_->archive);
    JsonWriter json;
    json.begin_object();
    json.field("total", found.ids.size());
    json.field("offset", request.offset);
    json.key("documents");
    json.begin_array();
    Statement row(database, kListed);
    for (std::size_t i = request.offset; i < found.ids.size() && i < request.offset + request.limit; ++i) {
      row.bind(found.ids[i]);
      if (row.next()) write_row_as_json(json, row);
    }
    json.end_array();
    json.key("facets");
    write_facets(json, *documents, found);
    json.end_object();
    return json.take();
  });
}

Result<std::size_t> Catalogue::write(const CatalogueRequest& request, TableWriter& writer) {
  return guarded([&] {
    const Found found = state_->find(*state_->now(), request);
    const Database database = open_to_read(state_->archive);
    Statement row(database, kListed);
    Columns columns;
    for (int column = 0; column < row.columns(); ++column) columns.push_back(row.column_name(column));
    writer.begin(columns);
    std::size_t rows = 0;
    for (std::size_t i = request.offset; i < found.ids.size(); ++i) {
      row.bind(found.ids[i]);
      if (!row.next()) continue;
      Row cells;
      for (int column = 0; column < row.columns(); ++column) cells.push_back(row.cell(column));
      writer.row(cells);
      ++rows;
    }
    writer.end();
    return rows;
  });
}

}  // namespace trichluc
