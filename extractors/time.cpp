#include "extractors/time.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "extractors/values/edtf.h"
#include "extractors/values/number.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

/// One date or period as a rule found it.
struct Atom {
  Range text;
  Range lead;  // "từ", "tính đến hết ngày": words before it that belong to it; empty for none
  Date begin;
  std::optional<Date> end;  // of a period
  bool list = false;        // two dates with "và" between, not a period
  const Rule* rule = nullptr;
  bool bare_year = false, bare_day_month = false, bare_month_year = false;
  bool dropped = false;
  bool used = false;  // swallowed by a range that begins before it
};

int to_int(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

int months_count(std::string_view text) {
  if (!text.empty() && text[0] >= '0' && text[0] <= '9') return to_int(text);
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, space));
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return static_cast<int>(read_number_words(words).value_or(0));
}

/// "16/8 đến 15/9": what follows "16/" is no date of its own.
bool glued_to_digits(const Scan& scan, std::uint32_t begin) {
  if (begin < 2) return false;
  const char mark = scan.folded()[begin - 1], before = scan.folded()[begin - 2];
  return (mark == '/' || mark == '.' || mark == '-' || mark == ',' || mark == ':') && before >= '0' && before <= '9';
}

/// "mỗi tháng 2.000.000 đồng": the last figure of what was read goes on.
bool cut_off(const Scan& scan, std::uint32_t end) {
  const std::string_view after = scan.folded().substr(end, 2);
  return after.size() == 2 && (after[0] == '.' || after[0] == ',') && after[1] >= '0' && after[1] <= '9';
}

/// "quyển số 02/2019-SCC", "05/2020/ABC": digits of a register's number, no month of a year.
bool is_part_of_number(const Scan& scan, Range text) {
  const std::string_view after = scan.folded().substr(text.end);
  if (!after.empty() && (after[0] == '-' || after[0] == '/') && after.size() > 1 &&
      is_letter(decode_utf8(after, 1).code))
    return true;
  return ends_with_word(scan.folded().substr(0, text.begin), "số") ||
         ends_with_word(scan.folded().substr(0, text.begin), "số:");
}

/// "từ ngày 05 đến ngày 10 tháng 6 năm 2020": the first end takes month and year from the second.
void complete(Date& first, const Date& second) {
  if (first.day > 0 && first.month == 0) {
    first.month = second.month;
    if (first.year == 0) first.year = second.year;
    return;
  }
  if (first.year == 0 && second.year != 0) {
    first.year = second.year;
    const bool later =
        first.month > second.month || (first.month == second.month && first.day > second.day && second.day > 0);
    if (first.month > 0 && second.month > 0 && later) --first.year;  // "từ 15/12 đến 14/11/2018"
  }
}

