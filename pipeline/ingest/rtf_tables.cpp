#include "pipeline/ingest/rtf_tables.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace trichluc {
namespace {

constexpr int kSameEdge = 40;  // 1/20 points: edges of cells nearer than this are one
constexpr std::size_t kMostCells = 1000;
constexpr std::size_t kNoDefinition = static_cast<std::size_t>(-1);  // of a row that never ended

}  // namespace

void RtfTables::start_again() {
  find_edges();
  counting_ = false;
  definition_ = {};
  next_row_ = 0;
  next_table_ = 0;
  now_ = {};
  outer_.clear();
}

void RtfTables::find_edges() {
  edges_.assign(next_table_, {});
  const Row* before = nullptr;
  for (const Row& row : rows_) {
    if (row.definition == kNoDefinition) continue;
    if (before && before->definition == row.definition && before->table == row.table) continue;
    before = &row;
    std::vector<int>& edges = edges_[row.table];
    edges.push_back(definitions_[row.definition].left);
    for (const Cell& cell : definitions_[row.definition].cells) edges.push_back(cell.right);
  }
  for (std::vector<int>& edges : edges_) {
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end(), [](int a, int b) { return b - a < kSameEdge; }), edges.end());
  }
}

bool RtfTables::read_word(const RtfToken& token) {
  const std::string_view word = token.text;
  if (word == "trowd") {
    definition_ = {};
  } else if (word == "trleft") {
    definition_.left = token.value;
  } else if (word == "cellx") {
    definition_.next.right = token.value;
    if (definition_.cells.size() < kMostCells) definition_.cells.push_back(std::exchange(definition_.next, {}));
  } else if (word == "clmrg") {
    definition_.next.merged_left = true;
  } else if (word == "clvmrg") {
    definition_.next.merged_up = true;
  } else {
    return false;
  }
  return true;
}

void RtfTables::place_text(bool in_table) {
  if (in_table) {
    open_cell();
  } else if (!now_.in_row) {
    end_table();
  }
}

void RtfTables::open_cell() {
  if (now_.in_cell) return;
  if (!now_.in_table) {
    flow_.begin_table();
    now_.in_table = true;
    now_.table = next_table_++;
  }
  if (!now_.in_row) {
    flow_.begin_row();
    now_.in_row = true;
    now_.row = next_row_++;
    now_.cell = 0;
    if (counting_) rows_.push_back({kNoDefinition, now_.table});
  }
  now_.in_cell = true;
  int column = static_cast<int>(now_.cell);
  int span = 1;
  const std::size_t definition = counting_ || now_.row >= rows_.size() ? kNoDefinition : rows_[now_.row].definition;
  if (definition < definitions_.size() && now_.cell < definitions_[definition].cells.size()) {
    const Definition& row = definitions_[definition];
    const std::vector<int>& edges = edges_[rows_[now_.row].table];
    const auto column_of = [&edges](int edge) {
      return static_cast<int>(std::lower_bound(edges.begin(), edges.end(), edge - kSameEdge + 1) - edges.begin());
    };
    std::size_t last = now_.cell;
    while (last + 1 < row.cells.size() && row.cells[last + 1].merged_left) ++last;
    column = column_of(now_.cell == 0 ? row.left : row.cells[now_.cell - 1].right);
    span = std::max(1, column_of(row.cells[last].right) - column);
    if (row.cells[now_.cell].merged_up) return flow_.continue_cell(column);
  }
  flow_.begin_cell(column, span);
}

void RtfTables::end_cell() {
  open_cell();
  flow_.end_cell();
  now_.in_cell = false;
  ++now_.cell;
}

void RtfTables::end_row() {
  if (now_.in_cell) end_cell();
  if (!now_.in_row) return;
  now_.in_row = false;
  if (counting_) {
    // Most rows of a table are defined alike.
    if (definitions_.empty() || !(definitions_.back() == definition_)) definitions_.push_back(definition_);
    rows_[now_.row].definition = definitions_.size() - 1;
  }
}

void RtfTables::end_table() {
  if (!now_.in_table) return;
  if (now_.in_row) end_row();
  flow_.end_table();
  now_.in_table = false;
}

void RtfTables::enter() { outer_.push_back(std::exchange(now_, {})); }

void RtfTables::leave() {
  now_ = outer_.back();
  outer_.pop_back();
}

}  // namespace trichluc
