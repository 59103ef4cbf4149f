#include "extractors/deadline.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extractors/deadline_parts.h"
#include "extractors/deadline_relative.h"
#include "extractors/reference_parts.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

/// Words right before "trước ngày" that tell of the past or of a state.
constexpr WordsByEnd kStates({"sinh", "đã", "có hiệu lực", "xảy ra", "phát sinh", "được cấp", "được ban hành",
                              "được giao", "thành lập", "từ", "ngay", "hiệu lực", "tồn tại", "sử dụng"});

/// The clause before byte `at`: from the last ; : . or bracket.
std::string_view clause_before(const Scan& scan, std::uint32_t from, std::uint32_t at) {
  std::string_view text = scan.between(from, at);
  const std::size_t cut = text.find_last_of(";:(");
  return cut == std::string_view::npos ? text : text.substr(cut + 1);
}

std::string_view clause_after(const Scan& scan, std::uint32_t at, std::uint32_t to) {
  const std::string_view text = scan.between(at, to);
  return text.substr(0, text.find_first_of(";:)."));
}

/// Words behind which a date is a limit, with a word for the day between them or not.
constexpr std::string_view kLatest[] = {"chậm nhất là vào",
                                        "chậm nhất là đến",
                                        "chậm nhất đến hết",
                                        "chậm nhất là",
                                        "chậm nhất vào",
                                        "chậm nhất đến",
                                        "chậm nhất",
                                        "muộn nhất là",
                                        "muộn nhất",
                                        "hạn cuối là",
                                        "hạn cuối",
                                        "hạn chót là",
                                        "hạn chót",
                                        "thời hạn hoàn thành:",
                                        "thời hạn hoàn thành",
                                        "thời gian hoàn thành:",
                                        "thời gian hoàn thành",
                                        "hạn hoàn thành:",
                                        "thời hạn:",
                                        "hạn nộp:",
                                        "thời hạn là",
                                        "thời hạn",
                                        "hạn:",
                                        "thời hạn báo cáo:",
                                        "thời hạn gửi:"};

/// Words before a date that say no more than that it is one.
constexpr WordsByEnd kDayWords({"ngày", "tháng", "hết", "vào", "trong", "vào ngày", "hết ngày"});

/// The text before a date with and without the words for a day at its end: "chậm nhất vào ngày", "chậm nhất vào",
/// "chậm nhất".
class DayHeads {
 public:
  explicit DayHeads(std::string_view before) : heads_{trim_end(before)}, count_(1) {
    for (const std::string_view day : kDayWords.like(heads_[0])) {
      if (is_last_word(heads_[0], day)) heads_[count_++] = trim_end(heads_[0].substr(0, heads_[0].size() - day.size()));
    }
  }

  bool end_with(std::string_view word) const {
    return std::any_of(heads_.begin(), heads_.begin() + count_,
                       [word](std::string_view head) { return ends_with_word(head, word); });
  }

 private:
  std::array<std::string_view, 4> heads_;  // of words that end alike no more than three do: "ngày", "vào ngày", ...
  std::ptrdiff_t count_;
};

struct Limit {
  DueRelation relation = DueRelation::kBy;
  std::uint32_t begin = 0;  // of the words that set the limit
  const Rule* rule = nullptr;
};

/// "16 giờ 30 phút" between "trước" and "ngày": the hour is dropped.
std::uint32_t skip_clock_back(const Scan& scan, std::uint32_t at) {
  int index = scan.text.token_before(at);
  const int start = index;
  while (index >= 0) {
    const std::string_view word = scan.text.word(index);
    const bool part = scan.text.token(index).kind == TokenKind::kNumber ||
                      one_of(word, {"giờ", "phút", "h", "g", "lúc"}) ||
                      (word == ":" && index > 0 && scan.text.token(index - 1).kind == TokenKind::kNumber);
    if (!part || start - index > 5) break;
    --index;
  }
  const bool clock = index < start;
  if (!clock) return at;
  const std::string_view skipped = scan.between(index < 0 ? 0 : scan.text.token(index).range.end, at);
  const bool has_hour = contains_word(skipped, "giờ") || skipped.find('h') != std::string_view::npos;
  return has_hour ? (index < 0 ? 0 : scan.text.token(index).range.end) : at;
}

