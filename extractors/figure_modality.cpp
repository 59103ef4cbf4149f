#include "extractors/figure_modality.h"

#include "extractors/char_set.h"
#include "extractors/figures.h"

namespace trichluc {
namespace {

constexpr CharSet kClauseMarks(",;:.()");
constexpr CharSet kCommas(",;:");
constexpr CharSet kSentenceParts(";:.");

/// "Kế hoạch … được triển khai với 25 lớp": what was done, no goal.
bool is_carried_out(std::string_view text) {
  for (const std::string_view word : {"được", "triển khai", "thực hiện", "phối hợp", "tổ chức"}) {
    if (contains_word(text, word)) return true;
  }
  return false;
}

/// "Mục tiêu cụ thể đến năm 2030 như sau: …; …", "Kế hoạch đặt mục tiêu …": the sentence tells goals from here on.
bool names_own_goals(std::string_view before) {
  if (before.find("mục tiêu") != std::string_view::npos) {
    for (const std::string_view verb : {"đặt mục tiêu", "đề ra mục tiêu", "đặt ra mục tiêu", "đề ra các mục tiêu"}) {
      if (contains_word(before, verb)) return true;
    }
  }
  // "đề ra một số chỉ tiêu chủ yếu như: …"
  for (const std::string_view verb : {"đề ra", "đặt ra"}) {
    const std::size_t at = find_last_word(before, verb);
    if (at == std::string_view::npos) continue;
    const std::string_view next = trim(before.substr(at + verb.size(), 36));
    for (const std::string_view goals : {"chỉ tiêu", "các chỉ tiêu", "một số chỉ tiêu", "một số mục tiêu"})
      if (next.starts_with(goals)) return true;
  }
  const std::string_view head = before.substr(0, before.find(':'));
  if (head.size() == before.size()) return false;
  for (const std::string_view word : {"đạt được", "kết quả", "hoàn thành", "vượt", "đã", "thực hiện"}) {
    if (contains_word(head, word)) return false;
  }
  const std::string_view begin = trim(head).substr(0, 40);
  return begin.starts_with("mục tiêu") || begin.starts_with("chỉ tiêu") || begin.starts_with("một số mục tiêu") ||
         begin.starts_with("các mục tiêu") || begin.starts_with("các chỉ tiêu") || begin.starts_with("một số chỉ tiêu");
}

/// "các chỉ tiêu sau:", "II. MỤC TIÊU"; a "chương trình mục tiêu" is a programme's name.
bool names_goals(std::string_view text) {
  for (const std::string_view word : {"chỉ tiêu", "mục tiêu"}) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      if (!ends_with_word(text.substr(0, at), "chương trình") && !ends_with_word(text.substr(0, at), "có")) return true;
    }
  }
  return false;
}

/// Whether one of `headings` (a line each) begins with one of `heads` and tells nothing of how far things have come.
template <std::size_t N>
bool announces(std::string_view headings, const WordsByBegin<N>& heads) {
  for (std::size_t begin = 0; begin < headings.size();) {
    const std::size_t end = std::min(headings.find('\n', begin), headings.size());
    const std::string_view line = trim(headings.substr(begin, end - begin));
    begin = end + 1;
    if (!heads.begin(line)) continue;
    constexpr std::string_view kReached[] = {"kết quả", "tình hình", "đạt được", "đánh giá", "đã", "việc thực hiện"};
    if (std::none_of(std::begin(kReached), std::end(kReached),
                     [line](std::string_view word) { return contains_word(line, word); }))
      return true;
  }
  return false;
}

/// "C. CHỈ TIÊU NĂM HỌC 2031 - 2032", "2. Mục tiêu": in a report, too, what stands below is meant.
bool heads_goals(std::string_view headings) {
  static constexpr WordsByBegin kHeads({"chỉ tiêu", "mục tiêu", "các chỉ tiêu", "một số chỉ tiêu", "các mục tiêu"});
  return announces(headings, kHeads);
}

/// "III. PHƯƠNG HƯỚNG NĂM 2032", "Nhiệm vụ trọng tâm quý IV": what a report says of the time to come.
bool heads_tasks(std::string_view headings) {
  static constexpr WordsByBegin kHeads({"phương hướng", "nhiệm vụ trọng tâm", "nhiệm vụ năm", "nhiệm vụ 6 tháng",
                                        "nhiệm vụ quý", "nhiệm vụ tháng", "nhiệm vụ chủ yếu", "kế hoạch năm"});
  return announces(headings, kHeads);
}

