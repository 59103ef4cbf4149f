#include "pipeline/layout/opening.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/layout/document_types.h"
#include "pipeline/layout/head_parts.h"
#include "pipeline/layout/phrases.h"
#include "pipeline/layout/title_lines.h"
#include "pipeline/layout/word_match.h"
#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

constexpr std::size_t kMostLines = 70;  // an opening with long lists of addressees
constexpr std::size_t kMostTitleLines = 12;

class OpeningReader {
 public:
  OpeningReader(Sheet& sheet, const LineStyle& style, std::size_t begin)
      : sheet_(sheet),
        style_(style),
        begin_(begin),
        end_(std::min(sheet.lines.size(), begin + kMostLines)),
        titles_(sheet, style, end_),
        keys_(end_ - begin) {}

  std::size_t read() {
    // Kinds are written at once and taken back when nothing certain turns up.
    for (std::size_t i = begin_; i < end_; ++i) before_.push_back(sheet_.lines[i].kind);
    std::size_t at = begin_;
    while (at < end_ && read_at(at)) {
    }
    if (sure_) return at;
    for (std::size_t i = begin_; i < end_; ++i) {
      sheet_.lines[i].kind = before_[i - begin_];
      sheet_.lines[i].joins = false;
    }
    return begin_ == 0 ? read_bare_title() : begin_;
  }

 private:
  enum class Stage { kHead, kBelowTitle };

  TextLine& line(std::size_t at) { return sheet_.lines[at]; }
  /// The text of line `at`, folded. Lines are looked at by many tests, and once more from the lines before them.
  const std::string& key(std::size_t at) const {
    std::optional<std::string>& folded = keys_[at - begin_];
    if (!folded) folded = fold_plain(sheet_.text(sheet_.lines[at]));
    return *folded;
  }

  void take(std::size_t& at, BlockKind kind, bool sure = true) {
    line(at).kind = kind;
    sure_ = sure_ || sure;
    ++at;
  }

  /// Reads the component at `at` and moves on; false where the text begins.
  bool read_at(std::size_t& at) {
    if (line(at).kind) {
      ++at;
      return true;
    }
    const std::string_view text = sheet_.text(line(at));
    if (line(at).width[kCharacters] > kLongestInHead) return false;
    const std::string& folded = key(at);
    if (read_fixed(at, text, folded)) return true;
    if (is_greeting(folded)) {
      read_addressees(at);
      stage_ = Stage::kBelowTitle;
      return true;
    }
    if (is_subject(folded)) {
      read_subject(at);
      return true;
    }
    if (stage_ == Stage::kHead && !subject_ && read_type(at, text)) return true;
    if (is_body_before_bases(at, folded)) {
      take(at, BlockKind::kLetterhead, false);
      return true;
    }
    if (stage_ == Stage::kBelowTitle && is_note_above_greeting(at)) {
      ++at;  // it is read
      return true;
    }
    if (stage_ == Stage::kBelowTitle) return false;
    if (is_letterhead(at)) {
      take(at, BlockKind::kLetterhead, false);
      return true;
    }
    return read_unknown(at);
  }

  /// An extract has no head but its title: one line set apart above the text, no sentence.
  std::size_t read_bare_title() {
    std::size_t at = begin_;
    while (at < end_ && line(at).kind) ++at;
    if (at + 2 >= end_ || line(at + 1).kind) return begin_;
    const TextLine& here = line(at);
    const std::string_view text = sheet_.text(here);
    const bool set_apart =
        line(at + 1).page == here.page && line(at + 1).blank_before > 0 && style_.parted(line(at + 1));
    if (!set_apart || here.marks.table_row || here.mark || here.end > LineEnd::kOpen || here.widest_gap >= 3 ||
        here.width[kCharacters] > kLongHeadLine || !is_upper(here.first) || is_lower(line(at + 1).first))
      return begin_;
    if (std::count(text.begin(), text.end(), ' ') < 3 || opens_text(fold_plain(text))) return begin_;
    if (here.capitals() && names_body(text)) return begin_;
    line(at).kind = BlockKind::kTitle;
    return at + 1;
  }

