#include "extractors/figures.h"

#include <algorithm>
#include <array>

#include "extractors/counted_noun.h"
#include "extractors/reference_parts.h"
#include "extractors/values/number.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

/// The hits that may become figures, or that keep numbers from becoming one; the best where several overlap.
std::vector<const Hit*> figure_hits(const Scan& scan) {
  std::vector<const Hit*> hits;
  for (const Hit& hit : scan.hits) {
    const RuleKind kind = hit.rule->kind;
    const bool wanted = kind == RuleKind::kBudget || kind == RuleKind::kPercentage || kind == RuleKind::kCount ||
                        (kind == RuleKind::kOther && !hit.rule->constant("role").empty());
    if (wanted && !scan.is_taken(hit.span)) hits.push_back(&hit);
  }
  // Priority first here: a number and the noun after it are always longer than the date or age it belongs to.
  std::stable_sort(hits.begin(), hits.end(), [](const Hit* a, const Hit* b) {
    if (a->rule->priority != b->rule->priority) return a->rule->priority > b->rule->priority;
    return a->span.size() > b->span.size();
  });
  return hits;
}

constexpr const char* kGlued = "a digit or a letter is joined to its left side";
constexpr const char* kNoNumber = "the number is none as Vietnamese writes it";

bool blank_or_end(std::string_view text) { return text.empty() || text.front() == ' '; }

class Figures {
 public:
  explicit Figures(Scan& scan) : scan_(scan) {}

  std::vector<Fact> run() {
    const std::vector<const Hit*> hits = figure_hits(scan_);
    facts_.reserve(hits.size());
    for (const Hit* best : hits) {
      const Hit& hit = *best;
      if (overlaps_used(hit.span)) {
        // a count whose range's first number belongs to something else still has its second
        if (hit.rule->kind != RuleKind::kCount || overlaps_used({hit.capture("number").begin, hit.span.end})) continue;
      }
      switch (hit.rule->kind) {
        case RuleKind::kBudget: add_budget(hit); break;
        case RuleKind::kPercentage: add_percentage(hit); break;
        case RuleKind::kCount: add_count(hit); break;
        default:
          if (!is_longer_noun(hit)) used_.push_back(hit.span);
          break;
      }
    }
    std::sort(facts_.begin(), facts_.end(),
              [](const Fact& a, const Fact& b) { return a.digits.begin < b.digits.begin; });
    for (const Fact& fact : facts_) scan_.take(fact.text);
    return std::move(facts_);
  }

 private:
  bool overlaps_used(Range range) const {
    return std::any_of(used_.begin(), used_.end(), [&](Range other) { return other.overlaps(range); });
  }

  /// "120 ngày công": what looks like a length is counted when a longer noun begins with the unit.
  bool is_longer_noun(const Hit& hit) const {
    if (hit.rule->id != "other.duration") return false;
    const int last = scan_.text.token_before(hit.span.end);
    if (last < 0) return false;
    const std::uint32_t unit = scan_.text.token(last).range.begin;
    return unit + scan_.vocabulary.nouns.longest_at(scan_.folded(), unit).length > hit.span.end;
  }

  /// The first number of a range ("65-70 USD"); empty when the hit has none or it belongs to something else.
  Range low_of(const Hit& hit) const {
    const Range low = hit.capture("low");
    if (low.empty() || overlaps_used(low) || scan_.is_taken(low)) return {};
    const auto first = read_number(scan_.folded(low));
    const auto second = read_number(scan_.folded(hit.capture("number")));
    if (!first || !second) return {};
    // "năm 2020 đến 50%": a year is no end of a range of small numbers
    const std::string_view digits = scan_.folded(low);
    const bool year = digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    if (year && second->value < Decimal{1000, 0}) return {};
    if (!(first->value < second->value)) return {};
    return low;
  }

