#include "pipeline/layout/columns.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "pipeline/layout/head_parts.h"
#include "pipeline/layout/phrases.h"
#include "pipeline/layout/signing_phrases.h"
#include "pipeline/layout/word_match.h"
#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

constexpr std::uint32_t kWideGap = 3;      // blanks; narrower ones occur inside justified text
constexpr std::size_t kOpeningLines = 45;  // a letterhead is over by then

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// A gap left to be filled in by hand: "Số:      /KH-UBND", "ngày     tháng 12".
bool is_left_to_fill(std::string_view left, std::string_view right) {
  constexpr std::string_view kWords[] = {"so", "so:", "ngay", "thang", "nam", "luc", "hoi"};
  const std::string key = fold_plain(left.substr(left.size() > 12 ? left.size() - 12 : 0));
  for (const std::string_view word : kWords) {
    if (key.ends_with(word) && (key.size() == word.size() || key[key.size() - word.size() - 1] == ' ')) {
      return true;
    }
  }
  return starts_with(right, "/") || starts_with(right, "tháng") || starts_with(right, "năm ");
}

/// What stands at the right of a letterhead or a signature block.
bool is_right_column(std::string_view text) {
  if (is_capitals(text)) return text.size() >= 4;
  const std::string key = fold_plain(text);
  return is_motto(key) || is_date_line(text) || is_capacity(text) || is_person_name(text) || is_position(key) ||
         key == "(da ky)" || key == "da ky";
}

/// Cuts at wide gaps; the offsets where the parts after the first begin. Empty when the line is one.
std::vector<std::size_t> cut_at_gaps(std::string_view text) {
  std::vector<std::size_t> cuts;
  std::size_t part_begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != ' ' && text[at] != '\t') {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
    if (end - at >= kWideGap && !is_left_to_fill(text.substr(part_begin, at - part_begin), text.substr(end))) {
      cuts.push_back(end);
      part_begin = end;
    }
    at = end;
  }
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const std::size_t end = i + 1 < cuts.size() ? cuts[i + 1] : text.size();
    if (!is_right_column(trimmed(text.substr(cuts[i], end - cuts[i])))) return {};
  }
  return cuts;
}

/// Cuts before a motto or a date that follows something else on the line.
std::vector<std::size_t> cut_at_phrases(std::string_view text) {
  if (text.size() > 200) return {};
  if (const std::size_t at = find_motto(text); at != std::string_view::npos) {
    if (is_motto(fold_plain(text))) return {};
    // "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;" is a sentence.
    if (!is_capitals(text.substr(at)) && opens_text(fold_plain(text.substr(0, 40)))) return {};
    return {at};
  }
  const std::size_t date = find_date_line(text);
  if (date != std::string_view::npos && date > 0) {
    const std::string_view left = trimmed(text.substr(0, date));
    if (is_number_line(left, fold_plain(left)) && is_date_line(text.substr(date))) return {date};
  }
  return {};
}

}  // namespace

void split_columns(Sheet& sheet) {
  std::vector<TextLine> lines;  // empty until the first line is cut
  HeadParts head;
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    const TextLine& line = sheet.lines[i];
    std::vector<std::size_t> cuts;
    if (!line.marks.table_row && line.marks.role == LineRole::kBody) {
      const std::string_view text = sheet.text(line);
      if (i < kOpeningLines) cuts = head.cuts(text);
      if (cuts.empty() && ((i < kOpeningLines && line.upper >= 3) || line.widest_gap >= kWideGap))
        cuts = cut_at_phrases(text);
      if (cuts.empty() && line.widest_gap >= kWideGap) cuts = cut_at_gaps(text);
    }
    if (cuts.empty()) {
      if (!lines.empty()) lines.push_back(line);
      continue;
    }
    if (lines.empty()) {
      lines.reserve(sheet.lines.size() + 16);
      lines.assign(sheet.lines.begin(), sheet.lines.begin() + static_cast<std::ptrdiff_t>(i));
    }
    std::uint32_t begin = line.text.begin;
    for (std::size_t part = 0; part <= cuts.size(); ++part) {
      const std::uint32_t end =
          part < cuts.size() ? line.text.begin + static_cast<std::uint32_t>(cuts[part]) : line.text.end;
      lines.push_back(part_of_line(sheet, line, {begin, end}));
      lines.back().column = static_cast<std::uint8_t>(std::min<std::size_t>(part, 255));
      lines.back().opens_page = line.opens_page && part == 0;
      begin = end;
    }
  }
  if (!lines.empty()) sheet.lines = std::move(lines);
}

}  // namespace trichluc::layout
