#include "pipeline/layout/drafts.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <utility>

#include "pipeline/layout/notes.h"
#include "pipeline/layout/paragraphs.h"

namespace trichluc::layout {
namespace {

constexpr std::size_t kMostNoteLines = 60;  // an inline note whose bracket does not close is no note
constexpr std::size_t kMostNoteBytes = 40'000;

bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }

/// Bytes of "[footnoteRef:12]" or "[^3]" at the beginning of `text`, 0 for none.
std::size_t note_reference_length(std::string_view text) {
  std::size_t at = 0;
  if (text.substr(0, 13) == "[footnoteRef:") {
    at = 13;
  } else if (text.substr(0, 2) == "[^") {
    at = 2;
  } else {
    return 0;
  }
  const std::size_t digits = at;
  while (at < text.size() && is_digit_byte(text[at])) ++at;
  return at > digits && at < text.size() && text[at] == ']' ? at + 1 : 0;
}

/// Bytes of "[12:" at the beginning of `text`, 0 for none.
std::size_t note_opening_length(std::string_view text) {
  std::size_t at = 1;
  while (at < text.size() && is_digit_byte(text[at])) ++at;
  return at > 1 && at <= 4 && at < text.size() && text[at] == ':' ? at + 1 : 0;
}

/// The first byte of `text` behind the bracket that closes the `depth` that are open, npos where none does; `depth` is
/// what is open there.
std::size_t behind_closing_bracket(std::string_view text, int& depth) {
  std::size_t at = 0;
  while (depth > 0) {
    const std::size_t close = text.find(']', at);
    const std::string_view inside = text.substr(0, close);
    for (std::size_t open = inside.find('[', at); open != std::string_view::npos; open = inside.find('[', open + 1))
      ++depth;
    if (close == std::string_view::npos) return close;
    --depth;
    at = close + 1;
  }
  return at;
}

class DraftMaker {
 public:
  DraftMaker(const Sheet& sheet, const LineStyle& style, const std::vector<PageRange>& note_marks)
      : sheet_(sheet), style_(style), note_marks_(note_marks) {
    result_.on_page.resize(sheet.pages->size());
    last_of_kind_.fill(Span::kNone);
  }

  Drafts make() {
    for (index_ = 0; index_ < sheet_.lines.size(); ++index_) {
      const TextLine& line = sheet_.lines[index_];
      if (line.table_row >= 0) {
        add_cell_line(line);
      } else if (line.kind) {
        add_furniture(line);
      } else {
        add_body(line);
      }
    }
    return std::move(result_);
  }

 private:
  Draft& draft(std::uint32_t id) { return result_.drafts[id]; }

  std::uint32_t new_draft(BlockKind kind, const TextLine& line) {
    const auto id = static_cast<std::uint32_t>(result_.drafts.size());
    Draft& made = result_.drafts.emplace_back();
    made.kind = kind;
    made.part = line.part;
    return id;
  }

  void add_span(std::uint32_t id, std::uint32_t page, Range text, SpanRole role, bool glued) {
    if (text.empty()) return;
    const auto span = static_cast<std::uint32_t>(result_.spans.size());
    result_.spans.push_back({page, text, role, glued, 0, Span::kNone});
    Draft& to = draft(id);
    const bool first_on_page = to.last == Span::kNone || result_.spans[to.last].page != page;
    if (to.last == Span::kNone) {
      to.first = span;
    } else {
      result_.spans[to.last].next = span;
    }
    to.last = span;
    if (first_on_page) result_.on_page[page].push_back(id);
  }

  /// Adds `text` of `page`, footnote marks set apart.
  void add_text(std::uint32_t id, std::uint32_t page, Range text, bool glued) {
    if (!note_marks_.empty()) {
      auto mark = std::lower_bound(note_marks_.begin(), note_marks_.end(), text, [page](const PageRange& m, Range t) {
        return m.page_index != page ? m.page_index < page : m.text.begin < t.begin;
      });
      for (; mark != note_marks_.end() && mark->page_index == page && mark->text.end <= text.end; ++mark) {
        if (mark->text.begin > text.begin) add_span(id, page, {text.begin, mark->text.begin}, SpanRole::kText, glued);
        add_span(id, page, mark->text, SpanRole::kNoteMark, true);
        text.begin = mark->text.end;
        glued = true;
      }
    }
    add_span(id, page, text, SpanRole::kText, glued);
  }

  void count_line(std::uint32_t id, const TextLine& line) {
    Draft& to = draft(id);
    ++to.lines;
    if (line.letters() > 0) {
      to.bold = line.bold && (to.bold || !to.lettered);
      to.italic = line.italic && (to.italic || !to.lettered);
      to.capitals = line.capitals() && (to.capitals || !to.lettered);
      to.lettered = true;
    }
    if (to.lines == 1) {
      to.centered = is_centered(line);
      to.heading_level = static_cast<std::uint8_t>(line.marks.heading_level);
    }
  }