  /// "(Trình kỳ họp thứ 5)" between title and "Kính gửi".
  bool is_note_above_greeting(std::size_t at) const {
    return sheet_.lines[at].first == U'(' && sheet_.lines[at].width[kCharacters] <= kLongHeadLine && at + 1 < end_ &&
           is_greeting(key(at + 1));
  }

  /// Mottos, numbers, dates, margin notes: complete in one line, or broken where a cell was narrow.
  bool read_fixed(std::size_t& at, std::string_view text, const std::string& folded) {
    if (is_motto(folded) || (folded == "nuoc" && at > begin_ && line(at - 1).kind == BlockKind::kMotto)) {
      take(at, BlockKind::kMotto);
    } else if (is_number_line(text, folded)) {
      numbered_ = true;
      take(at, BlockKind::kNumberLine);
    } else if ((folded == "so:" || folded == "so") && at + 1 < end_) {
      take(at, BlockKind::kNumberLine);  // its number was set apart
    } else if (is_date_line(text)) {
      take(at, BlockKind::kDateLine);
    } else if (is_margin_note(folded) || folded == "|") {
      take(at, BlockKind::kMarginNote, false);
    } else if (number_open_ && is_rest_of_number(text)) {
      number_open_ = false;
      numbered_ = true;
      take(at, BlockKind::kNumberLine);
      return true;
    } else {
      return read_broken(at, text, folded);
    }
    if (line(at - 1).kind == BlockKind::kNumberLine)
      number_open_ = folded.size() <= 3 || folded.back() == '-' || folded.back() == '/';
    return true;
  }

  /// "Số:" ⏎ "1312/KH-UBND"; "Số: 12/BC-BCĐ-" ⏎ date ⏎ "XMC".
  bool is_rest_of_number(std::string_view text) const {
    if (is_number_alone(text)) return true;
    return numbered_ && is_capitals(text) && text.find(' ') == std::string_view::npos && text.size() <= 12;
  }

  /// "CỘNG HÒA XÃ" ⏎ "HỘI CHỦ NGHĨA VIỆT NAM"; "Đồi Mơ, ngày" ⏎ "05 tháng 6 năm 2031".
  bool read_broken(std::size_t& at, std::string_view text, const std::string& folded) {
    const bool motto = starts_with(folded, "cong") || starts_with(folded, "doc ") || starts_with(folded, "dang");
    const bool date = folded.find("ngay") != std::string::npos;
    if ((!motto && !date) || folded.size() > 60) return false;
    std::string whole(text);
    for (std::size_t last = at + 1; last < std::min(end_, at + 4); ++last) {
      if (line(last).kind || line(last).page != line(at).page) return false;
      whole += ' ';
      whole += sheet_.text(line(last));
      const bool found = motto ? is_motto(fold_plain(whole)) : is_date_line(whole) && find_date_line(whole) == 0;
      if (!found) continue;
      for (const std::size_t first = at; at <= last;) {
        line(at).joins = at > first;
        take(at, motto ? BlockKind::kMotto : BlockKind::kDateLine);
      }
      return true;
    }
    return false;
  }

  /// "Kính gửi: …"; of an urgent telegram "THỦ TƯỚNG CHÍNH PHỦ điện:".
  static bool is_greeting(const std::string& folded) {
    constexpr std::size_t kLongestSender = 80;
    if (folded.ends_with(" dien:")) return folded.size() <= kLongestSender;
    constexpr std::string_view kGreeting[] = {"kinh gui"};
    return begins_with_word(folded, kGreeting);
  }

  bool is_subject(const std::string& folded) const {
    for (const std::string_view mark : {"v/v", "(v/v", "\"v/v", "“v/v"}) {  // courts set it in quotation marks
      if (starts_with(folded, mark)) return true;
    }
    return stage_ == Stage::kHead && numbered_ && starts_with(folded, "ve viec");
  }

  // --- type and title ---------------------------------------------------------------------------------------

