#include "extractors/figure_context.h"

#include <algorithm>
#include <array>

#include "extractors/char_set.h"
#include "extractors/figure_modality.h"
#include "extractors/figure_subject.h"
#include "extractors/figures.h"
#include "extractors/reference_parts.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr CharSet kBreaksAndDigits(";:.()0123456789");
constexpr CharSet kClauseBegins(",;:()");
constexpr CharSet kClauseEnds(",;:.()");
constexpr CharSet kCommaStops(",;.");
constexpr CharSet kDigits("0123456789");
constexpr CharSet kHalfStops(";:");
constexpr CharSet kStopsAndDigits(",;:.()0123456789");

Comparator comparator_of(std::string_view sign) {
  if (sign == ">") return Comparator::kGreater;
  if (sign == ">=") return Comparator::kAtLeast;
  if (sign == "<") return Comparator::kLess;
  if (sign == "<=") return Comparator::kAtMost;
  if (sign == "~") return Comparator::kAbout;
  return Comparator::kEqual;
}

/// Verbs that may stand between a comparator and its figure.
constexpr WordsByEnd kBetween({"đạt",       "là",        "có",        "bằng",     "được", "khoảng", "phải",
                               "thực hiện", "xuất khẩu", "nhập khẩu", "sản xuất", "tăng", "giảm",   "chiếm",
                               "thu",       "chi",       "mức",       "tới",      "đến",  "từ",     "hoàn thành",
                               "giải ngân", "tiêu thụ",  "đón",       "thu hút",  "cấp"});

class Context {
 public:
  Context(const Scan& scan, std::vector<Fact>& facts, const FigureSurroundings& around)
      : scan_(scan), facts_(facts), around_(around) {}