  bool is_centered(const TextLine& line) const {
    if (line.marks.centered) return true;
    if (line.box.empty() || style_.columns.empty()) return false;
    // A line that fills the column says nothing.
    return line.box.left - style_.columns[line.page].left > 12 && style_.in_the_middle(line, 0.03F);
  }

  void add_furniture(const TextLine& line) {
    std::uint32_t& last = last_of_kind_[static_cast<std::size_t>(*line.kind)];
    std::uint32_t length = 0;
    if (line.joins && last != Span::kNone) {
      const std::string_view said = sheet_.text(line);
      add_text(last, line.page, line.text, breaks_word(text_of_last(last), said));
      count_line(last, line);
      return;
    }
    last = new_draft(*line.kind, line);
    const std::string_view said = sheet_.text(line);
    if (*line.kind == BlockKind::kFootnote) {
      length = line.marks.note_mark > 0 ? line.marks.note_mark : note_mark_length(said);
    } else if ((*line.kind == BlockKind::kRecipients || *line.kind == BlockKind::kAddressees) && !line.mark.numbers()) {
      length = line.mark.length;
      draft(last).mark = line.mark;
    }
    if (length > 0) add_span(last, line.page, {line.text.begin, line.text.begin + length}, SpanRole::kMark, false);
    add_text(last, line.page, {line.text.begin + length, line.text.end}, false);
    count_line(last, line);
  }

  /// A line of a cell; the cells of a row come one after the other.
  void add_cell_line(const TextLine& line) {
    const TableRow& row = sheet_.table_rows[static_cast<std::size_t>(line.table_row)];
    const auto column = static_cast<std::uint16_t>(row.cells[line.table_cell].column);
    if (row_ == Span::kNone || draft(row_).table_row != line.table_row) {
      row_ = new_draft(BlockKind::kTableRow, line);
      draft(row_).table_row = line.table_row;
      row_column_ = 0;
    }
    const std::size_t span = result_.spans.size();
    const bool wrapped = draft(row_).last != Span::kNone && column == row_column_;
    add_text(row_, line.page, line.text, wrapped && breaks_word(text_of_last(row_), sheet_.text(line)));
    result_.spans[span].tabs = static_cast<std::uint16_t>(column - row_column_);
    row_column_ = column;
    count_line(row_, line);
    paragraph_ = Span::kNone;
  }

  std::string_view text_of_last(std::uint32_t id) {
    const Span& span = result_.spans[draft(id).last];
    return std::string_view((*sheet_.pages)[span.page].text).substr(span.text.begin, span.text.size());
  }

  void add_body(const TextLine& line) {
    Range text = line.text;
    if (note_ != Span::kNone) {
      text.begin = continue_note(line);
      while (text.begin < text.end && byte(line.page, text.begin) == ' ') ++text.begin;
      if (text.empty()) return;
    }
    const std::string_view said = sheet_.text(line);
    if (paragraph_ != Span::kNone && text == line.text && goes_on(sheet_, style_, open_, line)) {
      add_body_text(line, text, breaks_word(sheet_.text(*open_.last), said));
    } else if (paragraph_ != Span::kNone && text.begin > line.text.begin) {
      add_body_text(line, text, false);  // what follows an inline note on its last line
    } else {
      paragraph_ = new_draft(BlockKind::kParagraph, line);
      open_ = OpenParagraph{&line, &line, 0, true, LineEnd::kOpen};
      if (const std::size_t definition = definition_length(said); definition > 0) {
        draft(paragraph_).kind = BlockKind::kFootnote;
        add_span(paragraph_, line.page, {text.begin, text.begin + static_cast<std::uint32_t>(definition)},
                 SpanRole::kMark, false);
        text.begin += static_cast<std::uint32_t>(definition);
      } else if (line.mark && !line.marks.table_row) {
        draft(paragraph_).mark = line.mark;
        add_span(paragraph_, line.page, {text.begin, text.begin + line.mark.length}, SpanRole::kMark, false);
        text.begin += line.mark.length;
      }
      add_body_text(line, text, false);
    }
    if (paragraph_ == Span::kNone) return;  // the line was all note
    open_.last = &line;
    ++open_.lines;
    open_.capitals = open_.capitals && (line.capitals() || line.letters() == 0);
    count_line(paragraph_, line);
  }

  char byte(std::uint32_t page, std::uint32_t at) const { return (*sheet_.pages)[page].text[at]; }

  /// "[^1]: text" of Markdown.
  static std::size_t definition_length(std::string_view text) {
    if (text.substr(0, 2) != "[^") return 0;
    const std::size_t reference = note_reference_length(text);
    return reference > 0 && reference < text.size() && text[reference] == ':' ? reference + 1 : 0;
  }

