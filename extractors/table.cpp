#include "extractors/table.h"
#include "extractors/own_fact.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "extractors/case_identifier.h"
#include "extractors/cell_scan.h"
#include "extractors/contact.h"
#include "extractors/deadline.h"
#include "extractors/figure_context.h"
#include "extractors/figures.h"
#include "extractors/legal_reference.h"
#include "extractors/period.h"
#include "extractors/table_columns.h"
#include "extractors/table_rows.h"
#include "extractors/time.h"
#include "extractors/values/number.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }

/// A cell that is one number and what belongs to it.
struct FigureCell {
  Range text;  // sign or comparator to per cent sign, bytes of the cell
  Range digits;
  NumberReading number;
  std::optional<Decimal> total;  // "15/20"
  Comparator comparator = Comparator::kEqual;
  bool percent = false;
};

struct Sign {
  std::string_view written;
  Comparator comparator;
};
constexpr std::array<Sign, 16> kSigns = {{{">=", Comparator::kAtLeast},
                                          {"<=", Comparator::kAtMost},
                                          {"≥", Comparator::kAtLeast},
                                          {"≤", Comparator::kAtMost},
                                          {">", Comparator::kGreater},
                                          {"<", Comparator::kLess},
                                          {"~", Comparator::kAbout},
                                          {"≈", Comparator::kAbout},
                                          {"trên ", Comparator::kGreater},
                                          {"hơn ", Comparator::kGreater},
                                          {"dưới ", Comparator::kLess},
                                          {"khoảng ", Comparator::kAbout},
                                          {"ít nhất ", Comparator::kAtLeast},
                                          {"tối thiểu ", Comparator::kAtLeast},
                                          {"tối đa ", Comparator::kAtMost},
                                          {"không quá ", Comparator::kAtMost}}};

/// Digits with blanks between groups of three ("3 420 000") are one number in a cell.
std::optional<NumberReading> read_grouped(std::string_view digits) {
  if (digits.find(' ') == std::string_view::npos) return read_number(digits);
  std::string joined;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (digits[at] != ' ') {
      joined += digits[at];
      continue;
    }
    std::size_t run = 0;
    while (at + 1 + run < digits.size() && is_digit_byte(digits[at + 1 + run])) ++run;
    if (run != 3) return std::nullopt;
  }
  return read_number(joined);
}

std::optional<FigureCell> read_figure(std::string_view cell) {
  FigureCell figure;
  const std::string folded = fold_lower(cell);
  std::uint32_t at = 0;
  for (const Sign& sign : kSigns) {
    if (!folded.starts_with(sign.written)) continue;
    figure.comparator = sign.comparator;
    at = static_cast<std::uint32_t>(sign.written.size());
    break;
  }
  while (at < cell.size() && cell[at] == ' ') ++at;
  bool negative = false;
  if (at < cell.size() && (cell[at] == '-' || cell[at] == '+')) negative = cell[at++] == '-';
  while (at < cell.size() && cell[at] == ' ') ++at;
  const std::uint32_t begin = at;
  while (at < cell.size() && (is_digit_byte(cell[at]) || ((cell[at] == '.' || cell[at] == ',' || cell[at] == ' ') &&
                                                          at + 1 < cell.size() && is_digit_byte(cell[at + 1]))))
    ++at;
  if (at == begin) return std::nullopt;
  figure.digits = {begin, at};
  const auto number = read_grouped(cell.substr(begin, at - begin));
  if (!number) return std::nullopt;
  figure.number = *number;
  if (negative) figure.number.value.digits = -figure.number.value.digits;
  std::uint32_t end = at;
  if (at < cell.size() && cell[at] == '/') {
    const std::uint32_t second = ++at;
    while (at < cell.size() && (is_digit_byte(cell[at]) || cell[at] == '.')) ++at;
    const auto total = read_number(cell.substr(second, at - second));
    if (!total || total->value < number->value) return std::nullopt;
    figure.total = total->value;
    figure.digits.end = end = at;
  }
  while (at < cell.size() && cell[at] == ' ') ++at;
  if (at < cell.size() && cell[at] == '%') {
    figure.percent = true;
    end = ++at;
  }
  while (at < cell.size() && (cell[at] == ' ' || cell[at] == '*')) ++at;
  if (at != cell.size()) return std::nullopt;
  figure.text = {0, end};
  return figure;
}

class TableReader {
 public:
  TableReader(const Document& document, const Table& table, const RuleSet& rules, const Vocabulary& vocabulary,
              const ReferenceContext& references, TableFindings& found)
      : document_(document),
        table_(table),
        rules_(rules),
        vocabulary_(vocabulary),
        references_(references),
        found_(found),
        header_(read_table_header(document, table, rules, vocabulary)) {}

