#include "extractors/figure_subject.h"

#include <algorithm>
#include <array>

#include "extractors/char_set.h"
#include "extractors/figures.h"
#include "extractors/reference_parts.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr CharSet kBreaks(",;:()");
constexpr CharSet kEnds(",;:.()");

/// A subject is the words next to the figure, not the rest of a sentence that runs on; in bytes.
constexpr std::size_t kLongestSubject = 160;

/// Words behind a figure with which no subject begins.
constexpr WordsByEnd kNoBegin({"so",  "và",  "trong", "năm",   "là",   "để",  "cho",  "vào", "tại",  "theo", "trở",
                               "đối", "với", "gồm",   "nhưng", "hoặc", "trị", "cùng", "nên", "hàng", "hằng"});
/// Behind a share or an amount these begin the next statement; behind things they say which: "8 xã | đạt chuẩn".
constexpr WordsByEnd kNextStatement({"đạt", "tăng", "giảm", "bằng", "vượt", "dưới", "đến", "từ", "còn", "được", "chiếm",
                                     "đã"});

/// Joints and verbs that lead from a subject to its figure, or from one figure to the next.
constexpr WordsByEnd kTails({"so với", "so",        "và",        "cho",     "với",       "cùng",    "gồm",
                             "của",    "có",        "đạt",       "tăng",    "giảm",      "là",      "được",
                             "trong",  "vào",       "đến",       "từ",      "khoảng",    "gần",     "trên",
                             "hơn",    "chiếm",     "bằng",      "còn",     "tại",       "ước",     "lên",
                             "xuống",  "tương ứng", "tới",       "tỷ lệ",   "tỉ lệ",     "dưới",    "vượt",
                             "cả",     "lần lượt",  "bao gồm",   "về việc", "tổng cộng", "ít nhất", "tối đa",
                             "năm",    "hằng năm",  "thực hiện", "/",       "-",         "–",       "đã",
                             "cao",    "thấp",      "=",         "làm",     "khiến"});

/// Words that only introduce what follows.
constexpr WordsByBegin kHeads({"trong đó", "bao gồm", "gồm", "cụ thể", "về", "trên", "/", "-", "–", "và", "với", "+",
                               "riêng"});

/// Tails and heads that are no words: they need no blank beside them.
constexpr WordsByBegin kSigns({"/", "-", "–", "+", "="});

/// Words behind which the subject is compared or measured.
constexpr WordsByBegin kComparisons({"so với", "so cùng", "chiếm"});

/// A mark between two digits belongs to a number.
bool inside_number(std::string_view text, std::size_t at) {
  return at > 0 && at + 1 < text.size() && kDigits.has(text[at - 1]) && kDigits.has(text[at + 1]);
}

/// "phòng, chống", "phòng, tránh": a comma that every writer puts into one verb.
bool inside_verb(std::string_view text, std::size_t comma) {
  const std::string_view after = trim(text.substr(comma + 1, 12));
  return ends_with_word(text.substr(0, comma), "phòng") &&
         (after.starts_with("chống") || after.starts_with("tránh") || after.starts_with("ngừa"));
}

/// Where " với tổng số tiền", " với diện tích" begins, which says what the next figure is; npos where nothing does.
std::size_t last_with(std::string_view text) {
  const std::size_t at = text.rfind(" với ");
  if (at == std::string_view::npos || ends_with_word(text.substr(0, at), "so")) return std::string_view::npos;
  const std::string_view next = text.substr(at + std::string_view(" với ").size());
  for (const std::string_view noun : {"tổng", "số tiền", "kinh phí", "diện tích", "trị giá", "giá trị", "doanh thu",
                                      "chiều dài", "sản lượng", "quy mô", "dư nợ"}) {
    if (next.starts_with(noun)) return at;
  }
  return std::string_view::npos;
}

bool is_yardstick(std::string_view of) {
  const std::string folded = fold_lower(of);
  for (const std::string_view word : {"kế hoạch", "dự toán", "chỉ tiêu", "kh "}) {
    if (std::string_view(folded).starts_with(word)) return true;
  }
  return false;
}

class Subjects {
 public:
  Subjects(const Scan& scan, std::vector<Fact>& facts) : scan_(scan), facts_(facts) {}

  /// The subject of the figures `first` to `last`: the two ends of a range, else one figure.
  void read(std::size_t first, std::size_t last) {
    const Range sentence = scan_.sentence_at(facts_[first].text.begin);
    Range subject = behind(last, sentence);
    if (subject.empty()) subject = before(first, sentence);
    std::string of(scan_.printed(subject));
    if (of.empty()) of = of_previous(first, sentence);
    for (std::size_t i = first; i <= last; ++i) figure_of(facts_[i].value)->of = of;
  }

