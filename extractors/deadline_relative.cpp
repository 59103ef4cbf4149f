#include "extractors/deadline_relative.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "extractors/deadline_parts.h"

namespace trichluc {
namespace {

bool has_any(std::string_view text, const auto& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return contains_word(text, word); });
}

class RelativeDeadlines {
 public:
  explicit RelativeDeadlines(Scan& scan) : scan_(scan) {}

  std::vector<Fact> run() {
    std::vector<Hit> hits;
    for (const Hit& hit : scan_.hits) {
      if (hit.rule->kind == RuleKind::kDeadline && !scan_.is_taken(hit.span)) hits.push_back(hit);
    }
    std::stable_sort(hits.begin(), hits.end(),
                     [](const Hit& a, const Hit& b) { return a.rule->priority > b.rule->priority; });
    for (const Hit& hit : hits) {
      if (scan_.is_taken(hit.span)) continue;
      add(hit);
    }
    return std::move(facts_);
  }

 private:
  void add(const Hit& hit) {
    const Range sentence = scan_.sentence_at(hit.span.begin);
    const std::string_view before = scan_.between(sentence.begin, hit.span.begin);
    const std::string_view near = before.size() > 60 ? before.substr(before.size() - 60) : before;
    const bool back = hit.rule->id != "deadline.within";
    std::uint32_t number_begin = hit.capture("n").begin;
    std::uint32_t begin = hit.span.begin;
    while (begin < hit.span.end && scan_.folded()[begin] == ' ') ++begin;
    if (!back) {
      if (ends_with_word(near, "hết")) return;  // "đã hết thời hạn 07 ngày, kể từ ngày …"
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
      if (!led && !(counted && names_task(scan_.folded(sentence)))) return;
      if (lead == "sau" && !names_task(scan_.folded(sentence))) return;
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
    describe_task(scan_, deadline, sentence, begin, text.end);
    // an event dated like "kể từ ngày 01/7/2024" still is relative; its date stays a time
    scan_.take({text.begin, hit.capture("unit").end});
    facts_.push_back(scan_.make_fact(std::move(deadline), text, hit.capture("n"), hit.rule));
    facts_.back().confidence = 0.9;
  }

  Scan& scan_;
  std::vector<Fact> facts_;
};

}  // namespace

std::vector<Fact> find_relative_deadlines(Scan& scan) { return RelativeDeadlines(scan).run(); }

}  // namespace trichluc