/// "Kéo giảm ít nhất 5% …", "đạt trên 80%", "100% chi bộ …": a figure that something is to come to.
bool says_goal(const Fact& fact, const Figure& figure, std::string_view clause) {
  if (std::holds_alternative<Percentage>(fact.value)) return true;
  return figure.comparator == Comparator::kAtLeast || figure.comparator == Comparator::kGreater ||
         contains_word(clause, "đạt");
}

/// "Số việc phải xử lý", "tổng số hồ sơ phải giải quyết": what lies on the table, not what somebody is told to do.
bool counts_load(std::string_view before, std::string_view next) {
  const auto begins = [next](std::string_view verb) { return next.starts_with(verb); };
  constexpr std::string_view kWork[] = {"xử lý",   "giải quyết", "thi hành",  "thu",      "nộp",      "trả",
                                        "xem xét", "xét",        "rà soát",   "xác minh", "kiểm tra", "thẩm định",
                                        "di dời",  "bồi thường", "khắc phục", "hoàn trả"};
  if (std::none_of(std::begin(kWork), std::end(kWork), begins)) return false;
  const std::size_t mark = kClauseMarks.last_in(before);
  const std::string_view clause = mark == std::string_view::npos ? before : before.substr(mark + 1);
  const std::size_t at = find_last_word(clause, "số");
  constexpr std::ptrdiff_t kLongestNoun = 4;  // words
  return at != std::string_view::npos &&
         std::count(clause.begin() + static_cast<std::ptrdiff_t>(at), clause.end(), ' ') <= kLongestNoun + 1;
}

/// "120 hộ phải di dời", "45 con lợn phải tiêu hủy": what befell them.
bool is_suffered(std::string_view next) {
  for (const std::string_view verb :
       {"di dời", "sơ tán", "nhập viện", "cấp cứu", "cách ly", "phẫu thuật", "nghỉ học", "bỏ học", "tiêu hủy",
        "tiêu huỷ", "ngừng", "tạm ngừng", "dừng", "tạm dừng", "đóng cửa", "chuyển viện", "chuyển tuyến"}) {
    if (next.starts_with(verb)) return true;
  }
  return false;
}

/// "phải" lays a duty on somebody, but not in "tổng số phải thi hành", "số phải thu 18 tỷ", "phải trả": sums of books,
/// nor where `counted` things have suffered something.
bool says_must(std::string_view text, bool counted = false) {
  for (std::size_t at = text.find("phải"); at != std::string_view::npos; at = text.find("phải", at + 1)) {
    const std::string_view word = text.substr(at, std::string_view("phải").size());
    if (!contains_word(text.substr(at > 0 ? at - 1 : 0, word.size() + 2), "phải")) continue;
    const std::string_view before = text.substr(0, at);
    const std::string_view next = trim(text.substr(at + word.size()));
    bool sum = next.starts_with("thu ") || next.starts_with("thi hành") || next.starts_with("trả ") || next == "thu" ||
               next == "trả" || next.starts_with("thu,") || next.starts_with("thu)") || next.starts_with("thu:");
    for (const std::string_view head : {"số", "số tiền", "khoản", "nợ", "không", "tổng số"})
      sum = sum || ends_with_word(before, head);
    if (!sum && !counts_load(before, next) && !(counted && is_suffered(next))) return true;
  }
  return false;
}

/// "so với năm 2031 (92%)": how things stand.
bool is_compared(std::string_view before) {
  const std::string_view near = before.size() > 40 ? before.substr(before.size() - 40) : before;
  const std::size_t at = find_last_word(near, "so với");
  return at != std::string_view::npos && near.find_first_of(",;:", at) == std::string_view::npos;
}

/// "(KH: 12,5%)", "(kế hoạch: 95%)".
bool is_plan_in_brackets(std::string_view before) {
  before = trim(before);
  if (!before.ends_with(':')) return false;
  before = trim(before.substr(0, before.size() - 1));
  for (const std::string_view plan : {"(kh", "(kế hoạch", "(chỉ tiêu", "(mục tiêu"}) {
    if (before.ends_with(plan)) return true;
  }
  return false;
}

