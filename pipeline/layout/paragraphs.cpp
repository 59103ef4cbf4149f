#include "pipeline/layout/paragraphs.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

/// Shorter lines of a file without wrapping are headings as likely as prose.
constexpr std::uint32_t kProse = 150;  // characters

bool ended(const OpenParagraph& open) { return open.end >= LineEnd::kColon; }

/// A sentence or an item ends inside the line.
bool has_inner_stop(std::string_view text) {
  for (std::size_t at = 4; at + 1 < text.size(); ++at) {
    if ((text[at] == '.' || text[at] == ';') && text[at + 1] == ' ') return true;
  }
  return false;
}

/// Numbered, and not a sentence so far: "2. Kết quả thực hiện các nhiệm vụ".
bool looks_like_heading(const Sheet& sheet, const OpenParagraph& open) {
  if (open.capitals) return true;
  return open.first->mark.numbers() && open.lines <= 5 &&
         !has_inner_stop(sheet.text(*open.first).substr(open.first->mark.length)) &&
         !has_inner_stop(sheet.text(*open.last));
}

/// A heading that is all number: "PHẦN THỨ NHẤT"; its words are on the next line.
bool is_bare_number(const OpenParagraph& open) {
  return open.lines == 1 && open.first->mark && open.first->mark.length == open.first->text.size();
}

/// Lines of two cells of a table that the file tells, or one in a cell and one outside.
bool in_other_cell(const TextLine& a, const TextLine& b) {
  if (!a.box.empty() || !b.box.empty() || a.page != b.page) return false;
  return a.cell.table != b.cell.table || a.cell.row != b.cell.row || a.cell.column != b.cell.column;
}

/// Two parts of one printed row.
bool side_by_side(const TextLine& a, const TextLine& b) {
  if (a.page != b.page) return false;
  if (a.box.empty() || b.box.empty()) return a.number == b.number;
  return std::min(a.box.bottom, b.box.bottom) - std::max(a.box.top, b.box.top) >
         0.5F * std::min(a.box.height(), b.box.height());
}

/// "khoản 2 ⏎ Điều 69 của Luật", "Điều 5 ⏎ Nghị định số": the locator of what follows.
bool ends_with_locator(std::string_view text, std::string_view next) {
  if (next.substr(0, std::string_view("Điều ").size()) != "Điều " && next.substr(0, 5) != "Khoản" &&
      next.substr(0, 4) != "Mục" && next.substr(0, std::string_view("Luật ").size()) != "Luật " &&
      next.substr(0, std::string_view("Bộ luật").size()) != "Bộ luật" &&
      next.substr(0, std::string_view("Nghị ").size()) != "Nghị " &&
      next.substr(0, std::string_view("Thông tư").size()) != "Thông tư" &&
      next.substr(0, std::string_view("Quyết định").size()) != "Quyết định")
    return false;
  const std::size_t number = text.rfind(' ');
  if (number == std::string_view::npos || text.size() - number > 6) return false;
  const std::size_t word = text.rfind(' ', number - 1);
  const std::string_view kind = text.substr(word == std::string_view::npos ? 0 : word + 1, number - (word + 1));
  return kind == "khoản" || kind == "Khoản" || kind == "điểm" || kind == "Điểm" || kind == "Điều";
}

/// Ends inside a date or a locator, so that even a number with a point behind it goes on: "ngày 24 tháng ⏎ 02. Các".
bool ends_before_number(std::string_view text) {
  const std::size_t blank = text.rfind(' ');
  if (blank == std::string_view::npos || blank == 0) return false;
  const std::string_view word = text.substr(blank + 1);
  if (word == "khoản" || word == "Khoản" || word == "ngày" || word == "Điều") return true;
  if (word != "tháng") return false;
  const char before =
      text[text.find_last_not_of(' ', blank) == std::string_view::npos ? 0 : text.find_last_not_of(' ', blank)];
  return before >= '0' && before <= '9';
}