  /// "+1/2", "1.5/2.000": a number glued to something else on its left.
  bool glued_left(std::uint32_t begin) const {
    if (begin == 0) return false;
    const char before = scan_.folded()[begin - 1];
    if (before == '/' || before == '.' || before == ',')
      return begin >= 2 && scan_.folded()[begin - 2] >= '0' && scan_.folded()[begin - 2] <= '9';
    return before == '-' && begin >= 2 &&
           ((scan_.folded()[begin - 2] >= '0' && scan_.folded()[begin - 2] <= '9') ||
            is_letter(decode_before(scan_.folded(), begin - 1).code));
  }

  void add(FactValue value, Range text, Range digits, const Hit& hit, double confidence) {
    Fact fact = scan_.make_fact(std::move(value), text, digits, hit.rule);
    fact.confidence = confidence;
    facts_.push_back(std::move(fact));
  }

  void add_budget(const Hit& hit) {
    const std::string_view currency = scan_.folded(hit.capture("currency"));
    const std::string_view scale = scan_.folded(hit.capture("scale"));
    const std::string_view after = scan_.folded().substr(hit.span.end);
    const bool bare = hit.rule->id == "budget.without_currency";
    const Range number = hit.capture("number");
    if (glued_left(hit.span.begin)) return scan_.turn_down(hit, kGlued);
    if (bare && !is_money_sentence(hit)) return scan_.turn_down(hit, "nothing in the sentence speaks of money");
    if (!bare && !is_currency(hit, currency, scale, after)) return scan_.turn_down(hit, "the word is no currency here");
    const auto value = read_number(scan_.folded(number));
    if (!value) return scan_.turn_down(hit, kNoNumber);
    Budget budget;
    budget.amount = value->value;
    if (!to_units(budget.amount, scale)) return;
    // "98 tỷ 532 triệu 487 nghìn đồng"
    for (const auto& [rest_of, scale_of] : {std::pair{"number2", "scale2"}, std::pair{"number3", "scale3"}}) {
      if (!hit.has(rest_of) || hit.capture(rest_of).empty()) continue;
      const auto rest = read_number(scan_.folded(hit.capture(rest_of)));
      if (!rest) return;
      Decimal more = rest->value;
      if (!to_units(more, scan_.folded(hit.capture(scale_of)))) return;
      budget.amount = budget.amount + more;
    }
    const auto found = scan_.vocabulary.currency_names.longest_at(currency, 0);
    if (found.index >= 0) budget.currency = scan_.vocabulary.currencies[static_cast<std::size_t>(found.index)].code;
    const Range low = low_of(hit);
    Range text = hit.span;
    if (!low.empty()) {
      Budget first = budget;
      first.amount = read_number(scan_.folded(low))->value;
      // "từ 500 nghìn đồng đến 1 triệu đồng": the first end may carry a scale of its own
      const std::string_view between = trim(scan_.between(low.end, number.begin));
      const auto own = scan_.vocabulary.scales.longest_at(between, 0);
      budget.figure.per = rate_after(text.end, text);
      if (own.index > 0 ? to_power(first.amount, own.index) : to_units(first.amount, scale))
        add(first, text, low, hit, 0.95);
      text.begin = number.begin;
    } else {
      if (hit.has("low")) text.begin = number.begin;
      budget.figure.per = rate_after(text.end, text);
    }
    add(budget, text, number, hit, bare ? 0.85 : 0.98);
    used_.push_back(hit.has("low") && low.empty() ? text : hit.span);
  }

  bool is_currency(const Hit& hit, std::string_view currency, std::string_view scale, std::string_view after) const {
    if (currency == "đ") {
      if (after.starts_with("/c") || after.starts_with("/ c")) return false;  // "05 đ/c": đồng chí
      return !scale.empty() || hit.capture("number").size() >= 4;
    }
    if (currency == "đồng" && scale.empty()) {
      // "10 đồng chí", "3 đồng phạm": another word, unless the amount is grouped
      const int next = scan_.text.token_from(hit.span.end);
      const bool word_follows =
          next < scan_.text.count() && scan_.text.token(next).kind == TokenKind::kWord && blank_or_end(after);
      const bool small = hit.capture("number").size() <= 3;
      if (word_follows && small && !scan_.vocabulary.not_counted.contains(scan_.text.word(next))) return false;
    }
    if (currency == "won" || currency == "yên" || currency == "bạt") return true;
    return true;
  }