/// "Thông qua kế hoạch năm 2031: doanh thu 640 tỷ đồng", "Kế hoạch 6 tháng cuối năm: …": what a plan says behind its
/// colon.
bool tells_plan(std::string_view before) {
  const std::string_view head = before.substr(0, before.find(':'));
  if (head.size() == before.size()) return false;
  const std::string_view title = trim(head);
  constexpr std::size_t kLongestTitle = 80;  // bytes
  if (title.size() <= kLongestTitle) {
    const bool ahead = title.ends_with("cuối năm") || title.ends_with("thời gian tới") ||
                       (title.size() > 4 && kDigits.any_in(title.substr(title.size() - 4)));
    bool tasks = false;
    for (const std::string_view word : {"kế hoạch", "phương hướng", "nhiệm vụ", "mục tiêu", "chỉ tiêu"})
      tasks = tasks || title.starts_with(word);
    for (const std::string_view word : {"kết quả", "thực hiện", "đạt", "so với", "giao"})
      tasks = tasks && !contains_word(title, word);
    if (ahead && tasks) return true;
  }
  const std::size_t at = find_last_word(head, "kế hoạch");
  if (at == std::string_view::npos) return false;
  const std::string_view rest = trim(head.substr(at + std::string_view("kế hoạch").size()));
  if (!rest.starts_with("năm ") || rest.size() > std::string_view("năm 2000").size()) return false;
  for (const std::string_view word : {"kết quả", "thực hiện", "đạt", "so với", "vượt", "hoàn thành", "theo"}) {
    if (contains_word(head, word)) return false;
  }
  return true;
}

std::string_view last_words(std::string_view text, std::size_t bytes) {
  return text.size() > bytes ? text.substr(text.size() - bytes) : text;
}

/// After ";" a goal holds on where the next member has the same form: "đạt N%", "N% các vụ …".
bool series_continues(std::string_view before, std::string_view after) {
  const std::size_t cut = last_place(before, ';');
  const std::string_view clause = trim(cut == std::string_view::npos ? before : before.substr(cut + 1));
  return contains_word(clause, "đạt") || clause.empty() || contains_word(after.substr(0, 60), "phải");
}

}  // namespace

