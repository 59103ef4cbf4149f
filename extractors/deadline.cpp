#include "extractors/deadline.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "extractors/reference_parts.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

/// Verbs of tasks: a limit near one of them is a limit on an action.
constexpr std::array<std::string_view, 47> kDuties = {
    "hoàn thành", "báo cáo",    "gửi",       "nộp",        "trình",      "tham mưu",  "tổng hợp",   "đề xuất",
    "ban hành",   "xây dựng",   "tổ chức",   "triển khai", "thực hiện",  "phê duyệt", "đăng ký",    "chuyển",
    "giải ngân",  "quyết toán", "thông báo", "công bố",    "bàn giao",   "rà soát",   "cung cấp",   "lập",
    "kiểm tra",   "giải quyết", "xử lý",     "khắc phục",  "cập nhật",   "phản hồi",  "trả lời",    "báo lại",
    "xác nhận",   "liên hệ",    "góp ý",     "đăng tải",   "niêm yết",   "bố trí",    "nghiệm thu", "khởi công",
    "ký",         "phải",       "có ý kiến", "xong",       "thanh toán", "kết thúc",  "nhận"};

/// Words right before "trước ngày" that tell of the past or of a state.
constexpr std::array<std::string_view, 14> kStates = {
    "sinh",      "đã",        "có hiệu lực", "xảy ra", "phát sinh", "được cấp", "được ban hành",
    "được giao", "thành lập", "từ",          "ngay",   "hiệu lực",  "tồn tại",  "sử dụng"};