std::optional<Atom> read_atom(const Scan& scan, const Hit& hit) {
  const auto part = [&](std::string_view name) { return scan.folded(hit.capture(name)); };
  const auto number = [&](std::string_view name) { return to_int(part(name)); };
  Atom atom;
  atom.text = hit.span;
  atom.rule = hit.rule;
  const std::string_view id = hit.rule->id.starts_with("time.") ? std::string_view(hit.rule->id).substr(5) : "";
  if (glued_to_digits(scan, hit.span.begin)) return std::nullopt;
  if (id == "month" && cut_off(scan, hit.span.end)) return std::nullopt;
  if (id == "bare_month_year" && is_part_of_number(scan, hit.span)) return std::nullopt;
  if (id == "years") {
    atom.begin.year = number("y");
    int last = number("y2");
    if (part("y2").size() == 2) {
      if (part("unit").empty()) return std::nullopt;
      last += atom.begin.year / 100 * 100;
    }
    if (last < atom.begin.year) return std::nullopt;
    atom.end = Date{last, 0, 0};
  } else if (id == "quarter") {
    const std::string_view q = part("q");
    const int which = q.find_first_of("iv") != std::string_view::npos ? read_roman(q) : to_int(q);
    if (which < 1 || which > 4) return std::nullopt;
    const MonthSpan span = quarter(which, number("y"));
    atom.begin = span.first;
    atom.end = span.last;
  } else if (id == "quarter_range") {
    const auto which = [&](std::string_view q) {
      return q.find_first_of("iv") != std::string_view::npos ? read_roman(q) : to_int(q);
    };
    const int first = which(part("q")), last = which(part("q2"));
    if (first < 1 || last > 4 || first >= last) return std::nullopt;
    atom.begin = quarter(first, number("y")).first;
    atom.end = quarter(last, number("y")).last;
  } else if (id == "months_of_year" || id == "months_of_some_year") {
    const int n = months_count(part("n"));
    if (n < 1 || n > 12) return std::nullopt;
    const MonthSpan span = part("part") == "cuối" ? last_months(n, number("y")) : first_months(n, number("y"));
    atom.begin = span.first;
    atom.end = span.last;
  } else if (id == "half") {
    const MonthSpan span = part("part") == "đầu" ? first_months(6, number("y")) : last_months(6, number("y"));
    atom.begin = span.first;
    atom.end = span.last;
  } else if (id == "day_range") {
    atom.begin = {number("y"), number("m"), number("d")};
    atom.end = Date{number("y"), number("m"), number("d2")};
    atom.list = part("joint") == "và" || part("joint") == ",";
    if (atom.list && part("unit").empty()) return std::nullopt;  // "lúc 14h30, ngày 11/9": two different things
    if (!atom.list && atom.end->day <= atom.begin.day) return std::nullopt;
  } else if (id == "day_month_pair") {
    atom.begin = {0, number("m"), number("d")};
    atom.end = Date{number("y"), number("m2"), number("d2")};
    complete(atom.begin, *atom.end);
  } else if (id == "month_range") {
    atom.begin = {number("y"), number("m"), 0};
    atom.end = Date{number("y"), number("m2"), 0};
    atom.list = part("joint") == "và" || part("joint") == ",";
  } else {
    atom.begin = {number("y"), number("m"), number("d")};
    atom.bare_year = id == "bare_year";
    atom.bare_day_month = id == "bare_day_month";
    atom.bare_month_year = id == "bare_month_year";
  }
  if (!is_valid(atom.begin) || (atom.end && !is_valid(*atom.end))) return std::nullopt;
  return atom;
}

/// Words before a date that belong to it, longest first.
constexpr std::array<std::string_view, 34> kLeads = {"tính từ",
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
                                                     "thời điểm"};

Range find_lead(const Scan& scan, std::uint32_t begin) {
  std::uint32_t from = begin;
  for (int depth = 0; depth < 4; ++depth) {
    std::string_view before = scan.folded().substr(0, from);
    while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
    bool found = false;
    for (const std::string_view lead : kLeads) {
      if (!ends_with_word(before, lead)) continue;
      if (depth > 0 && (lead == "năm" || lead == "ngày")) continue;  // "báo cáo năm trước ngày 05/12"
      from = static_cast<std::uint32_t>(before.size() - lead.size());
      found = true;
      break;
    }
    if (!found) break;
  }
  return {from, begin};
}

bool lead_has(const Scan& scan, const Atom& atom, std::string_view word) {
  return contains_word(scan.folded(atom.lead), word);
}

/// What stands between two dates, the second one's own lead included.
enum class Joint { kNone, kRange, kAnd };

Joint joint_between(const Scan& scan, const Atom& a, const Atom& b) {
  if (b.text.begin < a.text.end) return Joint::kNone;
  std::string_view gap = trim(scan.between(a.text.end, b.text.begin));
  if (gap == "-" || gap == "–" || gap == "—" || gap == "−" || gap == "÷") return Joint::kRange;
  if (gap == "và" || gap == "," || gap == ";" || gap == "hoặc" || gap == "/" || gap == "&" || gap == "và các" ||
      gap == "và cả")
    return Joint::kAnd;
  for (const std::string_view to :
       {"đến", "tới", "cho đến", "đến hết", "đến cuối", "đến đầu", "- hết", "đến hết ngày", "- đến"}) {
    if (gap == to) return Joint::kRange;
  }
  return Joint::kNone;
}

bool after_words(const Scan& scan, std::uint32_t end, std::string_view words) {
  const std::string_view rest = scan.folded().substr(end);
  const std::string_view trimmed = trim(rest);
  return trimmed.starts_with(words) && contains_word(trimmed.substr(0, words.size() + 4), words);
}

