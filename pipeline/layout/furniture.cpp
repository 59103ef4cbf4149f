#include "pipeline/layout/furniture.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/layout/phrases.h"
#include "pipeline/layout/word_match.h"
#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

constexpr std::uint32_t kStampCharacters = 60;

/// Value of a page number alone on its line, -1 for none: "2", "- 2 -", "Trang 2/5", "2/5", "[2]".
int page_number_value(std::string_view text) {
  if (text.size() > 24) return -1;
  const auto skip_signs = [&text] {
    while (!text.empty()) {
      const Decoded c = decode_utf8(text, 0);
      const bool sign = c.code == U' ' || c.code == U'-' || c.code == U'–' || c.code == U'—' || c.code == U'[' ||
                        c.code == U']' || c.code == U'|' || c.code == U'.' || c.code == U'~';
      if (!sign) return;
      text.remove_prefix(c.length);
    }
  };
  const auto read_digits = [&text] {
    int value = -1;
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9' && digits < 4) {
      value = std::max(value, 0) * 10 + (text[digits++] - '0');
    }
    text.remove_prefix(digits);
    return value;
  };
  skip_signs();
  for (const std::string_view word : {"Trang", "trang", "TRANG", "Page", "page"}) {
    if (starts_with(text, word)) {
      text.remove_prefix(word.size());
      break;
    }
  }
  skip_signs();
  const int value = read_digits();
  if (value < 0) return -1;
  skip_signs();
  if (!text.empty() && text.front() == '/') {
    text.remove_prefix(1);
    skip_signs();
    if (read_digits() < value) return -1;  // "3/2" is no page of so many
  }
  skip_signs();
  return text.empty() ? value : -1;
}

/// First and last index (exclusive) of each page's lines.
std::vector<Range> lines_of_pages(const Sheet& sheet) {
  std::vector<Range> ranges(sheet.pages->size());
  for (std::uint32_t i = 0; i < sheet.lines.size(); ++i) {
    Range& range = ranges[sheet.lines[i].page];
    if (range.empty()) range.begin = i;
    range.end = i + 1;
  }
  return ranges;
}

/// The page's outer lines: at most three at each end.
template <class Visit>
void visit_margins(Range lines, const Visit& visit) {
  const std::uint32_t outer = std::min<std::uint32_t>(3, lines.size());
  for (std::uint32_t i = 0; i < outer; ++i) visit(lines.begin + i, i);
  for (std::uint32_t i = std::max(lines.begin + outer, lines.end - outer); i < lines.end; ++i)
    visit(i, lines.end - 1 - i);
}

/// Within the upper or lower eighth of a printed page; a number further in belongs to a table.
bool in_margin(const Sheet& sheet, const TextLine& line) {
  const float height = (*sheet.pages)[line.page].height_pt;
  return line.box.empty() || line.box.bottom < height / 8 || line.box.top > height * 7 / 8;
}

void find_page_numbers(Sheet& sheet, const std::vector<Range>& pages) {
  if (sheet.has_pages) {
    for (const Range page : pages) {
      visit_margins(page, [&](std::uint32_t i, std::uint32_t) {
        TextLine& line = sheet.lines[i];
        if (line.kind || line.digits == 0 || !in_margin(sheet, line)) return;
        if (page_number_value(sheet.text(line)) >= 0) line.kind = BlockKind::kPageNumber;
      });
    }
    return;
  }
  // Without pages: a number alone that goes on counting. A column of numbers counts too, but has no prose around.
  int last = 0;
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    TextLine& line = sheet.lines[i];
    if (line.kind || line.digits == 0 || line.width[kBytes] > 24 || line.marks.table_row || line.cell.in_table())
      continue;
    const int value = page_number_value(sheet.text(line));
    if (value <= last || value > last + 2 || (last == 0 && value > 2)) continue;
    const auto is_prose = [&](std::size_t at) { return at < sheet.lines.size() && sheet.lines[at].letters() >= 15; };
    if (i > 0 && !is_prose(i - 1)) continue;
    if (i + 1 < sheet.lines.size() && !is_prose(i + 1)) continue;
    line.kind = BlockKind::kPageNumber;
    last = value;
  }
}

/// The line with every number made '#'.
std::string without_digits(std::string_view text) {
  std::string key;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit) {
      key.push_back(c);
    } else if (key.empty() || key.back() != '#') {
      key.push_back('#');
    }
  }
  return key;
}

