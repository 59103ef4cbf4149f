#include "extractors/table_rows.h"

#include <algorithm>
#include <array>
#include <utility>

#include "pipeline/layout/list_mark.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

using layout::ListMark;
using layout::MarkKind;

std::string fold(std::string_view text) { return place_tones(fold_lower(text)); }

bool begins_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || text[word.size()] == ' ' ||
                                    text[word.size()] == ':' || text[word.size()] == ',');
}

/// The mark in a number column: "1", "2.1", "IV", "A", "a".
ListMark mark_of_number_cell(std::string_view text) {
  while (!text.empty() && (text.back() == '.' || text.back() == ')' || text.back() == ' ')) text.remove_suffix(1);
  return layout::read_list_mark(std::string(text) + ". x");
}

/// Marks of one kind and depth stand on one level.
int level_of(const ListMark& mark) { return static_cast<int>(mark.kind) * 16 + mark.depth; }

bool is_total(std::string_view folded) {
  for (const std::string_view word :
       {"tổng", "tổng số", "tổng cộng", "cộng", "toàn tỉnh", "toàn huyện", "tổng cộng:", "tổng số:"}) {
    if (folded == word) return true;
  }
  return false;
}

class RowReader {
 public:
  RowReader(const Document& document, const Table& table, const TableHeader& header, const Vocabulary& vocabulary)
      : blocks_(document.blocks), table_(table), header_(header), vocabulary_(vocabulary) {
    for (std::size_t i = 0; i < header_.columns.size(); ++i) {
      const auto index = static_cast<int>(i);
      switch (header_.columns[i].role) {
        case ColumnRole::kNumber: number_ = number_ < 0 ? index : number_; break;
        case ColumnRole::kRowHeader: name_ = index; break;
        case ColumnRole::kUnit: unit_ = unit_ < 0 ? index : unit_; break;
        default:
          if (obligor_ < 0 &&
              (contains_word(header_.columns[i].folded, "chủ trì") || header_.columns[i].own == "đơn vị thực hiện" ||
               header_.columns[i].own == "cơ quan thực hiện"))
            obligor_ = index;
          break;
      }
    }
    for (const int row : table_.body) {
      numbered_ = numbered_ || (number_ >= 0 && !own_text(row, number_).empty());
      bold_ += block(row).bold;
    }
  }

  std::vector<TableBodyRow> read() {
    std::vector<TableBodyRow> rows;
    for (const int row : table_.body) rows.push_back(read_row(row));
    return rows;
  }

 private:
  /// A row that others may belong to.
  struct Open {
    int level = 0;
    std::string name;
    TableUnit unit;
    bool unit_given = false;
  };
  /// A cell that spans rows speaks for those below too.
  struct Carried {
    std::string text;
    int rows = 0;
  };

  const Block& block(int index) const { return blocks_[static_cast<std::size_t>(index)]; }

  /// Text of the cell that begins in `column`.
  std::string_view own_text(int row, int column) const {
    const Cell* cell = column < 0 ? nullptr : cell_at(block(row), column);
    return cell == nullptr || cell->column != column
               ? std::string_view{}
               : std::string_view(block(row).text).substr(cell->text.begin, cell->text.size());
  }

  /// The same, or that of a cell above which spans down to this row.
  std::string carried_text(int row, int column, Carried& carried) const {
    const Cell* cell = column < 0 ? nullptr : cell_at(block(row), column);
    if (cell != nullptr && cell->column == column) {
      carried = {std::string(own_text(row, column)), cell->row_span - 1};
      return carried.text;
    }
    if (carried.rows <= 0) return {};
    --carried.rows;
    return carried.text;
  }

  TableBodyRow read_row(int index) {
    TableBodyRow row;
    row.block = index;
    const std::vector<Cell>& cells = block(index).table_row->cells;
    const bool alone = cells.size() == 1 && (cells[0].column_span > 1 || cells[0].column <= std::max(number_, name_));
    const std::string carried = carried_text(index, name_, name_carried_);
    ListMark mark;
    if (alone) {
      row.heading = true;
      take_name(row, cells[0], mark);
    } else {
      const Cell* name = name_ < 0 ? nullptr : cell_at(block(index), name_);
      const std::string_view number = own_text(index, number_);
      if (!number.empty()) mark = mark_of_number_cell(number);
      if (name != nullptr && name->column == name_) {
        ListMark inside;
        take_name(row, *name, inside);
        if (!mark) mark = inside;
      } else {
        row.name = carried;
      }
      take_second_name(row, index, name);
      row.heading = cells.size() <= 2 && std::none_of(cells.begin(), cells.end(), [this](const Cell& cell) {
                      return cell.column != number_ && cell.column != name_;
                    });
    }
    const std::string folded = fold(row.name);
    row.total = is_total(folded);
    row.obligor = obligor_ < 0 ? std::string() : std::string(own_text(index, obligor_));
    place(row, mark, folded, block(index).bold);
    read_units(row, index, folded);
    open_.push_back({row.depth, row.name, row.unit, row.unit_given});
    return row;
  }

