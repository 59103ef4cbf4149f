#include "extractors/table_columns.h"

#include <algorithm>
#include <cstdlib>

#include "extractors/cell_scan.h"
#include "extractors/table_words.h"
#include "extractors/values/number.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr int kCaptionBlocks = 3;             // above the table
constexpr std::size_t kLongestCaption = 500;  // bytes

std::string fold(std::string_view text) { return place_tones(fold_lower(text)); }

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// "1", "(2)", "4=3/2", "A": a cell of the row of column numbers.
bool is_column_number(std::string_view text) {
  if (text.size() == 1 && text[0] >= 'A' && text[0] <= 'Z') return true;
  return !text.empty() && text.find_first_not_of("0123456789()[]=+-/*:x% ") == std::string_view::npos &&
         text.find_first_of("0123456789") != std::string_view::npos && text.find("20") != 0;
}

bool is_column_numbers(const Block& row) {
  const std::vector<Cell>& cells = row.table_row->cells;
  int numbers = 0;
  int last = 0;
  for (const Cell& cell : cells) {
    std::string_view text = std::string_view(row.text).substr(cell.text.begin, cell.text.size());
    if (!is_column_number(text)) return false;
    const std::size_t digit = text.find_first_of("0123456789");
    if (digit == std::string_view::npos) continue;
    const int number = std::atoi(std::string(text.substr(digit)).c_str());
    if (numbers++ > 0 && number != last + 1) return false;
    last = number;
  }
  // levels below a spanning header ("1 2 3 4 5") do not begin at the first column
  return numbers >= 2 && cells.front().column == 0;
}

class HeaderReader {
 public:
  HeaderReader(const Document& document, const Table& table, const RuleSet& rules, const Vocabulary& vocabulary)
      : blocks_(document.blocks), table_(table), rules_(rules), vocabulary_(vocabulary) {}

  TableHeader read() {
    for (const auto* rows : {&table_.header, &table_.body}) {
      for (const int row : *rows) {
        for (const Cell& cell : block(row).table_row->cells)
          columns_ = std::max(columns_, cell.column + cell.column_span);
      }
    }
    made_.columns.resize(static_cast<std::size_t>(columns_));
    paths_.resize(made_.columns.size());
    for (const int row : table_.header) read_row(row);
    for (const int row : table_.repeated) explain(row, "ordinal");
    read_caption();
    for (int column = 0; column < columns_; ++column) describe(column);
    find_roles();
    return std::move(made_);
  }

 private:
  struct Named {
    std::string text;
    std::vector<HeaderTime> times;
  };

  const Block& block(int index) const { return blocks_[static_cast<std::size_t>(index)]; }
  TableColumn& column(int index) { return made_.columns[static_cast<std::size_t>(index)]; }

  void explain(int row, std::string_view role) {
    made_.explained.push_back({row, {0, static_cast<std::uint32_t>(block(row).text.size())}, std::string(role)});
  }

  void read_row(int row) {
    const Block& names = block(row);
    if (is_column_numbers(names)) {
      for (const Cell& cell : names.table_row->cells) {
        const std::string_view text = std::string_view(names.text).substr(cell.text.begin, cell.text.size());
        const std::size_t sign = text.find('=');
        if (sign == std::string_view::npos) continue;
        made_.explained.push_back({row, cell.text, "code"});
        if (text.find_first_of("/:", sign) != std::string_view::npos) {
          column(cell.column).compares = true;
          column(cell.column).unit = read_unit("%", vocabulary_);
        }
      }
      explain(row, "ordinal");
      return;
    }
    for (const Cell& cell : names.table_row->cells) {
      CellScan reader(names, row, cell.text, rules_, vocabulary_);
      Named named;
      named.text = std::string(reader.scan.text.printed());
      named.times = find_header_times(reader);
      complete(named, paths_[static_cast<std::size_t>(cell.column)]);
      for (const HeaderTime& time : named.times) keep_time(reader, time);
      for (const Hit& hit : reader.scan.hits) {
        if (hit.rule->kind == RuleKind::kOther)
          made_.explained.push_back({row, reader.in_row(hit.span), std::string(hit.rule->constant("role"))});
      }
      if (cell.column_span >= columns_ && columns_ > 1) {
        title_ += named.text + "\n";  // over the whole table: its caption
        continue;
      }
      for (int at = cell.column; at < std::min(columns_, cell.column + cell.column_span); ++at)
        paths_[static_cast<std::size_t>(at)].push_back(named);
    }
    explain(row, "ordinal");
  }

