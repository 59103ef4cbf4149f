#include "extractors/period.h"

#include <algorithm>
#include <array>

#include "extractors/char_set.h"
#include "extractors/figures.h"
#include "extractors/reference_parts.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr CharSet kBreaks(";:().");
constexpr CharSet kClauseBegins(",;:()");
constexpr CharSet kClauseEnds(",;:.()");
constexpr CharSet kDigitsAndComma("0123456789,");

/// Heads of names that carry a time of their own: "Chương trình … giai đoạn 2021-2030", "kế hoạch năm 2017".
constexpr std::array<std::string_view, 29> kNameHeads = {
    "chương trình",    "kế hoạch",   "đề án",       "dự án",
    "chiến lược",      "nghị quyết", "quy hoạch",   "phong trào",
    "tháng hành động", "ngày hội",   "cuộc thi",    "hội thi",
    "đại hội",         "hội nghị",   "lễ",          "giải",
    "quyết định",      "chỉ thị",    "công văn",    "tháng",
    "tuần lễ",         "năm học",    "chỉ tiêu",    "cuộc vận động",
    "văn kiện",        "điều lệ",    "chuẩn nghèo", "chuẩn nghèo đa chiều",
    "bộ tiêu chí"};

/// Verbs that date an event of their own, which is not the figure's.
constexpr WordsByEnd kEventVerbs({"thông qua", "ban hành", "phê duyệt", "ký kết", "ký", "hoàn thành", "thành lập",
                                  "có hiệu lực", "sinh", "khởi công", "khánh thành", "đưa vào sử dụng", "công bố",
                                  "đưa vào hoạt động", "được giao", "công nhận"});

int count_words(std::string_view text) {
  int words = 0;
  bool inside = false;
  for (const char c : text) {
    if (c == ' ') {
      inside = false;
    } else if (!inside) {
      inside = true;
      ++words;
    }
  }
  return words;
}

bool has_break(std::string_view text) { return kClauseEnds.any_in(text); }

/// "… được thông qua trong", "… ký ngày": what follows dates an event.
bool ends_with_event(std::string_view text) {
  text = trim(text);
  constexpr std::string_view kTails[] = {"", " trong", " từ", " vào", " ngày", " năm"};
  for (const std::string_view tail : kTails) {
    if (!text.ends_with(tail)) continue;
    const std::string_view head = text.substr(0, text.size() - tail.size());
    if (!head.ends_with(' ') && ends_with_one_of(head, kEventVerbs)) return true;
  }
  return false;
}

/// "lũy kế", "trong tháng": the period that ran so far ends there.
bool ends_running_period(std::string_view text) {
  constexpr std::string_view kSoFar[] = {"lũy kế", "luỹ kế", "cộng dồn", "trong tháng", "từ đầu năm", "tính chung"};
  return std::any_of(std::begin(kSoFar), std::end(kSoFar),
                     [text](std::string_view word) { return contains_word(text, word); });
}

class Binder {
 public:
  Binder(const Scan& scan, const LeadInTimes& lead_in) : scan_(scan), lead_in_(lead_in) {}

