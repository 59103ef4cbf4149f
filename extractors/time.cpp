#include "extractors/time.h"

#include <algorithm>
#include <array>
#include <span>

#include "extractors/reference_parts.h"
#include "extractors/time_atoms.h"
#include "extractors/values/edtf.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

/// Words before a date that belong to it, longest first.
constexpr WordsByEnd kLeads({"tính từ",
                             "kể từ",
                             "bắt đầu từ",
                             "từ",
                             "tính đến hết",
                             "tính đến thời điểm",
                             "tính đến",
                             "tính tới",
                             "cho đến hết",
                             "cho đến",
                             "đến hết",
                             "đến cuối",
                             "đến đầu",
                             "đến thời điểm",
                             "đến",
                             "tới",
                             "hết",
                             "trước",
                             "sau",
                             "đầu",
                             "giữa",
                             "cuối",
                             "trong",
                             "vào",
                             "tại thời điểm",
                             "giai đoạn",
                             "thời kỳ",
                             "nhiệm kỳ",
                             "các",
                             "những",
                             "cả",
                             "ngày",
                             "năm",
                             "thời điểm"});

Range find_lead(const Scan& scan, std::uint32_t begin) {
  std::uint32_t from = begin;
  for (int depth = 0; depth < 4; ++depth) {
    const std::string_view before = trim_end(scan.folded().substr(0, from));
    bool found = false;
    for (const std::string_view lead : kLeads.like(before)) {
      if (!is_last_word(before, lead)) continue;
      if (depth > 0 && (lead == "năm" || lead == "ngày")) continue;  // "báo cáo năm trước ngày 05/12"
      from = static_cast<std::uint32_t>(before.size() - lead.size());
      found = true;
      break;
    }
    if (!found) break;
  }
  return {from, begin};
}

bool lead_has(const Scan& scan, const TimeAtom& atom, std::string_view word) {
  return contains_word(scan.folded(atom.lead), word);
}

/// What stands between two dates, the second one's own lead included.
enum class Joint { kNone, kRange, kAnd };

/// "đến 16h", "đến 17 giờ 30": without the time of day that stands before a date.
std::string_view without_clock(std::string_view gap) {
  const auto last_word = [](std::string_view text) { return text.substr(text.rfind(' ') + 1); };
  const auto number = [](std::string_view word) {
    return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
  };
  std::string_view rest = gap;
  std::string_view word = last_word(rest);
  if (const std::size_t mark = word.find_first_of("hg:"); mark != std::string_view::npos && mark > 0) {
    const std::string_view minutes = word.substr(mark + 1);
    if (number(word.substr(0, mark)) && (minutes.empty() || number(minutes)))
      return trim(rest.substr(0, rest.size() - word.size()));
  }
  if (word == "phút") rest = trim(rest.substr(0, rest.size() - word.size()));
  word = last_word(rest);
  if (number(word)) rest = trim(rest.substr(0, rest.size() - word.size()));
  if (!ends_with_word(rest, "giờ")) return gap;
  rest = trim(rest.substr(0, rest.size() - std::string_view("giờ").size()));
  word = last_word(rest);
  return number(word) ? trim(rest.substr(0, rest.size() - word.size())) : gap;
}

/// "từ 16h ngày 11/2": where the quote of a range begins, whose first date has a time of day before it.
std::uint32_t before_clock(const Scan& scan, std::uint32_t begin) {
  const std::uint32_t from = std::max(scan.sentence_at(begin).begin, begin > 40 ? begin - 40 : 0);
  const std::string_view before = trim(scan.between(from, begin));
  const std::string_view rest = without_clock(before);
  if (rest.size() == before.size()) return begin;
  for (const std::string_view lead : {"tính từ", "kể từ", "từ"}) {
    if (ends_with_word(rest, lead))
      return static_cast<std::uint32_t>(rest.data() + rest.size() - lead.size() - scan.folded().data());
  }
  return begin;
}