/// A calendar day without "ngày" is read where the text speaks of days: a feast, brackets, a list of dates.
bool day_month_has_reason(const Scan& scan, const std::vector<Atom>& atoms, std::size_t index) {
  const Atom& atom = atoms[index];
  const int next = scan.text.token_from(atom.text.end);
  if (next < scan.text.count() && scan.text.token(next).kind == TokenKind::kWord &&
      scan.vocabulary.nouns.longest_at(scan.folded(), scan.text.token(next).range.begin).index >= 0) {
    return false;  // "06/11 dự án": so many of so many
  }
  const Range sentence = scan.sentence_at(atom.text.begin);
  const std::uint32_t from = atom.text.begin > sentence.begin + 90 ? atom.text.begin - 90 : sentence.begin;
  const std::string_view before = scan.between(from, atom.text.begin);
  for (const std::string_view cue : {"ngày", "từ", "đến", "lễ", "tết", "quốc khánh", "thiếu nhi", "thành lập", "dịp",
                                     "sáng", "chiều", "tối", "đêm", "hôm"}) {
    if (ends_with_word(before, cue)) return true;
  }
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
    const Atom& a = other < index ? atoms[other] : atom;
    const Atom& b = other < index ? atom : atoms[other];
    if (joint_between(scan, a, b) != Joint::kNone && !(atoms[other].bare_day_month && other > index)) return true;
  }
  return false;
}

/// A year without its word is read in a list of years, in brackets, after a word of time or of comparison.
bool year_has_reason(const Scan& scan, const std::vector<Atom>& atoms, std::size_t index) {
  const Atom& atom = atoms[index];
  const std::string_view before = scan.folded().substr(0, atom.text.begin);
  const std::string_view after = scan.folded().substr(atom.text.end);
  if (after.starts_with("/") || after.starts_with("-") || cut_off(scan, atom.text.end) || before.ends_with("/") ||
      before.ends_with(".") || before.ends_with("-"))
    return false;
  if (before.ends_with("(") && after.starts_with(")")) return true;
  // "các năm ngân sách 2018, 2019"
  const std::string_view near = before.size() > 36 ? before.substr(before.size() - 36) : before;
  const std::size_t years = find_last_word(near, "các năm");
  if (years != std::string_view::npos && near.find_first_of("0123456789,;:.()", years) == std::string_view::npos)
    return true;
  for (const std::string_view cue : {"từ", "đến", "trước", "sau", "so với", "so", "cuối", "đầu", "giữa", "hết", "kể từ",
                                     "tính đến", "nhiệm kỳ", "niên khóa", "vụ", "khóa", "sn", "so sánh", "cố định"}) {
    if (ends_with_word(before, cue)) {
      // "từ 2000 hộ" is a number of households
      const int next = scan.text.token_from(atom.text.end);
      if (next < scan.text.count() && scan.text.token(next).kind == TokenKind::kWord && cue != "cuối" && cue != "đầu") {
        if (scan.vocabulary.nouns.longest_at(scan.folded(), scan.text.token(next).range.begin).index >= 0) return false;
        if (scan.vocabulary.scales.longest_at(scan.folded(), scan.text.token(next).range.begin).index >= 0)
          return false;
      }
      return true;
    }
  }
  if (index > 0) {
    const Atom& previous = atoms[index - 1];
    const bool year_before = previous.begin.year > 0 && !previous.dropped;
    if (year_before && joint_between(scan, previous, atom) != Joint::kNone) return true;
  }
  return false;
}

