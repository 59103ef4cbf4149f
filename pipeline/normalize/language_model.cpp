#include "pipeline/normalize/language_model.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <ostream>
#include <string>

namespace trichluc {
namespace {

constexpr double kDiscount = 0.75;
constexpr double kLexiconWeight = 300;  // pseudo-counts over the whole lexicon

constexpr std::array<std::string_view, 7> kClassNames = {"", ".", ",", "0", "A", "x", "("};

std::string name_of(LanguageToken token) {
  return token < kClassNames.size() ? std::string(kClassNames[token]) : spell(token);
}

/// 0 when it is neither a class nor a word of Vietnamese letters.
LanguageToken token_named(std::string_view name) {
  for (LanguageToken token = 1; token < kClassNames.size(); ++token) {
    if (kClassNames[token] == name) return token;
  }
  return syllable_key(name);
}

std::uint64_t mix(std::uint64_t key) {
  key *= 0x9E3779B97F4A7C15ULL;
  return key ^ (key >> 29);
}

constexpr std::size_t kMostEntries = 1 << 16;  // there are 18,000 syllables

/// The slot of `key` in a table of pairs: its own, or the empty one where it belongs.
template <class Pairs>
auto* slot_of(Pairs& pairs, std::uint32_t key) {
  for (std::size_t at = mix(key);; ++at) {
    auto& pair = pairs[at & (pairs.size() - 1)];
    if (pair.times == 0 || pair.key == key) return &pair;
  }
}

/// Calls `line(text, number)` for every line that is not empty and no comment, until it says no.
template <class Function>
bool each_line(std::string_view text, Function line) {
  int number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view here = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!here.empty() && here[0] != '#' && !line(here, number)) return false;
  }
  return true;
}

/// Calls `pair(first, second, times)` for every pair of the text. Returns the number of a bad line, 0 when all is well.
template <class Function>
int each_counted_pair(std::string_view text, Function pair) {
  int bad = 0;
  each_line(text, [&](std::string_view line, int number) {
    const std::size_t tab = line.find('\t');
    const LanguageToken first = token_named(line.substr(0, tab));
    bad = tab == std::string_view::npos || first == 0 ? number : 0;
    if (bad != 0) return false;
    const char* at = line.data() + tab + 1;
    const char* end = line.data() + line.size();
    while (at < end) {
      const char* blank = std::find(at, end, ' ');
      const LanguageToken second = token_named({at, static_cast<std::size_t>(blank - at)});
      std::uint32_t times = 0;
      const auto [rest, failed] = blank < end ? std::from_chars(blank + 1, end, times)
                                              : std::from_chars_result{end, std::errc::invalid_argument};
      if (second == 0 || failed != std::errc{} || times == 0 || (rest != end && *rest != ' ')) {
        bad = number;
        return false;
      }
      pair(first, second, times);
      at = rest == end ? end : rest + 1;
    }
    return true;
  });
  return bad;
}

/// As a process tells it another: a whole number of times eight bytes.
struct PackedPair {
  LanguageToken first = 0, second = 0;
  std::uint64_t times = 0;
};

Error bad_counts(const std::filesystem::path& file, int line) {
  return {ErrorCode::kBadRule,
          "expected a syllable, a tab, then syllables with their counts: công<tab>tác 34 ty 5",
          {},
          {.file = file.string(), .line = line}};
}

}  // namespace

LanguageToken language_token_of(const Word& word) {
  switch (word.kind) {
    case WordKind::kSyllable: return word.key;
    case WordKind::kLetters: return language_token::kForeign;
    case WordKind::kAcronym: return language_token::kAcronym;
    case WordKind::kNumber: return language_token::kNumber;
    case WordKind::kComma: return language_token::kComma;
    case WordKind::kStop: return language_token::kBreak;
    case WordKind::kSign: return language_token::kSign;
  }
  return language_token::kSign;
}

// ---- counts

void LanguageCounts::add(LanguageToken first, LanguageToken second, std::uint32_t times) {
  pairs_[{first, second}] += times;
  total_ += times;
}