Joint joint_between(const Scan& scan, const TimeAtom& a, const TimeAtom& b) {
  if (b.text.begin < a.text.end) return Joint::kNone;
  std::string_view gap = trim(scan.between(a.text.end, b.text.begin));
  gap = without_clock(gap);
  constexpr std::string_view kPartsOfDay[] = {"sáng", "trưa", "chiều", "tối", "đêm"};
  for (const std::string_view part : kPartsOfDay) {  // "từ đêm 18/7 đến sáng 20/7"
    if (ends_with_word(gap, part)) gap = trim(gap.substr(0, gap.size() - part.size()));
  }
  if (gap == "-" || gap == "–" || gap == "—" || gap == "−" || gap == "÷") return Joint::kRange;
  if (gap == "và" || gap == "," || gap == ";" || gap == "hoặc" || gap == "/" || gap == "&" || gap == "và các" ||
      gap == "và cả")
    return Joint::kAnd;
  static constexpr WordsByEnd kTo(
      {"đến", "tới", "cho đến", "đến hết", "đến cuối", "đến đầu", "- hết", "đến hết ngày", "- đến"});
  return kTo.has(gap) ? Joint::kRange : Joint::kNone;
}

/// The first of `words` that follows byte `end`, blanks aside; empty for none.
template <std::size_t N>
std::string_view words_after(const Scan& scan, std::uint32_t end, const WordsByBegin<N>& words) {
  const std::string_view rest = trim(scan.folded().substr(end));
  for (const std::string_view word : words.like(rest)) {
    if (rest.starts_with(word) && contains_word(rest.substr(0, word.size() + 4), word)) return word;
  }
  return {};
}

/// A calendar day without "ngày" is read where the text speaks of days: a feast, brackets, a list of dates.
bool day_month_has_reason(const Scan& scan, const std::vector<TimeAtom>& atoms, std::size_t index) {
  const TimeAtom& atom = atoms[index];
  const int next = scan.text.token_from(atom.text.end);
  if (next < scan.text.count() && scan.text.token(next).kind == TokenKind::kWord &&
      scan.vocabulary.nouns.longest_at(scan.folded(), scan.text.token(next).range.begin).index >= 0) {
    return false;  // "06/11 dự án": so many of so many
  }
  const Range sentence = scan.sentence_at(atom.text.begin);
  const std::uint32_t from = atom.text.begin > sentence.begin + 90 ? atom.text.begin - 90 : sentence.begin;
  const std::string_view before = scan.between(from, atom.text.begin);
  static constexpr WordsByEnd kDayCues({"ngày", "từ", "đến", "lễ", "tết", "quốc khánh", "thiếu nhi", "thành lập", "dịp",
                                        "sáng", "chiều", "tối", "đêm", "hôm", "trưa", "xong trước", "thành trước",
                                        "gửi trước", "nộp trước"});
  if (ends_with_one_of(before, kDayCues)) return true;
  // "thu hồi công nợ 1,2 tỷ đồng trước 30/9.": no fraction has such a lower part
  if (ends_with_word(before, "trước") && atom.begin.day > 12) return true;
  if (find_last_word(before, "ngày") != std::string_view::npos &&
      before.find_first_of("0123456789", before.rfind("ngày")) == std::string_view::npos &&
      before.find_first_of(";:", before.rfind("ngày")) == std::string_view::npos) {
    return true;
  }
  for (const std::string_view cue :
       {"quốc khánh", "thiếu nhi", "phụ nữ việt nam", "nhà giáo việt nam", "giải phóng", "lao động"}) {
    if (contains_word(before, cue) && before.size() - before.rfind(cue) < cue.size() + 12) return true;
  }
  // next to another day
  for (const std::size_t other : {index - 1, index + 1}) {
    if (other >= atoms.size() || atoms[other].begin.day == 0 || atoms[other].dropped) continue;
    const TimeAtom& a = other < index ? atoms[other] : atom;
    const TimeAtom& b = other < index ? atom : atoms[other];
    if (joint_between(scan, a, b) != Joint::kNone && !(atoms[other].bare_day_month && other > index)) return true;
  }
  return false;
}