  /// Adds to the open paragraph; inline notes become drafts of their own.
  void add_body_text(const TextLine& line, Range text, bool glued) {
    const std::string_view page = (*sheet_.pages)[line.page].text;
    open_.end = line.end;
    std::uint32_t begin = text.begin;
    for (std::uint32_t at = begin; at < text.end;) {
      const void* const found = std::memchr(page.data() + at, '[', text.end - at);
      if (found == nullptr) break;
      at = static_cast<std::uint32_t>(static_cast<const char*>(found) - page.data());
      const std::string_view rest = page.substr(at, text.end - at);
      if (const std::size_t reference = note_reference_length(rest); reference > 0) {
        const std::uint32_t end = at + static_cast<std::uint32_t>(reference);
        if (begin < at) add_text(paragraph_, line.page, {begin, at}, glued);
        add_span(paragraph_, line.page, {at, end}, SpanRole::kNoteMark, true);
        begin = at = end;
        glued = true;
        continue;
      }
      const std::size_t opening = note_opening_length(rest);
      if (opening == 0) {
        ++at;
        continue;
      }
      if (!note_closes(at)) break;  // nor does any other on this line
      std::uint32_t host_end = at;
      while (host_end > begin && byte(line.page, host_end - 1) == ' ') --host_end;
      if (begin < host_end) add_text(paragraph_, line.page, {begin, host_end}, glued);
      open_.end = end_of(page.substr(line.text.begin, host_end - line.text.begin));
      if (draft(paragraph_).first == Span::kNone) {
        note_ = std::exchange(paragraph_, Span::kNone);  // nothing stands before it
        draft(note_).kind = BlockKind::kFootnote;
      } else {
        note_ = new_draft(BlockKind::kFootnote, line);
        draft(note_).after_note = paragraph_;
      }
      note_depth_ = 1;
      const std::uint32_t body = at + static_cast<std::uint32_t>(opening);
      add_span(note_, line.page, {at, body}, SpanRole::kMark, false);
      begin = at = read_note(line.page, {body, text.end});
      glued = false;
    }
    while (begin < text.end && glued == false && byte(line.page, begin) == ' ') ++begin;
    if (begin < text.end) {
      if (paragraph_ == Span::kNone) paragraph_ = new_draft(BlockKind::kParagraph, line);
      add_text(paragraph_, line.page, {begin, text.end}, glued);
      open_.end = line.end;
    }
  }

  /// Whether the bracket at byte `at` of the line being read closes before long.
  bool note_closes(std::uint32_t at) const {
    int depth = 1;
    std::size_t looked_at = 0;
    for (std::size_t i = index_; i < std::min(sheet_.lines.size(), index_ + kMostNoteLines); ++i) {
      std::string_view text = sheet_.text(sheet_.lines[i]);
      if (i == index_) text.remove_prefix(at + 1 - sheet_.lines[i].text.begin);
      const std::size_t behind = behind_closing_bracket(text.substr(0, kMostNoteBytes - looked_at), depth);
      if (behind != std::string_view::npos) return true;
      looked_at += text.size();
      if (looked_at >= kMostNoteBytes) return false;
    }
    return false;
  }

  /// Reads the open note's text; returns the first byte behind its bracket, or the end of `text`.
  std::uint32_t read_note(std::uint32_t page, Range text) {
    const std::string_view said = std::string_view((*sheet_.pages)[page].text).substr(text.begin, text.size());
    const std::size_t behind = behind_closing_bracket(said, note_depth_);
    if (behind == std::string_view::npos) {
      add_span(note_, page, text, SpanRole::kText, false);
      return text.end;
    }
    const std::uint32_t at = text.begin + static_cast<std::uint32_t>(behind);
    add_span(note_, page, {text.begin, at - 1}, SpanRole::kText, false);
    add_span(note_, page, {at - 1, at}, SpanRole::kElided, true);
    note_ = Span::kNone;
    return at;
  }

  std::uint32_t continue_note(const TextLine& line) { return read_note(line.page, line.text); }

  const Sheet& sheet_;
  const LineStyle& style_;
  const std::vector<PageRange>& note_marks_;
  Drafts result_;
  std::array<std::uint32_t, 32> last_of_kind_{};
  std::size_t index_ = 0;                  // of the line being read
  std::uint32_t paragraph_ = Span::kNone;  // the open paragraph
  OpenParagraph open_;
  std::uint32_t row_ = Span::kNone;  // the last row of a table, and the column of its last cell
  std::uint16_t row_column_ = 0;
  std::uint32_t note_ = Span::kNone;  // the open inline note
  int note_depth_ = 0;
};

}  // namespace

Drafts make_drafts(const Sheet& sheet, const LineStyle& style, const std::vector<PageRange>& note_marks) {
  return DraftMaker(sheet, style, note_marks).make();
}

}  // namespace trichluc::layout