void LanguageCounts::add(const LanguageCounts& other, std::uint32_t times) {
  for (const auto& [pair, count] : other.pairs_) add(pair.first, pair.second, count * times);
}

LanguageToken LanguageCounts::add(const std::vector<Word>& words, LanguageToken before) {
  return each_pair(words, before, [this](LanguageToken first, LanguageToken second) { add(first, second); });
}

void LanguageCounts::prune(std::uint32_t least) {
  for (auto at = pairs_.begin(); at != pairs_.end();) {
    if (at->second >= least) {
      ++at;
    } else {
      total_ -= at->second;
      at = pairs_.erase(at);
    }
  }
}

std::string LanguageCounts::pack() const {
  std::vector<PackedPair> packed;
  packed.reserve(pairs_.size());
  for (const auto& [pair, times] : pairs_) packed.push_back({pair.first, pair.second, times});
  return {reinterpret_cast<const char*>(packed.data()), packed.size() * sizeof(PackedPair)};
}

void LanguageCounts::add_packed(std::string_view packed) {
  if (packed.size() % sizeof(PackedPair) != 0) return;
  for (; !packed.empty(); packed.remove_prefix(sizeof(PackedPair))) {
    PackedPair pair;
    std::memcpy(&pair, packed.data(), sizeof pair);
    add(pair.first, pair.second, static_cast<std::uint32_t>(pair.times));
  }
}

void LanguageCounts::write(std::ostream& out) const {
  // Each token is spelled once; pairs are sorted by the ranks of their spellings.
  std::unordered_map<LanguageToken, std::uint32_t> ranks;
  for (const auto& [pair, times] : pairs_) ranks[pair.first] = ranks[pair.second] = 0;
  std::vector<std::pair<std::string, LanguageToken>> names;
  names.reserve(ranks.size());
  for (const auto& [token, rank] : ranks) names.emplace_back(name_of(token), token);
  std::sort(names.begin(), names.end());
  for (std::size_t i = 0, rank = 0; i < names.size(); ++i) {
    if (i > 0 && names[i].first != names[i - 1].first) rank = i;
    ranks[names[i].second] = static_cast<std::uint32_t>(rank);
  }
  struct Row {
    std::uint32_t first, second, times;
  };
  std::vector<Row> rows;
  rows.reserve(pairs_.size());
  for (const auto& [pair, times] : pairs_) rows.push_back({ranks[pair.first], ranks[pair.second], times});
  std::sort(rows.begin(), rows.end(),
            [](const Row& a, const Row& b) { return a.first != b.first ? a.first < b.first : a.second < b.second; });
  for (std::size_t i = 0; i < rows.size();) {
    const bool begins = i == 0 || rows[i].first != rows[i - 1].first;
    if (begins) out << (i == 0 ? "" : "\n") << names[rows[i].first].first;
    const Row row = rows[i];
    std::uint32_t times = 0;  // of all that are spelled alike
    for (; i < rows.size() && rows[i].first == row.first && rows[i].second == row.second; ++i) times += rows[i].times;
    out << (begins ? '\t' : ' ') << names[row.second].first << ' ' << times;
  }
  if (!rows.empty()) out << '\n';
}

Result<LanguageCounts> LanguageCounts::read(std::string_view text, const std::filesystem::path& file) {
  LanguageCounts counts;
  const int bad = each_counted_pair(text, [&counts](LanguageToken first, LanguageToken second, std::uint32_t times) {
    counts.add(first, second, times);
  });
  if (bad != 0) return tl::unexpected(bad_counts(file, bad));
  return counts;
}

// ---- model

Result<std::string> read_language_text(const std::filesystem::path& file) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  std::ifstream in(file, std::ios::binary);
  std::string text(error ? 0 : size, '\0');
  if (error || !in.read(text.data(), static_cast<std::streamsize>(text.size())))
    return fail(ErrorCode::kBadRule, "cannot be read", "install the program whole: rules and language data",
                {.file = file.string()});
  return text;
}

LanguageModel::LanguageModel() : slots_(1 << 14, kUnknown), pairs_(1 << 8), signs_(1 << (kSignBits - 6), 0) {}

