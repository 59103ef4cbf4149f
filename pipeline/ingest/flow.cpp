#include "pipeline/ingest/flow.h"

#include <algorithm>
#include <utility>

#include "pipeline/ingest/blank.h"
#include "pipeline/ingest/utf8.h"

namespace trichluc {
namespace {

constexpr std::uint64_t kMostText = 256U << 20;
constexpr std::size_t kMarkLength = 8;     // bytes of what stands before a tab and is a list mark: "III.", "1.1.2"
constexpr float kRaised = 4;               // points; files only say "superscript"
constexpr std::string_view kGap = "    ";  // three blanks and more part columns (layout/columns.h)

std::uint32_t length(const std::string& text) { return static_cast<std::uint32_t>(text.size()); }

}  // namespace

Flow::Flow() : stack_(1), fonts_(1) {}

std::uint16_t Flow::font(std::string_view name) {
  if (name.empty() || find_invalid_utf8(name)) return 0;
  const auto known = font_numbers_.find(std::string(name));
  if (known != font_numbers_.end()) return known->second;
  if (fonts_.size() >= 0xFFFF) return 0;
  const auto number = static_cast<std::uint16_t>(fonts_.size());
  fonts_.emplace_back(name);
  font_numbers_.emplace(name, number);
  return number;
}

void Flow::begin_paragraph(const ParagraphLook& look) {
  end_paragraph();
  Stretch& now = top();
  now.open = true;
  now.broken = false;
  now.look = look;
  now.line_begin = length(now.text);
  if (now.note_mark.empty()) return;
  const std::string mark = std::exchange(now.note_mark, {});
  write(mark, {});
  now.mark_length = static_cast<std::uint8_t>(std::min<std::size_t>(mark.size(), 255));
  write(" ", {});
}

void Flow::write(std::string_view text, const RunLook& look) {
  Stretch& now = top();
  const std::uint32_t begin = length(now.text);
  now.text.append(text);
  written_ += text.size();
  const auto size = static_cast<std::uint32_t>(text.size());
  now.letters += size;
  if (look.bold) now.bold += size;
  if (look.italic) now.italic += size;
  now.size_pt = std::max(now.size_pt, look.size_pt);
  const float shift = look.raised ? kRaised : 0;
  if (!now.styles.empty() && begin > now.line_begin) {
    Style& last = now.styles.back();
    if (last.text.end == begin && last.font == look.font && last.font_size_pt == look.size_pt &&
        last.baseline_shift_pt == shift) {
      last.text.end = length(now.text);
      return;
    }
  }
  now.styles.push_back({{begin, length(now.text)}, look.font, look.size_pt, shift});
}

void Flow::add(std::string_view text, const RunLook& look) {
  if (text.empty() || written_ > kMostText) return;
  if (!top().open) begin_paragraph();
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (std::none_of(text.begin(), text.end(), is_control) && !find_invalid_utf8(text)) return write(text, look);
  std::string clean;
  while (!text.empty()) {
    const std::size_t bad = find_invalid_utf8(text).value_or(text.size());
    clean.append(text, 0, bad);
    if (bad == text.size()) break;
    clean += "\xEF\xBF\xBD";
    text.remove_prefix(bad + 1);
  }
  std::replace_if(clean.begin(), clean.end(), is_control, ' ');
  write(clean, look);
}

void Flow::add_tab(const RunLook& look) {
  if (!top().open) begin_paragraph();
  const Stretch& now = top();
  const std::string_view line = std::string_view(now.text).substr(now.line_begin);
  write(line.size() <= kMarkLength && line.find(' ') == std::string_view::npos ? " " : kGap, look);
}

void Flow::place_line(Line& line) {
  Stretch& now = top();
  if (now.tables.empty() || !now.tables.back().in_cell) return;
  line.cell = now.tables.back().place;
}

void Flow::end_line(bool hard_break) {
  Stretch& now = top();
  Line line;
  line.text = {now.line_begin, length(now.text)};
  line.font_size_pt = now.size_pt;
  line.bold = 2 * now.bold > now.letters;
  line.italic = 2 * now.italic > now.letters;
  line.marks.hard_break = hard_break;
  line.marks.paragraph_end = !hard_break;
  line.marks.centered = now.look.centered;
  line.marks.heading_level = now.look.heading_level;
  line.marks.list_item = now.look.list_item && !now.broken;
  line.marks.role = now.note ? LineRole::kNote : now.look.role;
  line.marks.note_mark = now.mark_length;
  place_line(line);
  now.lines.push_back(line);
  now.text += '\n';
  now.line_begin = length(now.text);
  now.letters = now.bold = now.italic = 0;
  now.mark_length = 0;
  now.size_pt = 0;
  now.broken = hard_break;
}

void Flow::break_line() {
  if (!top().open) begin_paragraph();
  end_line(true);
}

void Flow::end_paragraph() {
  if (!top().open) return;
  end_line(false);
  top().open = false;
  settle(false);
}

/// Writes what was due behind the paragraph, or behind the table.
void Flow::settle(bool table_ended) {
  Stretch& now = top();
  for (Stretch& aside : std::exchange(now.asides, {})) append(std::move(aside));
  if (!table_ended && !now.tables.empty()) return;
  for (Stretch& note : std::exchange(now.notes, {})) append(std::move(note));
}

void Flow::append(Stretch&& part) {
  Stretch& now = top();
  const std::uint32_t shift = length(now.text);
  now.text += part.text;
  for (Line line : part.lines) {
    line.text = {line.text.begin + shift, line.text.end + shift};
    if (!line.cell.in_table()) place_line(line);
    now.lines.push_back(line);
  }
  for (Style style : part.styles) {
    style.text = {style.text.begin + shift, style.text.end + shift};
    now.styles.push_back(style);
  }
  now.line_begin = length(now.text);
  // What a box still held: its own notes.
  for (Stretch& note : part.notes) now.notes.push_back(std::move(note));
}

void Flow::begin_table() {
  end_paragraph();
  Table table;
  table.number = tables_++;
  top().tables.push_back(std::move(table));
}

void Flow::begin_row() {
  end_paragraph();
  if (top().tables.empty()) begin_table();
  ++top().tables.back().row;
}

void Flow::begin_cell(int column, int column_span, int row_span) {
  end_paragraph();
  if (top().tables.empty() || top().tables.back().row < 0) begin_row();
  const auto within = [](int value, int least) { return static_cast<std::uint16_t>(std::clamp(value, least, 0xFFFF)); };
  Table& table = top().tables.back();
  table.in_cell = true;
  table.place = {};
  table.place.table = table.number;
  table.place.row = within(table.row, 0);
  table.place.column = within(column, 0);
  table.place.column_span = within(column_span, 1);
  table.place.row_span = within(row_span, 1);
  const CellLines cell{table.row, column, top().lines.size(), top().lines.size()};
  const auto known = std::find_if(table.above.begin(), table.above.end(),
                                  [column](const CellLines& above) { return above.column == column; });
  if (known == table.above.end()) {
    table.above.push_back(cell);
  } else {
    *known = cell;
  }
}

void Flow::end_cell() {
  end_paragraph();
  if (top().tables.empty()) return;
  Table& table = top().tables.back();
  if (!table.in_cell) return;
  table.in_cell = false;
  for (CellLines& cell : table.above) {
    if (cell.row == table.row && cell.column == table.place.column) cell.last = top().lines.size();
  }
}

void Flow::continue_cell(int column) {
  end_paragraph();
  if (top().tables.empty()) return;
  Table& table = top().tables.back();
  for (const CellLines& cell : table.above) {
    if (cell.column != column) continue;
    for (std::size_t i = cell.first; i < cell.last; ++i) {
      CellPlace& place = top().lines[i].cell;
      if (place.table != table.number) continue;  // of a table in the cell
      place.row_span = static_cast<std::uint16_t>(std::clamp(table.row - cell.row + 1, 1, 0xFFFF));
    }
  }
}

void Flow::end_table() {
  end_cell();
  if (top().tables.empty()) return;
  top().tables.pop_back();
  if (top().tables.empty()) settle(true);
}

void Flow::begin_note(std::string_view mark) {
  Stretch& note = stack_.emplace_back();
  note.note = true;
  note.note_mark = mark;
}

void Flow::end_note() {
  if (stack_.size() < 2) return;
  while (!top().tables.empty()) end_table();
  end_paragraph();
  Stretch note = std::move(stack_.back());
  stack_.pop_back();
  if (is_blank(note.text)) return;
  top().notes.push_back(std::move(note));
  if (!top().open && top().tables.empty()) settle(true);
}

void Flow::begin_aside() { stack_.emplace_back(); }

void Flow::end_aside() {
  if (stack_.size() < 2) return;
  while (!top().tables.empty()) end_table();
  end_paragraph();
  Stretch aside = std::move(stack_.back());
  stack_.pop_back();
  if (is_blank(aside.text)) return;
  top().asides.push_back(std::move(aside));
  if (!top().open) settle(false);
}

Result<Reading> Flow::finish(std::string media_type, std::string text_origin) {
  while (stack_.size() > 1) end_aside();
  while (!top().tables.empty()) end_table();
  end_paragraph();
  if (written_ > kMostText) {
    return fail(ErrorCode::kUnsupported, "more than 256 MiB of text", "split it and run again");
  }
  Stretch& whole = top();
  if (is_blank(whole.text)) {
    return fail(ErrorCode::kNoText, "opens, but holds no text", "if its pages are pictures, make a PDF of it for OCR");
  }
  Reading reading;
  reading.media_type = std::move(media_type);
  reading.text_origin = std::move(text_origin);
  Page& page = reading.pages.emplace_back();
  page.text = std::move(whole.text);
  page.source = SourceMap::identity(length(page.text));
  page.lines = std::move(whole.lines);
  page.styles = std::move(whole.styles);
  page.fonts = std::move(fonts_);
  return reading;
}

}  // namespace trichluc