 private:
  Range range_of(std::string_view part) const {
    if (part.empty()) return {};
    const auto begin = static_cast<std::uint32_t>(part.data() - scan_.folded().data());
    return {begin, begin + static_cast<std::uint32_t>(part.size())};
  }

  static bool drop_tail(std::string_view& text) {
    for (const std::string_view tail : kTails.like(text)) {
      if (!is_tail(text, tail)) continue;
      text = trim(text.substr(0, text.size() - tail.size()));
      return true;
    }
    return false;
  }

  static bool is_tail(std::string_view text, std::string_view tail) {
    // "cây hàng năm", "cây lâu năm" are kinds
    if (tail == "năm" &&
        (ends_with_word(text, "hàng năm") || ends_with_word(text, "hằng năm") || ends_with_word(text, "lâu năm")))
      return false;
    if (tail == "làm" && ends_with_word(text, "việc làm")) return false;
    return kSigns.has(tail) ? text.ends_with(tail) : ends_with_word(text, tail);
  }

  static bool drop_head(std::string_view& text) {
    for (const std::string_view head : kHeads.like(text)) {
      if (!text.starts_with(head)) continue;
      if (!kSigns.has(head) && text.size() > head.size() && text[head.size()] != ' ') continue;
      text = trim(text.substr(head.size()));
      return true;
    }
    return false;
  }

  /// A time at the end of a subject dates the figure: "chỉ số sản xuất tháng 9 năm 2023 tăng".
  bool drop_time_at_end(std::string_view& text) const {
    const Range whole = range_of(text);
    for (const TimeSpan& time : scan_.times) {
      if (time.text.end != whole.end || time.text.begin < whole.begin) continue;
      text = trim(text.substr(0, time.text.begin - whole.begin));
      return true;
    }
    return false;
  }

  bool drop_time_at_begin(std::string_view& text) const {
    const Range whole = range_of(text);
    for (const TimeSpan& time : scan_.times) {
      if (time.text.begin != whole.begin || time.text.end > whole.end) continue;
      text = trim(text.substr(time.text.end - whole.begin));
      return true;
    }
    return false;
  }

  std::string_view without_edges(std::string_view text) const {
    text = trim(text);
    while (!text.empty() && (drop_tail(text) || drop_time_at_end(text))) {
    }
    while (!text.empty() && (drop_head(text) || drop_time_at_begin(text))) {
    }
    return text;
  }

  /// "10 buổi | truyền thông | cho 250 lượt người".
  Range behind(std::size_t index, Range sentence) const {
    const std::uint32_t begin = std::max(facts_[index].text.end, facts_[index].digits.end);
    std::uint32_t end = sentence.end;
    if (index + 1 < facts_.size()) end = std::min(end, facts_[index + 1].text.begin);
    for (const TimeSpan& time : scan_.times) {
      if (time.lone_day || time.text.begin < begin) continue;
      end = std::min(end, time.text.begin);
      break;
    }
    std::string_view text = scan_.between(begin, end);
    std::size_t cut = kEnds.first_in(text);
    while (cut != std::string_view::npos && (inside_number(text, cut) || (text[cut] == ',' && inside_verb(text, cut))))
      cut = kEnds.first_in(text, cut + 1);
    text = text.substr(0, cut);
    text = text.substr(0, find_behind_blank(text, kComparisons));
    text = text.substr(0, last_with(text));
    const std::string_view trimmed = trim(text);
    const std::string_view word = trimmed.substr(0, trimmed.find(' '));
    const auto* count = std::get_if<Count>(&facts_[index].value);
    const bool things = count != nullptr && !count->measure;
    if (trimmed.empty() || kNoBegin.has(word) || (!things && kNextStatement.has(word)) ||
        one_of(trimmed.substr(0, 1), {"/", "-", "+", "["}) || trimmed.starts_with("–"))
      return {};
    std::string_view subject = without_edges(trimmed);
    // a note's mark: "dân số[1]"
    if (subject.ends_with("]") && subject.rfind('[') != std::string_view::npos)
      subject = trim(subject.substr(0, subject.rfind('[')));
    if (subject.size() <= 3) return {};
    if (subject.size() > kLongestSubject) subject = subject.substr(0, subject.rfind(' ', kLongestSubject));
    return range_of(subject);
  }

  /// "Tổng số giáo viên, nhân viên | : 45 người": the words before a colon that stands at the figure.
  static std::string_view head_of_colon(std::string_view text) {
    constexpr std::size_t kLongestHead = 120;  // bytes; more is a sentence that leads a list in
    text = trim(text);
    while (text.starts_with(',')) text = trim(text.substr(1));
    std::size_t cut = kBreaks.last_in(text);
    while (cut != std::string_view::npos && text[cut] == ',') cut = kBreaks.last_in(text.substr(0, cut));
    if (cut != std::string_view::npos) text = text.substr(cut + 1);
    return text.size() > kLongestHead ? std::string_view() : text;
  }