LanguageModel::LanguageModel(const TableFile& file, std::size_t first)
    : entries_(file.table<Entry>(first)),
      slots_(file.table<std::uint32_t>(first + 1)),
      mapped_pairs_(file.table<Pair>(first + 2)),
      pairs_(1 << 8),
      signs_(file.table<std::uint64_t>(first + 4)) {
  if (const auto totals = file.table<Totals>(first + 3); !totals.empty()) totals_ = totals[0];
}

LanguageModel::LanguageModel(const LanguageModel* beneath)
    : entries_(beneath->entries_.view()),
      slots_(beneath->slots_.view()),
      beneath_(beneath),
      pairs_(1 << 10),
      signs_(beneath->signs_.view()),
      totals_(beneath->totals_) {}

void LanguageModel::write(TableFileWriter& file) const {
  assert(mapped_pairs_.empty() && beneath_ == nullptr);  // it was built, not mapped
  file.add(entries_.view());
  file.add(slots_.view());
  file.add(std::span<const Pair>(pairs_));
  file.add(std::span<const Totals>(&totals_, 1));
  file.add(signs_.view());
}

Result<LanguageModel> LanguageModel::load(const std::filesystem::path& folder) {
  LanguageModel model;
  for (const bool name : {false, true}) {
    const std::filesystem::path file = folder / (name ? "names.txt" : "lexicon.txt");
    const Result<std::string> text = read_language_text(file);
    if (!text) return tl::unexpected(text.error());
    int bad = 0;
    each_line(*text, [&](std::string_view word, int number) {
      const SyllableKey key = syllable_key(word);
      if (key == 0) bad = number;
      if (key != 0) model.add_syllable(key, name);
      return bad == 0;
    });
    if (bad != 0) return fail(ErrorCode::kBadRule, "expected one syllable", {}, {.file = file.string(), .line = bad});
  }
  const std::filesystem::path file = folder / "counts.txt";
  const Result<std::string> text = read_language_text(file);
  if (!text) return tl::unexpected(text.error());
  const int bad = each_counted_pair(*text, [&model](LanguageToken first, LanguageToken second, std::uint32_t times) {
    model.add(first, second, times);
  });
  if (bad != 0) return tl::unexpected(bad_counts(file, bad));
  return model;
}

std::uint32_t LanguageModel::find(LanguageToken token) const {
  const std::span<const std::uint32_t> slots = slots_.view();
  const std::span<const Entry> entries = entries_.view();
  for (std::size_t at = mix(token);; ++at) {
    const std::uint32_t index = slots[at & (slots.size() - 1)];
    if (index == kUnknown || entries[index].token == token) return index;
  }
}

LanguageModel::Id LanguageModel::add_token(LanguageToken token) {
  const std::uint32_t known = find(token);
  if (known != kUnknown || entries_.size() == kMostEntries) return known;
  std::vector<Entry>& entries = entries_.edit();
  std::vector<std::uint32_t>& slots = slots_.edit();
  const auto file_under = [&](std::uint32_t index) {
    std::size_t at = mix(entries[index].token);
    while (slots[at & (slots.size() - 1)] != kUnknown) ++at;
    slots[at & (slots.size() - 1)] = index;
  };
  const auto index = static_cast<std::uint32_t>(entries.size());
  entries.emplace_back().token = token;
  if (entries.size() * 2 <= slots.size()) {
    file_under(index);
    return index;
  }
  slots.assign(slots.size() * 2, kUnknown);
  for (std::uint32_t each = 0; each <= index; ++each) file_under(each);
  return index;
}

std::uint32_t LanguageModel::find_times(std::uint32_t key) const {
  if (own_pairs_ > 0) {
    if (const Pair* pair = slot_of(pairs_, key); pair->times > 0) return pair->times;
  }
  return times_beneath(key);
}

std::uint32_t LanguageModel::times_beneath(std::uint32_t key) const {
  if (beneath_ != nullptr) return beneath_->find_times(key);
  return mapped_pairs_.empty() ? 0 : slot_of(mapped_pairs_, key)->times;
}