  bool is_money_sentence(const Hit& hit) const {
    const int next = scan_.text.token_from(hit.span.end);
    if (next < scan_.text.count() && scan_.text.token(next).range.begin <= hit.span.end + 1) {
      const Token& token = scan_.text.token(next);
      const std::string_view word = scan_.text.word(next);
      if (token.kind == TokenKind::kWord && !scan_.vocabulary.not_counted.contains(word) && !is_list_word(word))
        return false;
      if (word == "%" || (token.kind == TokenKind::kNumber)) return false;
    }
    const Range sentence = scan_.sentence_at(hit.span.begin);
    for (int i = scan_.text.token_from(sentence.begin);
         i < scan_.text.count() && scan_.text.token(i).range.begin < sentence.end; ++i) {
      if (scan_.text.token(i).kind == TokenKind::kWord &&
          scan_.vocabulary.money_context.longest_at(scan_.folded(), scan_.text.token(i).range.begin).index >= 0)
        return true;
      if (scan_.text.word(i) == "đồng") return true;
    }
    return false;
  }

  static bool is_list_word(std::string_view word) {
    return word == "tiền" || word == "đạt" || word == "bằng" || word == "tăng" || word == "giảm" || word == "chiếm";
  }

  bool to_units(Decimal& amount, std::string_view scale) const {
    if (scale.empty()) return true;
    const auto found = scan_.vocabulary.scales.longest_at(scale, 0);
    return found.index > 0 && to_power(amount, found.index);
  }

  static bool to_power(Decimal& amount, int power) {
    if (!amount.scale_by_power_of_ten(power)) return false;
    amount.shorten();
    return true;
  }

  void add_percentage(const Hit& hit) {
    const Range number = hit.capture("number");
    const auto value = read_number(scan_.folded(number));
    if (!value) return scan_.turn_down(hit, kNoNumber);
    if (glued_left(hit.span.begin)) return scan_.turn_down(hit, kGlued);
    Percentage percentage;
    percentage.value = value->value;
    percentage.figure.decimal_point = value->decimal_point;
    percentage.points = hit.has("points");
    const Range low = low_of(hit);
    Range text = hit.span;
    if (hit.has("low")) text = {number.begin, hit.span.end};
    if (!low.empty()) {
      Percentage first = percentage;
      const auto low_value = read_number(scan_.folded(low));
      first.value = low_value->value;
      first.figure.decimal_point = low_value->decimal_point;
      add(first, {low.begin, hit.span.end}, low, hit, 0.95);
    }
    add(percentage, text, number, hit, 0.98);
    used_.push_back(low.empty() ? text : hit.span);
  }

