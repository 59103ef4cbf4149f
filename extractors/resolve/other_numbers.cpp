#include "extractors/resolve/other_numbers.h"

#include <algorithm>
#include <numeric>

#include "extractors/char_set.h"
#include "extractors/values/number.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

/// Bytes of one page that something explains.
struct Cover {
  Range text;
  std::string_view role;  // empty: a fact
};

/// The covers of a page, asked from its beginning to its end.
class PageCovers {
 public:
  explicit PageCovers(std::vector<Cover> covers) : covers_(std::move(covers)), by_begin_(covers_.size()) {
    // facts first, so that a fact inside a longer stretch wins
    std::stable_sort(covers_.begin(), covers_.end(),
                     [](const Cover& a, const Cover& b) { return a.role.empty() > b.role.empty(); });
    std::iota(by_begin_.begin(), by_begin_.end(), std::size_t{0});
    std::stable_sort(by_begin_.begin(), by_begin_.end(),
                     [this](std::size_t a, std::size_t b) { return covers_[a].text.begin < covers_[b].text.begin; });
  }

  /// The first one that holds `run`; runs are asked for by begin.
  const Cover* of(Range run) {
    for (; next_ < by_begin_.size() && covers_[by_begin_[next_]].text.begin <= run.begin; ++next_)
      open_.push_back(by_begin_[next_]);
    std::erase_if(open_, [&](std::size_t cover) { return covers_[cover].text.end <= run.begin; });
    const Cover* first = nullptr;
    for (const std::size_t cover : open_) {
      const bool earlier = first == nullptr || &covers_[cover] < first;
      if (earlier && covers_[cover].text.contains(run)) first = &covers_[cover];
    }
    return first;
  }

 private:
  std::vector<Cover> covers_;
  std::vector<std::size_t> by_begin_;  // indices of covers_
  std::size_t next_ = 0;               // in by_begin_: the first that was not reached yet
  std::vector<std::size_t> open_;      // those around the last run asked for
};

bool is_digit_byte(char c) { return kDigits.has(c); }

std::string_view role_of_kind(BlockKind kind) {
  switch (kind) {
    case BlockKind::kPageNumber: return "page-number";
    case BlockKind::kRunningHead: return "page-number";
    case BlockKind::kMotto:
    case BlockKind::kLetterhead:
    case BlockKind::kNumberLine:
    case BlockKind::kDateLine:
    case BlockKind::kTypeName:
    case BlockKind::kAddressees:
    case BlockKind::kRecipients:
    case BlockKind::kSignature:
    case BlockKind::kStamp:
    case BlockKind::kMarginNote: return "metadata";
    case BlockKind::kContents: return "heading-number";
    default: return {};
  }
}

/// Places of block ranges on the pages: a range may lie on two.
template <class F>
void for_pages(const Block& block, Range range, F&& use) {
  for (const Piece& piece : block.pieces) {
    const std::uint32_t begin = std::max(range.begin, piece.text_begin);
    const std::uint32_t end = std::min(range.end, piece.text_begin + piece.length);
    if (begin >= end) continue;
    use(piece.page_index,
        Range{piece.page_begin + (begin - piece.text_begin), piece.page_begin + (end - piece.text_begin)});
  }
}