  /// "Quý I" below "Năm 2031" is of that year.
  static void complete(Named& named, const std::vector<Named>& above) {
    int year = 0;
    for (auto name = above.rbegin(); name != above.rend() && year == 0; ++name) {
      for (const HeaderTime& time : name->times) year = year != 0 ? year : year_of(time.value);
    }
    if (year == 0) return;
    for (HeaderTime& time : named.times) {
      if (time.value.find('X') == std::string::npos) continue;
      if (Edtf part = part_of_year(fold(named.text), year); !part.empty()) time.value = std::move(part);
    }
  }

  /// The table's header dates are facts once.
  void keep_time(const CellScan& reader, const HeaderTime& time) {
    const bool known = std::any_of(made_.times.begin(), made_.times.end(), [&](const Fact& fact) {
      return std::get<TimeMention>(fact.value).value == time.value;
    });
    if (known) return;
    Fact fact = reader.in_row(reader.scan.make_fact(TimeMention{time.value}, time.text, time.digits, time.rule));
    if (time.rule == nullptr) fact.rule = "table.header_year";
    fact.confidence = 0.9;
    made_.times.push_back(std::move(fact));
  }

  /// The blocks right above the table, and what its corner says.
  void read_caption() {
    std::vector<std::string> captions;
    const int first = table_.header.empty() ? table_.body.front() : table_.header.front();
    for (int i = first - 1; i >= std::max(0, first - kCaptionBlocks); --i) {
      const Block& above = block(i);
      if (above.table_row) break;
      if (!is_read(above.kind) && above.kind != BlockKind::kMarginNote) continue;
      if (above.text.size() > kLongestCaption) break;
      captions.push_back(above.text);
      if (above.kind == BlockKind::kHeading) break;
    }
    if (!title_.empty()) captions.insert(captions.begin(), title_);
    // the corner; a unit in another header is that column's alone
    for (std::size_t column = 0; column < std::min<std::size_t>(2, paths_.size()); ++column) {
      for (const Named& name : paths_[column]) captions.push_back(name.text);
    }
    for (const std::string& caption : captions) {
      if (!made_.caption_unit) made_.caption_unit = unit_of_caption(caption, vocabulary_);
    }
    for (int i = first - 1; i >= std::max(0, first - kCaptionBlocks) && !made_.caption_noun; --i) {
      if (block(i).table_row || block(i).text.size() > kLongestCaption) break;
      made_.caption_noun = noun_of_caption(block(i).text, vocabulary_);
    }
  }

  void describe(int index) {
    TableColumn& made = column(index);
    const std::vector<Named>& path = paths_[static_cast<std::size_t>(index)];
    std::string last;
    for (const Named& name : path) {
      if (name.text == last) continue;
      if (!made.name.empty()) made.name += " / ";
      made.name += name.text;
      last = name.text;
    }
    made.folded = fold(made.name);
    made.own = fold(last);
    made.compares = made.compares || is_comparison(made.folded);
    for (auto name = path.rbegin(); name != path.rend(); ++name) {
      if (!made.unit) made.unit = unit_of_header(name->text, vocabulary_);
      if (!made.noun) made.noun = noun_after_number_word(name->text, vocabulary_);
    }
    made.ratio = !made.unit && has_word(made.folded, {"tỷ lệ", "tỉ lệ", "cơ cấu", "tỷ trọng", "hệ số"});
    made.money = has_word(made.own, {"kinh phí", "thành tiền", "đơn giá", "số tiền", "giá trị", "vốn", "dự toán",
                                     "tổng mức đầu tư", "tổng tiền", "mức hỗ trợ"});
    if (made.compares) return;
    for (auto name = path.rbegin(); name != path.rend(); ++name) {
      const int sign = planned(fold(name->text));
      if (sign == 0) continue;
      made.target = sign > 0;
      break;
    }
    made.period = period_of(path);
  }

  static Edtf period_of(const std::vector<Named>& path) {
    if (path.empty()) return {};
    int year = 0;
    for (auto name = path.rbegin(); name != path.rend() && year == 0; ++name) {
      for (const HeaderTime& time : name->times) year = year != 0 ? year : year_of(time.value);
    }
    for (auto name = path.rbegin(); name != path.rend(); ++name) {
      const std::string folded = fold(name->text);
      if (has_word(folded, {"cùng kỳ"})) return {};
      const bool dated = !name->times.empty() && name->times.front().value.find('X') == std::string::npos;
      if (dated) return name->times.front().value;
      // "TH 10 tháng" below "Năm 2017"
      if (year != 0) {
        if (const Edtf part = part_of_year(folded, year); !part.empty()) return part;
      }
      if (!name->times.empty()) return name->times.front().value;
    }
    return {};
  }