  void run() {
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      Figure* figure = figure_of(facts_[i].value);
      if (figure == nullptr) continue;
      const bool follows_range = i > 0 && is_range_end(facts_[i - 1], facts_[i]);
      if (follows_range) {
        // unit, rate and a comparator before the range hold for both ends
        Figure* first = figure_of(facts_[i - 1].value);
        figure->comparator = first->comparator;
        figure->change = first->change;
        figure->modality = first->modality;
        if (first->per.empty()) first->per = figure->per;
        if (figure->per.empty()) figure->per = first->per;
        continue;
      }
      read_comparator(facts_[i], *figure);
      read_change(i, *figure);
      if (is_target(scan_, facts_[i], around_)) figure->modality = Modality::kTarget;
      read_rate(facts_[i], *figure);
    }
    for (std::size_t i = 0; i + 1 < facts_.size(); ++i) {
      Figure* first = figure_of(facts_[i].value);
      Figure* second = figure_of(facts_[i + 1].value);
      if (first != nullptr && second != nullptr && first->per.empty() && is_range_end(facts_[i], facts_[i + 1]))
        first->per = second->per;
    }
    read_subjects(scan_, facts_, [this](std::size_t i) { return i > 0 && is_range_end(facts_[i - 1], facts_[i]); });
  }

 private:
  static bool same_kind(const Fact& a, const Fact& b) { return a.value.index() == b.value.index(); }

  /// "7,5 - 8%", "3.000 phút đến 10.000 phút/năm": the second end of a range whose first is the fact before.
  bool is_range_end(const Fact& a, const Fact& b) const {
    if (!same_kind(a, b) || b.digits.begin < a.digits.end) return false;
    const std::string_view gap = trim(scan_.between(a.digits.end, b.digits.begin));
    constexpr std::size_t kLongestGap = 30;  // bytes
    if (gap.size() >= kLongestGap || kDigits.any_in(gap)) return false;
    if (one_of(gap, {"-", "–", "—", "đến", "÷", "tới"})) return true;
    constexpr std::string_view kJoints[] = {" đến", " -", " –", " tới"};
    for (const std::string_view joint : kJoints) {
      if (gap.ends_with(joint) && !kClauseEnds.any_in(gap)) {
        return scan_.between(a.text.end, b.digits.begin).size() <= joint.size() + 3;
      }
    }
    return gap == "% -" || gap == "% đến" || gap == "%-" || gap == "% –";
  }

  void read_comparator(Fact& fact, Figure& figure) const {
    const std::uint32_t begin = fact.text.begin;
    const Hit* nearest = nullptr;
    for (const Hit& hit : scan_.hits) {
      if (hit.span.begin >= begin) break;
      if (hit.span.end > begin || begin - hit.span.end > 40) continue;
      if (hit.rule->kind != RuleKind::kCue || hit.rule->constant("sign").empty()) continue;
      std::string_view gap = trim(scan_.between(hit.span.end, begin));
      if (gap.starts_with("cả năm")) gap = trim(gap.substr(std::string_view("cả năm").size()));
      const bool estimate = hit.rule->constant("sign") == "~" && scan_.folded(hit.span).starts_with("ước");
      const bool verb = kBetween.has(gap) || (estimate && gap.size() < 24 && !kStopsAndDigits.any_in(gap) &&
                                              std::count(gap.begin(), gap.end(), ' ') <= 1);
      const bool bound = hit.rule->constant("sign") == ">=" || hit.rule->constant("sign") == "<=";
      if (!gap.empty() && !(verb && (estimate || bound || gap == "mức"))) continue;
      if (!is_comparison(hit, fact)) continue;
      if (nearest == nullptr || hit.span.end > nearest->span.end ||
          (hit.span.end == nearest->span.end && hit.span.begin < nearest->span.begin))
        nearest = &hit;
    }
    if (nearest != nullptr && nearest->rule->constant("sign") == ">" && scan_.folded(nearest->span) == "quá") {
      // "không được nuôi quá 05 con": the cap's "không" stands before the verb
      const std::string_view before =
          scan_.between(nearest->span.begin > 48 ? nearest->span.begin - 48 : 0, nearest->span.begin);
      if (contains_word(before, "không được") || contains_word(before, "không")) {
        figure.comparator = Comparator::kAtMost;
        fact.text.begin = nearest->span.begin;
        nearest = nullptr;
      }
    }
    if (nearest != nullptr) {
      figure.comparator = comparator_of(nearest->rule->constant("sign"));
      fact.text.begin = nearest->span.begin;
    }
    if (nearest == nullptr) read_sign(fact, figure);
    // "từ 500 lao động trở lên", "95% trở xuống"
    const std::string_view after = scan_.folded().substr(fact.text.end, 60);
    const std::string_view clause = after.substr(0, kStopsAndDigits.first_in(after));
    for (const auto& [words, sign] : {std::pair<std::string_view, Comparator>{"trở lên", Comparator::kAtLeast},
                                      {"trở xuống", Comparator::kAtMost}}) {
      const std::size_t at = clause.find(words);
      if (at == std::string_view::npos) continue;
      figure.comparator = sign;
      figure.threshold = std::holds_alternative<Count>(fact.value) && sign == Comparator::kAtLeast &&
                         ends_with_word(scan_.folded().substr(0, fact.text.begin), "từ");
      fact.text.end += static_cast<std::uint32_t>(at + words.size());
      if (ends_with_word(scan_.folded().substr(0, fact.text.begin), "từ")) {
        fact.text.begin = static_cast<std::uint32_t>(scan_.folded().substr(0, fact.text.begin).rfind("từ"));
      }
      break;
    }
  }

  /// "≥ 95%", "<10%".
  void read_sign(Fact& fact, Figure& figure) const {
    const std::string_view before = trim(scan_.folded().substr(0, fact.text.begin));
    for (const auto& [sign, comparator] : {std::pair<std::string_view, Comparator>{"≥", Comparator::kAtLeast},
                                           {">=", Comparator::kAtLeast},
                                           {"≤", Comparator::kAtMost},
                                           {"<=", Comparator::kAtMost},
                                           {">", Comparator::kGreater},
                                           {"<", Comparator::kLess}}) {
      if (!before.ends_with(sign) || before.size() + 1 < fact.text.begin) continue;
      figure.comparator = comparator;
      fact.text.begin = static_cast<std::uint32_t>(before.size() - sign.size());
      return;
    }
  }

  /// "trên 03 số báo", "cao hơn 5%", "không quá": words that compare in other ways.
  bool is_comparison(const Hit& cue, const Fact& fact) const {
    const std::string_view word = scan_.folded(cue.span);
    const std::string_view before = scan_.folded().substr(0, cue.span.begin);
    if (word == "hơn") {
      if (ends_with_word(before, "vừa và nhỏ")) return true;  // "vốn doanh nghiệp vừa và nhỏ hơn 48 tỷ đồng"
      static constexpr WordsByEnd kAdjectives(
          {"cao", "thấp", "nhiều", "ít", "lớn", "nhỏ", "không", "dài", "sớm", "muộn", "tốt"});
      if (ends_with_one_of(before, kAdjectives)) return false;
    }
    if (word == "quá" &&
        (ends_with_word(before, "không") || ends_with_word(before, "được") || ends_with_word(before, "vượt")))
      return false;
    if (word == "nhỏ hơn" && ends_with_word(before, "vừa và")) return false;
    if (word == "nhiều hơn" || word == "ít hơn" || word == "lớn hơn")
      return !std::holds_alternative<Percentage>(fact.value);
    if (word == "trên") {
      if (ends_with_word(before, "không")) return false;
      // on so many newspapers: a small number written with its zero, or a verb of publishing
      const std::string_view digits = scan_.folded(fact.digits);
      if (digits.size() == 2 && digits[0] == '0') return false;
      static constexpr WordsByEnd kVerbs({"đăng", "phát", "phát sóng", "đăng tải", "dựa", "tính", "bàn", "căn cứ"});
      if (ends_with_one_of(before, kVerbs)) return false;
    }
    if (word == "gần" && ends_with_word(before, "những năm")) return false;
    return true;
  }

  /// The stretch before the figure that can govern it: back to the clause's begin, figures before it not crossed.
  Range governed(std::size_t index) const {
    // the digits, not the quote: in "ước tăng 7,62%" the word of change is part of the estimate
    const std::uint32_t end = std::max(facts_[index].text.begin, facts_[index].digits.begin);
    std::uint32_t begin = scan_.sentence_at(end).begin;
    std::string_view text = scan_.between(begin, end);
    std::size_t cut = kClauseBegins.last_in(text);
    // "Tốc độ tăng tổng sản phẩm (GRDP) đạt 4,5%": brackets that only name are read over
    while (cut != std::string_view::npos && text[cut] == ')') {
      const std::size_t open = text.rfind('(', cut);
      if (open == std::string_view::npos || !only_names(text.substr(open, cut - open))) break;
      cut = kClauseBegins.last_in(text.substr(0, open));
    }
    if (cut != std::string_view::npos) begin += static_cast<std::uint32_t>(cut) + 1;
    return {begin, end};
  }

  const Hit* last_cue(Range range, std::string_view constant) const {
    const Hit* last = nullptr;
    for (const Hit& hit : scan_.hits) {
      if (hit.span.begin >= range.end) break;
      if (hit.rule->kind != RuleKind::kCue || !range.contains(hit.span) || hit.rule->constant(constant).empty())
        continue;
      if (last == nullptr || hit.span.end > last->span.end ||
          (hit.span.end == last->span.end && hit.span.size() > last->span.size()))
        last = &hit;
    }
    return last;
  }

  static Change change_of(const Hit& cue) {
    return cue.rule->constant("change") == "increase" ? Change::kIncrease : Change::kDecrease;
  }

  void read_change(std::size_t index, Figure& figure) const {
    const bool percentage = std::holds_alternative<Percentage>(facts_[index].value);
    const Range clause = governed(index);
    const std::string_view words = scan_.folded(clause);
    if (percentage && index > 0) {
      // a list of figures, "lần lượt là 26,8%, 12,5% và 25,7%": the first one's change is the others';
      // "giảm 03 vụ (27,3%)": the share of the change
      const std::string_view gap = trim(scan_.between(facts_[index - 1].text.end, facts_[index].text.begin));
      const bool listed =
          std::holds_alternative<Percentage>(facts_[index - 1].value) && one_of(gap, {",", "và", ";", ", và"});
      const Figure* previous = figure_of(facts_[index - 1].value);
      // "giảm 107 người chết (-16,09%)": the rest of what is counted between
      const std::size_t open = gap.rfind('(');
      const bool own_share = open != std::string_view::npos && open < 48 &&
                             !kBreaksAndDigits.any_in(gap.substr(0, open)) && gap.find(',') == std::string_view::npos &&
                             one_of(trim(gap.substr(open)), {"(", "(+", "(-", "(–"});
      if (previous != nullptr && own_share && !std::holds_alternative<Percentage>(facts_[index - 1].value) &&
          previous->change != Change::kNone) {
        figure.change = previous->change;
        return;
      }
      if (previous != nullptr && (listed || (one_of(gap, {"(", "(+", "(-", "(–"}) || gap.ends_with(", tương ứng") ||
                                             gap.ends_with("(tương ứng")))) {
        figure.change = previous->change;
        // "5.123 tấn (+12,4%)": no change is told but in the brackets
        if (figure.change == Change::kNone && (gap == "(+" || gap == "(-"))
          figure.change = gap == "(+" ? Change::kIncrease : Change::kDecrease;
        return;
      }
    }
    if (!percentage && index > 0 && std::holds_alternative<Percentage>(facts_[index - 1].value)) {
      // "tăng 18% (48 vụ việc)", "giảm 5%, tương ứng 12 hộ": the change in numbers
      const std::string_view gap = trim(scan_.between(facts_[index - 1].text.end, facts_[index].text.begin));
      if (one_of(gap, {"(", "(tương ứng", ", tương ứng", "(tương đương", ", tương đương", "(tương ứng với",
                       ", tương ứng với"})) {
        figure.change = figure_of(facts_[index - 1].value)->change;
        return;
      }
    }
    if (!percentage && index > 0 && trim(words).empty() && goes_on(index)) {
      figure.change = figure_of(facts_[index - 1].value)->change;
      return;
    }
    if (percentage && one_of(trim(words), {"", "-", "–", "+"}) && clause.begin > 0 &&
        scan_.folded()[clause.begin - 1] == '(') {
      // "giảm nhẹ (-1,2%)": the brackets say how much
      const std::uint32_t open = clause.begin - 1;
      const Hit* outside = last_cue({open > 32 ? open - 32 : 0, open}, "change");
      const std::string_view gap = outside == nullptr ? words : trim(scan_.between(outside->span.end, open));
      if (outside != nullptr && one_of(gap, {"", "nhẹ", "mạnh", "cao", "sâu", "khá", "thấp", "nhanh", "đáng kể"})) {
        figure.change = change_of(*outside);
        return;
      }
    }
    // "so với cùng kỳ: -06 vụ, +12 đối tượng"
    if (!percentage && clause.end >= 2 && scan_.folded()[clause.end - 2] == ' ') {
      const char sign = scan_.folded()[clause.end - 1];
      if (sign == '-' || sign == '+') {
        figure.change = sign == '-' ? Change::kDecrease : Change::kIncrease;
        return;
      }
    }
    const Hit* change = last_cue(clause, "change");
    if (change != nullptr) {
      // "giảm từ 5,86% xuống còn 4,2%": two levels; "giảm từ 3% đến 5%" is a range of the change
      const bool from = ends_with_word(words, "từ");
      const std::string_view after = trim(scan_.folded().substr(facts_[index].text.end, 60));
      const std::size_t to = std::min({after.find("xuống"), after.find("còn"), after.find("lên")});
      // "tăng từ 3% trở lên (để đạt 84%)", "giảm từ 1 - 2% (còn 16%)": one change and what comes of it
      const std::string_view between = after.substr(0, to);
      const bool level = to != std::string_view::npos && !kCommaStops.any_in(between) &&
                         !ends_with_word(between, "trở") && !between.ends_with('(');
      const bool at_least = figure.comparator == Comparator::kAtLeast;
      if (from && level && !at_least) return;
      if (governs(*change, clause.end, percentage)) figure.change = change_of(*change);
      return;
    }
    if (!percentage) return;
    // "nông nghiệp tăng trưởng 3,8%, công nghiệp 9,5%": a bare noun behind a comma goes on with the change
    if (index > 0 && std::holds_alternative<Percentage>(facts_[index - 1].value) &&
        last_cue(clause, "level") == nullptr) {
      const std::string_view gap = scan_.between(facts_[index - 1].text.end, facts_[index].text.begin);
      // "tăng 5,7% về số vụ, 21,5% về số bị can"
      // or "giảm 5,7% số vụ, 21,5% số người chết"
      const std::string_view what = trim(gap).starts_with("về ") ? "về " : "số ";
      const bool both_say_what = trim(gap).starts_with(what) && std::count(gap.begin(), gap.end(), ',') == 1 &&
                                 !kBreaksAndDigits.any_in(gap) && trim(words).empty() &&
                                 trim(scan_.folded().substr(facts_[index].text.end, 8)).starts_with(what);
      if (both_say_what) {
        figure.change = figure_of(facts_[index - 1].value)->change;
        return;
      }
      const bool one_comma =
          std::count(gap.begin(), gap.end(), ',') == 1 && !kBreaksAndDigits.any_in(gap) && trim(gap).starts_with(",");
      if (one_comma && std::count(words.begin(), words.end(), ' ') <= 5 && !words.empty()) {
        figure.change = figure_of(facts_[index - 1].value)->change;
        return;
      }
    }
    if (last_cue(clause, "level") != nullptr && !contains_word(words, "lần lượt là")) return;
    if (contains_word(words, "lần lượt")) {
      const Range sentence = scan_.sentence_at(clause.begin);
      if (const Hit* head = last_cue({sentence.begin, clause.begin}, "change");
          head != nullptr && no_figure_between(*head, clause.begin, index))
        figure.change = change_of(*head);
      return;
    }
    // the head of a list: "… đạt tốc độ tăng trưởng cao gồm: Hà Nội 15%, Huế 12%"
    const Range sentence = scan_.sentence_at(clause.begin);
    const std::string_view before = scan_.between(sentence.begin, clause.begin);
    const std::size_t colon = before.rfind(':');
    if (colon != std::string_view::npos && before.find(';', colon) == std::string_view::npos) {
      const auto head_end = sentence.begin + static_cast<std::uint32_t>(colon);
      std::uint32_t head_begin = sentence.begin;
      const std::string_view head_text = scan_.between(sentence.begin, head_end);
      const std::size_t stop = kHalfStops.last_in(head_text);
      if (stop != std::string_view::npos) head_begin += static_cast<std::uint32_t>(stop) + 1;
      if (const Hit* head = last_cue({head_begin, head_end}, "change");
          head != nullptr && no_figure_between(*head, head_end, index))
        figure.change = change_of(*head);
    }
  }

  /// "so với cùng kỳ giảm 76 vụ (15,4%), 56 bị can": the next number of a list that a change governs.
  bool goes_on(std::size_t index) const {
    const Fact& previous = facts_[index - 1];
    const std::string_view gap =
        trim(scan_.between(std::max(previous.text.end, previous.digits.end), facts_[index].text.begin));
    const bool share = std::holds_alternative<Percentage>(previous.value);
    // "giảm 146 lượt tiếp, 127 lượt người": a word that tells more of the first
    const bool told = gap.ends_with(',') && std::count(gap.begin(), gap.end(), ' ') == 0 && !kDigits.any_in(gap) &&
                      !kClauseEnds.any_in(gap.substr(0, gap.size() - 1)) &&
                      figure_of(previous.value)->change != Change::kNone;
    if (!one_of(gap, {"),", ") và", ");"}) && !(told && !share)) return false;
    const std::string_view sentence = scan_.folded(scan_.sentence_at(facts_[index].text.begin));
    return contains_word(sentence, "cùng kỳ") || contains_word(sentence, "so với") ||
           contains_word(sentence, "so sánh");
  }

  bool no_figure_between(const Hit& cue, std::uint32_t end, std::size_t index) const {
    for (std::size_t i = 0; i < index; ++i) {
      if (std::holds_alternative<Percentage>(facts_[i].value) && facts_[i].text.begin >= cue.span.end &&
          facts_[i].text.begin < end)
        return false;
    }
    return true;
  }

  /// Whether nothing between the word of change and the figure makes the figure a level.
  bool governs(const Hit& change, std::uint32_t end, bool percentage) const {
    const std::string_view between = scan_.between(change.span.end, end);
    const std::string_view word = scan_.folded(change.span);
    const std::string_view before = scan_.folded().substr(0, change.span.begin);
    const bool rate_noun = ends_with_word(before, "tốc độ") || ends_with_word(before, "mức") ||
                           ends_with_word(before, "tỷ lệ") || ends_with_word(before, "tỉ lệ") ||
                           word.starts_with("tốc độ") || word.starts_with("mức") || word == "tăng trưởng";
    // "mức kế hoạch tăng trưởng (16%)": a goal's level
    if (ends_with_word(before, "không") || ends_with_word(before, "chưa")) return false;
    // "12 xã có số vụ giảm so với cùng kỳ và 5 xã …": told of the first, the second begins anew
    if (ends_with_word(between, "và") && contains_word(between, "so với")) return false;
    // "hoàn thành 68% kế hoạch tăng trưởng với 6,6 triệu hộ"
    if (!percentage && ends_with_word(before, "kế hoạch")) return false;
    if (word == "hạ" && !contains_word(between, "lãi suất")) return false;
    for (const std::string_view level :
         {"còn", "xuống", "xuống còn", "lên", "lên đến", "lên tới", "chiếm", "tỷ trọng", "ở mức"}) {
      if (contains_word(between, level)) return false;
    }
    if (!rate_noun || !percentage) {
      for (const std::string_view level : {"đạt", "bằng", "vượt", "là"}) {
        if (contains_word(between, level) && !contains_word(between, "lần lượt")) return false;
      }
    }
    // "giảm nghèo", "giảm thiểu", "kéo giảm": names of tasks, when another noun phrase of the level follows
    for (const std::string_view task : {"thiểu", "nghèo", "tải", "chấn", "giá"}) {
      if (trim(between).starts_with(task) && !contains_word(between, "tỷ lệ"))
        return word != "giảm" ? true : task == "giá";
    }
    if (!percentage) return trim(between).size() < 40;
    return true;
  }

  void read_rate(const Fact& fact, Figure& figure) const {
    if (!figure.per.empty() || std::holds_alternative<Percentage>(fact.value)) return;
    const Range sentence = scan_.sentence_at(fact.text.begin);
    std::uint32_t from = sentence.begin;
    // brackets and ";" close a rate's reach
    const Range bracket = scan_.bracket_at(fact.text.begin);
    if (!bracket.empty()) from = std::max(from, bracket.begin);
    const std::string_view before = scan_.between(from, fact.text.begin);
    const std::size_t cut = before.rfind(';');
    if (cut != std::string_view::npos) from += static_cast<std::uint32_t>(cut) + 1;
    const Hit* each = last_cue({from, fact.text.begin}, "per");
    if (each == nullptr) return;
    const std::string_view word = scan_.folded(each->span);
    if (word == "hằng tháng" || word == "hàng tháng") return;
    figure.per = std::string(each->rule->constant("per"));
  }

  const Scan& scan_;
  std::vector<Fact>& facts_;
  const FigureSurroundings& around_;
};

}  // namespace

void read_figure_context(const Scan& scan, std::vector<Fact>& facts, const FigureSurroundings& around) {
  Context(scan, facts, around).run();
}

}  // namespace trichluc