/// What the characters around a numeral say of it.
std::string_view role_nearby(std::string_view text, Range numeral, const Vocabulary& vocabulary) {
  const Decoded before = decode_before(text, numeral.begin);
  const Decoded after = decode_utf8(text, numeral.end);
  if (is_letter(before.code) || is_letter(after.code)) return "name-part";  // VTV1, 3D, 4G
  const auto joined = [&](char32_t c) { return c == U'/' || c == U'-' || c == U'_' || c == U'.' || c == U'&'; };
  const std::size_t from = numeral.begin > 90 ? numeral.begin - 90 : 0;
  std::size_t start = from;
  while (start < numeral.begin && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) ++start;
  const std::string line(text.substr(start, numeral.begin - start));
  const std::size_t newline = line.rfind('\n');
  const std::string near = place_tones(fold_lower(newline == std::string::npos ? line : line.substr(newline + 1)));
  std::string_view head = near;
  while (!head.empty() && (head.back() == ' ' || head.back() == ':')) head.remove_suffix(1);

  static constexpr WordsByEnd kCodeWords({"điều", "khoản", "mục", "chương", "phần", "phụ lục", "biểu", "bảng", "hình",
                                          "mẫu", "mẫu số", "phụ lục số", "biểu số", "bảng số", "tiểu mục", "các điều",
                                          "các khoản", "tiết", "biểu mẫu số"});
  if (ends_with_one_of(head, kCodeWords)) return "code";
  static constexpr WordsByEnd kOrdinalWords(
      {"lần thứ",    "thứ",       "lần",      "khóa",      "đợt",       "cấp",      "hạng",      "loại",
       "bậc",        "lớp",       "khối",     "top",       "vòng",      "nhóm",     "tiêu chí",  "dự án",
       "tiểu dự án", "nhiệm vụ",  "nội dung", "hợp phần",  "mục tiêu",  "chỉ tiêu", "giải pháp", "hoạt động",
       "mô hình",    "phương án", "bước",     "chuyên đề", "tình huống"});
  if (ends_with_one_of(head, kOrdinalWords)) return "ordinal";
  // "căn cước công dân số 080070001234", "biên lai thu số 0012345"
  if (ends_with_word(head, "số") && numeral.size() >= 5) return "code";
  if (head.ends_with('/')) {
    // "Giấy chứng nhận kết hôn số 45/2015"
    std::string_view first = head.substr(0, head.size() - 1);
    while (!first.empty() && is_digit_byte(first.back())) first.remove_suffix(1);
    if (first.size() + 1 < head.size() && ends_with_word(first, "số")) return "code";
  }
  if (vocabulary.naming.longest_before(head, static_cast<std::uint32_t>(head.size())).index >= 0) return "name-part";
  // a chain such as "7 và 8", "số 12, 13": the role of its first member
  for (const std::string_view joint : {"và", ",", "-", "–", ";", "đến", "hoặc"}) {
    if (!head.ends_with(joint)) continue;
    std::string_view rest = trim(head.substr(0, head.size() - joint.size()));
    std::size_t digits = rest.size();
    while (digits > 0 && (is_digit_byte(rest[digits - 1]) || rest[digits - 1] == '.')) --digits;
    if (digits < rest.size() && digits > 0) {
      const auto begin = static_cast<std::uint32_t>(numeral.begin - (near.size() - digits));
      const Range first{begin, begin + static_cast<std::uint32_t>(rest.size() - digits)};
      if (first.begin < numeral.begin && first.end <= text.size()) return role_nearby(text, first, vocabulary);
    }
  }
  if (joined(before.code) || joined(after.code)) {
    // "12/HĐ", "A-01", "TCVN 6909:2001"
    const Decoded two_before =
        decode_before(text, numeral.begin - std::min<std::uint32_t>(before.length, numeral.begin));
    const Decoded two_after = decode_utf8(text, numeral.end + after.length);
    if ((joined(before.code) && is_letter(two_before.code)) || (joined(after.code) && is_letter(two_after.code)))
      return "code";
  }
  static constexpr WordsByEnd kIdentifierWords({"tcvn",         "qcvn",         "iso",
                                                "mã số",        "mã",           "mã số doanh nghiệp",
                                                "mã số thuế",   "mã định danh", "định danh cá nhân",
                                                "mã số hộ",     "imei",         "tài khoản thu",
                                                "tài khoản số", "tạm giữ số",   "đvqhns",
                                                "tài khoản",    "biển số",      "số hiệu",
                                                "cmnd",         "cccd",         "mst"});
  if (ends_with_one_of(head, kIdentifierWords)) return "code";
  const std::string tail = fold_lower(text.substr(numeral.end, std::min<std::size_t>(24, text.size() - numeral.end)));
  const std::string_view next = trim(std::string_view(tail).substr(0, tail.find('\n')));
  for (const std::string_view word : {"tuổi", "tháng tuổi"}) {
    if (next.starts_with(word)) return "age";
  }
  for (const std::string_view word : {"năm", "tháng", "ngày", "tuần", "giờ", "phút", "quý"}) {
    if (next.starts_with(word)) return "duration";
  }
  return "unexplained";
}

}  // namespace