class Deadlines {
 public:
  Deadlines(Scan& scan, const DeadlineContext& context) : scan_(scan), context_(context) {
    for (const Hit& hit : scan.hits) {
      if (hit.rule->id == "deadline.recurrence") recurrences_.push_back(&hit);
    }
  }

  std::vector<Fact> run() {
    facts_ = find_relative_deadlines(scan_);
    for (std::size_t i = 0; i < scan_.times.size(); ++i) {
      TimeSpan& time = scan_.times[i];
      if (std::optional<Limit> limit = limit_of(time)) {
        add(time, *limit);
        add_joined(i, *limit);
      }
    }
    std::sort(facts_.begin(), facts_.end(), [](const Fact& a, const Fact& b) { return a.text.begin < b.text.begin; });
    return std::move(facts_);
  }

 private:
  /// The words that make `time` a deadline; nothing when it is a time.
  std::optional<Limit> limit_of(const TimeSpan& time) const {
    if (time.is_deadline || scan_.is_taken(time.digits)) return std::nullopt;
    const Range sentence = scan_.sentence_at(time.digits.begin);
    std::uint32_t words_end = time.digits.begin;
    words_end = skip_clock_back(scan_, words_end);
    const std::string_view before = trim(scan_.between(sentence.begin, words_end));
    // the words that belong to the time (time.text) and those before it
    const auto ends = [&](std::string_view word) { return ends_with_word(before, word); };
    const auto at = [&](std::string_view word) {
      const std::size_t place = before.rfind(word);
      return sentence.begin +
             static_cast<std::uint32_t>(place + (before.data() - scan_.folded().data() - sentence.begin));
    };
    if (time.value.find('/') != std::string::npos && is_range(time)) return std::nullopt;  // "từ … đến …", "…/.."

    constexpr std::string_view kDay = "ngày";
    const std::string_view before_day = ends(kDay) ? before.substr(0, before.size() - kDay.size()) : before;
    constexpr std::string_view kBefore[] = {"chậm nhất là trước", "chậm nhất trước", "xong trước", "hoàn thành trước",
                                            "trước"};
    for (const std::string_view word : kBefore) {
      if (!ends(word) && !ends_with_word(before_day, word)) continue;
      if (!is_duty_before(time, before, sentence)) return std::nullopt;
      return Limit{DueRelation::kBefore, at(word), nullptr};
    }
    const DayHeads heads(before);
    for (const std::string_view word : kLatest) {
      if (heads.end_with(word)) return Limit{DueRelation::kBy, at(word), nullptr};
    }
    if (ends("là") || ends("là ngày") || before.ends_with(":") || ends("vào lúc") ||
        (ends("ngày") && before.ends_with(": ngày"))) {
      // "Hạn cuối nhận hồ sơ là ngày …", "Hạn nộp: 17 giờ ngày …"
      const std::string_view last = before.size() > 90 ? before.substr(before.size() - 90) : before;
      for (const std::string_view word : {"hạn cuối", "hạn chót", "hạn nộp", "thời hạn nộp", "hạn gửi", "thời hạn gửi",
                                          "hạn hoàn thành", "thời hạn hoàn thành", "hạn nhận", "thời hạn báo cáo"}) {
        const std::size_t place = find_last_word(last, word);
        if (place != std::string_view::npos && last.find_first_of(";.", place) == std::string_view::npos)
          return Limit{DueRelation::kBy, time.text.begin, nullptr};
      }
    }
    if (ends("đúng") || ends("đúng ngày") || ends("đúng vào ngày"))
      return Limit{DueRelation::kOn, time.text.begin, nullptr};
    if (is_validity(before)) return std::nullopt;
    if (is_labelled(before)) return Limit{DueRelation::kBy, time.text.begin, nullptr};
    if (ends("đến hết") || ends("hết")) {
      if (ends("tính đến hết") || preceded_by_from(before)) return std::nullopt;
      if (is_extension(before) || is_due_until(time, sentence))
        return Limit{DueRelation::kBy, time.text.begin, nullptr};
      return std::nullopt;
    }
    if (ends("đến") || ends("đến ngày") || ends("tới") || ends("đến cuối") || ends("đến đầu") || ends("đến tháng") ||
        ends("từ nay đến")) {
      if (ends("tính đến") || ends("tính đến ngày") || preceded_by_from(before)) return std::nullopt;
      if (is_extension(before)) return Limit{DueRelation::kBy, time.text.begin, nullptr};
      if (completes_by(before, time, sentence)) return Limit{DueRelation::kBy, time.text.begin, nullptr};
      return std::nullopt;
    }
    if ((ends("trong") || ends("trong năm")) && before.size() <= 12 && completes_by(before, time, sentence))
      return Limit{DueRelation::kBy, time.text.begin, nullptr};
    if (completes_in(before, time)) return Limit{DueRelation::kBy, time.text.begin, nullptr};
    if (time.lone_day || is_handed_in_on(before, time, sentence)) {
      if (!has_recurrence(sentence, time.digits).empty() &&
          (ends("vào") || ends("vào ngày") || is_handed_in_on(before, time, sentence)))
        return Limit{DueRelation::kOn, time.text.begin, nullptr};
      if (is_handed_in_on(before, time, sentence) && !time.lone_day)
        return Limit{DueRelation::kOn, time.text.begin, nullptr};
    }
    return std::nullopt;
  }