  Edtf period_of(const Fact& fact, const Figure& figure) const {
    const bool target = figure.modality == Modality::kTarget;
    const Range bracket = scan_.bracket_at(fact.digits.begin);
    const Range sentence = scan_.sentence_at(fact.digits.begin);

    const Range clause = clause_of(fact, sentence);

    const bool interest = is_interest(fact, sentence, clause);
    if (const TimeSpan* beside = directly_beside(fact);
        beside != nullptr && !(interest && beside->text.end <= fact.text.begin))
      return refined(*beside).value;
    if (interest) return {};
    // "(kỳ trước chuyển qua 159 vụ việc)": another period, without a date
    const std::string_view own_clause = trim(scan_.folded(clause));
    static constexpr WordsByBegin kOtherPeriods(
        {"kỳ trước", "năm trước", "tháng trước", "quý trước", "nhiệm kỳ trước", "cùng kỳ", "năm ngoái"});
    if (kOtherPeriods.begin(own_clause)) return {};
    if (!bracket.empty()) {
      // inside the brackets first
      if (const TimeSpan* before = nearest_before(fact, bracket, target, true)) return refined(*before).value;
    }
    // "giảm 15% so với tháng trước (368 ca)": another period, without a date
    if (!bracket.empty() && bracket.size() <= fact.text.size() + 2) {
      static constexpr WordsByEnd kComparedPeriods(
          {"tháng trước", "năm trước", "kỳ trước", "quý trước", "tuần trước", "cùng kỳ", "năm ngoái"});
      if (ends_with_one_of(scan_.folded().substr(0, bracket.begin), kComparedPeriods)) return {};
    }
    // "bằng 103% so với năm 2022 (825 tỷ đồng)": alone in brackets behind a time
    if (!bracket.empty() && bracket.size() <= fact.text.size() + 2) {
      if (const TimeSpan* before = before_bracket(bracket)) return before->value;
    }
    if (const TimeSpan* before = nearest_before(fact, {clause.begin, fact.text.begin}, target, false))
      return refined(*before).value;
    if (const TimeSpan* after = nearest_after(fact, clause, target)) return after->value;
    if (is_yardstick(fact)) {
      // "vượt kế hoạch của cả năm 2007 (16%)"
      const TimeSpan* const own = before_bracket(bracket);
      return own != nullptr ? own->value : Edtf();
    }
    if (const TimeSpan* before = nearest_before(fact, {sentence.begin, fact.text.begin}, target, false)) {
      return ends_running_period(scan_.between(before->text.end, fact.text.begin)) ? Edtf() : refined(*before).value;
    }
    const std::string_view words = trim(scan_.between(sentence.begin, fact.text.begin));
    if (ends_running_period(words)) return {};
    if ((words.starts_with("trong đó") || words.starts_with("(")) && sentence.begin > 0) {
      const Range previous = scan_.sentence_at(sentence.begin - 1);
      if (const TimeSpan* before = nearest_before(fact, {previous.begin, sentence.begin}, target, false))
        return refined(*before).value;
    }
    if (tells_of_event(sentence, fact)) return {};
    for (auto time = lead_in_.times.rbegin(); time != lead_in_.times.rend(); ++time) {
      if (time->compared || time->in_name || (time->is_deadline && !target)) continue;
      return time->value;
    }
    return {};
  }

  /// "vay ngày 14/8/2019 …, lãi suất 9,5%/năm": a rate holds as long as the loan.
  bool is_interest(const Fact& fact, Range sentence, Range clause) const {
    if (!std::holds_alternative<Percentage>(fact.value)) return false;
    const std::string_view before = scan_.between(clause.begin, fact.text.begin);
    const std::string_view after = trim(scan_.folded().substr(fact.text.end, 32));
    if (contains_word(before, "lãi suất") || contains_word(before, "lãi") || after.starts_with("lãi suất")) return true;
    // "lãi suất 1,66%/tháng (20%/năm), phí quản lý 2%/tháng": what the loan costs else
    return (after.starts_with("/tháng") || after.starts_with("/năm") || after.starts_with("/ngày")) &&
           contains_word(scan_.folded(sentence), "lãi suất");
  }

  /// "giảm bình quân mỗi năm 4,3%".
  bool is_yearly(const Fact& fact) const {
    const std::string_view words = scan_.folded(clause_of(fact, scan_.sentence_at(fact.digits.begin)));
    return contains_word(words, "mỗi năm") ||
           (contains_word(words, "bình quân") && trim(scan_.folded().substr(fact.text.end, 8)).starts_with("/năm"));
  }

 private:
  static bool usable(const TimeSpan& time) { return !time.lone_day && !time.compared; }

  /// "tháng 9 (từ ngày 14/8 đến 10/9)": the brackets right behind a time say it more exactly.
  const TimeSpan& refined(const TimeSpan& time) const {
    for (const TimeSpan& next : scan_.times) {
      if (next.text.begin < time.text.end || trim(scan_.between(time.text.end, next.text.begin)) != "(") continue;
      const Range bracket = scan_.bracket_at(next.digits.begin);
      if (bracket.end > 0 && trim(scan_.between(next.text.end, bracket.end)) == ")") return next;
    }
    return time;
  }