/// New ones are there with the times they have beneath.
LanguageModel::Pair& LanguageModel::own_pair(std::uint32_t key) {
  Pair* pair = slot_of(pairs_, key);
  if (pair->times > 0) return *pair;
  if (++own_pairs_ * 3 >= pairs_.size() * 2) {
    std::vector<Pair> larger(pairs_.size() * 2);
    for (const Pair& each : pairs_) {
      if (each.times > 0) *slot_of(larger, each.key) = each;
    }
    pairs_.swap(larger);
    pair = slot_of(pairs_, key);
  }
  *pair = {key, times_beneath(key)};
  const std::uint64_t sign = sign_of(key);
  signs_.edit()[sign >> 6] |= std::uint64_t{1} << (sign & 63);
  return *pair;
}

void LanguageModel::add_syllable(SyllableKey key, bool name) {
  const Id index = add_token(key);
  if (index == kUnknown) return;
  Entry& entry = entries_.edit()[index];
  if (!entry.listed) ++totals_.listed;
  entry.listed = true;
  entry.name = entry.name || name;
}

void LanguageModel::add(LanguageToken first, LanguageToken second, std::uint32_t more) {
  const Id before = add_token(first);
  add_ids(before, add_token(second), more);
}

void LanguageModel::add_ids(Id before, Id after, std::uint32_t more) {
  if (more == 0 || before == kUnknown || after == kUnknown) return;
  std::vector<Entry>& entries = entries_.edit();
  Pair& pair = own_pair(pair_key(before, after));
  if (pair.times == 0) {
    ++totals_.pairs;
    ++entries[before].followers;
    ++entries[after].predecessors;
  }
  pair.times += more;
  entries[before].followed += more;
  totals_.tokens += more;
}

void LanguageModel::add(const LanguageCounts& counts, std::uint32_t times) {
  // In the order of the tokens, for where there is no room for all it must not be chance which are left out.
  std::vector<std::pair<std::pair<LanguageToken, LanguageToken>, std::uint32_t>> sorted(counts.pairs().begin(),
                                                                                        counts.pairs().end());
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [pair, count] : sorted) add(pair.first, pair.second, count * times);
}

double LanguageModel::base_probability_of(Id token) const {
  const double predecessors = token == kUnknown ? 0.0 : entries_.view()[token].predecessors;
  // A syllable out of the lexicon is as likely as one in it that was never seen.
  return (predecessors + kLexiconWeight / static_cast<double>(totals_.listed + 1)) /
         (static_cast<double>(totals_.pairs) + kLexiconWeight);
}

LanguageModel::Behind LanguageModel::behind(Id first) const {
  if (first == kUnknown) return {};
  const Entry& entry = entries_.view()[first];
  return {first, static_cast<double>(entry.followed), kDiscount * entry.followers};
}

double LanguageModel::probability_of(const Behind& first, Id second, double base) const {
  if (first.followed == 0) return base;
  const std::uint32_t seen = second == kUnknown ? 0 : times(first.first, second);
  return ((seen == 0 ? 0.0 : seen - kDiscount) + first.discounts * base) / first.followed;
}

double LanguageModel::log_probability_of(Id first, Id second) const {
  return std::log(probability_of(behind(first), second, base_probability_of(second)));
}

std::uint32_t LanguageModel::count(LanguageToken first, LanguageToken second) const {
  const std::uint32_t before = find(first);
  const std::uint32_t after = find(second);
  return before == kUnknown || after == kUnknown ? 0 : times(before, after);
}

std::uint64_t LanguageModel::count(LanguageToken first) const {
  const std::uint32_t index = find(first);
  return index == kUnknown ? 0 : entries_[index].followed;
}

bool LanguageModel::in_lexicon(SyllableKey key) const {
  const std::uint32_t index = find(key);
  return index != kUnknown && entries_[index].listed;
}

std::vector<SyllableKey> LanguageModel::lexicon() const {
  std::vector<SyllableKey> keys;
  for (const Entry& entry : entries_.view()) {
    if (entry.listed) keys.push_back(entry.token);
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace trichluc
