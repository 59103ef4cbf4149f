#include "extractors/deadline_parts.h"

#include <algorithm>
#include <array>

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

/// A body's name, or "các …", begins at byte `at`.
bool names_body(const Scan& scan, std::uint32_t at) {
  if (at >= scan.folded().size() || scan.starts_with(at, "báo cáo") || scan.starts_with(at, "ban hành") ||
      scan.starts_with(at, "tổ chức"))
    return false;
  return scan.vocabulary.body_heads.longest_at(scan.folded(), at).index >= 0 ||
         scan.vocabulary.body_names.longest_at(scan.folded(), at).index >= 0 ||
         scan.vocabulary.positions.longest_at(scan.folded(), at).index >= 0 || scan.starts_with(at, "các ");
}

/// What the one who must act does: the name ends there.
constexpr WordsByBegin kFirstDeeds(
    {"chủ trì",    "phối hợp",  "có trách nhiệm", "căn cứ",     "xây dựng",  "báo cáo",     "tổng hợp", "tham mưu",
     "hoàn thành", "rà soát",   "thực hiện",      "triển khai", "chủ động",  "khẩn trương", "gửi",      "tiếp tục",
     "tổ chức",    "hướng dẫn", "định kỳ",        "tiếp thu",   "phải",      "nghiên cứu",  "lập",      "trình",
     "được",       "theo dõi",  "kiểm tra",       "đôn đốc",    "ban hành",  "chưa",        "không",    "cung cấp",
     "chỉ đạo",    "chuẩn bị",  "quyết toán",     "đề xuất",    "phê duyệt", "nộp",         "có ",      "đề nghị",
     "quan tâm",   "xác nhận",  "giải quyết",     "phản hồi",   "công bố",   "thông báo",   "đăng ký",  "bố trí",
     "bàn giao"});
constexpr std::size_t kLongestName = 200, kLongestDeed = 24;  // bytes

/// The one who must act, from byte `at` to the first verb of a task; empty when no body stands there.
std::string subject_at(const Scan& scan, std::uint32_t at, std::uint32_t end) {
  if (!names_body(scan, at)) return {};
  // no name is that long; a text without paragraphs goes on for pages
  const std::string_view rest = scan.between(at, end).substr(0, kLongestName + kLongestDeed);
  const std::size_t verb = find_behind_blank(rest, kFirstDeeds);
  if (verb == std::string_view::npos || verb > kLongestName) return {};
  if (rest.substr(0, verb).find_first_of(";:") != std::string_view::npos) return {};  // of another clause
  std::string subject(trim(scan.printed({at, at + static_cast<std::uint32_t>(verb)})));
  while (!subject.empty() && (subject.back() == ',' || subject.back() == ' ')) subject.pop_back();
  return subject;
}

}  // namespace

bool names_task(std::string_view text) {
  return std::any_of(kDuties.begin(), kDuties.end(), [&](std::string_view word) { return contains_word(text, word); });
}

void describe_task(const Scan& scan, Deadline& deadline, Range sentence, std::uint32_t limit_begin,
                   std::uint32_t after) {
  const std::uint32_t begin = sentence.begin;
  const std::string_view before = scan.between(begin, limit_begin);
  // recipient: the body behind the last "gửi", "báo cáo", "về", "trình"
  std::size_t best = std::string_view::npos, best_end = 0;
  for (const std::string_view verb : {"gửi về", "báo cáo về", "về", "báo cáo", "gửi cho", "gửi", "trình", "nộp về",
                                      "nộp cho", "cho", "tham mưu", "với"}) {
    const std::size_t at = find_last_word(before, verb);
    if (at == std::string_view::npos) continue;
    const std::size_t name = at + verb.size() + 1;
    if (name >= before.size()) continue;
    const auto absolute = static_cast<std::uint32_t>(begin + name);
    if (!is_upper(decode_utf8(scan.text.printed(), absolute).code)) continue;
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
    const bool by_way = open != std::string_view::npos &&
                        (name.substr(open + 1).starts_with("qua ") || name.substr(open + 1).starts_with("thông qua "));
    if (open < stop) stop = by_way ? std::min(name.find(')', open) + 1, name.size()) : open;
    for (const std::string_view tail :
         {" kết quả",   " trước",   " xem xét",  " để",        " theo",       " chậm nhất", " tổng hợp",
          " gồm",       " bao gồm", " bằng",     " kèm",       " khi",        " nếu",       " các nội dung",
          " danh sách", " phân bổ", " ban hành", " phê duyệt", " quyết định", " chỉ đạo"}) {
      const std::size_t at = name.find(tail);
      if (at != std::string_view::npos && (open == std::string_view::npos || at < open)) stop = std::min(stop, at);
    }
    name = trim(name.substr(0, stop));
    const auto from = static_cast<std::uint32_t>(name.data() - scan.folded().data());
    deadline.recipient = std::string(trim(scan.printed({from, from + static_cast<std::uint32_t>(name.size())})));
  }
  // action: the clause that the limit closes
  std::string_view clause = before;
  const std::size_t cut = clause.find_last_of(";:");
  if (cut != std::string_view::npos) clause = clause.substr(cut + 1);
  clause = trim(clause);
  if (clause.size() < 4) {  // the limit opens the sentence: "Đến hết năm 2020, tất cả …"
    std::uint32_t from = after;
    while (from < sentence.end && (scan.folded()[from] == ' ' || scan.folded()[from] == ',')) ++from;
    clause = trim(scan.between(from, sentence.end));
  }
  while (!clause.empty() &&
         (clause.back() == ',' || clause.back() == '(' || clause.back() == '.' || clause.back() == ' '))
    clause.remove_suffix(1);
  if (clause.empty()) clause = scan.folded().substr(begin, 0);  // nothing but the limit itself
  const auto clause_begin = static_cast<std::uint32_t>(clause.data() - scan.folded().data());
  std::string action(scan.printed({clause_begin, clause_begin + static_cast<std::uint32_t>(clause.size())}));
  // obligor: "Giao Sở Tài chính …", "…, đề nghị các huyện …", "Sở Tài chính chủ trì …"; else whom the block begins
  // with
  std::uint32_t who = clause_begin;
  for (const std::string_view word : {"giao", "yêu cầu", "đề nghị"}) {
    const std::size_t place = find_last_word(clause, word);
    if (place == std::string_view::npos) continue;
    const auto behind = static_cast<std::uint32_t>(clause_begin + place + word.size() + 1);
    if (behind > who && (names_body(scan, behind) || place == 0)) who = behind;
  }
  const std::uint32_t clause_end = clause_begin + static_cast<std::uint32_t>(clause.size());
  std::string obligor = subject_at(scan, who, clause_end);
  if (!obligor.empty() && who > clause_begin) action = std::string(trim(scan.printed({who, clause_end})));
  if (obligor.empty()) {
    const std::uint32_t first = scan.starts_with(0, "giao ") ? 5 : 0;
    obligor = subject_at(scan, first, static_cast<std::uint32_t>(scan.folded().size()));
  }
  deadline.obligor = obligor;
  deadline.action = action;
}

}  // namespace trichluc
