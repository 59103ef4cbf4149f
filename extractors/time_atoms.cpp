#include "extractors/time_atoms.h"

#include <algorithm>
#include <charconv>

#include "extractors/values/number.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

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

/// "quyển số 02/2019-SCC", "05/2020/ABC": digits of a register's number, no month of a year.
bool is_part_of_number(const Scan& scan, Range text) {
  const std::string_view after = scan.folded().substr(text.end);
  if (!after.empty() && (after[0] == '-' || after[0] == '/') && after.size() > 1 &&
      is_letter(decode_utf8(after, 1).code))
    return true;
  return ends_with_word(scan.folded().substr(0, text.begin), "số") ||
         ends_with_word(scan.folded().substr(0, text.begin), "số:");
}

}  // namespace

bool cut_off(const Scan& scan, std::uint32_t end) {
  const std::string_view after = scan.folded().substr(end, 2);
  return after.size() == 2 && (after[0] == '.' || after[0] == ',') && after[1] >= '0' && after[1] <= '9';
}

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

std::optional<TimeAtom> read_atom(const Scan& scan, const Hit& hit) {
  const auto part = [&](std::string_view name) { return scan.folded(hit.capture(name)); };
  const auto number = [&](std::string_view name) { return to_int(part(name)); };
  TimeAtom atom;
  atom.text = hit.span;
  atom.rule = hit.rule;
  const std::string_view id = hit.rule->id.starts_with("time.") ? std::string_view(hit.rule->id).substr(5) : "";
  if (glued_to_digits(scan, hit.span.begin)) return std::nullopt;
  if (id == "month" && cut_off(scan, hit.span.end)) return std::nullopt;
  if (id == "bare_month_year" && is_part_of_number(scan, hit.span)) return std::nullopt;
  if (id == "years") {
    // "giai đoạn 20112020": without its dash only behind its word
    if (hit.capture("y").end == hit.capture("y2").begin && (part("unit").empty() || part("y2").size() == 2))
      return std::nullopt;
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
  } else if (id == "day_month_pair" || id == "slash_pair") {
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

namespace {

/// "các tháng 7, 8 và 9 năm 2024", "các ngày 12, 13 và 14/6/2024": each of them by itself.
void add_listed(const Scan& scan, const Hit& hit, std::vector<TimeAtom>& atoms) {
  if (glued_to_digits(scan, hit.span.begin)) return;
  const bool days = hit.rule->id == "time.day_list";
  const auto number = [&](std::string_view name) { return to_int(scan.folded(hit.capture(name))); };
  const std::uint32_t shared = hit.capture(days ? "m" : "y").begin;  // what all of them share
  std::uint32_t begin = hit.span.begin;
  Range member = hit.capture(days ? "d" : "m");
  while (!member.empty() && member.end < shared) {
    TimeAtom atom;
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

}  // namespace

std::vector<TimeAtom> find_atoms(const Scan& scan, bool only_free) {
  std::vector<const Hit*> hits;
  for (const Hit& hit : scan.hits) {
    if (hit.rule->kind == RuleKind::kTime && !(only_free && scan.is_taken(hit.span))) hits.push_back(&hit);
  }
  // A year range inside a longer number ("2016-2020/QĐ") never comes this far: references are taken before.
  std::stable_sort(hits.begin(), hits.end(), [](const Hit* a, const Hit* b) {
    if (a->rule->priority != b->rule->priority) return a->rule->priority > b->rule->priority;
    return a->span.size() > b->span.size();
  });
  std::vector<TimeAtom> atoms;
  for (const Hit* best : hits) {
    const Hit& hit = *best;
    const bool free =
        std::none_of(atoms.begin(), atoms.end(), [&](const TimeAtom& other) { return other.text.overlaps(hit.span); });
    if (!free) continue;
    if (hit.rule->id == "time.month_list" || hit.rule->id == "time.day_list") {
      add_listed(scan, hit, atoms);
    } else if (auto atom = read_atom(scan, hit)) {
      atoms.push_back(*atom);
    } else {
      scan.turn_down(hit, "there is no such date, or digits are joined to it");
    }
  }
  std::sort(atoms.begin(), atoms.end(),
            [](const TimeAtom& a, const TimeAtom& b) { return a.text.begin < b.text.begin; });
  return atoms;
}

}  // namespace trichluc