/// The first character behind the mark and its blank.
char32_t after_mark(const Sheet& sheet, const TextLine& line) {
  std::string_view rest = sheet.text(line).substr(line.mark.length);
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  return decode_utf8(rest, 0).code;
}

/// Whether the mark that `next` begins with is one, and not a part of the sentence above:
/// "kinh tế ⏎ - xã hội", "năm ⏎ 12. Sau đó".
bool starts_item(const Sheet& sheet, const LineStyle& style, const OpenParagraph& open, const TextLine& next,
                 bool full) {
  if (ended(open)) return true;
  // A dash alone would often have had room: what counts is that the line is about full.
  const bool about_full = full || (style.wrapped && open.last->width[style.measure] * 100 >= style.usual_width * 88);
  if (next.mark.kind == MarkKind::kDash && about_full && is_lower(after_mark(sheet, next))) return false;
  if (!full) return true;
  if (next.mark.kind >= MarkKind::kDash) {
    if (next.mark.kind != MarkKind::kDash) return true;
    const char32_t first = after_mark(sheet, next);
    if (is_digit(first) && open.end == LineEnd::kOpen && !looks_like_heading(sheet, open)) return false;
    return looks_like_heading(sheet, open) || open.end == LineEnd::kComma;
  }
  if (next.mark.kind == MarkKind::kInBrackets || next.mark.quoted) return false;
  // After a full line without a stop only a number that goes on counting, below a heading, is believed.
  const ListMark& above = open.first->mark;
  const bool counts_on = above.kind == next.mark.kind && next.mark.value == above.value + 1;
  return looks_like_heading(sheet, open) && (counts_on || next.mark.value == 1);
}

bool goes_on_printed(const Sheet& sheet, const LineStyle& style, const OpenParagraph& open, const TextLine& next) {
  const TextLine& last = *open.last;
  const float size = std::max(last.font_size_pt, 6.0F);
  if (std::fabs(last.font_size_pt - next.font_size_pt) > 0.12F * size) return false;
  const bool lower = is_lower(next.first);
  const bool same_page = last.page == next.page;
  if (same_page) {
    if (next.box.bottom < last.box.bottom) return false;  // back up: another column
    const float pitch = next.box.bottom - last.box.bottom;
    const float usual = style.pitch > 0 ? style.pitch : 1.4F * size;
    if (pitch > std::max(2.2F * usual, 2.5F * size) && !(lower && !ended(open) && pitch < 3 * usual)) return false;
    if (pitch > 1.2F * usual && ended(open) && !lower) return false;
  }
  const TextColumn column = style.columns[next.page];
  const float width = column.right - column.left;
  if (is_bare_number(open))
    return same_page && !next.mark && next.end <= LineEnd::kHyphen && (next.capitals() || next.bold == last.bold) &&
           next.letters() >= 2;
  // A cell at the right of a table is no full line.
  const bool cell = last.box.width() < 0.35F * width && last.box.left > style.columns[last.page].left + 0.3F * width;
  if (cell && std::fabs(next.box.left - last.box.left) > 2) return false;
  const bool full = style.full(last, next);
  const bool indented = style.indented(next);
  const auto centred = [&style](const TextLine& line) {
    const TextColumn where = style.columns[line.page];
    const float left = line.box.left - where.left;
    const float right = where.right - line.box.right;
    return left > 12 && std::fabs(left - right) < 0.03F * (where.right - where.left) + 2;
  };
  if (!full) {
    if (lower && !ended(open) && !next.mark) return true;
    // Lines of a heading, set one below the other in the middle.
    const float apart = std::fabs((last.box.left + last.box.right) - (next.box.left + next.box.right)) / 2;
    return same_page && centred(last) && centred(next) && apart < 0.03F * width &&
           (last.bold || open.capitals || (last.italic && next.italic)) && last.bold == next.bold &&
           last.letters() >= 6 && next.letters() >= 6 && !ended(open) && !next.mark && open.capitals == next.capitals();
  }
  if (next.mark && starts_item(sheet, style, open, next, full) && (indented || ended(open))) return false;
  if (!indented) return !(next.mark && starts_item(sheet, style, open, next, full));
  const bool same_left =
      same_page ? std::fabs(next.box.left - last.box.left) < 2
                : std::fabs((next.box.left - column.left) - (last.box.left - style.columns[last.page].left)) < 2;
  // Inside a block that is indented as a whole, or below the text of an item whose dash hangs out.
  const bool inside_block = same_left && open.lines >= 2;
  const bool below_item = open.first->mark && open.lines == 1 && next.box.left > last.box.left &&
                          next.box.left - last.box.left < 2.5F * size;
  if (ended(open)) return (inside_block || below_item) && !next.mark && open.end == LineEnd::kStop;
  return lower || inside_block || below_item || (is_digit(next.first) && !next.mark);
}