bool has_any(std::string_view text, const auto& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return contains_word(text, word); });
}

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
  Deadlines(Scan& scan, const DeadlineContext& context) : scan_(scan), context_(context) {}

  std::vector<Fact> run() {
    add_relative();
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

    for (const std::string_view word :
         {"chậm nhất là trước", "chậm nhất trước", "xong trước", "hoàn thành trước", "trước"}) {
      if (!ends(word) &&
          !(ends("ngày") && ends_with_word(before.substr(0, before.size() - std::string_view("ngày").size()), word)))
        continue;
      if (!is_duty_before(time, before, sentence)) return std::nullopt;
      return Limit{DueRelation::kBefore, at(word), nullptr};
    }
    for (const std::string_view word : {"chậm nhất là vào",
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
                                        "thời hạn gửi:"}) {
      const bool closed = ends(word) || ends_after_day_word(before, word);
      if (closed) return Limit{DueRelation::kBy, at(word), nullptr};
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
      if (!has_recurrence(sentence, time.digits.begin).empty() &&
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

  static bool ends_after_day_word(std::string_view before, std::string_view word) {
    for (const std::string_view day : {"ngày", "tháng", "hết", "vào", "trong", "vào ngày", "hết ngày"}) {
      if (ends_with_word(before, day) && ends_with_word(before.substr(0, before.size() - day.size()), word))
        return true;
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
    for (const std::string_view state : kStates) {
      if (ends_with_word(trim(head), state)) return false;
    }
    if (contains_word(near, "có hiệu lực") || contains_word(near, "sinh ngày")) return false;
    // "… trước ngày 05/9 đã diễn ra", "hợp đồng ký trước ngày … tiếp tục có giá trị": told, not asked for
    const std::string_view follows = trim(scan_.folded().substr(time.text.end, 40));
    for (const std::string_view word : {"đã", "tiếp tục", "vẫn", "được công nhận", "không phải", "mà"}) {
      if (follows.starts_with(word)) return false;
    }
    if (time.lone_day && !has_recurrence(sentence, time.digits.begin).empty()) return true;
    const bool year_only = time.value.size() == 4;
    const std::string_view clause = scan_.folded(sentence);
    if (year_only)
      return contains_word(clause, "hoàn thành") || contains_word(clause, "phấn đấu") || contains_word(clause, "phải");
    if (has_any(clause, kDuties) || !context_.column.empty()) return true;
    return context_.directs && has_any(scan_.folded(), kDuties);
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
    return context_.directs || has_any(after, kDuties) || has_any(before, kDuties);
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

  /// "hoàn thành trong năm 2025", "hoàn thành … quý II/2025", in a text that gives tasks.
  bool completes_in(std::string_view before, const TimeSpan& time) const {
    if (!(ends_with_word(before, "trong") || ends_with_word(before, "vào") || ends_with_word(before, "hoàn thành") ||
          ends_with_word(before, "trong tháng")))
      return false;
    const std::string_view clause =
        before.substr(before.find_last_of(";:(") == std::string_view::npos ? 0 : before.find_last_of(";:(") + 1);
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

  /// P1Y, P6M, P3M or P1M where the sentence says it comes back: the nearest such words before the time, else behind
  /// it.
  std::string has_recurrence(Range sentence, std::uint32_t at) const {
    const Hit* nearest = nullptr;
    for (const Hit& hit : scan_.hits) {
      if (hit.rule->id != "deadline.recurrence" || !sentence.overlaps(hit.span)) continue;
      if (nearest == nullptr || hit.span.begin < at) nearest = &hit;
    }
    if (nearest == nullptr) return {};
    const std::string_view unit = scan_.folded(nearest->has("unit")    ? nearest->capture("unit")
                                               : nearest->has("unit2") ? nearest->capture("unit2")
                                                                       : nearest->capture("unit3"));
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
    if (deadline.due.starts_with("XXXX")) deadline.recurrence = has_recurrence(sentence, time.digits.begin);
    if (time.lone_day && deadline.recurrence.empty()) return;
    describe(deadline, sentence, limit.begin, time.digits.end);
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

  /// Who must act, what, and for whom, as far as the sentence says it plainly.
  void describe(Deadline& deadline, Range sentence, std::uint32_t limit_begin, std::uint32_t after) const {
    const std::uint32_t begin = sentence.begin;
    const std::string_view before = scan_.between(begin, limit_begin);
    // recipient: the body behind the last "gửi", "báo cáo", "về", "trình"
    std::size_t best = std::string_view::npos, best_end = 0;
    for (const std::string_view verb : {"gửi về", "báo cáo về", "về", "báo cáo", "gửi cho", "gửi", "trình", "nộp về",
                                        "nộp cho", "cho", "tham mưu", "với"}) {
      const std::size_t at = find_last_word(before, verb);
      if (at == std::string_view::npos) continue;
      const std::size_t name = at + verb.size() + 1;
      if (name >= before.size()) continue;
      const auto absolute = static_cast<std::uint32_t>(begin + name);
      if (!is_upper(decode_utf8(scan_.text.printed(), absolute).code)) continue;
      if (best == std::string_view::npos || name > best) {
        best = name;
        best_end = before.size();
      }
    }
    if (best != std::string_view::npos) {
      std::string_view name = before.substr(best, best_end - best);
      const std::size_t open = name.find('(');
      std::size_t stop = std::min(name.find_first_of(",;"), name.size());
      // brackets belong to the name where they say by which way: "(qua Phòng …)"
      const bool by_way = open != std::string_view::npos && (name.substr(open + 1).starts_with("qua ") ||
                                                             name.substr(open + 1).starts_with("thông qua "));
      if (open < stop) stop = by_way ? std::min(name.find(')', open) + 1, name.size()) : open;
      for (const std::string_view tail :
           {" kết quả", " trước", " xem xét", " để", " theo", " chậm nhất", " tổng hợp", " gồm", " bao gồm", " bằng",
            " kèm", " các nội dung", " danh sách", " phân bổ", " ban hành", " phê duyệt", " quyết định", " chỉ đạo"}) {
        const std::size_t at = name.find(tail);
        if (at != std::string_view::npos && (open == std::string_view::npos || at < open)) stop = std::min(stop, at);
      }
      name = trim(name.substr(0, stop));
      const auto from = static_cast<std::uint32_t>(name.data() - scan_.folded().data());
      deadline.recipient = std::string(trim(scan_.printed({from, from + static_cast<std::uint32_t>(name.size())})));
    }
    // action: the clause that the limit closes
    std::string_view clause = before;
    const std::size_t cut = clause.find_last_of(";:");
    if (cut != std::string_view::npos) clause = clause.substr(cut + 1);
    clause = trim(clause);
    if (clause.size() < 4) {  // the limit opens the sentence: "Đến hết năm 2020, tất cả …"
      std::uint32_t from = after;
      while (from < sentence.end && (scan_.folded()[from] == ' ' || scan_.folded()[from] == ',')) ++from;
      clause = trim(scan_.between(from, sentence.end));
    }
    while (!clause.empty() &&
           (clause.back() == ',' || clause.back() == '(' || clause.back() == '.' || clause.back() == ' '))
      clause.remove_suffix(1);
    if (clause.empty()) clause = scan_.folded().substr(begin, 0);  // nothing but the limit itself
    const auto clause_begin = static_cast<std::uint32_t>(clause.data() - scan_.folded().data());
    std::string action(scan_.printed({clause_begin, clause_begin + static_cast<std::uint32_t>(clause.size())}));
    // obligor: "Giao Sở Tài chính …", "…, đề nghị các huyện …", "Sở Tài chính chủ trì …"; else whom the block begins
    // with
    std::uint32_t who = clause_begin;
    for (const std::string_view word : {"giao", "yêu cầu", "đề nghị"}) {
      const std::size_t place = find_last_word(clause, word);
      if (place == std::string_view::npos) continue;
      const auto behind = static_cast<std::uint32_t>(clause_begin + place + word.size() + 1);
      if (behind > who && (names_body(behind) || place == 0)) who = behind;
    }
    const std::uint32_t clause_end = clause_begin + static_cast<std::uint32_t>(clause.size());
    std::string obligor = subject_at(who, clause_end);
    if (!obligor.empty() && who > clause_begin) action = std::string(trim(scan_.printed({who, clause_end})));
    if (obligor.empty()) {
      const std::uint32_t first = scan_.starts_with(0, "giao ") ? 5 : 0;
      obligor = subject_at(first, static_cast<std::uint32_t>(scan_.folded().size()));
    }
    deadline.obligor = obligor;
    deadline.action = action;
  }

  /// A body's name, or "các …", begins at byte `at`.
  bool names_body(std::uint32_t at) const {
    if (at >= scan_.folded().size() || scan_.starts_with(at, "báo cáo") || scan_.starts_with(at, "ban hành") ||
        scan_.starts_with(at, "tổ chức"))
      return false;
    return scan_.vocabulary.body_heads.longest_at(scan_.folded(), at).index >= 0 ||
           scan_.vocabulary.body_names.longest_at(scan_.folded(), at).index >= 0 ||
           scan_.vocabulary.positions.longest_at(scan_.folded(), at).index >= 0 || scan_.starts_with(at, "các ");
  }

  /// The one who must act, from byte `at` to the first verb of a task; empty when no body stands there.
  std::string subject_at(std::uint32_t at, std::uint32_t end) const {
    if (!names_body(at)) return {};
    const std::string_view rest = scan_.between(at, end);
    std::size_t verb = std::string_view::npos;
    for (const std::string_view word :
         {" chủ trì",    " phối hợp",   " có trách nhiệm", " căn cứ",    " xây dựng",   " báo cáo",  " tổng hợp",
          " tham mưu",   " hoàn thành", " rà soát",        " thực hiện", " triển khai", " chủ động", " khẩn trương",
          " gửi",        " tiếp tục",   " tổ chức",        " hướng dẫn", " định kỳ",    " tiếp thu", " phải",
          " nghiên cứu", " lập",        " trình",          " được",      " theo dõi",   " kiểm tra", " đôn đốc",
          " ban hành",   " chưa",       " không",          " cung cấp",  " chỉ đạo",    " chuẩn bị", " quyết toán",
          " đề xuất"}) {
      verb = std::min(verb, rest.find(word));
    }
    if (verb == std::string_view::npos || verb > 200) return {};
    std::string subject(trim(scan_.printed({at, at + static_cast<std::uint32_t>(verb)})));
    while (!subject.empty() && (subject.back() == ',' || subject.back() == ' ')) subject.pop_back();
    return subject;
  }

  void add_relative() {
    std::vector<Hit> hits;
    for (const Hit& hit : scan_.hits) {
      if (hit.rule->kind == RuleKind::kDeadline && !scan_.is_taken(hit.span)) hits.push_back(hit);
    }
    std::stable_sort(hits.begin(), hits.end(),
                     [](const Hit& a, const Hit& b) { return a.rule->priority > b.rule->priority; });
    for (const Hit& hit : hits) {
      if (scan_.is_taken(hit.span)) continue;
      add_relative(hit);
    }
  }

  void add_relative(const Hit& hit) {
    const Range sentence = scan_.sentence_at(hit.span.begin);
    const std::string_view before = scan_.between(sentence.begin, hit.span.begin);
    const std::string_view near = before.size() > 60 ? before.substr(before.size() - 60) : before;
    const bool back = hit.rule->id != "deadline.within";
    std::uint32_t number_begin = hit.capture("n").begin;
    std::uint32_t begin = hit.span.begin;
    while (begin < hit.span.end && scan_.folded()[begin] == ' ') ++begin;
    if (!back) {
      if (contains_word(near, "hiệu lực") || contains_word(near, "đủ") || contains_word(near, "qua")) return;
      const std::string_view lead = trim(scan_.between(begin, number_begin));
      static constexpr std::array<std::string_view, 9> kLeads = {
          "trong thời hạn",  "trong vòng", "chậm nhất", "không quá", "thời hạn",
          "trong thời gian", "sau",        "tối đa",    "trong"};
      bool led = !lead.empty() && has_any(lead, kLeads);
      for (const std::string_view word : kLeads)
        led = led || ends_with_word(near, word) || ends_with_word(near, std::string(word) + " là");
      const bool counted = scan_.folded(hit.capture("from")).starts_with("kể từ") ||
                           scan_.folded(hit.capture("from")).starts_with("sau");
      if (!led && !(counted && has_any(scan_.folded(sentence), kDuties))) return;
      if (lead == "sau" && !has_any(scan_.folded(sentence), kDuties)) return;
    } else if (hit.rule->id == "deadline.counted_back") {
      // "trước khi thành lập 3 năm" tells of the past
      const std::string_view event = scan_.folded(hit.capture("event"));
      if (ends_with_word(event, "ngày") || ends_with_word(event, "tháng") || ends_with_word(event, "năm"))
        return;  // "trước ngày 15 tháng 8"
      if (has_any(event, std::array<std::string_view, 3>{"và", "của", "đến"}) && event.size() > 60) return;
      if (contains_word(before, "đã")) return;
    }
    Deadline deadline;
    int n = 0;
    const std::string_view digits = scan_.folded(hit.capture("n"));
    std::from_chars(digits.data(), digits.data() + digits.size(), n);
    std::string_view unit = scan_.folded(hit.capture("unit"));
    const std::string_view whole = scan_.folded(hit.span);
    deadline.working_days =
        contains_word(whole, "ngày làm việc") ||
        contains_word(whole.substr(0, whole.find(',') == std::string_view::npos ? whole.size() : whole.find(',')),
                      "làm việc");
    if (unit.starts_with("ngày")) unit = "ngày";
    const std::string number = std::to_string(n);
    if (unit == "ngày") deadline.within = "P" + number + "D";
    if (unit == "tuần") deadline.within = "P" + number + "W";
    if (unit == "tháng") deadline.within = "P" + number + "M";
    if (unit == "năm") deadline.within = "P" + number + "Y";
    if (unit.starts_with("giờ")) deadline.within = "PT" + number + "H";
    if (deadline.within.empty() || n == 0) return;
    Range text{begin, hit.span.end};
    if (back) {
      deadline.relation = DueRelation::kBefore;
      const std::string_view event = trim(scan_.printed(hit.capture("event")));
      deadline.from = std::string(event);
    } else {
      const std::string_view from = scan_.folded(hit.capture("from"));
      std::uint32_t event = hit.capture("from").begin;
      for (const std::string_view word : {"kể từ ", "tính từ ", "từ ", "sau "}) {
        if (from.starts_with(word)) {
          event += static_cast<std::uint32_t>(word.size());
          break;
        }
      }
      std::uint32_t end = event;
      int words = 0;
      for (int i = scan_.text.token_from(event); i < scan_.text.count() && words < 18; ++i, ++words) {
        const Token& token = scan_.text.token(i);
        if (token.range.begin >= sentence.end) break;
        if (token.kind == TokenKind::kPunct && scan_.text.word(i) != "-" && scan_.text.word(i) != "/") break;
        end = token.range.end;
      }
      deadline.from = std::string(trim(scan_.printed({event, end})));
      text.end = std::max(text.end, end);
    }
    describe(deadline, sentence, begin, text.end);
    // an event dated like "kể từ ngày 01/7/2024" still is relative; its date stays a time
    scan_.take({text.begin, hit.capture("unit").end});
    facts_.push_back(scan_.make_fact(std::move(deadline), text, hit.capture("n"), hit.rule));
    facts_.back().confidence = 0.9;
  }

  Scan& scan_;
  const DeadlineContext& context_;
  std::vector<Fact> facts_;
};

}  // namespace

std::vector<Fact> find_deadlines(Scan& scan, const DeadlineContext& context) { return Deadlines(scan, context).run(); }

}  // namespace trichluc