  /// "/năm", "/hộ" behind a figure; the text grows over it.
  std::string rate_after(std::uint32_t at, Range& text) const {
    const std::string_view rest = scan_.folded().substr(at, 40);
    std::size_t skip = 0;
    while (skip < rest.size() && rest[skip] == ' ') ++skip;
    if (skip >= rest.size() || rest[skip] != '/') return {};
    ++skip;
    while (skip < rest.size() && rest[skip] == ' ') ++skip;
    const auto begin = static_cast<std::uint32_t>(at + skip);
    const int index = scan_.text.token_from(begin);
    if (index >= scan_.text.count() || scan_.text.token(index).kind != TokenKind::kWord ||
        scan_.text.token(index).range.begin != begin)
      return {};
    const std::string_view word = scan_.text.word(index);
    if (word == "kh" || scan_.starts_with(begin, "kế hoạch")) return {};  // "425 lao động/KH 800 lao động"
    text.end = scan_.text.token(index).range.end;
    if (const auto measure = scan_.vocabulary.measure_names.longest_at(scan_.folded(), begin);
        measure.index >= 0 && begin + measure.length > text.end)
      text.end = begin + measure.length;  // "đồng/m3": the digit is a token of its own
    if (word == "năm") return "P1Y";
    if (word == "tháng") return "P1M";
    if (word == "quý") return "P3M";
    if (word == "tuần") return "P7D";
    if (word == "ngày") return "P1D";
    const auto noun = scan_.vocabulary.nouns.longest_at(scan_.folded(), begin);
    if (noun.index >= 0) text.end = begin + noun.length;
    // "7,8 bác sĩ/vạn dân"
    const bool scaled = word == "vạn" || word == "nghìn" || word == "ngàn" || word == "triệu";
    if (scaled && index + 1 < scan_.text.count() && scan_.text.token(index + 1).kind == TokenKind::kWord)
      text.end = scan_.text.token(index + 1).range.end;
    const std::uint32_t end = text.end;
    // "đồng/người/tháng": the quote holds both rates, the first is the value's
    constexpr std::string_view kRates[] = {"/tháng", "/năm",  "/ngày", "/buổi", "/lần",
                                           "/quý",   "/tuần", "/tiết", "/đợt"};
    for (const std::string_view rate : kRates) {
      if (end >= scan_.folded().size() || scan_.folded()[end] != '/' || !scan_.starts_with(end, rate)) continue;
      const auto after = static_cast<std::uint32_t>(end + rate.size());
      if (!is_letter(decode_utf8(scan_.folded(), after).code)) text.end = after;
    }
    return std::string(scan_.folded({begin, end}));
  }

  /// "7 triệu 520 nghìn con": what stands before a number under a thousand is its greater part.
  void add_millions(Decimal& value, Range& number) const {
    const int scale = scan_.text.token_before(number.begin);
    if (scale < 1 || scan_.text.token(scale - 1).kind != TokenKind::kNumber || number.size() > 3) return;
    if (!one_of(scan_.text.word(scale), {"triệu", "nghìn", "ngàn", "tỷ", "tỉ"})) return;
    const Range head = scan_.text.token(scale - 1).range;
    const auto read = read_number(scan_.folded(head));
    if (!read || read->value.scale > 0) return;
    Decimal more = read->value;
    if (!to_units(more, scan_.text.word(scale)) || !(value < more)) return;
    value = value + more;
    number.begin = head.begin;
  }

  /// "Giá trị sản xuất trên 1 ha canh tác đạt 32 triệu đồng", "12,5 ca trên 100.000 trẻ đẻ sống".
  bool is_base_of_rate(Range number, const Count& count) const {
    const std::string_view before = scan_.folded().substr(0, number.begin);
    if (!ends_with_word(before, "trên")) return false;
    const std::string_view digits = scan_.folded(number);
    const bool one = digits == "1" || digits == "01";
    const Range sentence = scan_.sentence_at(number.begin);
    const std::string_view head = scan_.between(sentence.begin, number.begin);
    if (one && count.measure) {
      for (const std::string_view of :
           {"giá trị", "thu nhập", "năng suất", "sản lượng", "bình quân", "doanh thu", "lợi nhuận"}) {
        if (contains_word(head, of)) return true;
      }
      return false;
    }
    if (digits != "1.000" && digits != "1000" && digits != "10.000" && digits != "100.000") return false;
    if (scan_.folded().substr(number.end, 40).find("sống") != std::string_view::npos) return true;
    return contains_word(head, "tỷ suất") || contains_word(head, "tỷ số") || contains_word(head, "tỉ suất");
  }