/// Below the end of a paragraph as the file tells it: typists end one in the middle of a sentence now and then.
bool goes_on_paragraph(const OpenParagraph& open, const TextLine& next) {
  if (ended(open) || next.mark) return false;
  if (is_bare_number(open))
    return next.capitals() == open.capitals && next.end <= LineEnd::kHyphen && next.width[kCharacters] < kProse;
  return is_lower(next.first);
}

/// A file with one line to a paragraph; only a page end of its source breaks one.
bool goes_on_unwrapped(const Sheet& sheet, const OpenParagraph& open, const TextLine& next) {
  if (ended(open) || next.mark) return false;
  if (is_lower(next.first) || open.end == LineEnd::kComma) return true;
  if (is_bare_number(open))
    return next.capitals() == open.capitals && next.end <= LineEnd::kHyphen && next.width[kCharacters] < kProse;
  return open.last->width[kCharacters] >= kProse && !open.first->mark.numbers() && next.width[kCharacters] > 40 &&
         has_inner_stop(sheet.text(*open.last));
}

bool goes_on_wrapped(const Sheet& sheet, const LineStyle& style, const OpenParagraph& open, const TextLine& next) {
  const TextLine& last = *open.last;
  const bool full = style.full(last, next);
  const bool lower = is_lower(next.first);
  const bool parted = style.parted(next);
  const bool indented = style.indented(next);
  if (next.mark) {
    if (starts_item(sheet, style, open, next, full && !parted)) return false;
    if (next.mark.kind == MarkKind::kDash && is_lower(after_mark(sheet, next))) return true;
  }
  if (is_bare_number(open))
    return next.capitals() == open.capitals && next.end <= LineEnd::kHyphen && next.width[kCharacters] < kProse;
  if (lower && !ended(open)) return true;
  if (parted) return false;
  if (lower && open.end != LineEnd::kSemicolon) return true;
  // A numbered heading in capitals goes on in capitals.
  if (open.capitals && next.capitals() && open.first->mark.numbers() && !ended(open) && next.letters() >= 2)
    return true;
  if (indented) return lower && full;
  if (open.end == LineEnd::kComma) return true;
  // No paragraph begins with a number without a mark; a short line above may be a heading or a cell.
  if (!full && is_digit(next.first) && !ended(open) && !open.capitals && next.letters() >= 6 &&
      !open.first->mark.numbers() && last.width[style.measure] * 100 >= style.usual_width * 70)
    return true;
  // The first line of a paragraph may have been indented on paper: it is full a little earlier.
  if (!full && open.lines == 1 && !style.indents && !ended(open) && !open.capitals && !next.capitals() &&
      !open.first->mark && last.width[style.measure] + next.first_word[style.measure] >= style.limit * 92 / 100 &&
      next.letters() >= 6)
    return true;
  if (!full) return false;
  if (open.capitals != next.capitals() && (open.capitals || next.letters() >= 6) && !is_digit(next.first)) return false;
  if (style.indents) return true;  // an unindented line below a full one
  if (!ended(open)) return true;
  // A sentence may end where the line does; without indents or empty lines nothing else tells.
  return lower || (open.end == LineEnd::kStop && style.reaches_margin(last));
}

}  // namespace

