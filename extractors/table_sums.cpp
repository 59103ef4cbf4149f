#include "extractors/table_sums.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "extractors/table_columns.h"
#include "extractors/table_rows.h"

namespace trichluc {
namespace {

constexpr std::size_t kMostParts = 200;

/// A total that its rows miss by more was not meant as their sum.
constexpr double kFarOff = 0.2;

/// What may be added up: counts of one unit, or amounts of one currency.
struct Summand {
  const Fact* fact = nullptr;
  Decimal value;
  std::string unit;
};

std::optional<Summand> summand_of(const Fact& fact) {
  if (!fact.table || fact.rule != "table.cell") return std::nullopt;
  if (const auto* count = std::get_if<Count>(&fact.value)) return Summand{&fact, count->value, count->unit};
  if (const auto* budget = std::get_if<Budget>(&fact.value)) return Summand{&fact, budget->amount, budget->currency};
  return std::nullopt;
}

using Cells = std::map<std::pair<int, int>, Summand>;  // block, column

/// "3=1+2" or "4+5": the numbers added; empty for anything else.
std::vector<int> added(std::string_view text) {
  const std::size_t sign = text.find('=');
  if (sign != std::string_view::npos) text = text.substr(sign + 1);
  std::vector<int> numbers;
  while (!text.empty()) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '(')) text.remove_prefix(1);
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
    if (digits == 0 || digits > 2) return {};
    numbers.push_back(std::atoi(std::string(text.substr(0, digits)).c_str()));
    text.remove_prefix(digits);
    while (!text.empty() && (text.front() == ' ' || text.front() == ')')) text.remove_prefix(1);
    if (text.empty()) break;
    if (text.front() != '+') return {};
    text.remove_prefix(1);
  }
  return numbers.size() >= 2 ? numbers : std::vector<int>{};
}

/// A column and those it is the sum of.
struct ColumnSum {
  int whole = 0;
  std::vector<int> parts;
};

class TableSums {
 public:
  TableSums(const Document& document, const Table& table, const Cells& cells, const RuleSet& rules,
            const Vocabulary& vocabulary)
      : document_(document),
        table_(table),
        cells_(cells),
        header_(read_table_header(document, table, rules, vocabulary)),
        rows_(read_table_rows(document, table, header_, vocabulary)) {}