  void read() {
    for (Fact& time : header_.times) found_.facts.push_back(std::move(time));
    append(header_.explained);
    for (const TableBodyRow& row : read_table_rows(document_, table_, header_, vocabulary_)) read_row(row);
  }

 private:
  const Block& block(int index) const { return document_.blocks[static_cast<std::size_t>(index)]; }
  const TableColumn& column(int index) const { return header_.columns[static_cast<std::size_t>(index)]; }

  void append(const std::vector<ExplainedRange>& ranges) {
    found_.explained.insert(found_.explained.end(), ranges.begin(), ranges.end());
  }
  void explain(int row, Range range, std::string_view role) {
    found_.explained.push_back({row, range, std::string(role)});
  }

  void read_row(const TableBodyRow& row) {
    const Block& text = block(row.block);
    if (!row.mark.empty()) explain(row.block, row.mark, "list-mark");
    for (const Cell& cell : text.table_row->cells) {
      const std::string_view said = std::string_view(text.text).substr(cell.text.begin, cell.text.size());
      const ColumnRole own = column(cell.column).role;
      const ColumnRole role = row.heading && (own != ColumnRole::kNumber || text.table_row->cells.size() == 1)
                                  ? ColumnRole::kRowHeader
                                  : own;
      switch (role) {
        case ColumnRole::kNumber: explain(row.block, cell.text, "list-mark"); break;
        case ColumnRole::kUnit: explain(row.block, cell.text, "name-part"); break;
        case ColumnRole::kRowHeader:
          read_words(row, cell, false);
          explain(row.block, cell.text, "name-part");
          break;
        case ColumnRole::kNothing:
          if (has_letters(said) || said.find('/') != std::string_view::npos) read_words(row, cell, false);
          explain(row.block, cell.text, "code");
          break;
        case ColumnRole::kDeadline: read_words(row, cell, false); break;
        case ColumnRole::kFigures:
          if (!read_number_cell(row, cell, said)) read_words(row, cell, true);
          break;
      }
    }
  }

  // --- numbers ------------------------------------------------------------------------------------------------

  /// Whether the cell is a number, fact or not.
  bool read_number_cell(const TableBodyRow& row, const Cell& cell, std::string_view said) {
    const auto figure = read_figure(said);
    if (!figure) return false;
    const TableColumn& at = column(cell.column);
    const TableUnit unit = figure->percent ? read_unit("%", vocabulary_) : unit_of(row, at);
    if (!unit) return true;
    Figure common;
    common.comparator = figure->comparator;
    common.period = at.period;
    common.modality = at.target ? Modality::kTarget : Modality::kReported;
    common.of = row.subject;
    common.per = unit.per;
    if (common.per.empty()) common.per = row.per;
    common.decimal_point = figure->number.decimal_point;
    Decimal value = figure->number.value;
    if (!value.scale_by_power_of_ten(unit.power)) return true;
    value.shorten();
    Fact fact;
    switch (unit.kind) {
      case TableUnit::Kind::kPercentage: {
        Percentage percentage;
        percentage.value = value;
        percentage.figure = std::move(common);
        percentage.figure.per.clear();
        fact.value = std::move(percentage);
        break;
      }
      case TableUnit::Kind::kMoney: {
        Budget budget;
        budget.amount = value;
        budget.currency = unit.currency;
        budget.figure = std::move(common);
        fact.value = std::move(budget);
        break;
      }
      default: {
        Count count;
        count.value = value;
        count.unit = unit.noun;
        count.measure = unit.measure;
        count.total = figure->total;
        count.figure = std::move(common);
        fact.value = std::move(count);
        break;
      }
    }
    if (figure->total && unit.kind != TableUnit::Kind::kCount) return true;  // "15/20" of no things
    fact.block = row.block;
    fact.text = {cell.text.begin + figure->text.begin, cell.text.begin + figure->text.end};
    fact.digits = {cell.text.begin + figure->digits.begin, cell.text.begin + figure->digits.end};
    fact.rule = "table.cell";
    fact.confidence = unit.known ? 0.95 : 0.85;
    fact.table = TableCell{row.name, at.name};
    found_.facts.push_back(std::move(fact));
    return true;
  }

