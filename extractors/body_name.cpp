#include "extractors/body_name.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr int kLongestName = 20;  // words

/// Small words behind which no name goes on.
constexpr std::array<std::string_view, 45> kStops = {
    "ban",   "bổ",   "chi",   "cho", "chỉ", "còn", "có",  "cũng", "cần", "ghi", "gửi",  "kèm",  "ký",  "là",  "mở",
    "ngày",  "như",  "nhằm",  "nêu", "năm", "nộp", "phê", "phải", "quy", "sẽ",  "sửa",  "theo", "thì", "thụ", "trao",
    "trong", "truy", "tuyên", "tại", "từ",  "vẫn", "với", "xin",  "xử",  "đã",  "được", "đề",   "đều", "để",  "đối"};
static_assert(std::is_sorted(kStops.begin(), kStops.end()));

/// What a body does, or what is said of its money, stands behind its name: "Ủy ban nhân dân tỉnh thực hiện …".
constexpr WordsByBegin kDeeds({"báo cáo",   "bảo đảm",       "chủ trì",    "công bố",    "hoàn thành", "hướng dẫn",
                               "kết luận",  "khẳng định",    "kiểm tra",   "một cách",   "phát động",  "phân bổ",
                               "phân công", "phối hợp",      "quyết định", "tăng cường", "thành lập",  "thông báo",
                               "thông qua", "thực hiện",     "tiếp tục",   "tổ chức",    "triển khai", "xác nhận",
                               "xây dựng",  "xem xét",       "yêu cầu",    "đầu tư",     "hỗ trợ",     "giao cho",
                               "giao các",  "giao nhiệm vụ", "tiếp nhận",  "kinh phí",   "số tiền",    "tổng cộng",
                               "tổng số",   "trên địa bàn",  "chậm nhất",  "xét xử"});

/// Boards are named by what they do: "Ban Chỉ đạo xây dựng nông thôn mới".
constexpr std::array<std::string_view, 6> kBoards = {"ban chỉ đạo", "ban quản lý", "ban tổ chức",
                                                     "tổ công tác", "hội đồng",    "quỹ"};

/// "Sở Y tế cấp 5 tỷ đồng", but "Ủy ban nhân dân cấp xã".
bool begins_payment(const Scan& scan, std::uint32_t at) {
  if (scan.vocabulary.flow_verbs.longest_at(scan.folded(), at).index < 0) return false;
  constexpr std::array<std::string_view, 8> kLevels = {"cấp xã",    "cấp huyện", "cấp tỉnh", "cấp trung ương",
                                                       "cấp cơ sở", "cấp trên",  "cấp dưới", "cấp ủy"};
  return std::none_of(kLevels.begin(), kLevels.end(),
                      [&](std::string_view level) { return scan.starts_with(at, level); });
}

bool is_capital(const Scan& scan, std::uint32_t at) { return is_upper(decode_utf8(scan.text.printed(), at).code); }

/// "Bộ Văn hóa, Thể thao và Du lịch": behind the comma at token `index` the name goes on with a capital that begins
/// neither another body nor a document.
bool goes_on_behind_comma(const Scan& scan, int index, Range name) {
  if (index + 1 >= scan.text.count()) return false;
  const Token& next = scan.text.token(index + 1);
  if (next.kind != TokenKind::kWord || !is_capital(scan, next.range.begin)) return false;
  const std::string_view body = scan.folded(name);
  constexpr std::array<std::string_view, 4> kWithLists = {"bộ", "sở", "phòng", "ủy ban"};
  const auto begins = [body](std::string_view head) { return body.starts_with(head); };
  return std::any_of(kWithLists.begin(), kWithLists.end(), begins) &&
         scan.vocabulary.type_names.longest_at(scan.folded(), next.range.begin).index < 0 &&
         scan.vocabulary.body_heads.longest_at(scan.folded(), next.range.begin).index < 0;
}

/// Behind "và" at token `index`: "… và Du lịch", not "… và các huyện", "… và Kế hoạch số 5", "… và Sở Y tế".
bool goes_on_behind_and(const Scan& scan, int index) {
  if (index + 1 >= scan.text.count()) return false;
  const std::uint32_t next = scan.text.token(index + 1).range.begin;
  return is_capital(scan, next) && scan.vocabulary.type_names.longest_at(scan.folded(), next).index < 0;
}

}  // namespace

bool begins_body_name(const Scan& scan, std::uint32_t at) {
  if (!is_capital(scan, at)) return false;
  const auto type = scan.vocabulary.type_names.longest_at(scan.folded(), at);
  const auto head = scan.vocabulary.body_heads.longest_at(scan.folded(), at);
  if (type.index >= 0 && type.length >= head.length) return false;
  if (head.index >= 0) return true;
  const auto name = scan.vocabulary.body_names.longest_at(scan.folded(), at);
  if (name.index < 0) return false;
  const std::string_view printed = scan.printed({at, at + name.length});
  // An abbreviation is printed in capitals.
  return printed.find(' ') != std::string_view::npos || is_capitals(printed);
}

Range body_name_at(const Scan& scan, int index, std::uint32_t stop) {
  if (index >= scan.text.count() || scan.text.token(index).kind != TokenKind::kWord) return {};
  Range name{scan.text.token(index).range.begin, scan.text.token(index).range.begin};
  // The first words of a name are known: "Ủy ban nhân dân", whose "ban" begins no "ban hành".
  std::uint32_t head = name.begin;
  for (int words = 0; index < scan.text.count() && words < kLongestName; ++index, ++words) {
    const Token& token = scan.text.token(index);
    if (token.range.end > stop || token.kind == TokenKind::kNumber) break;
    const std::string_view word = scan.text.word(index);
    const bool capital = is_capital(scan, token.range.begin);
    if (capital)
      head = std::max(
          head, token.range.begin + scan.vocabulary.body_heads.longest_at(scan.folded(), token.range.begin).length);
    if (token.range.end <= head) {
      if (token.kind == TokenKind::kWord) name.end = token.range.end;
      continue;
    }
    if (token.kind == TokenKind::kPunct) {
      if (word == "-" || word == "–" || word == "&" || (word == "," && goes_on_behind_comma(scan, index, name)))
        continue;
      break;
    }
    if (word == "và" && !goes_on_behind_and(scan, index)) break;
    if (!capital) {  // "Ban Tổ chức", "Sở Giao thông"
      if (std::binary_search(kStops.begin(), kStops.end(), word)) break;
      if (word == "về" && !scan.folded(name).ends_with("quốc gia")) break;
      const bool deed = kDeeds.begin(scan.folded().substr(token.range.begin));
      const bool named_so = std::find(kBoards.begin(), kBoards.end(), scan.folded(name)) != kBoards.end();
      if ((deed || begins_payment(scan, token.range.begin)) && !named_so) break;
    }
    name.end = token.range.end;
  }
  return name;
}

}  // namespace trichluc