  /// A joined range of two dates, as against a quarter or half of a year.
  bool is_range(const TimeSpan& time) const {
    const std::string_view digits = scan_.folded(time.digits);
    return contains_word(digits, "đến") || contains_word(digits, "tới") || time.value.ends_with("..") ||
           (time.rule != nullptr && time.rule->id == "time.years");
  }

  /// "Thời hạn gửi hồ sơ: đến hết ngày", "Hạn đăng ký: đến ngày".
  static bool is_labelled(std::string_view before) {
    const std::size_t colon = before.rfind(':');
    if (colon == std::string_view::npos ||
        !one_of(trim(before.substr(colon + 1)), {"đến hết", "đến", "hết", "đến hết ngày", "đến ngày"}))
      return false;
    const std::string_view head = before.substr(0, colon);
    const std::string_view label =
        trim(head.substr(head.find_last_of(".;:") == std::string_view::npos ? 0 : head.find_last_of(".;:") + 1));
    return label.size() <= 80 && (label.starts_with("thời hạn") || label.starts_with("hạn")) &&
           !label.starts_with("thời hạn tù") && !label.starts_with("thời hạn hiệu lực");
  }

  /// "có hiệu lực đến hết ngày", "giấy phép có thời hạn đến ngày": how long something is valid.
  static bool is_validity(std::string_view before) {
    static constexpr WordsByEnd kUntil({"đến hết ngày", "đến hết", "đến ngày", "đến", "tới"});
    for (const std::string_view until : kUntil.like(before)) {
      if (!is_last_word(before, until)) continue;
      const std::string_view head = trim(before.substr(0, before.size() - until.size()));
      return ends_with_word(head, "hiệu lực") || ends_with_word(head, "hiệu lực thi hành") ||
             ends_with_word(head, "áp dụng") || ends_with_word(head, "có thời hạn") ||
             ends_with_word(head, "có giá trị") || ends_with_word(head, "thời hạn sử dụng");
    }
    return false;
  }

  static bool preceded_by_from(std::string_view before) {
    const std::size_t cut = before.find_last_of(",;:(");
    const std::string_view clause = cut == std::string_view::npos ? before : before.substr(cut + 1);
    return contains_word(clause, "từ") && !contains_word(clause, "từ nay") &&
           clause.find_first_of("0123456789") != std::string_view::npos;
  }