  void find(std::vector<Check>& checks) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i].total) add_rows(i, checks);
    }
    for (const ColumnSum& sum : column_sums()) {
      for (const TableBodyRow& row : rows_) {
        std::vector<Summand> parts;
        for (const int part : sum.parts) {
          if (const Summand* cell = at(row.block, part)) parts.push_back(*cell);
        }
        const Summand* const whole = at(row.block, sum.whole);
        if (whole != nullptr && parts.size() == sum.parts.size()) add(*whole, parts, false, checks);
      }
    }
  }

 private:
  const Summand* at(int block, int column) const {
    const auto found = cells_.find({block, column});
    return found == cells_.end() ? nullptr : &found->second;
  }

  /// The rows of the outermost level, unless one lacks a figure or there is a second total.
  void add_rows(std::size_t total, std::vector<Check>& checks) {
    int outermost = -1;
    for (const TableBodyRow& row : rows_) {
      if (&row == &rows_[total] || row.part) continue;
      if (row.total) return;
      outermost = outermost < 0 ? row.depth : std::min(outermost, row.depth);
    }
    std::vector<int> blocks;
    for (const TableBodyRow& row : rows_) {
      if (&row != &rows_[total] && !row.part && row.depth == outermost) blocks.push_back(row.block);
    }
    const Groups groups = find_groups(blocks);
    for (int column = 0; column < column_count(); ++column) {
      const Summand* const whole = at(rows_[total].block, column);
      if (whole == nullptr || compares(column)) continue;
      std::vector<Summand> parts;
      bool all = true;
      for (const int block : blocks) {
        if (const Summand* const part = at(block, column)) {
          parts.push_back(*part);
        } else {
          // an empty cell or a dash is nothing; anything else was not read
          const std::string_view text = cell_text(document_.blocks[static_cast<std::size_t>(block)], column);
          all = all && text.find_first_of("0123456789") == std::string_view::npos;
        }
      }
      if (!all || parts.size() < 2) continue;
      if (!(sum_of(parts) == whole->value)) {
        const std::vector<Summand> found = groups_that_give(whole->value, groups, column);
        const double sum = sum_of(parts).to_double(), stated = whole->value.to_double();
        if (!found.empty()) {
          parts = found;
        } else if (std::abs(sum - stated) > kFarOff * stated) {
          continue;  // rows of several levels, or rows that were not all read
        }
      }
      add(*whole, parts, true, checks);
    }
  }

  int column_count() const { return static_cast<int>(header_.columns.size()); }
  bool compares(int column) const { return header_.columns[static_cast<std::size_t>(column)].compares; }

  static Decimal sum_of(const std::vector<Summand>& parts) {
    Decimal sum;
    for (const Summand& part : parts) sum = sum + part.value;
    return sum;
  }

  /// Rows of a table that writes groups and their members alike.
  struct Groups {
    bool any = false;  // a row that the next ones add up to
    /// Such rows, and those between: each alone, or the first of them for all, where a group's members were not all
    /// read or do not add up.
    std::vector<int> with_rows_between, with_first_between;
  };

  Groups find_groups(const std::vector<int>& blocks) const {
    Groups groups;
    bool between = false;
    for (std::size_t i = 0; i < blocks.size();) {
      const std::size_t end = end_of_group(blocks, i);
      groups.with_rows_between.push_back(blocks[i]);
      groups.any = groups.any || end > i + 1;
      if (end > i + 1 || !between) groups.with_first_between.push_back(blocks[i]);
      between = end == i + 1;
      i = end;
    }
    return groups;
  }

  /// Behind the rows that add up to row `head` in one of the columns; a single one has to be like it in two. The row
  /// itself where there are none.
  std::size_t end_of_group(const std::vector<int>& blocks, std::size_t head) const {
    int alike = 0;
    const std::size_t last = std::min(blocks.size(), head + 1 + kMostParts);
    for (int column = 0; column < column_count(); ++column) {
      const Summand* const whole = at(blocks[head], column);
      if (whole == nullptr || compares(column)) continue;
      Decimal sum;
      for (std::size_t k = head + 1; k < last && sum < whole->value; ++k) {
        const Summand* const member = at(blocks[k], column);
        if (member == nullptr) break;
        sum = sum + member->value;
        if (!(sum == whole->value)) continue;
        if (k > head + 1) return k + 1;
        ++alike;
      }
    }
    return alike >= 2 ? head + 2 : head + 1;
  }

  /// The groups, and what stands between them, that add up to `total` in the column; empty: neither.
  std::vector<Summand> groups_that_give(const Decimal& total, const Groups& groups, int column) const {
    if (!groups.any) return {};
    for (const std::vector<int>* blocks : {&groups.with_rows_between, &groups.with_first_between}) {
      std::vector<Summand> parts;
      for (const int block : *blocks) {
        if (const Summand* const cell = at(block, column)) parts.push_back(*cell);
      }
      if (parts.size() >= 2 && sum_of(parts) == total) return parts;
    }
    return {};
  }

  std::vector<ColumnSum> column_sums() const {
    std::vector<ColumnSum> sums;
    for (const int index : table_.header) {
      const Block& row = document_.blocks[static_cast<std::size_t>(index)];
      std::map<int, int> by_number;  // number in the header -> column
      for (const Cell& cell : row.table_row->cells) {
        const std::string text = row.text.substr(cell.text.begin, cell.text.size());
        const std::size_t digit = text.find_first_of("0123456789");
        if (digit != std::string::npos &&
            (text.find('+') == std::string::npos || text.find('=') != std::string::npos) && cell.column_span == 1)
          by_number[std::atoi(text.c_str() + digit)] = cell.column;
      }
      for (const Cell& cell : row.table_row->cells) {
        ColumnSum sum{cell.column, {}};
        for (const int number : added(std::string_view(row.text).substr(cell.text.begin, cell.text.size()))) {
          const auto part = by_number.find(number);
          if (part == by_number.end() || part->second == cell.column) break;
          sum.parts.push_back(part->second);
        }
        if (sum.parts.size() >= 2) sums.push_back(std::move(sum));
      }
    }
    return sums;
  }

  /// "nam" and "nữ" add up to "người" where a formula says so; the rows of a total have its unit.
  static void add(const Summand& whole, const std::vector<Summand>& parts, bool one_unit, std::vector<Check>& checks) {
    if (parts.size() > kMostParts) return;
    Check check;
    check.whole = whole.fact->id;
    check.stated = whole.value;
    for (const Summand& part : parts) {
      if (one_unit && part.unit != whole.unit) return;
      if (part.fact->value.index() != whole.fact->value.index()) return;
      check.parts.push_back(part.fact->id);
      check.computed = check.computed + part.value;
    }
    check.computed.shorten();
    check.holds = check.stated == check.computed;
    checks.push_back(std::move(check));
  }

  const Document& document_;
  const Table& table_;
  const Cells& cells_;
  TableHeader header_;
  std::vector<TableBodyRow> rows_;
};

}  // namespace

std::vector<Check> find_table_sums(const Document& document, const std::vector<Fact>& facts, const RuleSet& rules,
                                   const Vocabulary& vocabulary) {
  std::map<int, Cells> cells;  // by table
  for (const Fact& fact : facts) {
    const Block& row = document.blocks[static_cast<std::size_t>(fact.block)];
    const auto summand = row.table_row ? summand_of(fact) : std::nullopt;
    if (!summand) continue;
    for (const Cell& cell : row.table_row->cells) {
      if (cell.text.contains(fact.digits))
        cells[row.table_row->table].emplace(std::make_pair(fact.block, cell.column), *summand);
    }
  }
  std::vector<Check> checks;
  for (const auto& [number, table] : group_tables(document)) {
    if (const auto found = cells.find(number); found != cells.end())
      TableSums(document, table, found->second, rules, vocabulary).find(checks);
  }
  return checks;
}

}  // namespace trichluc