  bool read_type(std::size_t& at, std::string_view text) {
    std::size_t length = 0;
    if (find_type_name(text, length) == nullptr) return false;
    std::string_view rest = text.substr(length);
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == ':' || rest.front() == '*')) rest.remove_prefix(1);
    if (rest.empty()) {
      // "Quyết định" in small letters is a heading only at the very top.
      if (!line(at).capitals() && !all_known_before(at) && !line(at).bold && line(at).marks.heading_level == 0)
        return false;
      take(at, BlockKind::kTypeName);
      read_gazette_issuer(at);
      read_title(at, 0);
      stage_ = Stage::kBelowTitle;
      return true;
    }
    const auto words = 1 + std::count(rest.begin(), rest.end(), ' ');
    if (line(at).capitals()) {
      const bool qualifier = words <= 2 && at + 1 < end_ && !line(at + 1).kind && !line(at + 1).mark;
      if (qualifier) {
        take(at, BlockKind::kTypeName);  // "BÁO CÁO TÓM TẮT"
        read_title(at, 0);
      } else {
        take(at, BlockKind::kTitle);  // "BÁO CÁO TỔNG KẾT CÔNG TÁC NĂM 2023"
        read_title(at, 1);
      }
      stage_ = Stage::kBelowTitle;
      return true;
    }
    if (!all_known_before(at)) return false;
    // "Quyết định giám đốc thẩm ⏎ Số: 26/2017/DS-GĐT": courts set the type above the number
    if (words <= 4 && at + 1 < end_ && !line(at + 1).kind && is_number_line(sheet_.text(line(at + 1)), key(at + 1))) {
      take(at, BlockKind::kTypeName);
      return true;
    }
    if (!is_set_apart(at)) return false;
    take(at, BlockKind::kTitle);  // "Báo cáo về tình hình ..."
    read_title(at, 1);
    stage_ = Stage::kBelowTitle;
    return true;
  }

  /// "CỦA BỘ TRƯỞNG ⏎ BỘ Y TẾ ⏎ SỐ 12/2001/CT-BYT" below the type; "CỦA QUỐC HỘI" alone.
  void read_gazette_issuer(std::size_t& at) {
    if (at >= end_ || line(at).kind || !starts_with(key(at), "cua ")) return;
    std::size_t number = at + 1;
    while (number < std::min(end_, at + 4) && !line(number).kind &&
           !is_number_line(sheet_.text(line(number)), key(number)))
      ++number;
    if (number >= std::min(end_, at + 4) || line(number).kind) {
      const std::string_view text = sheet_.text(line(at));
      const bool alone = line(at).capitals() && names_body(text.substr(text.find(' ') + 1)) && at + 1 < end_ &&
                         !line(at + 1).capitals();
      if (!alone) return;
      number = at + 1;
    }
    for (const std::size_t first = at; at < number;) {
      line(at).joins = at > first;
      take(at, BlockKind::kLetterhead, false);
    }
  }

  bool all_known_before(std::size_t at) const {
    return std::all_of(sheet_.lines.begin() + static_cast<std::ptrdiff_t>(begin_),
                       sheet_.lines.begin() + static_cast<std::ptrdiff_t>(at),
                       [](const TextLine& l) { return l.kind.has_value(); });
  }

  /// A few lines up to an empty one, without a stop at their end.
  bool is_set_apart(std::size_t at) {
    std::size_t last = at;
    while (last + 1 < end_ && last - at < 5 && !style_.parted(line(last + 1)) && !line(last + 1).kind) ++last;
    return last - at < 5 && line(last).end <= LineEnd::kHyphen && line(last).width[kCharacters] < kLongHeadLine;
  }

  /// Lines of the title after `count` that are taken already.
  void read_title(std::size_t& at, std::size_t count) {
    const std::size_t begin = at - (count > 0 ? 1 : 0);
    TitleAbove title{.first = begin, .last = begin, .lines = count};
    while (at < end_ && title.lines < kMostTitleLines) {
      if (line(at).kind) {
        if (title.lines > 0 && line(at).kind == BlockKind::kMarginNote) return;
        ++at;
        continue;
      }
      const std::string_view text = sheet_.text(line(at));
      const std::string& folded = key(at);
      if (is_greeting(folded)) return;
      const bool dates_title = title.lines > 0 && (titles_.is_date(at, folded, title) ||
                                                   (numbered_ && titles_.is_number(at, folded, title)));
      if (!dates_title && read_fixed(at, text, folded)) continue;
      if (is_noise(line(at)) && !dates_title) {
        take(at, BlockKind::kMarginNote, false);
        continue;
      }
      if (!dates_title && !titles_.belongs(at, folded, title)) return;
      line(at).kind = BlockKind::kTitle;
      line(at).joins = title.lines > 0;
      if (title.lines == 0) title.first = at;  // a number may stand between the type and its title
      title.last = at;
      ++title.lines;
      ++at;
    }
  }

  /// A line that OCR made of something else: few of its characters are letters or digits.
  static bool is_noise(const TextLine& here) {
    return (here.letters() + here.digits) * 2 < here.width[kCharacters] || here.letters() < 3;
  }

  // --- "V/v" and "Kính gửi" ---------------------------------------------------------------------------------

  void read_subject(std::size_t& at) {
    const std::size_t first = at;
    subject_ = true;
    take(at, BlockKind::kTitle);
    std::size_t last = first;
    std::size_t skipped = 0;
    while (at < end_ && at - first < 14) {
      if (line(at).kind) {
        ++at;
        continue;
      }
      const std::string_view text = sheet_.text(line(at));
      const std::string& folded = key(at);
      if (is_greeting(folded)) return;
      if (read_fixed(at, text, folded)) {
        if (++skipped > 4) return;
        continue;
      }
      const TextLine& here = line(at);
      const TextLine& before = line(last);
      const bool goes_on = begins_inside(here);
      if (before.end >= LineEnd::kColon || here.mark.numbers() || here.width[kCharacters] > kShortHeadLine) return;
      if (style_.parted(here) && !goes_on && skipped == 0) return;
      if (here.mark && !titles_.is_dash_inside(here, before)) return;
      std::size_t length = 0;
      if (here.capitals() && !line(first).capitals() &&
          (find_type_name(text, length) != nullptr || (skipped > 0 && names_body(text))))
        return;  // the type, or the court again below "NHÂN DANH"
      if (!goes_on && (opens_text(folded) || titles_.is_authority(at, folded, last))) return;
      if (!here.box.empty() &&
          std::min(here.box.right, line(first).box.right + 40) - here.box.left < 0.5F * here.box.width())
        return;
      line(at).kind = BlockKind::kTitle;
      line(at).joins = true;
      last = at;
      ++at;
    }
  }

  void read_addressees(std::size_t& at) {
    const std::size_t first = at;
    const std::string& head = key(at);
    take(at, BlockKind::kAddressees);
    bool list = head.size() <= 10;  // "Kính gửi:" alone: the items follow
    std::size_t last = first;
    for (; at < end_; ++at) {
      TextLine& here = line(at);
      if (here.kind) {
        if (here.kind == BlockKind::kMarginNote || here.kind == BlockKind::kRunningHead) return;
        continue;
      }
      const std::string& folded = key(at);
      // The head's other column, which recognition read after this one.
      if (is_motto(folded) || is_date_line(sheet_.text(here))) {
        here.kind = is_motto(folded) ? BlockKind::kMotto : BlockKind::kDateLine;
        continue;
      }
      const TextLine& before = line(last);
      const bool bullet = here.mark.kind >= MarkKind::kDash && !here.mark.numbers();
      if (bullet) {
        const std::string item = fold_plain(sheet_.text(here).substr(here.mark.length));
        if (opens_text(item) || starts_with(item, "can cu")) return;
        if (before.end == LineEnd::kStop && last != first) return;
        list = true;
      } else {
        if (here.mark) return;
        const bool lower = is_lower(here.first);
        if (before.end == LineEnd::kStop) return;
        if (lower) {
          here.kind = BlockKind::kAddressees;
          here.joins = true;
          last = at;
          continue;
        }
        if (opens_text(folded) || is_prose(at)) return;
        const bool new_item =
            list && (last == first || before.end == LineEnd::kSemicolon || before.end == LineEnd::kComma);
        if (!new_item) {
          // The rest of a name: the line above was full, this one is short.
          if (style_.parted(here) || before.end != LineEnd::kOpen || !is_rest(at, last)) return;
          here.kind = BlockKind::kAddressees;
          here.joins = true;
          last = at;
          continue;
        }
      }
      here.kind = BlockKind::kAddressees;
      last = at;
    }
  }

  /// A line of a sentence that goes on below it.
  bool is_prose(std::size_t at) {
    if (line(at).width[kCharacters] > kLongHeadLine) return true;
    return at + 1 < sheet_.lines.size() && is_lower(line(at + 1).first) && !line(at + 1).kind &&
           style_.full(line(at), line(at + 1)) && line(at).width[kCharacters] > kShortHeadLine;
  }

  bool is_rest(std::size_t at, std::size_t last) const {
    const TextLine& here = sheet_.lines[at];
    if (!here.box.empty()) return style_.indented(here) && here.box.left >= sheet_.lines[last].box.left - 4;
    return here.width[kCharacters] < (style_.full(sheet_.lines[last], here) ? 40U : 16U);
  }

  // --- letterhead -------------------------------------------------------------------------------------------

  bool is_letterhead(std::size_t at) {
    const TextLine& here = line(at);
    if (is_noise(here) || here.width[kCharacters] > kShortHeadLine || here.end >= LineEnd::kColon ||
        here.mark.numbers())
      return false;
    if (here.capitals()) return true;
    return names_body(sheet_.text(here)) && is_upper(here.first) && component_follows(at + 1, 6);
  }

  /// "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" above "Căn cứ ...".
  bool is_body_before_bases(std::size_t at, const std::string& folded) {
    return stage_ == Stage::kBelowTitle && titles_.is_body_above_bases(at, folded);
  }

  /// Whether something certain stands within the next lines.
  bool component_follows(std::size_t from, std::size_t lines) {
    for (std::size_t i = from; i < std::min(end_, from + lines); ++i) {
      const std::string_view text = sheet_.text(line(i));
      if (line(i).width[kCharacters] > kLongHeadLine) return false;
      const std::string& folded = key(i);
      std::size_t length = 0;
      if (is_motto(folded) || is_number_line(text, folded) || is_date_line(text) || is_greeting(folded) ||
          starts_with(folded, "v/v"))
        return true;
      if (line(i).capitals() && find_type_name(text, length) != nullptr) return true;
    }
    return false;
  }

  /// Noise of a scan, or a subject that lost its "V/v".
  bool read_unknown(std::size_t& at) {
    const TextLine& here = line(at);
    // Above everything else there may be more of it: stamps that OCR garbled.
    if (here.mark.numbers() || here.width[kCharacters] > kShortHeadLine || !component_follows(at + 1, sure_ ? 6 : 14))
      return false;
    if (here.end >= LineEnd::kColon && here.letters() > 12) return false;
    if (here.letters() >= 10 && numbered_ && !subject_) {
      read_subject(at);
      return true;
    }
    take(at, BlockKind::kMarginNote, false);
    return true;
  }

  Sheet& sheet_;
  const LineStyle& style_;
  std::size_t begin_;
  std::size_t end_;
  TitleLines titles_;
  mutable std::vector<std::optional<std::string>> keys_;  // made when they are asked for
  std::vector<std::optional<BlockKind>> before_;
  Stage stage_ = Stage::kHead;
  bool sure_ = false;
  bool numbered_ = false;     // a number line was read
  bool number_open_ = false;  // the last one goes on elsewhere
  bool subject_ = false;      // "V/v" was read
};

}  // namespace

std::size_t find_opening(Sheet& sheet, const LineStyle& style, std::size_t begin) {
  return OpeningReader(sheet, style, begin).read();
}

bool opens_appendix(const Sheet& sheet, const TextLine& line) {
  if (line.kind || line.width[kCharacters] > kShortHeadLine || line.end >= LineEnd::kSemicolon) return false;
  if (line.first != U'P' && line.first != U'M' && line.first != U'B') return false;
  const std::string key = fold_plain(sheet.text(line));
  const auto numbered = [&key](std::string_view word) {
    if (!starts_with(key, word)) return false;
    std::string_view rest = std::string_view(key).substr(word.size());
    if (starts_with(rest, " so")) rest.remove_prefix(3);
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == ':' || rest.front() == '.')) rest.remove_prefix(1);
    // Nothing, or a number and little else.
    return rest.empty() ||
           (rest.size() <= 6 && rest.find_first_not_of("ivxlc0123456789-.abd:") == std::string_view::npos);
  };
  if (numbered("phu luc") || (starts_with(key, "mau so") && numbered("mau"))) return true;
  return line.capitals() &&
         (starts_with(key, "phu luc ") || numbered("mau") || numbered("bieu") || numbered("bieu mau"));
}

}  // namespace trichluc::layout