  /// The row header without its list mark.
  void take_name(TableBodyRow& row, const Cell& cell, ListMark& mark) const {
    const std::string_view text = std::string_view(block(row.block).text).substr(cell.text.begin, cell.text.size());
    mark = layout::read_list_mark(text);
    const bool words = mark.kind == MarkKind::kPart || mark.kind == MarkKind::kChapter ||
                       mark.kind == MarkKind::kSection || mark.kind == MarkKind::kSubsection ||
                       mark.kind == MarkKind::kArticle;
    if (words || mark.length >= text.size()) mark = {};
    std::size_t begin = mark.length;
    while (begin < text.size() && text[begin] == ' ') ++begin;
    if (mark.length > 0) row.mark = {cell.text.begin, cell.text.begin + mark.length};
    row.name = std::string(text.substr(begin));
  }

  /// "Huyện A │ Nam": where a name spans rows, the next column of words tells them apart.
  void take_second_name(TableBodyRow& row, int index, const Cell* name) {
    const bool spans = (name != nullptr && name->row_span > 1) || name == nullptr;
    if (!spans || name_ < 0 || name_ + 1 >= static_cast<int>(header_.columns.size()) || name_ + 1 == unit_) return;
    const std::string_view second = own_text(index, name_ + 1);
    if (second.empty() || !has_letters(second)) return;
    if (!row.name.empty()) group_ = row.name;
    row.name = std::string(second);
  }

  /// Which rows above it belongs to; they stay in `open_`.
  void place(TableBodyRow& row, const ListMark& mark, std::string_view folded, bool bold) {
    constexpr int kBold = 1;
    constexpr int kPlain = 5000;
    const bool some_bold = bold_ > 0 && bold_ < static_cast<int>(table_.body.size());
    row.part = begins_with_word(folded, "trong đó") || (numbered_ && !mark && !row.total && !row.heading);
    int level = kPlain;
    if (row.total) {
      level = 0;
    } else if (mark.numbers()) {
      level = level_of(mark);
    } else if (mark || row.part) {
      level = kPlain + (mark ? level_of(mark) : 0) + 1;
    } else if (row.heading || (!numbered_ && some_bold && bold)) {
      level = kBold;
    }
    while (!open_.empty() && open_.back().level >= level) open_.pop_back();
    row.depth = level;
    for (const Open& above : open_) {
      if (above.level > 0) row.subject += above.name + " / ";
    }
    if (open_.empty() && !group_.empty() && group_ != row.name) row.subject = group_ + " / ";
    row.subject += row.name;
    if (name_carried_.rows <= 0) group_.clear();
  }

  void read_units(TableBodyRow& row, int index, std::string_view folded) {
    for (const std::string_view word : {"tỷ lệ", "tỉ lệ", "tỷ suất", "tỉ suất", "cơ cấu", "hệ số", "chỉ số", "mật độ",
                                        "tỷ trọng", "tuổi thọ", "điểm"})
      row.rate = row.rate || begins_with_word(folded, word);
    if (unit_ >= 0) {
      const std::string text = carried_text(index, unit_, unit_carried_);
      if (is_ditto(text)) {
        row.unit = unit_above_;
        row.unit_given = true;
      } else if (!text.empty() && text.find_first_not_of("-–. ") != std::string::npos) {
        row.unit = read_unit(text, vocabulary_);
        row.per = row.unit.per;
        row.unit_given = true;
      }
      if (row.unit_given) {
        unit_above_ = row.unit;
      } else {
        for (auto above = open_.rbegin(); above != open_.rend() && !row.unit; ++above) row.unit = above->unit;
      }
    }
    // "Tử vong mẹ trên 100.000 trẻ đẻ sống"
    const std::size_t rate = folded.find("trên 1");
    if (rate != std::string_view::npos && row.per.empty()) {
      std::string_view per = folded.substr(rate + std::string_view("trên ").size());
      per = per.substr(0, per.find_first_of("(,;"));
      while (!per.empty() && per.back() == ' ') per.remove_suffix(1);
      if (per.find("00") != std::string_view::npos && has_letters(per)) row.per = std::string(per);
    }
    if (!row.unit && !row.unit_given) {
      row.unit = unit_of_header(row.name, vocabulary_);
      row.noun = noun_after_number_word(row.name, vocabulary_);
    }
    row.name_noun = noun_at_beginning(row.name, vocabulary_);
  }

  const std::vector<Block>& blocks_;
  const Table& table_;
  const TableHeader& header_;
  const Vocabulary& vocabulary_;
  int number_ = -1, name_ = -1, unit_ = -1, obligor_ = -1;  // columns
  bool numbered_ = false;
  int bold_ = 0;  // rows in bold type
  std::vector<Open> open_;
  Carried name_carried_, unit_carried_;
  TableUnit unit_above_;
  std::string group_;
};

}  // namespace

std::vector<TableBodyRow> read_table_rows(const Document& document, const Table& table, const TableHeader& header,
                                          const Vocabulary& vocabulary) {
  return RowReader(document, table, header, vocabulary).read();
}

}  // namespace trichluc