  void add_count(const Hit& hit) {
    Range number = hit.capture("number");
    if (overlaps_used({number.begin, hit.span.end})) return;
    if (glued_left(hit.has("low") ? hit.capture("low").begin : number.begin)) return scan_.turn_down(hit, kGlued);
    const auto value = read_number(scan_.folded(number));
    if (!value) return scan_.turn_down(hit, kNoNumber);
    Count count;
    count.value = value->value;
    count.figure.decimal_point = value->decimal_point;
    Range noun_range = hit.capture("noun");
    const bool glued = noun_range.begin == number.end;
    const bool airtime = hit.rule->id == "count.airtime";
    CountedNoun noun;
    if (airtime) {
      noun.text = noun_range;
      noun.unit = std::string(scan_.folded(noun_range));
      noun.measure = true;
    } else {
      const auto found = counted_noun_at(scan_, noun_range.begin, glued, hit.has("scale"));
      if (!found) return scan_.turn_down(hit, "the word behind the number is no noun that is counted");
      noun = *found;
      if (is_named_before(scan_, hit, noun)) return scan_.turn_down(hit, "the word before the number makes it a name");
    }
    if (!to_units(count.value, scan_.folded(hit.capture("scale")))) return;
    if (!hit.has("low") && !hit.has("total")) add_millions(count.value, number);
    // things come whole, but for averages and scores ("17,8 tiêu chí/xã", "87,42 điểm"); "0,1 mức lương" is no count
    const bool average =
        scan_.starts_with(noun.text.end, "/") && is_letter(decode_utf8(scan_.folded(), noun.text.end + 1).code);
    if (!noun.measure && count.value.scale > 0 && !hit.has("scale") &&
        ((!noun.known && !average) || noun.unit.starts_with("mức")))
      return scan_.turn_down(hit, "things are counted in whole numbers");
    count.unit = noun.unit;
    count.measure = noun.measure;
    if (hit.has("total")) {
      const auto total = read_number(scan_.folded(hit.capture("total")));
      // "7/9 sở": so many of so many; "5/2020 hộ" or a date is none
      // "3.245/3.200 ha": done of planned, where the numbers are no day and month
      const bool surpassed = total && Decimal{31, 0} < count.value && Decimal{31, 0} < total->value;
      if (!total || (total->value < count.value && !surpassed))
        return scan_.turn_down(hit, "the part is greater than its whole");
      // "tử vong mẹ 0/100.000 trẻ đẻ sống": a rate
      if (total->value == Decimal{1000, 0} || total->value == Decimal{10000, 0} || total->value == Decimal{100000, 0}) {
        for (const std::string_view base : {"trẻ", "dân", "người dân", "phụ nữ"}) {
          if (count.unit == base) return scan_.turn_down(hit, "a rate, not so many of so many");
        }
      }
      count.total = total->value;
    }
    if (is_base_of_rate(number, count)) return scan_.turn_down(hit, "what another figure is said for");
    Range text{number.begin, noun.text.end};
    count.figure.per = rate_after(text.end, text);
    const Range low = low_of(hit);
    if (!low.empty() && !count.total) {
      Count first = count;
      first.value = read_number(scan_.folded(low))->value;
      if (to_units(first.value, scan_.folded(hit.capture("scale")))) {
        Range first_text{low.begin, low.end};
        // "3.000 phút đến 10.000 phút/năm": the first end has its own noun
        const std::string_view between = trim(scan_.between(low.end, number.begin));
        if (between.starts_with(noun.unit)) first_text.end = low.end + 1 + static_cast<std::uint32_t>(noun.unit.size());
        add(first, first_text, low, hit, 0.9);
      }
      used_.push_back({low.begin, text.end});
    } else {
      used_.push_back(text);
    }
    add(count, text, number, hit, noun.known ? 0.95 : 0.7);
  }

  Scan& scan_;
  std::vector<Range> used_;
  std::vector<Fact> facts_;
};

}  // namespace

std::vector<Fact> find_figures(Scan& scan) { return Figures(scan).run(); }

Figure* figure_of(FactValue& value) {
  if (auto* budget = std::get_if<Budget>(&value)) return &budget->figure;
  if (auto* count = std::get_if<Count>(&value)) return &count->figure;
  if (auto* percentage = std::get_if<Percentage>(&value)) return &percentage->figure;
  return nullptr;
}

const Figure* figure_of(const FactValue& value) { return figure_of(const_cast<FactValue&>(value)); }

}  // namespace trichluc
