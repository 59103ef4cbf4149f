#include "extractors/engine/rule_set.h"

#include <algorithm>

#include <re2/re2.h>

#include "extractors/engine/need_filter.h"

namespace trichluc {
namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

/// The hits of a rule in `window` of the text's codes, from `at` on; moves `at` behind the last one.
void find_hits(const Rule& rule, const Folded& text, const SearchWindow& window, std::size_t& at,
               std::vector<Hit>& hits) {
  const std::string_view subject = rule.exact_case ? text.printed_codes() : text.folded_codes();
  re2::StringPiece groups[kMaxCaptures + 2];
  const int wanted = static_cast<int>(rule.captures.size()) + 2;
  at = std::max<std::size_t>(at, window.codes.begin);
  while (at < window.no_begin) {
    if (!rule.regex->Match(piece(subject), at, window.codes.end, re2::RE2::UNANCHORED, groups, wanted)) return;
    const auto begin_of = [&](const re2::StringPiece& group) {
      return static_cast<std::size_t>(group.data() - subject.data());
    };
    const auto range_of = [&](const re2::StringPiece& group) {
      return Range{text.byte_of(begin_of(group)), text.byte_of(begin_of(group) + group.size())};
    };
    Hit hit;
    hit.rule = &rule;
    hit.span = range_of(groups[1]);
    for (int i = 2; i < wanted; ++i) {
      if (groups[i].data() != nullptr) hit.groups[static_cast<std::size_t>(i - 2)] = range_of(groups[i]);
    }
    if (!hit.span.empty()) hits.push_back(hit);
    // The character after the fact may be the one before the next, so the search goes on at the fact's own end.
    at = std::max(begin_of(groups[1]) + groups[1].size(), at + 1);
  }
}

}  // namespace

RuleSet::RuleSet() = default;
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;
RuleSet::~RuleSet() = default;

RuleSet RuleSet::build(std::vector<Rule> rules) {
  RuleSet set;
  set.rules_ = std::move(rules);
  set.filter_ = std::make_unique<NeedFilter>(set.rules_);
  return set;
}

std::vector<Hit> RuleSet::find(const Folded& text) const {
  std::vector<Hit> hits;
  const Rule* rule = nullptr;
  std::size_t at = 0;
  const std::vector<SearchWindow> windows = filter_->windows(text.folded_codes());
  hits.reserve(windows.size());
  for (const SearchWindow& window : windows) {
    if (rule != &rules_[window.rule]) at = 0;
    rule = &rules_[window.rule];
    find_hits(*rule, text, window, at, hits);
  }
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    if (a.span.end != b.span.end) return a.span.end > b.span.end;
    return a.rule < b.rule;
  });
  return hits;
}

std::vector<Hit> RuleSet::find_one(const Rule& rule, const Folded& text) {
  std::vector<Hit> hits;
  std::size_t at = 0;
  const auto end = static_cast<std::uint32_t>(text.folded_codes().size());
  find_hits(rule, text, {0, {0, end}, end}, at, hits);
  return hits;
}

std::vector<Hit> choose(std::vector<Hit> hits) {
  // Best first; a hit stays when nothing better already stands where it does.
  std::vector<std::size_t> order(hits.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (hits[a].span.size() != hits[b].span.size()) return hits[a].span.size() > hits[b].span.size();
    if (hits[a].rule->priority != hits[b].rule->priority) return hits[a].rule->priority > hits[b].rule->priority;
    return hits[a].rule < hits[b].rule;
  });
  std::vector<bool> keep(hits.size(), false);
  std::map<std::uint32_t, std::uint32_t> taken;  // begin -> end
  for (const std::size_t i : order) {
    if (hits[i].rule->kind == RuleKind::kCue) {
      keep[i] = true;
      continue;
    }
    const auto next = taken.lower_bound(hits[i].span.end);  // first that begins at or after our end
    const bool free = next == taken.begin() || std::prev(next)->second <= hits[i].span.begin;
    if (!free) continue;
    taken.emplace(hits[i].span.begin, hits[i].span.end);
    keep[i] = true;
  }
  std::vector<Hit> chosen;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (keep[i]) chosen.push_back(hits[i]);
  }
  return chosen;
}

}  // namespace trichluc