  void find_roles() {
    bool row_header = false;
    for (int index = 0; index < columns_; ++index) {
      TableColumn& made = column(index);
      if (is_number_column(index)) {
        made.role = ColumnRole::kNumber;
      } else if (is_unit_column(index)) {
        made.role = ColumnRole::kUnit;
      } else if (contains_word(made.folded, "thời hạn") ||
                 (contains_word(made.folded, "hoàn thành") &&
                  has_word(made.folded, {"thời gian", "hạn", "tiến độ", "thời điểm"}))) {
        made.role = ColumnRole::kDeadline;
      } else if (!row_header && is_text_column(index)) {
        made.role = ColumnRole::kRowHeader;
        row_header = true;
      } else if (counts_nothing(made.own)) {
        made.role = ColumnRole::kNothing;
      }
    }
    // "Năm 2020 │ 45": without a column of words the first one names the rows
    for (int index = 0; index < columns_ && !row_header; ++index) {
      if (column(index).role != ColumnRole::kFigures && column(index).role != ColumnRole::kNothing) continue;
      column(index).role = ColumnRole::kRowHeader;
      row_header = true;
    }
  }

  template <class F>
  int count_cells(int index, F&& holds) const {
    int count = 0;
    for (const int row : table_.body) {
      const Cell* cell = cell_at(block(row), index);
      if (cell != nullptr && cell->column == index &&
          holds(std::string_view(block(row).text).substr(cell->text.begin, cell->text.size())))
        ++count;
    }
    return count;
  }
  int count_cells(int index) const {
    return count_cells(index, [](std::string_view) { return true; });
  }

  bool is_number_column(int index) {
    if (is_one_of(column(index).own, {"stt", "tt", "số tt", "s.t.t", "số thứ tự", "t.t", "#", "no", "no.", "stt."}))
      return true;
    if (index != 0 || columns_ < 3 || !column(index).own.empty()) return false;
    const int all = count_cells(index);
    return all > 0 && all == count_cells(index, [](std::string_view text) {
                        return text.size() <= 4 && (is_figure(text) || read_roman(text) > 0 || text.size() == 1);
                      });
  }

  bool is_unit_column(int index) {
    const std::string& own = column(index).own;
    if (is_one_of(own, {"đvt", "đơn vị tính", "đv tính", "đ.v.t", "đvt:", "đv t"})) return true;
    if (!is_one_of(own, {"đơn vị", "đv"})) return false;
    // "Đơn vị" heads the names of bodies as often
    const int known = count_cells(index, [this](std::string_view text) {
      return is_ditto(text) || read_unit(text, vocabulary_).known || text.find('/') != std::string_view::npos;
    });
    return 2 * known > count_cells(index);
  }

  bool is_text_column(int index) const {
    const int words = count_cells(index, [](std::string_view text) { return has_letters(text); });
    return words > 0 && 2 * words > count_cells(index);
  }

  const std::vector<Block>& blocks_;
  const Table& table_;
  const RuleSet& rules_;
  const Vocabulary& vocabulary_;
  TableHeader made_;
  std::vector<std::vector<Named>> paths_;  // by column, outermost first
  std::string title_;
  int columns_ = 0;
};

}  // namespace

const Cell* cell_at(const Block& row, int column) {
  for (const Cell& cell : row.table_row->cells) {
    if (cell.column <= column && column < cell.column + cell.column_span) return &cell;
  }
  return nullptr;
}

std::string_view cell_text(const Block& row, int column) {
  const Cell* cell = cell_at(row, column);
  return cell == nullptr ? std::string_view{} : std::string_view(row.text).substr(cell->text.begin, cell->text.size());
}

bool is_figure(std::string_view text) {
  return !has_letters(text) && text.find_first_of("0123456789") != std::string_view::npos;
}

std::map<int, Table> group_tables(const Document& document) {
  std::map<int, Table> tables;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const auto& row = document.blocks[i].table_row;
    if (!row) continue;
    Table& table = tables[row->table];
    (row->repeated ? table.repeated : row->header ? table.header : table.body).push_back(static_cast<int>(i));
  }
  std::erase_if(tables, [](const auto& entry) { return entry.second.body.empty(); });
  return tables;
}

TableHeader read_table_header(const Document& document, const Table& table, const RuleSet& rules,
                              const Vocabulary& vocabulary) {
  return HeaderReader(document, table, rules, vocabulary).read();
}

}  // namespace trichluc
