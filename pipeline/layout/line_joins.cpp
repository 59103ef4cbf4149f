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

/// The line being put together, which may go on.
struct OpenLine {
  std::string_view last;       // of the lines it was put together from, the last
  std::string_view tail;       // its last words so far
  bool small_letters = false;  // in a line before `last`
};

/// The last words of `line`, as many as the decision looks at; a line can be as long as the text.
std::string_view tail_of(std::string_view line) {
  constexpr std::size_t kTail = 64;
  return line.substr(line.size() - std::min(line.size(), kTail));
}

bool ends_with_free_dash(std::string_view line) {
  return line.size() > 2 && line.back() == '-' && line[line.size() - 2] == ' ';
}

/// By the end of the upper line and the beginning of the lower one.
bool words_go_on(std::string_view tail, std::string_view next) {
  const LineEnd end = layout::end_of(tail);
  if (end >= LineEnd::kColon) return false;
  const char32_t first = decode_utf8(next, 0).code;
  if (is_lower(first)) return true;
  if (!is_letter(first) && !is_digit(first) && first != U'/') return false;
  return end == LineEnd::kComma || ends_with_free_dash(tail) || layout::breaks_word(tail, next) ||
         layout::ends_with_connective(tail);
}

/// Whether what is open goes on in `next`. Most lines are told by a few bytes; whole lines are read last.
bool goes_on(const OpenLine& open, std::string_view next) {
  if (next.front() == '#' || next.front() == '>' || !words_go_on(open.tail, next)) return false;
  if (layout::read_list_mark(next) || is_row(open.last) || is_row(next)) return false;
  // Otherwise a heading and what stands below it.
  return open.small_letters || has_small_letters(open.last) || !has_small_letters(next);
}

}  // namespace

std::optional<JoinedText> join_lines(std::string_view text) {
  JoinedText made;
  const auto copy = [&](std::size_t begin, std::size_t end) {
    made.text.append(text, begin, end - begin);
    made.map.append_copy(static_cast<std::uint32_t>(end - begin), static_cast<std::uint32_t>(begin));
  };
  OpenLine open;
  std::size_t open_begin = 0;  // in the text made
  std::size_t done = 0;        // end of the last line dealt with, its blanks left out
  std::size_t copied = 0;      // of `text`, into the text made
  for (;;) {
    const std::size_t begin = text.find_first_not_of(" \t\n", done);
    if (begin == std::string_view::npos) break;
    const std::size_t newline = std::min(text.find('\n', begin), text.size());
    const std::size_t end = text.find_last_not_of(kBlanks, newline - 1) + 1;
    const std::string_view line = text.substr(begin, end - begin);
    const std::string_view gap = text.substr(done, begin - done);
    if (done > 0 && std::count(gap.begin(), gap.end(), '\n') <= 2 && goes_on(open, line)) {
      if (made.text.capacity() < text.size()) made.text.reserve(text.size());
      copy(copied, done);
      const auto at = static_cast<std::uint32_t>(made.text.size());
      if (!layout::breaks_word(open.tail, line)) {
        made.text.push_back(' ');
        made.map.append_replacement(1, {static_cast<std::uint32_t>(done), static_cast<std::uint32_t>(begin)});
      }
      made.joins.push_back({at, static_cast<std::uint32_t>(made.text.size())});
      copy(begin, end);
      copied = end;
      open.small_letters = open.small_letters || has_small_letters(open.last);
      open.tail = tail_of(std::string_view(made.text).substr(open_begin));
      open.last = line;
    } else {
      open_begin = made.text.size() + (begin - copied);
      open = {.last = line, .tail = tail_of(line)};
    }
    done = end;
  }
  if (made.joins.empty()) return std::nullopt;
  copy(copied, text.size());
  return made;
}

}  // namespace trichluc
