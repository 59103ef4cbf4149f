#include "pipeline/layout/line_joins.h"

#include <algorithm>

#include "pipeline/layout/lines.h"
#include "pipeline/layout/list_mark.h"
#include "pipeline/layout/paragraphs.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

using layout::LineEnd;

constexpr std::string_view kBlanks = " \t";

/// Cells of a table, or the two sides of a letterhead.
bool is_row(std::string_view line) {
  if (line.find('\t') != std::string_view::npos || line.find('|') != std::string_view::npos) return true;
  // Of three blanks one stands at every third place.
  for (std::size_t at = 2; at < line.size(); at += 3) {
    if (line[at] != ' ') continue;
    std::size_t begin = at, end = at + 1;
    while (begin > 0 && line[begin - 1] == ' ') --begin;
    while (end < line.size() && line[end] == ' ') ++end;
    if (end - begin >= 3) return true;
  }
  return false;
}

bool has_small_letters(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    const Decoded next = decode_utf8(line, at);
    if (is_lower(next.code)) return true;
    at += next.length;
  }
  return false;
}

/// The line being put together: what decides whether it goes on. Its end is looked at in the text made.
struct OpenLine {
  std::size_t begin = 0;  // in the text made
  bool row = false;
  bool small_letters = false;

  void add(std::string_view line) {
    row = row || is_row(line);
    small_letters = small_letters || has_small_letters(line);
  }
};

/// The last words of `line`, as many as the decision looks at; a line can be as long as the text.
std::string_view tail_of(std::string_view line) {
  constexpr std::size_t kTail = 64;
  return line.substr(line.size() - std::min(line.size(), kTail));
}

bool ends_with_free_dash(std::string_view line) {
  return line.size() > 2 && line.back() == '-' && line[line.size() - 2] == ' ';
}

/// Whether a sentence that ends with `tail` so far goes on in `next`.
bool goes_on(const OpenLine& open, std::string_view tail, std::string_view next) {
  if (open.row || is_row(next) || layout::read_list_mark(next) || next.front() == '#' || next.front() == '>')
    return false;
  if (!open.small_letters && has_small_letters(next)) return false;  // a heading and what stands below it
  const LineEnd end = layout::end_of(tail);
  if (end >= LineEnd::kColon) return false;
  const char32_t first = decode_utf8(next, 0).code;
  if (is_lower(first)) return true;
  if (!is_letter(first) && !is_digit(first) && first != U'/') return false;
  return end == LineEnd::kComma || ends_with_free_dash(tail) || layout::breaks_word(tail, next) ||
         layout::ends_with_connective(tail);
}

}  // namespace

JoinedText join_lines(std::string_view text) {
  JoinedText made;
  made.text.reserve(text.size());
  const auto copy = [&](std::size_t begin, std::size_t end) {
    made.text.append(text, begin, end - begin);
    made.map.append_copy(static_cast<std::uint32_t>(end - begin), static_cast<std::uint32_t>(begin));
  };
  OpenLine open;
  std::size_t done = 0;  // end of the last line dealt with, its blanks left out
  for (;;) {
    const std::size_t begin = text.find_first_not_of(" \t\n", done);
    if (begin == std::string_view::npos) break;
    const std::size_t newline = std::min(text.find('\n', begin), text.size());
    const std::size_t end = text.find_last_not_of(kBlanks, newline - 1) + 1;
    const std::string_view line = text.substr(begin, end - begin);
    const std::string_view gap = text.substr(done, begin - done);
    const std::string_view tail = tail_of(std::string_view(made.text).substr(open.begin));
    if (done > 0 && std::count(gap.begin(), gap.end(), '\n') <= 2 && goes_on(open, tail, line)) {
      const auto at = static_cast<std::uint32_t>(made.text.size());
      if (!layout::breaks_word(tail, line)) {
        made.text.push_back(' ');
        made.map.append_replacement(1, {static_cast<std::uint32_t>(done), static_cast<std::uint32_t>(begin)});
      }
      made.joins.push_back({at, static_cast<std::uint32_t>(made.text.size())});
    } else {
      copy(done, begin);
      open = {.begin = made.text.size()};
    }
    open.add(line);
    copy(begin, end);
    done = end;
  }
  copy(done, text.size());
  return made;
}

}  // namespace trichluc