  /// "Một số dự án hoàn thành trong năm 2006 …: công suất 300 MW": what the sentence tells of has a time of its own
  /// before the figure, and it is not the list's.
  bool tells_of_event(Range sentence, const Fact& fact) const {
    return std::any_of(scan_.times.begin(), scan_.times.end(), [&](const TimeSpan& time) {
      return time.event && sentence.contains(time.digits) && time.digits.end <= fact.text.begin;
    });
  }

  /// The time right before a bracket; null when none stands there.
  const TimeSpan* before_bracket(Range bracket) const {
    for (const TimeSpan& time : scan_.times) {
      if (time.text.end <= bracket.begin && trim(scan_.between(time.text.end, bracket.begin)).empty()) return &time;
    }
    return nullptr;
  }

  /// "so với mức 65-70 USD/thùng năm 2006": the figure that something is compared with has the compared time.
  bool is_compared_with(const Fact& fact) const {
    const std::string_view before = scan_.folded().substr(0, fact.text.begin);
    const std::string_view near = before.size() > 24 ? before.substr(before.size() - 24) : before;
    const std::size_t at = find_last_word(near, "so với");
    return at != std::string_view::npos && !kBreaks.any_in(near.substr(at)) &&
           near.find(',', at) == std::string_view::npos;
  }

  /// A time with at most three words and no punctuation between it and the figure, or in brackets right behind it.
  const TimeSpan* directly_beside(const Fact& fact) const {
    const TimeSpan* best = nullptr;
    std::size_t best_gap = 0;
    for (const TimeSpan& time : scan_.times) {
      const bool measure =
          time.compared && !time.lone_day && time.text.begin >= fact.text.end && is_compared_with(fact);
      // "cùng kỳ năm 2022 là 12 vụ": what it was then
      const bool behind = time.compared && !time.lone_day && !time.event && time.text.end <= fact.text.begin &&
                          !std::holds_alternative<Percentage>(fact.value);
      const std::string_view link = behind ? trim(scan_.between(time.text.end, fact.text.begin)) : std::string_view{};
      const bool then = behind && (link == "là" || link == ":");  // "(so với năm 2021: 503.214 cuộc)"
      if ((!usable(time) && !measure && !then) || time.is_deadline) continue;
      if (time.in_name && time.rule != nullptr && time.rule->id == "time.years")
        continue;  // "Chương trình … giai đoạn 2021 - 2025 được bố trí 8 tỷ"
      if (time.text.end <= fact.text.begin) {
        const std::string_view gap = scan_.between(time.text.end, fact.text.begin);
        if (gap.size() > 40 || (has_break(gap) && !then) || count_words(gap) > 3) continue;
        const Range bracket = scan_.bracket_at(time.digits.begin);
        if (!bracket.empty() && !(bracket == scan_.bracket_at(fact.digits.begin))) continue;
        if (best == nullptr || gap.size() <= best_gap) {
          best = &time;
          best_gap = gap.size();
        }
      } else if (time.text.begin >= fact.text.end) {
        std::string_view gap = trim(scan_.between(fact.text.end, time.text.begin));
        const bool bracketed = gap == "(" && scan_.bracket_at(time.digits.begin).size() <= time.text.size() + 4;
        if (!bracketed && (!gap.empty() || preceded_by_plan(time))) continue;
        if (best == nullptr || gap.size() < best_gap) {
          best = &time;
          best_gap = gap.size();
        }
      }
    }
    return best;
  }

  bool preceded_by_plan(const TimeSpan& time) const {
    const std::string_view before = scan_.folded().substr(0, time.text.begin);
    return ends_with_word(before, "kế hoạch") || ends_with_word(before, "chỉ tiêu");
  }