std::vector<OtherNumber> find_other_numbers(const Document& document, const std::vector<Fact>& facts,
                                            const std::vector<ExplainedRange>& explained, const Vocabulary& vocabulary,
                                            std::vector<Warning>& warnings) {
  std::vector<std::vector<Cover>> covers(document.pages.size());
  for (const Fact& fact : facts) {
    const Block& block = document.blocks[static_cast<std::size_t>(fact.block)];
    const PageRange where = block.to_page(fact.text, fact.digits.begin);
    covers[where.page_index].push_back({where.text, {}});
    // what a page end cuts off a fact belongs to it all the same
    for_pages(block, fact.text, [&](std::uint32_t page, Range range) {
      if (page != where.page_index) covers[page].push_back({range, "code"});
    });
  }
  for (const Block& block : document.blocks) {
    if (block.mark_place) {
      const bool heading = block.kind == BlockKind::kHeading;
      const bool named = !block.mark.empty() && is_letter(decode_utf8(block.mark, 0).code) &&
                         block.mark.find(' ') != std::string::npos;
      covers[block.mark_place->page_index].push_back({block.mark_place->text, heading && named ? "heading-number"
                                                                              : block.kind == BlockKind::kFootnote
                                                                                  ? "footnote-mark"
                                                                                  : "list-mark"});
    }
    for (const NoteMark& note : block.notes)
      covers[note.where.page_index].push_back({note.where.text, "footnote-mark"});
    if (const std::string_view role = role_of_kind(block.kind); !role.empty()) {
      for (const Piece& piece : block.pieces)
        covers[piece.page_index].push_back({{piece.page_begin, piece.page_begin + piece.length}, role});
    }
  }
  for (const ExplainedRange& range : explained) {
    for_pages(document.blocks[static_cast<std::size_t>(range.block)], range.text, [&](std::uint32_t page, Range text) {
      covers[page].push_back({text, range.role});
    });
  }

  std::vector<OtherNumber> found;
  for (std::size_t index = 0; index < document.pages.size(); ++index) {
    const std::string_view text = document.pages[index].text;
    PageCovers covers_here(std::move(covers[index]));
    for (std::size_t next = first_digit(text); next < text.size();) {
      const auto at = static_cast<std::uint32_t>(next);
      std::uint32_t end = at;
      const auto step = [&] {
        while (end < text.size() && is_digit_byte(text[end])) ++end;
      };
      step();
      const Cover* cover = covers_here.of({at, end});
      // "75.3276" is one numeral, unless its parts are explained apart
      while (cover == nullptr && end + 1 < text.size() && (text[end] == '.' || text[end] == ',') &&
             is_digit_byte(text[end + 1])) {
        std::uint32_t more = end + 1;
        while (more < text.size() && is_digit_byte(text[more])) ++more;
        if (covers_here.of({end + 1, more}) != nullptr) break;
        end = more;
      }
      const Range numeral{at, end};
      next = first_digit(text, end);
      if (cover != nullptr && cover->role.empty()) continue;
      OtherNumber other;
      other.where = {static_cast<std::uint32_t>(index), numeral};
      other.role = std::string(cover != nullptr ? cover->role : role_nearby(text, numeral, vocabulary));
      const std::string_view digits = text.substr(numeral.begin, numeral.size());
      if (other.role == "unexplained" && !read_number(digits)) {
        warnings.push_back({"ambiguous-number", document.pages[index].number, std::string(digits), "",
                            "neither a grouped number nor a decimal one; not read"});
      }
      found.push_back(std::move(other));
    }
  }
  return found;
}

}  // namespace trichluc