bool is_target(const Scan& scan, const Fact& fact, const FigureSurroundings& around) {
  const Figure& figure = *figure_of(fact.value);
  if (figure.threshold) return false;  // "doanh nghiệp có từ 500 lao động trở lên"
  const Range sentence = scan.sentence_at(fact.text.begin);
  const std::string_view before = scan.between(sentence.begin, fact.text.begin);
  const std::string_view after_all = scan.between(fact.text.end, sentence.end);
  const std::string_view after = after_all.substr(0, kSentenceParts.first_in(after_all));
  const std::size_t cut = last_place(before, ';');
  const std::string_view clause = cut == std::string_view::npos ? before : before.substr(cut + 1);
  const std::string_view whole = scan.folded(sentence);
  const auto ordered = [&] {
    return around.judgment || trim(whole).starts_with("buộc") || contains_word(whole, "lãi suất") ||
           contains_word(whole, "án phí") || contains_word(whole, "bị đơn") || contains_word(whole, "bị cáo");
  };
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
    return true;
  }
  if (!reported && (names_own_goals(before) || tells_plan(before))) {
    return true;
  }
  // "Kế hoạch vốn năm 2031 là 12,5 tỷ đồng"
  const std::size_t mark = kCommas.last_in(clause);
  const std::string_view plan = trim(mark == std::string_view::npos ? clause : clause.substr(mark + 1));
  if (!reported && (plan.starts_with("kế hoạch") || plan.starts_with("tổng kế hoạch")) && ends_with_word(plan, "là") &&
      !is_carried_out(plan) && !contains_word(plan, "so với") && !contains_word(plan, "hoàn thành"))
    return true;
  // "Huyện phấn đấu hoàn thành 15 chỉ tiêu. Trong đó, …"
  if (!reported && sentence.begin > 2 && trim(whole).starts_with("trong đó")) {
    const std::string_view above = scan.folded(scan.sentence_at(sentence.begin - 2));
    const std::size_t strive = find_last_word(above, "phấn đấu");
    if (strive != std::string_view::npos && !ends_with_word(above.substr(0, strive), "đã") &&
        !contains_word(whole, "đã"))
      return true;
  }
  if (is_plan_in_brackets(last_words(before, 24))) return true;
  // "đạt 60% kế hoạch" is a result; "(kế hoạch là 15%)", "cao hơn kế hoạch (16%)" is the goal
  const std::string_view near = before.size() > 46 ? before.substr(before.size() - 46) : before;
  const std::size_t comma = kCommas.last_in(near);
  const std::string_view near_clause = comma == std::string_view::npos ? near : near.substr(comma + 1);
  constexpr std::string_view kGoals[] = {"kế hoạch", "chỉ tiêu", "mục tiêu", "kế hoạch đề ra", "chỉ tiêu giao", "kh"};
  for (const std::string_view goal : kGoals) {
    const std::size_t at = find_last_word(near_clause, goal);
    if (at == std::string_view::npos) continue;
    // "đã có 19 chỉ tiêu đạt 50%": goals that are counted
    if (const std::string_view head = trim(near_clause.substr(0, at)); !head.empty() && kDigits.has(head.back()))
      continue;
    if (trim(near_clause.substr(0, at)).ends_with('%')) continue;  // "đạt 100% chỉ tiêu (95/95 thanh niên)"
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
      return true;
    }
  }
  constexpr std::string_view kStrives[] = {"phấn đấu", "bảo đảm", "đảm bảo"};
  for (const std::string_view word : kStrives) {
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
      if (next.starts_with("thực hiện hợp") || next.starts_with("dự thầu")) continue;
      if (ends_with_word(head, "tự") || next.starts_with("từ") || next.starts_with("kinh phí") ||
          next.starts_with("bằng"))
        continue;
      // "chi bảo đảm xã hội", "công tác bảo đảm an ninh": a field of work
      if (next.starts_with("xã hội") || ends_with_word(head, "công tác") || ends_with_word(head, "chi") ||
          ends_with_word(head, "sự nghiệp") || ends_with_word(head, "lĩnh vực") || ends_with_word(head, "nhiệm vụ"))
        continue;
    }
    if (own_clause || series || word == "phấn đấu") {
      return true;
    }
  }
  const bool counted = std::holds_alternative<Count>(fact.value);
  // "90% số đơn phải giải quyết trong kỳ": what has to be reached, where no verb before it tells a result
  const bool of_all = std::holds_alternative<Percentage>(fact.value) && plan.empty() && trim(after).starts_with("số ");
  const auto must = [&] {
    return (of_all ? contains_word(after.substr(0, 90), "phải") : says_must(after.substr(0, 90), counted)) ||
           says_must(last_words(clause, 60), counted);
  };
  if (!reported && must() && !ordered()) {
    return true;
  }
  const std::string_view quote = scan.folded(fact.text);
  if ((quote.starts_with("tối thiểu") || quote.starts_with("không được")) && !reported && !ordered()) {
    return true;
  }
  if (!reported) {
    const std::string_view said = last_words(clause, 120);
    const bool duty = contains_word(said, "tối thiểu") || contains_word(said, "không được") ||
                      contains_word(said, "có trách nhiệm") ||
                      (around.plan && figure.comparator == Comparator::kAtLeast && contains_word(said, "ít nhất"));
    if (duty && !ordered()) return true;
  }
  const std::string_view lead_end = last_words(around.lead_in, 90);
  if ((contains_word(lead_end, "có trách nhiệm") || says_must(lead_end)) && !ordered()) {
    return true;
  }
  if (reported) return false;
  // the items of a plan's goals: under a heading or a lead-in that says so
  const bool lead = names_goals(lead_end) || contains_word(lead_end, "phấn đấu");
  const bool heading =
      around.plan ? names_goals(around.headings)
                  : heads_goals(around.headings) ||
                        (heads_tasks(around.headings) && says_goal(fact, figure, clause) && !is_compared(before));
  const std::size_t goals = find_last_word(before, "chỉ tiêu");
  const bool own_lead = goals != std::string_view::npos && before.find(':', goals) < goals + 24;
  if ((lead && !contains_word(around.lead_in, "đạt được") && !contains_word(around.lead_in, "kết quả")) || heading ||
      own_lead)
    return true;
  // "Toàn huyện hiện có 13 xã; 9.125 người …": a plan tells how things stand before it says what is to be done
  return around.plan_item && !std::holds_alternative<Budget>(fact.value) && !contains_word(whole, "hiện có") &&
         !contains_word(whole, "hiện nay") && !contains_word(whole, "đã");
}

}  // namespace trichluc
