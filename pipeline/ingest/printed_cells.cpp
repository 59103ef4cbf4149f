#include "pipeline/ingest/printed_cells.h"

#include <algorithm>
#include <cmath>

namespace trichluc {
namespace {

// Rules are drawn as strokes or as thin filled boxes, one per cell or one per table, and meet only roughly.
constexpr float kSlack = 2.5F;
constexpr std::size_t kMostRules = 4000;  // more is a drawing

/// Rules that lie within the slack of each other get the same place, so that rows compare equal.
void align(std::vector<RuledLine>& rules) {
  std::sort(rules.begin(), rules.end(), [](const RuledLine& a, const RuledLine& b) { return a.at < b.at; });
  for (std::size_t i = 1; i < rules.size(); ++i) {
    if (rules[i].at - rules[i - 1].at < kSlack) rules[i].at = rules[i - 1].at;
  }
}

/// Boxes around vertical rules that stand beside each other; one rule alone makes no table.
std::vector<Box> find_tables(std::vector<RuledLine> down) {
  std::sort(down.begin(), down.end(), [](const RuledLine& a, const RuledLine& b) { return a.from < b.from; });
  std::vector<Box> tables;
  for (const RuledLine& rule : down) {
    if (tables.empty() || rule.from > tables.back().bottom + kSlack) {
      tables.push_back({rule.at, rule.from, rule.at, rule.to});
      continue;
    }
    Box& table = tables.back();
    table.left = std::min(table.left, rule.at);
    table.right = std::max(table.right, rule.at);
    table.bottom = std::max(table.bottom, rule.to);
  }
  std::erase_if(tables, [](const Box& table) { return table.width() < 4 * kSlack; });
  return tables;
}

}  // namespace

PrintedCells::PrintedCells(const PrintedPage& page) {
  if (page.down.size() < 2 || page.down.size() > kMostRules || page.across.size() > kMostRules) return;
  across_ = page.across;
  down_ = page.down;
  align(across_);
  align(down_);
  tables_ = find_tables(down_);
}

bool PrintedCells::parted(float left, float right, float y) const {
  const auto first = std::lower_bound(down_.begin(), down_.end(), left - 1,
                                      [](const RuledLine& rule, float x) { return rule.at < x; });
  for (auto rule = first; rule != down_.end() && rule->at <= right + 1; ++rule) {
    if (rule->from <= y && y <= rule->to) return true;
  }
  return false;
}

PrintedCells::Place PrintedCells::at(float x, float y) const {
  Place place;
  const auto table = std::find_if(tables_.begin(), tables_.end(), [x, y](const Box& box) {
    return box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
  });
  if (table == tables_.end()) return place;
  place.table = static_cast<std::int32_t>(table - tables_.begin());
  place.row = table->top;
  place.column = table->left;
  for (const RuledLine& rule : across_) {
    if (rule.at > y) break;
    if (rule.at >= table->top && rule.from - kSlack <= x && x <= rule.to + kSlack) place.row = rule.at;
  }
  for (const RuledLine& rule : down_) {
    if (rule.at > x) break;
    if (rule.from - kSlack <= y && y <= rule.to + kSlack) place.column = rule.at;
  }
  return place;
}

}  // namespace trichluc