  /// From the last comma, semicolon, colon or bracket before the figure to the next one after it.
  Range clause_of(const Fact& fact, Range sentence) const {
    const std::string_view before = scan_.between(sentence.begin, fact.text.begin);
    const std::string_view after = scan_.between(fact.text.end, sentence.end);
    const std::size_t begin = kClauseBegins.last_in(before);
    // brackets right behind the figure explain it: "2.350.000 đồng (hai triệu …) năm 2024"
    std::size_t from = 0;
    if (trim(after).starts_with("(")) {
      const std::size_t close = after.find(')');
      if (close != std::string_view::npos) from = close + 1;
    }
    const std::size_t end = kClauseEnds.first_in(after, from);
    return {sentence.begin + (begin == std::string_view::npos ? 0 : static_cast<std::uint32_t>(begin) + 1),
            end == std::string_view::npos ? sentence.end : fact.text.end + static_cast<std::uint32_t>(end)};
  }

  bool visible(const TimeSpan& time, const Fact& fact) const {
    const Range own = scan_.bracket_at(time.digits.begin);
    if (own.empty()) return true;
    return own.begin <= fact.digits.begin && fact.digits.end <= own.end;  // a time in brackets holds only inside them
  }

  const TimeSpan* nearest_before(const Fact& fact, Range within, bool target, bool inside) const {
    const TimeSpan* best = nullptr;
    for (const TimeSpan& time : scan_.times) {
      if (time.text.end > fact.text.begin || time.digits.begin < within.begin || time.digits.begin >= within.end)
        continue;
      if (!usable(time) || (time.is_deadline && !target)) continue;
      if (!visible(time, fact)) continue;
      if (time.in_name && !inside && !introduces(time, fact)) continue;
      if (time.beside_only) continue;
      best = &time;
    }
    return best;
  }

  /// "Kế hoạch … năm 2018, trong đó: 792 người": the plan's own figures have its year.
  bool introduces(const TimeSpan& time, const Fact& fact) const {
    const std::string_view gap = trim(scan_.between(time.text.end, fact.text.begin));
    return gap.starts_with(", trong đó") || gap.starts_with(":") || gap.starts_with("trong đó") ||
           ((gap == "với" || gap.starts_with("với ")) &&
            trim(scan_.folded(scan_.sentence_at(fact.digits.begin))).starts_with("kế hoạch"));
  }

  const TimeSpan* nearest_after(const Fact& fact, Range clause, bool target) const {
    for (const TimeSpan& time : scan_.times) {
      if (time.text.begin < fact.text.end || time.digits.end > clause.end) continue;
      if (!usable(time) || time.in_name || time.beside_only || (time.is_deadline && !target)) continue;
      if (!visible(time, fact)) continue;
      // another figure between takes the time for itself
      for (const TimeSpan& other : scan_.times) {
        if (&other != &time && other.text.begin >= fact.text.end && other.text.begin < time.text.begin) return nullptr;
      }
      const std::string_view gap = scan_.between(fact.text.end, time.text.begin);
      if (contains_word(gap, "kế hoạch") || contains_word(gap, "chỉ tiêu") || contains_word(gap, "so với"))
        return nullptr;
      return &time;
    }
    return nullptr;
  }

  /// "cao hơn kế hoạch (16%)": a yardstick takes only a time of its own; "(kế hoạch là 15%)" has the figure's.
  bool is_yardstick(const Fact& fact) const {
    const Range bracket = scan_.bracket_at(fact.digits.begin);
    if (bracket.empty()) return false;
    const std::string_view inside = trim(scan_.between(bracket.begin + 1, bracket.end - 1));
    const std::string_view before = scan_.folded().substr(0, bracket.begin);
    const std::string_view near = before.size() > 60 ? before.substr(before.size() - 60) : before;
    for (const std::string_view plan : {"kế hoạch", "chỉ tiêu"}) {
      const std::size_t at = find_last_word(near, plan);
      if (at != std::string_view::npos && trim(near.substr(0, at)).ends_with('%')) return false;
    }
    return inside.size() <= fact.text.size() + 2 &&
           (contains_word(near, "kế hoạch") || contains_word(near, "chỉ tiêu"));
  }

  const Scan& scan_;
  const LeadInTimes& lead_in_;
};

}  // namespace