bool goes_on(const Sheet& sheet, const LineStyle& style, const OpenParagraph& open, const TextLine& next) {
  const TextLine& last = *open.last;
  if (last.part != next.part || last.marks.table_row || next.marks.table_row || next.marks.list_item) return false;
  if (last.marks.heading_level > 0 || next.marks.heading_level > 0) return false;
  if (side_by_side(last, next) || in_other_cell(last, next)) return false;
  if (last.marks.paragraph_end && !style.wrapped) return goes_on_paragraph(open, next);
  if (last.gaps >= 2 || next.gaps >= 2) return false;  // a row of cells
  if (last.marks.hard_break) return is_lower(next.first) && !ended(open);
  // "... của Giám đốc Sở, ⏎ QUYẾT ĐỊNH:"
  if (next.capitals() && !open.capitals && next.end == LineEnd::kColon && next.letters() >= 6) return false;
  if (open.end == LineEnd::kHyphen && !next.mark.numbers()) return true;
  if (open.end == LineEnd::kOpen && open.lines > 0 && !open.capitals &&
      (last.page != next.page || !style.parted(next))) {
    const std::string_view above = sheet.text(last);
    if (!next.mark && next.width[kCharacters] > 2 &&
        (ends_with_connective(above) || (is_upper(next.first) && ends_with_locator(above, sheet.text(next)))))
      return true;
    if (next.mark.kind == MarkKind::kArabic && ends_before_number(above)) return true;
  }
  // "(Kèm theo Quyết định số ... ⏎ Ủy ban nhân dân ...)" below a title.
  if (open.first->first == U'(' && open.lines < 4 && !ended(open) && !next.mark && last.page == next.page &&
      !style.parted(next) && last.italic == next.italic && sheet.text(last).find(')') == std::string_view::npos) {
    return true;
  }
  if (!last.box.empty() && !next.box.empty() && !style.columns.empty())
    return goes_on_printed(sheet, style, open, next);
  return style.wrapped ? goes_on_wrapped(sheet, style, open, next) : goes_on_unwrapped(sheet, open, next);
}

bool ends_with_connective(std::string_view text) {
  static constexpr auto kConnectives = [] {
    std::array words = std::to_array<std::string_view>(
        {"của",  "và",    "với",   "cho",  "tại",  "về",    "các",  "những", "là",   "do",    "theo",
         "từ",   "đến",   "trong", "số",   "ngày", "năm",   "để",   "được",  "bị",   "bằng",  "hoặc",
         "gồm",  "như",   "khi",   "trên", "cùng", "thuộc", "trực", "có",    "tỉnh", "huyện", "khoản",
         "điểm", "Điều",  "Sở",    "Bộ",   "vào",  "ở",     "mà",   "nhưng", "đối",  "giữa",  "tháng",
         "Phó",  "Khoản", "Điểm",  "mục",  "Luật", "Nghị",  "hay",  "qua",   "bởi",  "rằng"});
    std::sort(words.begin(), words.end());
    return words;
  }();
  const std::size_t blank = text.rfind(' ');
  const std::string_view word = blank == std::string_view::npos ? text : text.substr(blank + 1);
  if (text.ends_with("Bộ luật")) return true;
  return std::binary_search(kConnectives.begin(), kConnectives.end(), word);
}

bool breaks_word(std::string_view line, std::string_view next) {
  if (line.empty() || next.empty()) return false;
  const char last = line.back();
  if (last == '-' || last == '/') {
    const Decoded before = decode_before(line, line.size() - 1);
    return is_letter(before.code) || is_digit(before.code);
  }
  if (next.front() != '-' && next.front() != '/') return false;
  const Decoded before = decode_before(line, line.size());
  const Decoded after = decode_utf8(next, 1);
  if (!(is_letter(before.code) || is_digit(before.code)) || !(is_letter(after.code) || is_digit(after.code)))
    return false;
  if (next.front() == '/') return true;
  // "126/2024/NĐ ⏎ -CP": the word above has a number's stroke.
  const std::size_t word = line.rfind(' ');
  return line.find('/', word == std::string_view::npos ? 0 : word) != std::string_view::npos && is_upper(after.code);
}

}  // namespace trichluc::layout