  bool is_duty_before(const TimeSpan& time, std::string_view before, Range sentence) const {
    // the last words of the clause before "trước"
    const std::string_view head = before.substr(0, before.size() - std::min<std::size_t>(before.size(), 6));
    const std::string_view near = head.size() > 40 ? head.substr(head.size() - 40) : head;
    if (ends_with_one_of(trim(head), kStates)) return false;
    if (contains_word(near, "có hiệu lực") || contains_word(near, "sinh ngày")) return false;
    // "… trước ngày 05/9 đã diễn ra", "hợp đồng ký trước ngày … tiếp tục có giá trị": told, not asked for
    const std::string_view follows = trim(scan_.folded().substr(time.text.end, 40));
    for (const std::string_view word : {"đã", "tiếp tục", "vẫn", "được công nhận", "không phải", "mà"}) {
      if (follows.starts_with(word)) return false;
    }
    if (time.lone_day && !has_recurrence(sentence, time.digits).empty()) return true;
    const bool year_only = time.value.size() == 4;
    if (year_only) {
      const std::string_view clause = scan_.folded(sentence);
      return contains_word(clause, "hoàn thành") || contains_word(clause, "phấn đấu") || contains_word(clause, "phải");
    }
    if (!context_.column.empty() || sentence_names_task(sentence)) return true;
    if (context_.directs && !block_names_task_) block_names_task_ = names_task(scan_.folded());
    return context_.directs && *block_names_task_;
  }

  /// Asked for every date of a sentence in turn; searched once.
  bool sentence_names_task(Range sentence) const {
    if (!(sentence == asked_sentence_)) {
      asked_sentence_ = sentence;
      asked_names_task_ = names_task(scan_.folded(sentence));
    }
    return asked_names_task_;
  }

  static bool is_extension(std::string_view before) {
    const std::string_view clause = before.size() > 160 ? before.substr(before.size() - 160) : before;
    for (const std::string_view word :
         {"gia hạn", "kéo dài thời gian", "kéo dài", "lùi thời hạn", "thời hạn", "hạn nộp", "lùi thời gian", "dời"}) {
      const std::size_t at = find_last_word(clause, word);
      if (at != std::string_view::npos && clause.find_first_of(";:.", at) == std::string_view::npos) return true;
    }
    return false;
  }

  /// "Đến hết năm 2020, tất cả các xã được bố trí …": something must be so by then; not "… đạt 90%", not "đã …".
  bool is_due_until(const TimeSpan& time, Range sentence) const {
    const std::string_view after = clause_after(scan_, time.digits.end, sentence.end);
    const std::string_view before = clause_before(scan_, sentence.begin, time.text.begin);
    if (contains_word(after, "đã") || contains_word(before, "đã") || contains_word(after, "đạt") ||
        contains_word(after, "ước"))
      return false;
    if (contains_word(before, "kết quả") || contains_word(before, "số liệu") || contains_word(before, "lũy kế") ||
        contains_word(before, "tính"))
      return false;
    const bool figure =
        after.find_first_of("0123456789%") != std::string_view::npos && !contains_word(after, "hoàn thành");
    if (figure) return false;
    return context_.directs || names_task(after) || names_task(before);
  }

  /// "… hoàn thành … đến năm 2025", "Đến năm 2021, phấn đấu hoàn thành …".
  bool completes_by(std::string_view before, const TimeSpan& time, Range sentence) const {
    const std::string_view clause =
        before.substr(before.find_last_of(";:(") == std::string_view::npos ? 0 : before.find_last_of(";:(") + 1);
    const std::string_view after = clause_after(scan_, time.digits.end, sentence.end);
    if (contains_word(clause, "đã") || contains_word(after, "đã")) return false;
    const bool opens = clause.size() <= 30;  // "Đến năm 2021, …", "Từ nay đến …"
    if (opens && contains_word(after.substr(0, 60), "hoàn thành")) return true;
    const std::size_t verb = find_last_word(clause, "hoàn thành");
    if (verb == std::string_view::npos) return false;
    if (clause.substr(verb).find_first_of("0123456789") != std::string_view::npos || clause.size() - verb > 160)
      return false;
    // another verb of state in between ("hoàn thành …, nâng tổng số đến năm 2025 đạt") gives the time to it
    return clause.substr(verb).find(',') == std::string_view::npos || context_.directs;
  }