/// A year without its word is read in a list of years, in brackets, after a word of time or of comparison.
bool year_has_reason(const Scan& scan, const std::vector<TimeAtom>& atoms, std::size_t index) {
  const TimeAtom& atom = atoms[index];
  const std::string_view before = scan.folded().substr(0, atom.text.begin);
  const std::string_view after = scan.folded().substr(atom.text.end);
  if (after.starts_with("/") || after.starts_with("-") || cut_off(scan, atom.text.end) || before.ends_with("/") ||
      before.ends_with(".") || before.ends_with("-"))
    return false;
  if (before.ends_with("(") && after.starts_with(")")) return true;
  // "Tết Quý Mão 2031": the year's other name
  const std::string_view name = trim(before);
  const std::string_view branch = name.substr(name.rfind(' ') + 1);
  if (one_of(branch, {"tý", "sửu", "dần", "mão", "thìn", "tỵ", "tị", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi"})) {
    const std::string_view above = trim(name.substr(0, name.size() - branch.size()));
    const std::string_view stem = above.substr(above.rfind(' ') + 1);
    if (one_of(stem, {"giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý"})) return true;
  }
  // "các năm ngân sách 2018, 2019"
  const std::string_view near = before.size() > 36 ? before.substr(before.size() - 36) : before;
  const std::size_t years = find_last_word(near, "các năm");
  if (years != std::string_view::npos && near.find_first_of("0123456789,;:.()", years) == std::string_view::npos)
    return true;
  static constexpr WordsByEnd kYearCues(
      {"từ",      "cùng kỳ", "đến",      "trước",    "sau",       "so với",    "so",     "cuối",    "đầu",     "giữa",
       "hết",     "kể từ",   "tính đến", "nhiệm kỳ", "niên khóa", "vụ",        "khóa",   "sn",      "so sánh", "ss",
       "cố định", "tết",     "vụ xuân",  "vụ đông",  "vụ mùa",    "đông xuân", "hè thu", "thu đông"});
  const std::string_view said = trim_end(before);
  for (const std::string_view cue : kYearCues.like(said)) {
    if (is_last_word(said, cue)) {
      // "từ 2000 hộ" is a number of households
      const int next = scan.text.token_from(atom.text.end);
      if (next < scan.text.count() && scan.text.token(next).kind == TokenKind::kWord && cue != "cuối" && cue != "đầu") {
        if (scan.vocabulary.nouns.longest_at(scan.folded(), scan.text.token(next).range.begin).index >= 0) return false;
        if (scan.vocabulary.scales.longest_at(scan.folded(), scan.text.token(next).range.begin).index >= 0)
          return false;
        if (scan.vocabulary.measure_names.longest_at(scan.folded(), scan.text.token(next).range.begin).index >= 0)
          return false;
      }
      return true;
    }
  }
  if (index > 0) {
    const TimeAtom& previous = atoms[index - 1];
    const bool year_before = previous.begin.year > 0 && !previous.dropped;
    if (year_before && joint_between(scan, previous, atom) != Joint::kNone) return true;
  }
  return false;
}

/// The year that a date without one takes from its sentence; 0 when the sentence has none.
int year_for(const Scan& scan, const std::vector<TimeAtom>& atoms, std::size_t index) {
  const auto single_year = [&](const TimeAtom& atom) {
    if (atom.dropped || atom.begin.year == 0 || (atom.end && atom.end->year != atom.begin.year)) return false;
    // "giá so sánh 2010" says what prices are measured by, "so với cùng kỳ năm 2023" that this is another year
    const std::string_view before = trim(scan.folded().substr(0, atom.text.begin));
    // "(SN 1991)": a birth
    static constexpr WordsByEnd kYardsticks({"so sánh", "ss", "so với", "cùng kỳ", "so", "sn", "sinh", "sinh ngày",
                                             "so với cuối", "so với thời điểm", "so với thời điểm cuối"});
    return !ends_with_one_of(before, kYardsticks);
  };
  // "quý I năm trước", "quý I những năm từ 2001": another year than those the sentence names
  static constexpr WordsByBegin kOtherYears({"năm trước", "những năm", "các năm", "năm ngoái", "hằng năm", "hàng năm",
                                             "mỗi năm", "năm sau", "năm tiếp theo", "hằng tháng", "hàng tháng"});
  if (!words_after(scan, atoms[index].text.end, kOtherYears).empty()) return 0;
  // joined to the next ones: "ngày 25/5 và 20/11 năm 2020"
  for (std::size_t i = index; i + 1 < atoms.size(); ++i) {
    if (joint_between(scan, atoms[i], atoms[i + 1]) == Joint::kNone) break;
    if (single_year(atoms[i + 1])) return atoms[i + 1].begin.year;
  }
  const int sentence = scan.sentence_index(atoms[index].text.begin);
  // what comes back every year is in no year: "báo cáo định kỳ hằng năm trước ngày 10/11"
  if (atoms[index].begin.day > 0) {
    for (const Hit& hit : scan.hits) {
      if (hit.rule->id == "deadline.recurrence" && scan.sentence_index(hit.span.begin) == sentence &&
          hit.span.begin < atoms[index].text.begin && lead_has(scan, atoms[index], "trước")) {
        return 0;
      }
    }
  }
  for (std::size_t i = index; i-- > 0;) {
    if (scan.sentence_index(atoms[i].text.begin) != sentence) break;
    if (single_year(atoms[i])) return atoms[i].begin.year;
  }
  for (std::size_t i = index + 1; i < atoms.size(); ++i) {
    if (scan.sentence_index(atoms[i].text.begin) != sentence) break;
    if (single_year(atoms[i])) return atoms[i].begin.year;
  }
  return 0;
}

void drop_unfounded(const Scan& scan, std::vector<TimeAtom>& atoms) {
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    TimeAtom& atom = atoms[i];
    if (atom.bare_year && !year_has_reason(scan, atoms, i)) atom.dropped = true;
    if (atom.bare_day_month && !day_month_has_reason(scan, atoms, i)) atom.dropped = true;
    // "năm 2020" of "5 năm 2020 hộ" and "tháng 5" of "3 tháng 5 ngày" are lengths
    if (atom.rule->id == "time.month" || atom.rule->id == "time.year") {
      const int before = scan.text.token_before(atom.text.begin);
      if (before >= 0 && scan.text.token(before).kind == TokenKind::kNumber &&
          scan.text.token(before).range.end + 1 >= atom.text.begin && atom.rule->id == "time.month") {
        atom.dropped = true;
      }
    }
    const std::string_view after = trim(scan.folded().substr(atom.text.end, 24));
    if (after.starts_with("âm lịch") || after.starts_with("(âm lịch")) atom.dropped = true;
    if (atom.rule->id == "time.day") atom.dropped = true;  // kept only where a range or a deadline completes it
  }
}

void add_time(Scan& scan, Range text, Range digits, const Date& begin, const std::optional<Date>& end, bool interval,
              const Rule* rule) {
  TimeSpan span;
  span.text = text;
  span.digits = digits;
  span.value = interval ? to_edtf(begin, end) : to_edtf(begin);
  span.full_date = begin.day > 0;
  span.dated = begin.year > 0;
  span.in_brackets = !scan.bracket_at(digits.begin).empty();
  span.rule = rule;
  scan.times.push_back(span);
}

}  // namespace