/// Lines that stand at the same end of many pages.
void find_running_heads(Sheet& sheet, const std::vector<Range>& pages) {
  if (pages.size() < 3) return;
  std::unordered_map<std::string, std::vector<std::uint32_t>> seen;
  for (const Range page : pages) {
    visit_margins(page, [&](std::uint32_t i, std::uint32_t depth) {
      const TextLine& line = sheet.lines[i];
      if (line.kind || depth > 1 || line.letters() < 3 || line.marks.table_row) return;
      auto& where = seen[without_digits(sheet.text(line))];
      if (where.empty() || sheet.lines[where.back()].page != line.page) where.push_back(i);
    });
  }
  for (const auto& [key, where] : seen) {
    if (where.size() < 3 || where.size() * 5 < pages.size() * 2) continue;
    for (const std::uint32_t i : where) sheet.lines[i].kind = BlockKind::kRunningHead;
  }
}

void find_drawn_rules(Sheet& sheet) {
  for (TextLine& line : sheet.lines) {
    if (line.kind || line.letters() > 3 || line.digits > 1) continue;
    if (is_drawn_rule(sheet.text(line))) line.kind = BlockKind::kMarginNote;
  }
}

/// "I. Mở đầu ........ 12"
void find_contents(Sheet& sheet) {
  const auto has_leader = [&](const TextLine& line) {
    const char last = sheet.text(line).back();
    if (last < '0' || last > '9') return false;
    const std::string_view text = sheet.text(line);
    return text.find(".....") != std::string_view::npos || text.find("……") != std::string_view::npos ||
           text.find(". . . .") != std::string_view::npos;
  };
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    TextLine& line = sheet.lines[i];
    if (line.kind || line.digits == 0 || !has_leader(line)) continue;
    // One such line alone is a form to fill in.
    const bool neighbours =
        (i > 0 && (sheet.lines[i - 1].kind == BlockKind::kContents || has_leader(sheet.lines[i - 1]))) ||
        (i + 1 < sheet.lines.size() && has_leader(sheet.lines[i + 1]));
    if (!neighbours) continue;
    line.kind = BlockKind::kContents;
    if (i > 0 && !sheet.lines[i - 1].kind && fold_plain(sheet.text(sheet.lines[i - 1])) == "muc luc")
      sheet.lines[i - 1].kind = BlockKind::kContents;
  }
}

// --- stamps ---------------------------------------------------------------------------------------------------

enum class StampPart { kNone, kSure, kWithOthers };

bool is_timestamp(std::string_view key) {
  // "09.01.2025 10:21:11 +07:00"
  std::size_t digits = 0;
  std::size_t colons = 0;
  for (const char c : key) {
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (c == ':') {
      ++colons;
    } else if (c != '.' && c != '/' && c != '-' && c != ' ' && c != '+' && c != 't' && c != 'z') {
      return false;
    }
  }
  return digits >= 12 && colons >= 2;
}

bool is_mail_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos &&
         text.find(' ') == std::string_view::npos;
}

constexpr std::string_view kSureParts[] = {
    "ky boi:",      "nguoi ky:",       "thoi gian ky:",          "ngay ky:",         "duoc ky boi",
    "den so:",      "signature valid", "signature not verified", "digitally signed", "signed by",
    "cong van den", "van ban den",     "so van ban den",         "den ngay:",        "ngay den:",
};
constexpr std::string_view kOtherParts[] = {"co quan:", "to chuc:", "email:",    "e-mail:", "chuyen:", "luu ho so",
                                            "date:",    "reason:",  "location:", "so:",     "ngay:"};

StampPart stamp_part(std::string_view text) {
  const Decoded first = decode_utf8(text, 0);
  const bool candidate = is_digit(first.code) || text.find('@') != std::string_view::npos ||
                         std::u32string_view(U"KNTCĐSDELRO").find(to_upper(first.code)) != std::u32string_view::npos;
  if (!candidate) return StampPart::kNone;
  const std::string key = fold_plain(text);
  const auto begins_with = [&key](std::string_view wording) { return starts_with(key, wording); };
  if (std::any_of(std::begin(kSureParts), std::end(kSureParts), begins_with)) return StampPart::kSure;
  if (is_timestamp(key)) return StampPart::kSure;
  if (key == "den") return StampPart::kSure;
  if (is_mail_address(text)) return StampPart::kWithOthers;
  return std::any_of(std::begin(kOtherParts), std::end(kOtherParts), begins_with) ? StampPart::kWithOthers
                                                                                  : StampPart::kNone;
}

