#include "pipeline/ingest/printed_order.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>
#include <utility>

namespace trichluc {
namespace {

constexpr float kLeastColumnGap = 6;      // points
constexpr std::size_t kRowsOfColumn = 3;  // fewer may be a letterhead or a line of names
constexpr std::size_t kMostBlocks = 200;  // more are no columns, and comparing them would take long
constexpr float kSameBase = 2;            // points

struct Block {
  std::uint32_t id = 0;
  float top = std::numeric_limits<float>::max();
  float bottom = std::numeric_limits<float>::lowest();
  float begin = std::numeric_limits<float>::max();
  float end = std::numeric_limits<float>::lowest();
  std::vector<float> bases;  // of its lines
  std::uint32_t band = 0;
};
using Blocks = std::vector<Block>;

/// Where a block's lines come: lower is earlier.
struct Place {
  std::uint32_t group = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t column = 0;
  std::uint32_t band = 0;
};

std::uint8_t usual_turn(const std::vector<PrintedRow>& rows) {
  std::array<std::uint32_t, 4> characters{};
  for (const PrintedRow& row : rows) characters[row.turn & 3] += row.characters;
  return static_cast<std::uint8_t>(std::max_element(characters.begin(), characters.end()) - characters.begin());
}

/// Right edges of the columns that white space from top to bottom parts `blocks` into.
std::vector<float> column_ends(const Blocks& blocks) {
  std::vector<std::pair<float, float>> spans;
  for (const Block& block : blocks) spans.emplace_back(block.begin, block.end);
  std::sort(spans.begin(), spans.end());
  std::vector<float> ends;
  for (const auto& [begin, end] : spans) {
    if (ends.empty() || begin > ends.back() + kLeastColumnGap) {
      ends.push_back(end);
    } else {
      ends.back() = std::max(ends.back(), end);
    }
  }
  return ends;
}

std::uint32_t column_of(const Block& block, const std::vector<float>& ends) {
  return static_cast<std::uint32_t>(std::lower_bound(ends.begin(), ends.end(), block.end) - ends.begin());
}

/// A table without rules: most lines of every other column stand at the height of a line of the longest one.
bool lines_agree(const Blocks& blocks, const std::vector<float>& ends) {
  std::vector<std::vector<float>> bases(ends.size());
  for (const Block& block : blocks) {
    auto& column = bases[column_of(block, ends)];
    column.insert(column.end(), block.bases.begin(), block.bases.end());
  }
  std::stable_sort(bases.begin(), bases.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::sort(bases.front().begin(), bases.front().end());
  std::size_t agreeing = 0;
  std::size_t all = 0;
  for (std::size_t i = 1; i < bases.size(); ++i) {
    for (const float base : bases[i]) {
      const auto at = std::lower_bound(bases.front().begin(), bases.front().end(), base - kSameBase);
      agreeing += at != bases.front().end() && *at <= base + kSameBase;
    }
    all += bases[i].size();
  }
  return 2 * agreeing > all;
}

/// Whether `band` continues the columns of `group`.
bool part_at_one_place(const Blocks& group, const Blocks& band) {
  if (group.size() + band.size() > kMostBlocks) return false;
  const auto tall = [](const Block& block) { return block.bases.size() >= kRowsOfColumn; };
  if (std::none_of(group.begin(), group.end(), tall) && std::none_of(band.begin(), band.end(), tall)) return false;
  Blocks both = group;
  both.insert(both.end(), band.begin(), band.end());
  const std::vector<float> ends = column_ends(both);
  const auto in_many = [&ends](const Blocks& blocks) {
    return std::any_of(blocks.begin(), blocks.end(),
                       [&](const Block& block) { return column_of(block, ends) != column_of(blocks.front(), ends); });
  };
  return in_many(group) && in_many(band) && !lines_agree(both, ends);
}

Blocks find_blocks(const std::vector<PrintedRow>& rows, std::uint8_t turn, std::size_t ids) {
  Blocks blocks(ids);
  for (const PrintedRow& row : rows) {
    if (row.turn != turn) continue;
    Block& block = blocks[row.block];
    block.id = row.block;
    // Letters rather than the font's box, which reaches into the neighbouring lines.
    block.top = std::min(block.top, row.line.base - 0.7F * row.line.size_pt);
    block.bottom = std::max(block.bottom, row.line.base + 0.1F * row.line.size_pt);
    block.begin = std::min(block.begin, row.begin);
    block.end = std::max(block.end, row.end);
    block.bases.push_back(row.line.base);
  }
  std::erase_if(blocks, [](const Block& block) { return block.bases.empty(); });
  std::sort(blocks.begin(), blocks.end(),
            [](const Block& a, const Block& b) { return std::tie(a.top, a.id) < std::tie(b.top, b.id); });
  return blocks;
}

std::vector<Place> place_blocks(const Blocks& blocks, std::size_t ids) {
  std::vector<Place> places(ids);
  std::uint32_t groups = 0;
  Blocks group;
  const auto end_group = [&] {
    const bool columns = !group.empty() && group.front().band != group.back().band;
    const std::vector<float> ends = columns ? column_ends(group) : std::vector<float>();
    for (const Block& block : group) {
      places[block.id] = {groups, columns ? column_of(block, ends) : 0, block.band};
    }
    ++groups;
    group.clear();
  };
  std::uint32_t band_number = 0;
  for (std::size_t i = 0; i < blocks.size(); ++band_number) {
    Blocks band;
    float bottom = std::numeric_limits<float>::lowest();
    for (; i < blocks.size() && (band.empty() || blocks[i].top < bottom); ++i) {
      band.push_back(blocks[i]);
      band.back().band = band_number;
      bottom = std::max(bottom, blocks[i].bottom);
    }
    if (!group.empty() && !part_at_one_place(group, band)) end_group();
    group.insert(group.end(), band.begin(), band.end());
  }
  end_group();
  return places;
}

/// Gathers the lines of every table where its first one stands, and puts them into the order of its cells.
void order_cells(std::vector<PrintedRow>& rows, const PrintedCells& cells) {
  std::vector<std::pair<PrintedCells::Place, std::size_t>> order;  // cell, index of the row
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const PrintedRow& row = rows[i];
    PrintedCells::Place cell;
    if (row.turn == 0) cell = cells.at((row.begin + row.end) / 2, row.line.base - 0.3F * row.line.size_pt);
    order.emplace_back(cell, i);
  }
  std::vector<PrintedRow> ordered;
  ordered.reserve(rows.size());
  std::vector<bool> taken(rows.size(), false);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (taken[i]) continue;
    const std::int32_t table = order[i].first.table;
    if (table < 0) {
      ordered.push_back(std::move(rows[i]));
      continue;
    }
    std::vector<std::pair<PrintedCells::Place, std::size_t>> inside;
    for (std::size_t j = i; j < rows.size(); ++j) {
      if (order[j].first.table == table) inside.push_back(order[j]);
    }
    std::stable_sort(inside.begin(), inside.end(), [](const auto& a, const auto& b) {
      return std::tie(a.first.row, a.first.column) < std::tie(b.first.row, b.first.column);
    });
    for (const auto& [cell, index] : inside) {
      taken[index] = true;
      ordered.push_back(std::move(rows[index]));
    }
  }
  rows = std::move(ordered);
}

}  // namespace

std::vector<PrintedLine> in_reading_order(std::vector<PrintedRow> rows, const PrintedCells& cells) {
  std::size_t ids = 1;
  for (const PrintedRow& row : rows) ids = std::max<std::size_t>(ids, row.block + 1);
  const std::uint8_t turn = usual_turn(rows);
  const std::vector<Place> places = place_blocks(find_blocks(rows, turn, ids), ids);
  const auto key = [&](const PrintedRow& row) {
    const Place place = row.turn == turn ? places[row.block] : Place{};
    return std::make_tuple(place.group, place.column, place.band, row.found);
  };
  std::sort(rows.begin(), rows.end(), [&key](const PrintedRow& a, const PrintedRow& b) { return key(a) < key(b); });
  if (!cells.empty()) order_cells(rows, cells);

  std::vector<PrintedLine> lines;
  lines.reserve(rows.size());
  for (PrintedRow& row : rows) lines.push_back(std::move(row.line));
  return lines;
}

}  // namespace trichluc