  /// "Tỷ lệ hộ nghèo | còn 8,3%".
  Range before(std::size_t index, Range sentence) const {
    const std::uint32_t end = std::min(facts_[index].text.begin, facts_[index].digits.begin);
    std::uint32_t begin = sentence.begin;
    for (std::size_t i = index; i-- > 0;) {
      // "giải ngân 45,6/120,8 tỷ đồng": the quote of the first goes over the second
      const std::uint32_t previous_end = facts_[i].text.end <= end ? facts_[i].text.end : facts_[i].digits.end;
      if (previous_end > end) continue;
      begin = std::max({begin, previous_end, facts_[i].digits.end});
      break;
    }
    std::string_view text = scan_.between(begin, end);
    std::size_t cut = kBreaks.last_in(text);
    while (cut != std::string_view::npos) {
      // "Chỉ số giá tiêu dùng (CPI) tăng": brackets that only name are read over
      const std::size_t open = text[cut] == ')' ? text.rfind('(', cut) : std::string_view::npos;
      const bool naming = open != std::string_view::npos && only_names(text.substr(open, cut - open));
      if (!naming && !inside_number(text, cut) && !(text[cut] == ',' && inside_verb(text, cut))) break;
      cut = kBreaks.last_in(text.substr(0, naming ? open : cut));
    }
    if (cut != std::string_view::npos && text[cut] == ':' && trim(text.substr(cut + 1)).empty()) {
      text = head_of_colon(text.substr(0, cut));
    } else if (cut != std::string_view::npos) {
      text = text.substr(cut + 1);
    }
    // "đạt 90,7% dự toán và tăng 22,7%": what stands before the joint is the first figure's
    const std::size_t joint = text.rfind(" và ");
    if (cut == std::string_view::npos && begin > sentence.begin && joint != std::string_view::npos &&
        without_edges(text.substr(joint)).empty())
      return {};
    // "mở 12 lớp với tổng kinh phí 300 triệu"
    if (const std::size_t with = last_with(text); with != std::string_view::npos) text = text.substr(with);
    const std::string_view subject = without_edges(text);
    // "so với cùng kỳ năm 2023 tăng": what it is compared with
    if (subject.starts_with("so với ") || subject.starts_with("so cùng kỳ")) return {};
    return range_of(subject);
  }

  /// "khởi tố 13 vụ/24 bị can", "thụ lý 45 vụ với 60 bị cáo", "tăng 7%, giảm 2% so với tháng trước": nothing but a
  /// joint or a verb between, so that both are about the same.
  std::string of_previous(std::size_t index, Range sentence) const {
    const Range own = scan_.bracket_at(facts_[index].digits.begin);
    const bool things = std::holds_alternative<Count>(facts_[index].value);
    for (std::size_t i = index; i-- > 0;) {
      const Fact& previous = facts_[i];
      if (previous.text.begin < sentence.begin) break;
      if (!(scan_.bracket_at(previous.digits.begin) == own)) continue;
      std::string_view gap = scan_.between(std::max(previous.text.end, previous.digits.end), facts_[index].text.begin);
      if (gap.find(';') != std::string_view::npos || gap.find(':') != std::string_view::npos) break;
      if (gap.find(')') != std::string_view::npos) gap = gap.substr(gap.rfind(')') + 1);
      if (things && trim(gap) != "," && !without_edges(gap).empty()) break;
      const std::string& of = figure_of(previous.value)->of;
      // "đạt 78% dự toán, tăng 12%": what grew is not the yardstick
      if (!things && std::holds_alternative<Percentage>(previous.value) && is_yardstick(of)) continue;
      return of;
    }
    return {};
  }

  const Scan& scan_;
  std::vector<Fact>& facts_;
};

}  // namespace

bool only_names(std::string_view bracket) {
  constexpr std::size_t kLongestName = 24;
  constexpr std::size_t kLongestPrices = 44;  // "(theo giá so sánh năm 2010"
  const std::string_view inner = trim(bracket.substr(1));
  if (bracket.size() <= kLongestPrices && (inner.starts_with("giá ") || inner.starts_with("theo giá "))) return true;
  return bracket.size() <= kLongestName && !kDigits.any_in(bracket);
}

void read_subjects(const Scan& scan, std::vector<Fact>& facts,
                   const std::function<bool(std::size_t index)>& is_range_end) {
  Subjects subjects(scan, facts);
  for (std::size_t first = 0; first < facts.size(); ++first) {
    if (figure_of(facts[first].value) == nullptr) continue;
    std::size_t last = first;
    while (last + 1 < facts.size() && figure_of(facts[last + 1].value) != nullptr && is_range_end(last + 1)) ++last;
    subjects.read(first, last);
    first = last;
  }
}

}  // namespace trichluc