/// Whether two lines stand in one stamp as far as their places say.
bool near(const TextLine& a, const TextLine& b) {
  if (a.page != b.page) return false;
  if (a.box.empty() || b.box.empty()) return true;
  const float overlap = std::min(a.box.right, b.box.right) - std::max(a.box.left, b.box.left);
  const float gap = std::max(a.box.top, b.box.top) - std::min(a.box.bottom, b.box.bottom);
  return overlap > 0 && gap < 1.2F * std::max(a.box.height(), b.box.height());
}

bool is_box_drawing(char32_t code) { return code >= 0x2500 && code <= 0x257F; }

/// A stamp drawn with characters: a frame with "ĐẾN" in it.
void find_framed_stamps(Sheet& sheet) {
  auto& lines = sheet.lines;
  for (std::size_t begin = 0; begin < lines.size(); ++begin) {
    if (!is_box_drawing(lines[begin].first)) continue;
    std::size_t end = begin;
    bool incoming = false;
    while (end < lines.size() && is_box_drawing(lines[end].first) && lines[end].page == lines[begin].page) {
      const std::string key = fold_plain(sheet.text(lines[end]));
      incoming = incoming || key.find(" den") != std::string::npos;
      ++end;
    }
    if (incoming && end - begin <= 12) {
      for (std::size_t i = begin; i < end; ++i) lines[i].kind = BlockKind::kStamp;
    }
    begin = end - 1;
  }
}

void find_stamps(Sheet& sheet) {
  auto& lines = sheet.lines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].kind || lines[i].width[kCharacters] > kStampCharacters || lines[i].mark.numbers()) continue;
    if (stamp_part(sheet.text(lines[i])) != StampPart::kSure) continue;
    lines[i].kind = BlockKind::kStamp;
    const bool incoming = lines[i].capitals() || starts_with(fold_plain(sheet.text(lines[i])), "den");
    // The lines around it: addresses, keys, and above an e-mail address the signer's name.
    bool mail = false;
    for (std::size_t back = i; !incoming && back > 0 && i - back < 5; --back) {
      TextLine& above = lines[back - 1];
      if (above.kind == BlockKind::kStamp) continue;
      if (above.kind || !near(above, lines[back]) || lines[back].blank_before > 0) break;
      const StampPart part = stamp_part(sheet.text(above));
      const bool name = mail && above.capitals() && !above.mark && !is_motto(fold_plain(sheet.text(above)));
      if (part != StampPart::kWithOthers && !name) break;
      mail = mail || is_mail_address(sheet.text(above));
      above.kind = BlockKind::kStamp;
    }
    for (std::size_t next = i + 1; next < lines.size() && next - i < 6; ++next) {
      TextLine& below = lines[next];
      if (below.kind == BlockKind::kStamp) continue;
      if (below.kind || below.page != lines[i].page || below.blank_before > 1) break;
      const StampPart part = stamp_part(sheet.text(below));
      if (part == StampPart::kNone) break;
      // A document's own number line is no part of a signature's text.
      if (part == StampPart::kWithOthers && is_number_line(sheet.text(below), fold_plain(sheet.text(below)))) break;
      below.kind = BlockKind::kStamp;
    }
  }
}

/// What the file itself says.
void take_roles(Sheet& sheet) {
  for (TextLine& line : sheet.lines) {
    switch (line.marks.role) {
      case LineRole::kBody: break;
      case LineRole::kNote:
        line.kind = BlockKind::kFootnote;
        line.joins = line.marks.note_mark == 0;
        break;
      case LineRole::kRunningHead: line.kind = BlockKind::kRunningHead; break;
      case LineRole::kContents: line.kind = BlockKind::kContents; break;
    }
  }
}

}  // namespace

void find_furniture(Sheet& sheet) {
  take_roles(sheet);
  const std::vector<Range> pages = lines_of_pages(sheet);
  find_framed_stamps(sheet);
  find_drawn_rules(sheet);
  find_page_numbers(sheet, pages);
  if (sheet.has_pages) find_running_heads(sheet, pages);
  find_stamps(sheet);
  find_contents(sheet);
}

}  // namespace trichluc::layout
