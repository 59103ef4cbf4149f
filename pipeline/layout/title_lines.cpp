#include "pipeline/layout/title_lines.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "pipeline/layout/phrases.h"
#include "pipeline/layout/signing_phrases.h"
#include "pipeline/layout/word_match.h"
#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

/// A letter of another font may have come out small.
bool is_set_in_capitals(const TextLine& here) { return here.upper > 0 && here.lower * 10 <= here.upper; }

/// A title may be centred off the text's middle, all of its lines alike.
bool is_centered_below(const TextLine& here, const TextLine& before) {
  const float middle_here = (here.box.left + here.box.right) / 2;
  const float middle_before = (before.box.left + before.box.right) / 2;
  const float slack = std::max(4.0F, 0.04F * before.box.width());
  return std::abs(middle_here - middle_before) < slack && std::abs(here.box.left - before.box.left) > slack;
}

}  // namespace

bool begins_inside(const TextLine& line) { return is_lower(line.first) || is_digit(line.first); }

std::string TitleLines::key(std::size_t at) const { return fold_plain(sheet_.text(line(at))); }

bool TitleLines::belongs(std::size_t at, const std::string& folded, const TitleAbove& title) const {
  const TextLine& here = line(at);
  if (here.marks.list_item || here.marks.table_row) return false;
  if (here.mark && (title.lines == 0 || !is_dash_inside(here, line(title.last)))) return false;
  if (starts_with(folded, "can cu ") || starts_with(folded, "(ban hanh") || starts_with(folded, "(kem theo") ||
      starts_with(folded, "(trinh "))
    return false;
  if (title.lines == 0)
    return here.width[kCharacters] < kLongestInHead && !(opens_text(folded) && here.end >= LineEnd::kColon);
  const TextLine& before = line(title.last);
  // "Kết quả 6 tháng đầu năm; ⏎ phương hướng 6 tháng cuối năm 2031"
  const bool listed =
      before.end == LineEnd::kSemicolon && ((before.capitals() && here.capitals()) ||
                                            (here.box.empty() && !style_.parted(here) && here.end <= LineEnd::kHyphen &&
                                             here.width[kCharacters] <= kShortHeadLine));
  if (before.end >= LineEnd::kColon && !listed) return false;
  if (here.width[kCharacters] > kLongHeadLine) return false;
  if (is_authority(at, folded, title.last)) return false;
  if (before.marks.heading_level > 0 && here.marks.heading_level == 0) return false;
  if (before.bold != here.bold) return false;
  const bool goes_on = begins_inside(here);
  if (style_.parted(here) && !goes_on) return false;
  const bool capitals = is_set_in_capitals(line(title.first));
  if (capitals != is_set_in_capitals(here) && !goes_on && here.first != U'(') return capitals && is_period(at, folded);
  if (!here.box.empty())
    return (is_centered(here) || (goes_on && is_centered_below(here, before))) &&
           here.font_size_pt > before.font_size_pt - 1.5F;
  if (goes_on) return true;
  // "Năm 2024" may be the title's last line; a first sentence is longer.
  if (opens_text(folded) && !(capitals && here.capitals() && before.end == LineEnd::kOpen)) {
    const bool last_line = at + 1 >= end_ || style_.parted(line(at + 1)) || line(at + 1).kind;
    return last_line && here.end <= LineEnd::kHyphen;
  }
  return true;
}

bool TitleLines::is_date(std::size_t at, const std::string& folded, const TitleAbove& title) const {
  const TextLine& here = line(at);
  if (style_.parted(here) || line(title.last).end > LineEnd::kOpen) return false;
  if (!starts_with(folded, "ngay ") && !starts_with(folded, "thang ")) return false;
  return here.capitals() ? line(title.first).capitals() : is_lower(here.first);
}

bool TitleLines::is_number(std::size_t at, const std::string& folded, const TitleAbove& title) const {
  const TextLine& here = line(at);
  const TextLine& before = line(title.last);
  if (style_.parted(here) || before.end > LineEnd::kOpen) return false;
  if (!starts_with(folded, "so ") || folded.find(':') != std::string::npos) return false;
  return here.capitals() ? before.capitals() : is_lower(here.first);
}

bool TitleLines::is_authority(std::size_t at, const std::string& folded, std::size_t last) const {
  if (!line(at).capitals() || !is_body_above_bases(at, folded)) return false;
  // "... CỦA ⏎ ỦY BAN NHÂN DÂN TỈNH" is the title's.
  const std::string above = key(last);
  for (const std::string_view word : {" cua", " va", " cac", " giua", " voi", " tai", " cho", " boi", ",", " -"}) {
    if (above.size() > word.size() && above.ends_with(word)) return false;
  }
  return true;
}

bool TitleLines::is_body_above_bases(std::size_t at, const std::string& folded) const {
  const TextLine& here = line(at);
  if (here.width[kCharacters] > kShortHeadLine || here.end >= LineEnd::kColon || here.mark) return false;
  if (!names_body(sheet_.text(here)) && !is_position(folded) && !starts_with(folded, "khoa ") &&
      !starts_with(folded, "ky hop"))
    return false;
  for (std::size_t next = at + 1; next < std::min(end_, at + 5); ++next) {
    const std::string below = key(next);
    if (starts_with(below, "can cu ") || starts_with(below, "- can cu ")) return true;
  }
  return false;
}

bool TitleLines::is_dash_inside(const TextLine& here, const TextLine& before) const {
  return here.mark.kind == MarkKind::kDash && before.end == LineEnd::kOpen && !style_.parted(here);
}

/// "Thời điểm tháng 10 năm 2031", "Giai đoạn 2031 - 2035": the last line of a title in capitals.
bool TitleLines::is_period(std::size_t at, const std::string& folded) const {
  const TextLine& here = line(at);
  if (here.digits == 0 || here.end != LineEnd::kOpen || here.width[kCharacters] > 60) return false;
  if (at + 1 < end_ && is_lower(line(at + 1).first)) return false;
  for (const std::string_view word : {"thoi diem ", "thoi ky ", "giai doan ", "nam ", "thang ", "quy ", "nhiem ky ",
                                      "tu ngay ", "nam hoc ", "tu nam "}) {
    if (starts_with(folded, word)) return true;
  }
  return false;
}

bool TitleLines::is_centered(const TextLine& here) const {
  if (style_.columns.empty() || style_.columns[here.page].right <= style_.columns[here.page].left) return true;
  // A line that fills the column is centred, too, unless it is indented like a first line.
  return style_.in_the_middle(here, 0.05F);
}

}  // namespace trichluc::layout