  /// "hoàn thành đường dây (dài 515 km) trong tháng 6": brackets are read over.
  static std::string without_brackets(std::string_view said) {
    std::string without;
    for (std::size_t at = 0; at < said.size();) {
      const std::size_t open = said.find('(', at);
      const std::size_t close = open == std::string_view::npos ? open : said.find(')', open);
      if (close == std::string_view::npos) {
        without += said.substr(at);
        break;
      }
      without += trim(said.substr(at, open - at));
      at = close + 1;
    }
    return without;
  }

  /// "hoàn thành trong năm 2025", "hoàn thành … quý II/2025", in a text that gives tasks.
  bool completes_in(std::string_view before, const TimeSpan& time) const {
    std::string without;
    if (before.find('(') != std::string_view::npos) {
      without = without_brackets(before);
      before = without;
    }
    if (!(ends_with_word(before, "trong") || ends_with_word(before, "vào") || ends_with_word(before, "hoàn thành") ||
          ends_with_word(before, "trong tháng")))
      return false;
    const std::string_view clause =
        before.substr(before.find_last_of(";:(") == std::string_view::npos ? 0 : before.find_last_of(";:(") + 1);
    if (context_.directs || sentence_names_task(scan_.sentence_at(time.digits.begin))) {
      if (ends_with_word(before, "xong trong") && !contains_word(clause, "đã")) return true;
    }
    const std::size_t verb = find_last_word(clause, "hoàn thành");
    if (verb == std::string_view::npos || contains_word(clause, "đã") || contains_word(clause, "được hoàn thành"))
      return false;
    const std::string_view rest = trim(scan_.folded().substr(time.text.end, 4));
    const bool closes =
        rest.empty() || rest.front() == '.' || rest.front() == ';' || rest.front() == ',' || rest.front() == ')';
    if (closes && !context_.reports && clause.substr(verb).find(',') == std::string_view::npos) return true;
    if (context_.directs)
      return clause.substr(verb).find_first_of("0123456789") == std::string_view::npos ||
             clause.substr(verb).find(',') == std::string_view::npos;
    if (clause.substr(verb).find(',') != std::string_view::npos) return false;
    for (const std::string_view word :
         {"phấn đấu", "phải", "giao", "yêu cầu", "đề nghị", "cần", "để", "sẽ", "tập trung", "đẩy nhanh tiến độ"}) {
      if (contains_word(clause.substr(0, verb), word)) return true;
    }
    return trim(clause.substr(0, verb)).empty();
  }

  bool is_handed_in_on(std::string_view before, const TimeSpan& time, Range sentence) const {
    if (!ends_with_word(before, "vào") && !ends_with_word(before, "vào ngày") && !ends_with_word(before, "ngày"))
      return false;
    if (!time.full_date) return false;
    const std::string_view clause = before.size() > 90 ? before.substr(before.size() - 90) : before;
    const bool hands_in =
        contains_word(clause, "gửi") || contains_word(clause, "nộp") || contains_word(clause, "báo cáo");
    (void)sentence;
    return hands_in && ends_with_word(before.substr(0, before.size()), "vào");
  }

  /// "Định kỳ quý (trước ngày 10/3), năm (trước ngày 10/12)": what stands before the date's own brackets.
  static std::string listed_recurrence(std::string_view before) {
    const std::size_t open = before.rfind('(');
    if (open == std::string_view::npos || before.find(')', open) != std::string_view::npos) return {};
    const std::string_view head = trim(before.substr(0, open));
    for (const auto& [unit, period] :
         {std::pair<std::string_view, std::string_view>{"năm", "P1Y"}, {"quý", "P3M"}, {"tháng", "P1M"}}) {
      if (!ends_with_word(head, unit)) continue;
      const std::string_view rest = trim(head.substr(0, head.size() - unit.size()));
      if (rest.ends_with(',') || ends_with_word(rest, "và")) return std::string(period);
    }
    return {};
  }

