#include "extractors/figure_context.h"

#include <algorithm>
#include <array>

#include "extractors/char_set.h"
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
constexpr CharSet kCommas(",;:");
constexpr CharSet kDigits("0123456789");
constexpr CharSet kHalfStops(";:");
constexpr CharSet kSentenceParts(";:.");
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
constexpr std::array<std::string_view, 26> kBetween = {
    "đạt",       "là",       "có",         "bằng",      "được",     "khoảng", "phải",    "thực hiện", "xuất khẩu",
    "nhập khẩu", "sản xuất", "tăng",       "giảm",      "chiếm",    "thu",    "chi",     "mức",       "tới",
    "đến",       "từ",       "hoàn thành", "giải ngân", "tiêu thụ", "đón",    "thu hút", "cấp"};

bool is_digit_char(char c) { return c >= '0' && c <= '9'; }

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
      read_modality(i, *figure);
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
    std::string_view gap = scan_.between(a.digits.end, b.digits.begin);
    for (const char c : gap) {
      if (is_digit_char(c)) return false;
    }
    gap = trim(gap);
    if (one_of(gap, {"-", "–", "—", "đến", "÷", "tới"})) return true;
    for (const std::string_view joint : {" đến", " -", " –", " tới"}) {
      if (gap.ends_with(joint) && gap.size() < 30 && !kClauseEnds.any_in(gap)) {
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
      const bool verb =
          std::find(kBetween.begin(), kBetween.end(), gap) != kBetween.end() ||
          (estimate && gap.size() < 24 && !kStopsAndDigits.any_in(gap) && std::count(gap.begin(), gap.end(), ' ') <= 1);
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

  /// "trên 03 số báo", "cao hơn 5%", "không quá": words that compare in other ways.
  bool is_comparison(const Hit& cue, const Fact& fact) const {
    const std::string_view word = scan_.folded(cue.span);
    const std::string_view before = scan_.folded().substr(0, cue.span.begin);
    if (word == "hơn") {
      for (const std::string_view adjective :
           {"cao", "thấp", "nhiều", "ít", "lớn", "nhỏ", "không", "dài", "sớm", "muộn", "tốt"}) {
        if (ends_with_word(before, adjective)) return false;
      }
    }
    if (word == "quá" &&
        (ends_with_word(before, "không") || ends_with_word(before, "được") || ends_with_word(before, "vượt")))
      return false;
    if (word == "nhiều hơn" || word == "ít hơn" || word == "lớn hơn")
      return !std::holds_alternative<Percentage>(fact.value);
    if (word == "trên") {
      if (ends_with_word(before, "không")) return false;
      // on so many newspapers: a small number written with its zero, or a verb of publishing
      const std::string_view digits = scan_.folded(fact.digits);
      if (digits.size() == 2 && digits[0] == '0') return false;
      for (const std::string_view verb : {"đăng", "phát", "phát sóng", "đăng tải", "dựa", "tính", "bàn", "căn cứ"}) {
        if (ends_with_word(before, verb)) return false;
      }
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
    // "Tốc độ tăng tổng sản phẩm (GRDP) đạt 4,5%": brackets without figures that only name are read over
    while (cut != std::string_view::npos && text[cut] == ')') {
      const std::size_t open = text.rfind('(', cut);
      if (open == std::string_view::npos || cut - open > 24 || kDigits.any_in(text.substr(open, cut - open))) break;
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
      if (previous != nullptr && (listed || (one_of(gap, {"(", "(+", "(-", "(–"}) || gap.ends_with(", tương ứng") ||
                                             gap.ends_with("(tương ứng")))) {
        figure.change = previous->change;
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
    const Hit* change = last_cue(clause, "change");
    if (change != nullptr) {
      // "giảm từ 5,86% xuống còn 4,2%": two levels; "giảm từ 3% đến 5%" is a range of the change
      const bool from = ends_with_word(words, "từ");
      const std::string_view after = trim(scan_.folded().substr(facts_[index].text.end, 60));
      const std::size_t to = std::min({after.find("xuống"), after.find("còn"), after.find("lên")});
      if (from && to != std::string_view::npos && !kCommaStops.any_in(after.substr(0, to))) return;
      if (governs(*change, clause.end, percentage)) figure.change = change_of(*change);
      return;
    }
    if (!percentage) return;
    // "nông nghiệp tăng trưởng 3,8%, công nghiệp 9,5%": a bare noun behind a comma goes on with the change
    if (index > 0 && std::holds_alternative<Percentage>(facts_[index - 1].value) &&
        last_cue(clause, "level") == nullptr) {
      const std::string_view gap = scan_.between(facts_[index - 1].text.end, facts_[index].text.begin);
      // "tăng 5,7% về số vụ, 21,5% về số bị can"
      const bool both_say_what = trim(gap).starts_with("về ") && std::count(gap.begin(), gap.end(), ',') == 1 &&
                                 !kBreaksAndDigits.any_in(gap) && trim(words).empty() &&
                                 trim(scan_.folded().substr(facts_[index].text.end, 8)).starts_with("về ");
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
    if (!one_of(gap, {"),", ") và", ");"}) && !(gap == "," && !share)) return false;
    const std::string_view sentence = scan_.folded(scan_.sentence_at(facts_[index].text.begin));
    return contains_word(sentence, "cùng kỳ") || contains_word(sentence, "so với");
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

  void read_modality(std::size_t index, Figure& figure) const {
    const Fact& fact = facts_[index];
    if (figure.threshold) return;  // "doanh nghiệp có từ 500 lao động trở lên"
    const Range sentence = scan_.sentence_at(fact.text.begin);
    const std::string_view before = scan_.between(sentence.begin, fact.text.begin);
    const std::string_view after_all = scan_.between(fact.text.end, sentence.end);
    const std::string_view after = after_all.substr(0, kSentenceParts.first_in(after_all));
    const std::size_t cut = before.rfind(';');
    const std::string_view clause = cut == std::string_view::npos ? before : before.substr(cut + 1);
    const std::string_view whole = scan_.folded(sentence);
    const bool ordered = around_.judgment || trim(whole).starts_with("buộc") || contains_word(whole, "lãi suất") ||
                         contains_word(whole, "án phí") || contains_word(whole, "bị đơn") ||
                         contains_word(whole, "bị cáo");
    const bool reported = contains_word(clause, "đã") || contains_word(clause, "ước") ||
                          contains_word(clause, "dự kiến") || contains_word(clause, "kết quả") ||
                          contains_word(clause, "hiện có");

    // "Mục tiêu đến năm 2030 có 85% …", "Chỉ tiêu trồng rừng là 600 ha", "Kế hoạch năm 2024, trong đó: …": a goal is
    // the subject
    const std::string_view subject = trim(clause);
    const bool goal_subject =
        subject.starts_with("mục tiêu") || subject.starts_with("chỉ tiêu") ||
        (subject.starts_with("kế hoạch") &&
         (contains_word(subject, "trong đó") || (ends_with_word(subject, "với") && !is_carried_out(subject))));
    if (goal_subject && !reported && !contains_word(subject, "đạt được") && !contains_word(subject, "hoàn thành") &&
        !contains_word(subject, "vượt")) {
      figure.modality = Modality::kTarget;
      return;
    }
    if (!reported && names_own_goals(before)) {
      figure.modality = Modality::kTarget;
      return;
    }
    // "đạt 60% kế hoạch" is a result; "(kế hoạch là 15%)", "cao hơn kế hoạch (16%)" is the goal
    const std::string_view near = before.size() > 46 ? before.substr(before.size() - 46) : before;
    const std::string_view near_clause =
        near.substr(kCommas.last_in(near) == std::string_view::npos ? 0 : kCommas.last_in(near) + 1);
    for (const std::string_view goal : {"kế hoạch", "chỉ tiêu", "mục tiêu", "kế hoạch đề ra", "chỉ tiêu giao"}) {
      const std::size_t at = find_last_word(near_clause, goal);
      if (at == std::string_view::npos) continue;
      std::string_view gap = trim(near_clause.substr(at + goal.size()));
      // "kế hoạch năm 2024 là 7,5%"
      constexpr std::string_view kYear = "năm 2000";
      if (gap.size() > kYear.size() && gap.starts_with("năm ") && kDigits.any_in(gap.substr(0, kYear.size())))
        gap = trim(gap.substr(kYear.size()));
      const bool names = gap.empty() || gap == "là" || gap == "(" || gap == "đạt" || gap == "năm" || gap == "giao" ||
                         gap == "giao là" || gap == "đề ra là" || gap.ends_with("(") || gap == "đề ra" ||
                         gap == "được giao là";
      const bool yardstick = ends_with_word(near_clause.substr(0, at), "so với") ||
                             ends_with_word(near_clause.substr(0, at), "vượt") ||
                             ends_with_word(near_clause.substr(0, at), "đạt");
      const bool share = std::holds_alternative<Percentage>(fact.value);
      if (names && !(yardstick && share && !gap.ends_with("("))) {
        figure.modality = Modality::kTarget;
        return;
      }
    }
    for (const std::string_view word : {"phấn đấu", "bảo đảm", "đảm bảo"}) {
      const std::size_t at = find_last_word(before, word);
      if (at == std::string_view::npos) continue;
      const std::string_view head = before.substr(0, at);
      if (ends_with_word(head, "đã") || ends_with_word(head, "được") || ends_with_word(head, "cơ bản") ||
          ends_with_word(head, "nhằm") || ends_with_word(head, "để")) {
        if (word != "phấn đấu") continue;
      }
      const bool own_clause = before.find(';', at) == std::string_view::npos;
      const bool series = series_continues(before, after);
      if (reported && word != "phấn đấu") continue;
      if (word != "phấn đấu") {
        // "kinh phí bảo đảm từ dự toán", "tự bảo đảm": who pays, no goal
        const std::string_view next = trim(before.substr(at + word.size(), 24));
        if (ends_with_word(head, "tự") || next.starts_with("từ") || next.starts_with("kinh phí") ||
            next.starts_with("bằng"))
          continue;
        // "chi bảo đảm xã hội", "công tác bảo đảm an ninh": a field of work
        if (next.starts_with("xã hội") || ends_with_word(head, "công tác") || ends_with_word(head, "chi") ||
            ends_with_word(head, "sự nghiệp") || ends_with_word(head, "lĩnh vực") || ends_with_word(head, "nhiệm vụ"))
          continue;
      }
      if (own_clause || series || word == "phấn đấu") {
        figure.modality = Modality::kTarget;
        return;
      }
    }
    const bool must = contains_word(after.substr(0, 90), "phải") || contains_word(last_words(clause, 60), "phải");
    if (must && !reported && !ordered) {
      figure.modality = Modality::kTarget;
      return;
    }
    const std::string_view quote = scan_.folded(fact.text);
    if ((quote.starts_with("tối thiểu") || quote.starts_with("không được")) && !reported && !ordered) {
      figure.modality = Modality::kTarget;
      return;
    }
    for (const std::string_view word : {"tối thiểu", "không được", "có trách nhiệm", "ít nhất"}) {
      if (ordered) break;
      if (word == "ít nhất" && figure.comparator != Comparator::kAtLeast) continue;
      if (contains_word(last_words(clause, 120), word) && !reported) {
        if (word == "ít nhất" && !around_.plan) continue;
        figure.modality = Modality::kTarget;
        return;
      }
    }
    const std::string_view lead_end = last_words(around_.lead_in, 90);
    if (!ordered && (contains_word(lead_end, "có trách nhiệm") || contains_word(lead_end, "phải"))) {
      figure.modality = Modality::kTarget;
      return;
    }
    if (reported) return;
    // the items of a plan's goals: under a heading or a lead-in that says so
    const bool lead = names_goals(lead_end) || contains_word(lead_end, "phấn đấu");
    const bool heading = around_.plan && names_goals(around_.headings);
    const bool own_lead =
        find_last_word(before, "chỉ tiêu") != std::string_view::npos &&
        before.find(':', find_last_word(before, "chỉ tiêu")) < find_last_word(before, "chỉ tiêu") + 24;
    if ((lead && !contains_word(around_.lead_in, "đạt được") && !contains_word(around_.lead_in, "kết quả")) ||
        heading || own_lead)
      figure.modality = Modality::kTarget;
    // "Toàn huyện hiện có 13 xã; 9.125 người …": a plan tells how things stand before it says what is to be done
    const bool state =
        contains_word(whole, "hiện có") || contains_word(whole, "hiện nay") || contains_word(whole, "đã");
    if (around_.plan_item && !state && !std::holds_alternative<Budget>(fact.value)) figure.modality = Modality::kTarget;
  }

  /// "Kế hoạch … được triển khai với 25 lớp": what was done, no goal.
  static bool is_carried_out(std::string_view text) {
    for (const std::string_view word : {"được", "triển khai", "thực hiện", "phối hợp", "tổ chức"}) {
      if (contains_word(text, word)) return true;
    }
    return false;
  }

  /// "Mục tiêu cụ thể đến năm 2030 như sau: …; …", "Kế hoạch đặt mục tiêu …": the sentence tells goals from here on.
  static bool names_own_goals(std::string_view before) {
    for (const std::string_view verb : {"đặt mục tiêu", "đề ra mục tiêu", "đặt ra mục tiêu", "đề ra các mục tiêu"}) {
      if (contains_word(before, verb)) return true;
    }
    const std::string_view head = before.substr(0, before.find(':'));
    if (head.size() == before.size()) return false;
    for (const std::string_view word : {"đạt được", "kết quả", "hoàn thành", "vượt", "đã", "thực hiện"}) {
      if (contains_word(head, word)) return false;
    }
    const std::string_view begin = trim(head).substr(0, 40);
    return begin.starts_with("mục tiêu") || begin.starts_with("chỉ tiêu") || begin.starts_with("một số mục tiêu") ||
           begin.starts_with("các mục tiêu") || begin.starts_with("các chỉ tiêu") ||
           begin.starts_with("một số chỉ tiêu");
  }

  /// "các chỉ tiêu sau:", "II. MỤC TIÊU"; a "chương trình mục tiêu" is a programme's name.
  static bool names_goals(std::string_view text) {
    for (const std::string_view word : {"chỉ tiêu", "mục tiêu"}) {
      for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        if (!ends_with_word(text.substr(0, at), "chương trình") && !ends_with_word(text.substr(0, at), "có"))
          return true;
      }
    }
    return false;
  }

  static std::string_view last_words(std::string_view text, std::size_t bytes) {
    return text.size() > bytes ? text.substr(text.size() - bytes) : text;
  }

  /// After ";" a goal holds on where the next member has the same form: "đạt N%", "N% các vụ …".
  static bool series_continues(std::string_view before, std::string_view after) {
    const std::size_t cut = before.rfind(';');
    const std::string_view clause = trim(cut == std::string_view::npos ? before : before.substr(cut + 1));
    return contains_word(clause, "đạt") || clause.empty() || contains_word(after.substr(0, 60), "phải");
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
