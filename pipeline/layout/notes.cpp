#include "pipeline/layout/notes.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "pipeline/core/find_byte.h"
#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

constexpr float kNoteSize = 0.9F;        // of the text's size, at most
constexpr std::size_t kMarkWithin = 80;  // lines from a mark to its note, where pages are unknown
constexpr std::size_t kMostNoteLines = 60;
constexpr std::size_t kMostMarks = 200;  // above a note that are looked at

int digits_value(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// --- printed --------------------------------------------------------------------------------------------------

/// The size that most characters of the document have.
float text_size(const Sheet& sheet) {
  std::vector<std::pair<float, std::uint32_t>> sizes;
  for (const TextLine& line : sheet.lines) {
    if (line.kind || line.font_size_pt <= 0) continue;
    const auto known = std::find_if(sizes.begin(), sizes.end(),
                                    [&](const auto& s) { return std::abs(s.first - line.font_size_pt) < 0.3F; });
    if (known == sizes.end()) {
      sizes.emplace_back(line.font_size_pt, line.width[kCharacters]);
    } else {
      known->second += line.width[kCharacters];
    }
  }
  const auto most =
      std::max_element(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == sizes.end() ? 0 : most->first;
}

/// A raised number or asterisk: what it says, and where it stands.
struct RaisedMark {
  std::string said;
  PageRange where;
};

std::vector<RaisedMark> raised_marks(const Page& page, std::uint32_t index) {
  std::vector<RaisedMark> marks;
  for (const Style& style : page.styles) {
    if (style.baseline_shift_pt <= 0 || style.text.size() > 6) continue;
    std::string_view said = std::string_view(page.text).substr(style.text.begin, style.text.size());
    Range range = style.text;
    while (!said.empty() && said.front() == ' ') said.remove_prefix(1), ++range.begin;
    while (!said.empty() && said.back() == ' ') said.remove_suffix(1), --range.end;
    const bool number = !said.empty() && said.size() <= 3 &&
                        std::all_of(said.begin(), said.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool stars = !said.empty() && said.size() <= 3 && said.find_first_not_of('*') == std::string_view::npos;
    if (number || stars) marks.push_back({std::string(said), {index, range}});
  }
  return marks;
}

void find_printed_notes(Sheet& sheet, std::vector<PageRange>& found) {
  const float size = text_size(sheet);
  std::size_t end = 0;
  for (std::size_t begin = 0; begin < sheet.lines.size(); begin = end) {
    const std::uint32_t page = sheet.lines[begin].page;
    end = begin;
    while (end < sheet.lines.size() && sheet.lines[end].page == page) ++end;
    const std::vector<RaisedMark> raised = raised_marks((*sheet.pages)[page], page);
    if (raised.empty()) continue;

    // The small print at the foot of the page.
    std::size_t zone = end;
    for (std::size_t i = end; i > begin; --i) {
      const TextLine& line = sheet.lines[i - 1];
      if (line.kind == BlockKind::kPageNumber || line.kind == BlockKind::kRunningHead ||
          line.kind == BlockKind::kMarginNote)
        continue;
      if (line.kind || line.font_size_pt > kNoteSize * size) break;
      zone = i - 1;
    }
    std::set<std::string> notes;
    bool open = false;
    for (std::size_t i = zone; i < end; ++i) {
      TextLine& line = sheet.lines[i];
      if (line.kind) continue;
      const std::string_view said = sheet.text(line);
      const std::uint32_t length = note_mark_length(said);
      const std::string mark(said.substr(0, length));
      const bool called =
          length > 0 && std::any_of(raised.begin(), raised.end(), [&](const RaisedMark& r) { return r.said == mark; });
      // Above the first mark it is the end of a note of the page before, or no note at all.
      if (!called && !open && notes.empty() && found.empty()) continue;
      line.kind = BlockKind::kFootnote;
      line.joins = !called;
      open = true;
      if (called) notes.insert(mark);
    }
    for (const RaisedMark& mark : raised) {
      if (notes.count(mark.said) == 0) continue;
      const bool in_text =
          std::any_of(sheet.lines.begin() + static_cast<std::ptrdiff_t>(begin),
                      sheet.lines.begin() + static_cast<std::ptrdiff_t>(end), [&](const TextLine& line) {
                        return line.kind != BlockKind::kFootnote && line.text.contains(mark.where.text);
                      });
      if (in_text) found.push_back(mark.where);
    }
  }
}

// --- told by the file ----------------------------------------------------------------------------------------

/// The raised marks that call a note which the file has marked as one.
void find_told_marks(const Sheet& sheet, std::vector<PageRange>& found) {
  std::set<std::string_view> marks;
  for (const TextLine& line : sheet.lines) {
    if (line.marks.note_mark > 0) marks.insert(sheet.text(line).substr(0, line.marks.note_mark));
  }
  const auto& pages = *sheet.pages;
  for (std::uint32_t index = 0; index < pages.size(); ++index) {
    for (const Style& style : pages[index].styles) {
      if (style.baseline_shift_pt <= 0) continue;
      if (marks.count(std::string_view(pages[index].text).substr(style.text.begin, style.text.size())) > 0)
        found.push_back({index, style.text});
    }
  }
}

// --- plain text -----------------------------------------------------------------------------------------------

/// A number glued to the end of a word: "duyệt1." but not "QH14", "m2" or "H5N1".
struct GluedMark {
  int value = 0;
  PageRange where;
  std::size_t line = 0;
};

/// Whether a number behind `text` belongs to its last word: "Điều", "tháng", "lần thứ".
bool counts_something(std::string_view text) {
  const Decoded last = decode_before(text, text.size());
  if (!is_lower(last.code)) return true;
  const std::size_t blank = text.rfind(' ');
  const std::string_view word = blank == std::string_view::npos ? text : text.substr(blank + 1);
  for (const std::string_view counted :
       {"điều", "Điều", "khoản", "Khoản", "điểm",  "Điểm", "mục", "Mục",   "chương", "Chương", "phần",
        "Phần", "quý",  "Quý",   "tháng", "Tháng", "năm",  "Năm", "ngày",  "Ngày",   "số",     "Số",
        "bảng", "Bảng", "biểu",  "Biểu",  "mẫu",   "Mẫu",  "lần", "thứ",   "cấp",    "vùng",   "kỳ",
        "khóa", "khoá", "đợt",   "và",    "đến",   "từ",   "lục", "trang", "loại",   "nhóm",   "hạng"}) {
    if (word == counted) return true;
  }
  return false;
}

void collect_glued_marks(const Sheet& sheet, std::size_t index, std::vector<GluedMark>& marks) {
  const TextLine& line = sheet.lines[index];
  if (line.digits == 0) return;
  const std::string_view text = sheet.text(line);
  // Behind a small letter, a character that is not ASCII or a bracket; a number set apart, behind a blank.
  const auto may_be_mark = [apart = sheet.has_pages](const char* c) -> bool {
    const auto before = static_cast<unsigned char>(*(c - 1));
    return (*c >= '0') & (*c <= '9') & ((before >= 'a') | (before == ')') | (apart & (before == ' ')));
  };
  for (std::size_t at = find_byte(text, 1, may_be_mark); at < text.size(); at = find_byte(text, at, may_be_mark)) {
    std::size_t end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    const Decoded before = decode_before(text, at);
    const Decoded after = decode_utf8(text, end);
    const bool stops = after.length == 0 || after.code == U'.' || after.code == U',' || after.code == U';';
    const bool closes = after.length == 0 || after.code == U' ' || after.code == U'.' || after.code == U',' ||
                        after.code == U';' || after.code == U':' || after.code == U')' || after.code == U'”';
    // A point that groups digits is no end of a word.
    const bool figure =
        end + 1 < text.size() && (text[end] == '.' || text[end] == ',') && text[end + 1] >= '0' && text[end + 1] <= '9';
    if (end - at <= 2 && closes && !figure && (is_lower(before.code) || before.code == U')' || before.code == U'”')) {
      // "km2", "m3": the letters before are a unit.
      std::size_t word = at;
      while (word > 0 && text[word - 1] != ' ' && text[word - 1] != '/' && text[word - 1] != '(') --word;
      const std::string_view letters = text.substr(word, at - word);
      const bool unit = letters == "m" || letters == "km" || letters == "cm" || letters == "dm" || letters == "mm" ||
                        letters == "CO" || letters == "số";
      if (!unit) {
        const std::uint32_t begin = line.text.begin + static_cast<std::uint32_t>(at);
        marks.push_back({digits_value(text.substr(at, end - at)),
                         {line.page, {begin, begin + static_cast<std::uint32_t>(end - at)}},
                         index});
      }
    }
    // pdftotext sets the raised mark apart: "thống nhất 1."
    if (sheet.has_pages && end - at <= 2 && stops && !figure && before.code == U' ' &&
        !counts_something(text.substr(0, at - 1))) {
      const std::uint32_t begin = line.text.begin + static_cast<std::uint32_t>(at);
      marks.push_back({digits_value(text.substr(at, end - at)),
                       {line.page, {begin, begin + static_cast<std::uint32_t>(end - at)}},
                       index});
    }
    at = end;
  }
}

/// "1 (1) Đề án ...", "2 Quyết định ...": a number and a blank, then no unit.
int plain_note_value(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits == 0 || digits > 2 || digits + 1 >= text.size() || text[digits] != ' ') return 0;
  std::size_t next = digits;
  while (next < text.size() && text[next] == ' ') ++next;
  const Decoded first = decode_utf8(text, next);
  return is_upper(first.code) || first.code == U'(' || first.code == U'“' || first.code == U'"'
             ? digits_value(text.substr(0, digits))
             : 0;
}

class PlainNotes {
 public:
  PlainNotes(Sheet& sheet, const LineStyle& style, std::vector<PageRange>& found)
      : sheet_(sheet), style_(style), found_(found) {}

  void find() {
    for (std::size_t i = 0; i < sheet_.lines.size();) {
      const TextLine& line = sheet_.lines[i];
      if (line.kind) {
        ++i;
        continue;
      }
      if (is_digit(line.first) && !line.mark && called(i, note_value(i))) {
        i = read_notes(i);
        continue;
      }
      collect_glued_marks(sheet_, i, marks_);
      ++i;
    }
  }

 private:
  /// The note's number on its line, or alone on the line above it.
  int note_value(std::size_t at) const {
    const TextLine& line = sheet_.lines[at];
    if (line.width[kCharacters] <= 2 && line.digits == line.width[kCharacters] && at + 1 < sheet_.lines.size()) {
      const TextLine& next = sheet_.lines[at + 1];
      return next.page == line.page && is_upper(next.first) ? digits_value(sheet_.text(line)) : 0;
    }
    return plain_note_value(sheet_.text(line));
  }

  /// Whether a mark above asks for this note; it is taken.
  bool called(std::size_t at, int value) {
    if (value == 0 || (value > last_ + 3 && last_ > 0)) return false;
    for (std::size_t i = marks_.size(); i > 0 && marks_.size() - i < kMostMarks; --i) {
      const GluedMark& mark = marks_[i - 1];
      const bool near =
          sheet_.has_pages ? mark.where.page_index == sheet_.lines[at].page : at - mark.line <= kMarkWithin;
      if (!near) return false;
      if (mark.value != value) continue;
      found_.push_back(mark.where);
      marks_.erase(marks_.begin() + static_cast<std::ptrdiff_t>(i) - 1);
      last_ = value;
      return true;
    }
    return false;
  }

  /// Takes the lines of the notes that begin at `first`; returns the line behind them.
  std::size_t read_notes(std::size_t first) {
    sheet_.lines[first].kind = BlockKind::kFootnote;
    std::uint32_t widest = sheet_.lines[first].width[style_.measure];
    std::size_t last = first;
    for (std::size_t i = first + 1; i < sheet_.lines.size() && i - first < kMostNoteLines; ++i) {
      TextLine& line = sheet_.lines[i];
      if (line.kind == BlockKind::kPageNumber) continue;
      if (line.kind || (sheet_.has_pages && line.page != sheet_.lines[first].page)) break;
      const TextLine& before = sheet_.lines[last];
      const bool next_note = is_digit(line.first) && !line.mark && before.end >= LineEnd::kSemicolon &&
                             called(i, plain_note_value(sheet_.text(line)));
      if (!next_note && !sheet_.has_pages && text_resumes(before, line, widest)) break;
      line.kind = BlockKind::kFootnote;
      line.joins = !next_note;
      widest = std::max(widest, line.width[style_.measure]);
      last = i;
    }
    return last + 1;
  }

  /// The note ended with a sentence, and the next line is of another kind.
  bool text_resumes(const TextLine& before, const TextLine& line, std::uint32_t widest) const {
    if (!style_.wrapped) return true;  // one line is one note
    if (line.mark.numbers() && line.mark.kind != MarkKind::kInBrackets && before.end >= LineEnd::kSemicolon)
      return true;
    if (before.end != LineEnd::kStop) return false;
    if (is_lower(line.first)) return true;  // the paragraph above the note goes on
    if (style_.usual_blank > 0 && line.blank_before < style_.usual_blank) return true;  // a new page began
    return before.width[style_.measure] * 10 < widest * 9;
  }

  Sheet& sheet_;
  const LineStyle& style_;
  std::vector<PageRange>& found_;
  std::vector<GluedMark> marks_;
  int last_ = 0;
};

}  // namespace

std::uint32_t note_mark_length(std::string_view line) {
  std::size_t length = 0;
  while (length < line.size() && line[length] >= '0' && line[length] <= '9') ++length;
  if (length > 0) return length <= 3 ? static_cast<std::uint32_t>(length) : 0;
  while (length < line.size() && line[length] == '*') ++length;
  return length <= 3 ? static_cast<std::uint32_t>(length) : 0;
}

std::vector<PageRange> find_notes(Sheet& sheet, const LineStyle& style) {
  std::vector<PageRange> found;
  if (sheet.printed) {
    find_printed_notes(sheet, found);
  } else if (std::any_of(sheet.lines.begin(), sheet.lines.end(),
                         [](const TextLine& line) { return line.marks.note_mark > 0; })) {
    find_told_marks(sheet, found);
  } else {
    PlainNotes(sheet, style, found).find();
  }
  std::sort(found.begin(), found.end(), [](const PageRange& a, const PageRange& b) {
    return a.page_index != b.page_index ? a.page_index < b.page_index : a.text.begin < b.text.begin;
  });
  return found;
}

}  // namespace trichluc::layout