  /// P1Y, P6M, P3M or P1M where the sentence says it comes back: the nearest such words before the time, else behind
  /// it.
  std::string has_recurrence(Range sentence, Range date) const {
    const Hit* nearest = nullptr;
    for (const Hit* const hit : recurrences_) {
      if (!sentence.overlaps(hit->span)) continue;
      // "trước 25/7; báo cáo tháng gửi trước ngày 23 hàng tháng": behind a semicolon it is another date's
      if (hit->span.begin >= date.end && scan_.between(date.end, hit->span.begin).find(';') != std::string_view::npos)
        continue;
      if (nearest == nullptr || hit->span.begin < date.begin) nearest = hit;
      // "ngày 05/12 hằng năm": right behind the date it is the date's own
      if (hit->span.begin >= date.end && trim(scan_.between(date.end, hit->span.begin)).empty()) {
        nearest = hit;
        break;
      }
    }
    if (nearest == nullptr) return {};
    if (const std::string own = listed_recurrence(scan_.between(sentence.begin, date.begin)); !own.empty()) return own;
    const std::string_view unit = scan_.folded(nearest->has("unit")    ? nearest->capture("unit")
                                               : nearest->has("unit2") ? nearest->capture("unit2")
                                               : nearest->has("unit3") ? nearest->capture("unit3")
                                               : nearest->has("unit5") ? nearest->capture("unit5")
                                                                       : nearest->capture("unit4"));
    const std::string_view n = scan_.folded(nearest->capture("n"));
    if (unit == "năm") return "P1Y";
    if (unit == "quý") return "P3M";
    if (unit == "tuần") return "P7D";
    if (n.empty()) return "P1M";
    std::string count(n);
    while (count.size() > 1 && count[0] == '0') count.erase(0, 1);
    return "P" + count + "M";
  }

  void add(TimeSpan& time, const Limit& limit) {
    Deadline deadline;
    deadline.due = time.value;
    deadline.relation = limit.relation;
    const Range sentence = scan_.sentence_at(time.digits.begin);
    if (deadline.due.starts_with("XXXX")) deadline.recurrence = has_recurrence(sentence, time.digits);
    if (time.lone_day && deadline.recurrence.empty()) return;
    describe_task(scan_, deadline, sentence, limit.begin, time.digits.end);
    time.is_deadline = true;
    const Range text{std::min(limit.begin, time.text.begin), std::max(time.text.end, time.digits.end)};
    facts_.push_back(scan_.make_fact(std::move(deadline), text, time.digits, time.rule));
    facts_.back().rule = limit.relation == DueRelation::kBefore ? "deadline.before"
                         : limit.relation == DueRelation::kBy   ? "deadline.by"
                                                                : "deadline.on";
    facts_.back().confidence = 0.9;
  }

  /// "trước ngày 25/5 và 20/11 năm 2020": the second date is under the same limit.
  void add_joined(std::size_t first, const Limit& limit) {
    for (std::size_t i = first + 1; i < scan_.times.size(); ++i) {
      TimeSpan& time = scan_.times[i];
      std::string_view gap = trim(scan_.between(scan_.times[i - 1].text.end, time.digits.begin));
      if (gap != "và" && gap != "," && gap != "và ngày" && gap != ", ngày" && gap != "và trước ngày" &&
          gap != "và trước")
        break;
      if (!time.full_date || time.is_deadline) break;
      Limit joined = limit;
      joined.begin = time.digits.begin;
      add(time, joined);
      facts_.back().text = time.text;
    }
  }

  Scan& scan_;
  const DeadlineContext& context_;
  std::vector<const Hit*> recurrences_;
  std::vector<Fact> facts_;
  mutable std::optional<bool> block_names_task_;
  mutable Range asked_sentence_;
  mutable bool asked_names_task_ = false;
};

}  // namespace

std::vector<Fact> find_deadlines(Scan& scan, const DeadlineContext& context) { return Deadlines(scan, context).run(); }

}  // namespace trichluc