void find_times(Scan& scan) {
  std::vector<TimeAtom> atoms = find_atoms(scan, true);
  drop_unfounded(scan, atoms);
  for (TimeAtom& atom : atoms) atom.lead = find_lead(scan, atom.text.begin);

  for (std::size_t i = 0; i < atoms.size(); ++i) {
    TimeAtom& atom = atoms[i];
    const bool lone_day = atom.rule->id == "time.day";
    if (atom.dropped && !lone_day) {
      scan.turn_down(atom.rule, atom.text,
                     atom.bare_year || atom.bare_day_month ? "nothing around it says that it is a time"
                                                           : "it belongs to a length of time or a lunar date");
    }
    if (atom.used || (atom.dropped && !lone_day)) continue;
    const bool from = lead_has(scan, atom, "từ");
    const Range text{atom.lead.begin, atom.text.end};

    if (i + 1 < atoms.size() && !atoms[i + 1].dropped && (!atom.end || !atoms[i + 1].end || from)) {
      TimeAtom& next = atoms[i + 1];
      const Joint joint = joint_between(scan, atom, next);
      // "năm 2018, 2019": a list; "ngày 01 - 05/7" with a dash is a range whatever stands before it
      if (joint == Joint::kRange) {
        Date begin = atom.begin;
        const Date last = next.end ? *next.end : next.begin;
        Date end = last;
        if (end.year == 0) {
          if (const int year = begin.year > 0 ? begin.year : year_for(scan, atoms, i + 1); year > 0) end.year = year;
        }
        complete(begin, end);
        const bool ordered = begin.year == 0 || end.year == 0 || begin.year <= end.year;
        if (ordered && begin.month + begin.year > 0) {
          add_time(scan, {before_clock(scan, text.begin), next.text.end}, {atom.text.begin, next.text.end}, begin, end,
                   true, atom.rule);
          next.used = true;
          continue;
        }
      }
      if (joint == Joint::kAnd && lone_day && next.begin.month > 0) {
        Date begin = atom.begin;
        complete(begin, next.begin);
        add_time(scan, text, atom.text, begin, std::nullopt, false, atom.rule);
        continue;
      }
    }
    if (lone_day) {
      add_time(scan, text, atom.text, atom.begin, std::nullopt, false, atom.rule);
      scan.times.back().lone_day = true;
      continue;
    }

    Date begin = atom.begin;
    std::optional<Date> end = atom.end;
    if (begin.year == 0) begin.year = year_for(scan, atoms, i);
    if (end && end->year == 0) end->year = begin.year;
    if (atom.list) {
      add_time(scan, text, atom.text, begin, std::nullopt, false, atom.rule);
      add_time(scan, {atom.text.begin, atom.text.end}, atom.text, *end, std::nullopt, false, atom.rule);
      continue;
    }
    static constexpr WordsByBegin kOpenEnds({"đến nay", "trở đi", "tới nay", "cho đến nay", "đến hiện nay",
                                             "đến thời điểm hiện tại", "đến thời điểm hiện nay", "đến thời điểm này",
                                             "đến thời điểm báo cáo", "trở về sau", "- nay"});
    const std::string_view open = end ? std::string_view() : words_after(scan, atom.text.end, kOpenEnds);
    if (!open.empty()) {
      const std::size_t at = scan.folded().find(open, atom.text.end);
      add_time(scan, {text.begin, static_cast<std::uint32_t>(at + open.size())}, atom.text, begin, std::nullopt, true,
               atom.rule);
      begin = {};
    }
    if (begin.empty()) continue;
    add_time(scan, text, atom.text, begin, end, end.has_value(), atom.rule);
  }
  std::stable_sort(scan.times.begin(), scan.times.end(),
                   [](const TimeSpan& a, const TimeSpan& b) { return a.text.begin < b.text.begin; });
}

TimeSpan date_at(const Scan& scan, std::uint32_t begin) {
  TimeSpan found;
  const Hit* best = nullptr;
  const auto first = std::partition_point(scan.hits.begin(), scan.hits.end(),
                                          [begin](const Hit& hit) { return hit.span.begin < begin; });
  for (const Hit& hit : std::span(first, scan.hits.end())) {
    if (hit.rule->kind != RuleKind::kTime) continue;
    if (hit.span.begin > begin) {
      if (hit.span.begin > begin + 1) break;
      if (scan.folded()[begin] != ' ') break;
    }
    if (best == nullptr || hit.rule->priority > best->rule->priority) best = &hit;
  }
  if (best == nullptr) return found;
  const auto atom = read_atom(scan, *best);
  if (!atom || atom->end || atom->begin.day == 0 || atom->begin.month == 0) return found;
  found.text = found.digits = best->span;
  found.value = to_edtf(atom->begin);
  found.full_date = true;
  found.dated = atom->begin.year > 0;
  found.rule = best->rule;
  return found;
}

}  // namespace trichluc