void classify_times(Scan& scan) {
  const TimeSpan* previous = nullptr;
  for (TimeSpan& time : scan.times) {
    const Range sentence = scan.sentence_at(time.digits.begin);
    const std::string_view before = scan.between(sentence.begin, time.text.begin);
    const std::size_t cut = kBreaks.last_in(before);
    const std::string_view clause = cut == std::string_view::npos ? before : before.substr(cut + 1);
    const std::string_view near = clause.size() > 44 ? clause.substr(clause.size() - 44) : clause;
    constexpr std::string_view kAgainst[] = {"so với",         "so cùng kỳ", "so",      "cùng kỳ",
                                             "cùng thời kỳ",   "bằng cả",    "bằng",    "hơn cả",
                                             "cùng thời điểm", "cao hơn",    "thấp hơn"};
    for (const std::string_view word : kAgainst) {
      const std::size_t at = find_last_word(near, word);
      if (at == std::string_view::npos) continue;
      const std::string_view gap = near.substr(at + word.size());
      // no new clause between the comparison and the time; a figure only in "so với mức 150 USD/tấn năm 2023"
      const bool figures = kDigits.any_in(gap);
      if (gap.find(',') == std::string_view::npos && count_words(gap) <= 6 && (!figures || word == "so với"))
        time.compared = true;
    }
    // "bằng 108,3% dự toán năm 2023", "bằng 97% năm 2022": what it is measured by
    if (const std::size_t sign = near.rfind('%'); sign != std::string_view::npos && !time.full_date) {
      const std::string_view gap = trim(near.substr(sign + 1));
      const std::size_t equals = find_last_word(near.substr(0, sign), "bằng");
      if (equals != std::string_view::npos && near.find(',', sign) == std::string_view::npos && count_words(gap) <= 5 &&
          count_words(near.substr(equals, sign - equals)) <= 3 &&
          (gap.empty() || gap.starts_with("dự toán") || gap.starts_with("thực hiện") ||
           gap.starts_with("ước thực hiện") || gap.starts_with("quyết toán")))
        time.compared = true;
    }
    // the day that interest starts to run dates no amount
    if (contains_word(scan.folded(sentence), "lãi") && time.value.find('/') == std::string::npos &&
        (scan.folded(time.text).starts_with("kể từ") || scan.folded(time.text).starts_with("từ") ||
         scan.folded(time.text).starts_with("tính từ")))
      time.in_name = true;
    if (ends_with_event(near) && contains_word(clause, "được")) time.compared = true;
    // "Giấy chứng nhận … do Ủy ban nhân dân huyện cấp ngày 30/9/2016"
    if (time.full_date && ends_with_word(near, "cấp")) time.compared = time.event = true;
    // "do nghỉ lễ Quốc khánh 2/9", "dịp 30/4": a feast, in no year
    if (time.full_date && !time.dated) {
      static constexpr WordsByEnd kFeasts({"lễ", "quốc khánh", "dịp", "tết", "kỷ niệm", "thiếu nhi", "dịp lễ"});
      if (ends_with_one_of(near, kFeasts)) time.compared = time.event = true;
    }
    // "thời hạn tù tính từ ngày bắt tạm giam 15/3/2023; phạt bổ sung …"
    if (contains_word(clause, "thời hạn tù") || contains_word(clause, "thời gian thử thách"))
      time.compared = time.event = true;
    // "có vợ sinh năm 1991 và 02 con": a birth dates nothing else
    static constexpr WordsByEnd kBirths({"sinh", "sinh ngày", "sinh năm", "sinh vào", "sn"});
    if (ends_with_one_of(near, kBirths)) time.compared = time.event = true;
    // "một số dự án hoàn thành trong năm 2006 bắt đầu hoạt động": the sentence goes on about something else
    const std::string_view after = scan.folded().substr(time.text.end, 2);
    const bool runs_on = after.size() > 1 && after[0] == ' ' && after[1] != '(' && after[1] != '-';
    constexpr std::string_view kDone[] = {"hoàn thành",  "thành lập", "khởi công", "khánh thành", "gia nhập",
                                          "có hiệu lực", "thông qua", "ban hành",  "phê duyệt"};
    for (const std::string_view verb : kDone) {
      const std::size_t at = find_last_word(near, verb);
      const bool for_good =
          verb == "khởi công" || verb == "khánh thành" || verb == "thành lập" || verb == "có hiệu lực";
      if (at == std::string_view::npos || (!runs_on && !for_good)) continue;
      const std::string_view gap = trim(near.substr(at + verb.size()));
      const bool once = verb == "khởi công" || verb == "khánh thành" || verb == "thành lập";
      if (gap.empty() || gap == "trong" || gap == "vào" || gap == "từ" || gap == "năm" ||
          (once && count_words(gap) <= 2) || (verb == "gia nhập" && count_words(gap) <= 2))
        time.compared = time.event = true;
    }
    // the year of a plan that something is measured by: "vượt mức kế hoạch đề ra cho cả năm 2007"
    for (const std::string_view plan : {"kế hoạch", "chỉ tiêu"}) {
      const std::size_t at = find_last_word(near, plan);
      if (at == std::string_view::npos) continue;
      const std::string_view gap = near.substr(at + plan.size());
      if (!kDigitsAndComma.any_in(gap) && count_words(gap) <= 5) time.in_name = true;
    }
    // what is said of a time holds for the one joined to it: "thông qua trong năm 2020 và 6 tháng đầu năm 2021"
    if (previous != nullptr && (previous->in_name || previous->compared)) {
      const std::string_view gap = trim(scan.between(previous->text.end, time.text.begin));
      if (gap == "và" || gap == ",") {
        time.in_name = time.in_name || previous->in_name;
        time.compared = time.compared || previous->compared;
      }
    }
    previous = &time;
    const std::string_view reach = clause.size() > 220 ? clause.substr(clause.size() - 220) : clause;
    for (const std::string_view head : kNameHeads) {
      const std::size_t at = find_last_word(reach, head);
      if (at == std::string_view::npos) continue;
      const std::string_view gap = reach.substr(at + head.size());
      const auto absolute =
          static_cast<std::uint32_t>(reach.data() - scan.folded().data() + static_cast<std::ptrdiff_t>(at));
      const bool capital = is_upper(decode_utf8(scan.text.printed(), absolute).code);
      const bool opens = trim(scan.between(sentence.begin, absolute)).empty();
      if (!capital && count_words(gap) > 1) continue;
      if (capital && opens && count_words(gap) > 30) continue;
      if (kDigits.any_in(gap)) continue;
      // "Kế hoạch đặt mục tiêu đến năm 2025 giảm …": a verb closes the name
      if (contains_word(gap, "đặt") || contains_word(gap, "đề ra") || contains_word(gap, "phấn đấu")) continue;
      // a verb of result after the name closes it: "Kế hoạch … được triển khai, năm 2020"
      if (gap.ends_with(", ") || gap.ends_with(",")) continue;
      if (head == "tháng" && !trim(gap).starts_with("hành động") && !trim(gap).starts_with("cao điểm")) continue;
      if (head == "năm học" || head == "lễ" || head == "giải") {
        if (!capital) continue;
      }
      if (head == "giải" && (trim(gap).starts_with("ngân") || trim(gap).starts_with("quyết"))) continue;
      time.in_name = true;
      break;
    }
    if (scan.folded(time.text).starts_with("đến ") && time.in_name) time.beside_only = true;
  }
}

namespace {

/// "3 cấp độ", "2 cấp": how something is built has no time.
bool is_structure(const Fact& fact) {
  const auto* count = std::get_if<Count>(&fact.value);
  return count != nullptr && one_of(count->unit, {"cấp độ", "mức độ", "cấp", "bậc", "hạng"});
}

}  // namespace

void bind_periods(const Scan& scan, std::vector<Fact>& facts, const LeadInTimes& lead_in) {
  const Binder binder(scan, lead_in);
  for (Fact& fact : facts) {
    Figure* figure = figure_of(fact.value);
    if (figure == nullptr || !figure->period.empty()) continue;
    if (figure->threshold || is_structure(fact)) continue;
    // "mỗi năm" behind two years: the rate replaces the period; "đồng/năm" does not
    const bool each = figure->per == "P1Y" || figure->per == "P1M";
    if (each && scan.folded(fact.text).find('/') == std::string_view::npos) continue;
    if (std::holds_alternative<Percentage>(fact.value) && binder.is_yearly(fact)) continue;
    figure->period = binder.period_of(fact, *figure);
  }
}

}  // namespace trichluc