/// The year that a date without one takes from its sentence; 0 when the sentence has none.
int year_for(const Scan& scan, const std::vector<Atom>& atoms, std::size_t index) {
  const auto single_year = [&](const Atom& atom) {
    if (atom.dropped || atom.begin.year == 0 || (atom.end && atom.end->year != atom.begin.year)) return false;
    // "giá so sánh 2010" says what prices are measured by, "so với cùng kỳ năm 2023" that this is another year
    const std::string_view before = trim(scan.folded().substr(0, atom.text.begin));
    // "(SN 1991)": a birth
    for (const std::string_view yardstick : {"so sánh", "so với", "cùng kỳ", "so", "sn", "sinh", "sinh ngày"}) {
      if (ends_with_word(before, yardstick)) return false;
    }
    return true;
  };
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

/// "các tháng 7, 8 và 9 năm 2024", "các ngày 12, 13 và 14/6/2024": each of them by itself.
void add_listed(const Scan& scan, const Hit& hit, std::vector<Atom>& atoms) {
  if (glued_to_digits(scan, hit.span.begin)) return;
  const bool days = hit.rule->id == "time.day_list";
  const auto number = [&](std::string_view name) { return to_int(scan.folded(hit.capture(name))); };
  const std::uint32_t shared = hit.capture(days ? "m" : "y").begin;  // what all of them share
  std::uint32_t begin = hit.span.begin;
  Range member = hit.capture(days ? "d" : "m");
  while (!member.empty() && member.end < shared) {
    Atom atom;
    atom.rule = hit.rule;
    const int value = to_int(scan.folded(member));
    atom.begin = days ? Date{number("y"), number("m"), value} : Date{number("y"), value, 0};
    int following = scan.text.token_from(member.end);
    while (following < scan.text.count() && scan.text.token(following).kind != TokenKind::kNumber) ++following;
    const Range next = following < scan.text.count() ? scan.text.token(following).range : Range{};
    const bool last = next.empty() || next.begin >= shared;  // it takes the words of the month and the year
    atom.text = {begin, last ? hit.span.end : member.end};
    if (is_valid(atom.begin)) atoms.push_back(atom);
    if (last) break;
    member = next;
    begin = next.begin;
  }
}

std::vector<Atom> find_atoms(const Scan& scan, bool only_free) {
  std::vector<Hit> hits;
  for (const Hit& hit : scan.hits) {
    if (hit.rule->kind == RuleKind::kTime && !(only_free && scan.is_taken(hit.span))) hits.push_back(hit);
  }
  // A year range inside a longer number ("2016-2020/QĐ") never comes this far: references are taken before.
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    if (a.rule->priority != b.rule->priority) return a.rule->priority > b.rule->priority;
    return a.span.size() > b.span.size();
  });
  std::vector<Atom> atoms;
  for (const Hit& hit : hits) {
    const bool free =
        std::none_of(atoms.begin(), atoms.end(), [&](const Atom& other) { return other.text.overlaps(hit.span); });
    if (!free) continue;
    if (hit.rule->id == "time.month_list" || hit.rule->id == "time.day_list") {
      add_listed(scan, hit, atoms);
    } else if (auto atom = read_atom(scan, hit)) {
      atoms.push_back(*atom);
    } else {
      scan.turn_down(hit, "there is no such date, or digits are joined to it");
    }
  }
  std::sort(atoms.begin(), atoms.end(), [](const Atom& a, const Atom& b) { return a.text.begin < b.text.begin; });
  return atoms;
}

void drop_unfounded(const Scan& scan, std::vector<Atom>& atoms) {
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    Atom& atom = atoms[i];
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
  std::vector<Atom> atoms = find_atoms(scan, true);
  drop_unfounded(scan, atoms);
  for (Atom& atom : atoms) atom.lead = find_lead(scan, atom.text.begin);

  for (std::size_t i = 0; i < atoms.size(); ++i) {
    Atom& atom = atoms[i];
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
      Atom& next = atoms[i + 1];
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
          add_time(scan, {text.begin, next.text.end}, {atom.text.begin, next.text.end}, begin, end, true, atom.rule);
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
    for (const std::string_view open :
         {"đến nay", "trở đi", "tới nay", "cho đến nay", "đến hiện nay", "đến thời điểm hiện tại",
          "đến thời điểm hiện nay", "đến thời điểm này", "đến thời điểm báo cáo", "trở về sau", "- nay"}) {
      if (!after_words(scan, atom.text.end, open) || end) continue;
      const std::size_t at = scan.folded().find(open, atom.text.end);
      add_time(scan, {text.begin, static_cast<std::uint32_t>(at + open.size())}, atom.text, begin, std::nullopt, true,
               atom.rule);
      begin = {};
      break;
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
  for (const Hit& hit : scan.hits) {
    if (hit.rule->kind != RuleKind::kTime || hit.span.begin < begin) continue;
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