  /// The order of ANNOTATION.md section 9, with what a header says of its own column before what rows say: "Tỷ lệ (%)"
  /// or "Kinh phí (triệu đồng)" beside a unit cell "Lớp".
  TableUnit unit_of(const TableBodyRow& row, const TableColumn& at) const {
    if (at.unit) return at.unit;
    if (at.money && header_.caption_unit.kind == TableUnit::Kind::kMoney) return header_.caption_unit;
    if (at.ratio) return header_.caption_unit.kind == TableUnit::Kind::kPercentage ? header_.caption_unit : TableUnit{};
    // "So với kế hoạch": most likely per cent, but nothing says so
    const bool difference =
        contains_word(at.folded, "tăng") || contains_word(at.folded, "giảm") || contains_word(at.folded, "chênh lệch");
    if (at.compares && !difference && row.unit.kind != TableUnit::Kind::kPercentage) return {};
    if (row.unit || row.unit_given) return row.unit;
    if (row.noun) return row.noun;
    if (at.noun) return at.noun;
    if (header_.caption_unit) return header_.caption_unit;
    if (row.rate) return {};
    // levels ("1 2 3") and answers count what was asked for, not what a question is about
    const bool level = !has_letters(at.own) && at.period.empty();
    if (row.name_noun && !level) return row.name_noun;
    return header_.caption_noun;
  }

  // --- words --------------------------------------------------------------------------------------------------

  void read_words(const TableBodyRow& row, const Cell& cell, bool with_figures) {
    const TableColumn& at = column(cell.column);
    CellScan reader(block(row.block), row.block, cell.text, rules_, vocabulary_);
    Scan& scan = reader.scan;
    std::vector<Fact> facts;
    const auto keep = [&facts](std::vector<Fact> more) {
      for (Fact& fact : more) facts.push_back(std::move(fact));
    };
    keep(find_own_facts(scan));
    keep(find_case_identifiers(scan, references_.own_number));
    keep(find_references(scan, references_));
    keep(find_contacts(scan));
    find_times(scan);
    const bool due = at.role == ColumnRole::kDeadline && !row.heading;
    std::vector<Fact> deadlines;
    if (due || with_figures) deadlines = find_deadlines(scan, {due, due ? at.folded : std::string(), false});
    for (TimeSpan& time : scan.times) {
      if (!time.lone_day || time.is_deadline) scan.take(time.text);
      if (time.is_deadline || time.lone_day) continue;
      if (due) {
        Deadline deadline;
        deadline.due = time.value;
        deadline.relation = DueRelation::kBy;
        deadlines.push_back(scan.make_fact(std::move(deadline), time.text, time.digits, time.rule));
        deadlines.back().confidence = 0.95;
        time.is_deadline = true;
        continue;
      }
      facts.push_back(scan.make_fact(TimeMention{time.value}, time.text, time.digits, time.rule));
      facts.back().confidence = 0.9;
    }
    for (Fact& fact : deadlines) {
      auto& deadline = std::get<Deadline>(fact.value);
      if (due) deadline.action = row.name;
      if (deadline.obligor.empty()) deadline.obligor = row.obligor;
    }
    keep(std::move(deadlines));
    if (with_figures) keep(read_figures(scan, at, row));
    for (Fact& fact : facts) {
      fact = reader.in_row(std::move(fact));
      fact.table = TableCell{row.name, at.name};
      found_.facts.push_back(std::move(fact));
    }
    for (const Hit& hit : scan.hits) {
      const std::string_view role = hit.rule->constant("role");
      if (hit.rule->kind == RuleKind::kOther && !role.empty()) explain(row.block, reader.in_row(hit.span), role);
    }
  }

  /// Figures in a cell of words: "02 lớp", "tổ chức 03 hội nghị".
  std::vector<Fact> read_figures(Scan& scan, const TableColumn& at, const TableBodyRow& row) const {
    classify_times(scan);
    std::vector<Fact> figures = find_figures(scan);
    read_figure_context(scan, figures, {});
    bind_periods(scan, figures, {});
    for (Fact& fact : figures) {
      Figure* const figure = figure_of(fact.value);
      if (figure->period.empty()) figure->period = at.period;
      if (at.target) figure->modality = Modality::kTarget;
      if (figure->of.empty()) figure->of = row.subject;
    }
    return figures;
  }

  const Document& document_;
  const Table& table_;
  const RuleSet& rules_;
  const Vocabulary& vocabulary_;
  const ReferenceContext& references_;
  TableFindings& found_;
  TableHeader header_;
};

}  // namespace

TableFindings find_table_facts(const Document& document, const RuleSet& rules, const Vocabulary& vocabulary,
                               const std::string& own_number, const std::string& own_type) {
  TableFindings found;
  const ReferenceContext references{nullptr, own_number, own_type};
  for (const auto& [number, table] : group_tables(document))
    TableReader(document, table, rules, vocabulary, references, found).read();
  std::stable_sort(found.facts.begin(), found.facts.end(),
                   [](const Fact& a, const Fact& b) { return a.block < b.block; });
  return found;
}

}  // namespace trichluc
