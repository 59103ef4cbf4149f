#include "pipeline/ingest/markdown_lines.h"

#include <algorithm>
#include <cctype>

namespace trichluc {
namespace {

constexpr auto kNone = std::string_view::npos;

bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

std::size_t indent(std::string_view line) { return std::min(line.find_first_not_of(" \t"), line.size()); }

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == kNone) return {};
  return line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin);
}

}  // namespace

std::size_t front_matter_length(std::string_view bytes) {
  const auto line_at = [bytes](std::size_t at) { return bytes.substr(at, bytes.find('\n', at) - at); };
  if (trimmed(line_at(0)) != "---") return 0;
  std::size_t at = std::min(bytes.find('\n'), bytes.size());
  bool has_key = false;
  // A text that begins with a drawn rule has no "key:" below it, or never closes it.
  for (int line_number = 0; line_number < 200 && at < bytes.size(); ++line_number) {
    const std::string_view line = line_at(++at);
    const std::string_view text = trimmed(line);
    at += line.size();
    if (text == "---" || text == "...") return has_key ? std::min(at + 1, bytes.size()) : 0;
    const std::size_t colon = line.find(':');
    const bool is_key = !line.empty() && std::isalpha(static_cast<unsigned char>(line.front())) && colon != kNone &&
                        std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
                          return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == ' ';
                        });
    if (line_number == 0 && !is_key) return 0;
    has_key = has_key || is_key;
  }
  return 0;
}

HeadingPrefix heading_prefix(std::string_view line) {
  const std::size_t begin = indent(line);
  if (begin > 3) return {};
  std::size_t end = begin;
  while (end < line.size() && line[end] == '#') ++end;
  const std::size_t signs = end - begin;
  if (signs == 0 || signs > 6 || (end < line.size() && !is_space(line[end]))) return {};
  while (end < line.size() && is_space(line[end])) ++end;
  return {static_cast<int>(signs), end};
}

std::size_t heading_text_length(std::string_view text) {
  std::size_t end = text.find_last_not_of(" \t") + 1;  // npos + 1 is 0
  std::size_t signs = end;
  while (signs > 0 && text[signs - 1] == '#') --signs;
  if (signs < end && (signs == 0 || is_space(text[signs - 1]))) end = text.substr(0, signs).find_last_not_of(" \t") + 1;
  return end;
}

int underline_level(std::string_view line) {
  if (indent(line) > 3) return 0;
  const std::string_view row = trimmed(line);
  if (row.size() < 2 || (row.front() != '=' && row.front() != '-')) return 0;
  if (row.find_first_not_of(row.front()) != kNone) return 0;
  return row.front() == '=' ? 1 : 2;
}

bool is_thematic_break(std::string_view line) {
  char sign = 0;
  int count = 0;
  for (const char c : line) {
    if (is_space(c)) continue;
    if (sign == 0 && (c == '*' || c == '-' || c == '_')) sign = c;
    if (c != sign) return false;
    ++count;
  }
  return count >= 3;
}

std::size_t fence_length(std::string_view line) {
  const std::size_t begin = indent(line);
  if (begin > 3 || begin == line.size() || (line[begin] != '`' && line[begin] != '~')) return 0;
  const char sign = line[begin];
  const std::size_t end = std::min(line.find_first_not_of(sign, begin), line.size());
  if (end - begin < 3) return 0;
  if (sign == '`' && line.find('`', end) != kNone) return 0;  // a code span on one line
  return end - begin;
}

bool is_table_rule(std::string_view line) {
  const std::string_view row = trimmed(line);
  if (row.find('-') == kNone || row.find('|') == kNone || row.find_first_not_of("|-: \t") != kNone) return false;
  // Every cell between the outer bars holds a dash.
  std::string_view cells = row;
  if (cells.starts_with('|')) cells.remove_prefix(1);
  if (cells.ends_with('|')) cells.remove_suffix(1);
  while (true) {
    const std::size_t bar = cells.find('|');
    if (cells.substr(0, bar).find('-') == kNone) return false;
    if (bar == kNone) return true;
    cells.remove_prefix(bar + 1);
  }
}

bool is_table_row(std::string_view line) {
  const std::string_view row = trimmed(line);
  return row.starts_with('|') && row.size() > 1 && row.find('|', 1) != kNone;
}

std::size_t quote_prefix(std::string_view line) {
  std::size_t prefix = 0;
  while (true) {
    const std::size_t mark = prefix + indent(line.substr(prefix));
    if (mark - prefix > 3 || mark >= line.size() || line[mark] != '>') return prefix;
    prefix = mark + 1;
    if (prefix < line.size() && is_space(line[prefix])) ++prefix;
  }
}

std::size_t list_prefix(std::string_view line) {
  std::size_t at = indent(line);
  if (at >= line.size()) return 0;
  if (line[at] == '-' || line[at] == '*' || line[at] == '+') {
    ++at;
  } else {
    const std::size_t digits = at;
    while (at < line.size() && is_digit(line[at])) ++at;
    if (at == digits || at - digits > 9 || at >= line.size() || (line[at] != '.' && line[at] != ')')) return 0;
    ++at;
  }
  if (at >= line.size() || !is_space(line[at])) return 0;
  while (at < line.size() && is_space(line[at])) ++at;
  return at;
}

bool is_link_definition(std::string_view line) {
  const std::size_t begin = indent(line);
  if (begin > 3 || begin >= line.size() || line[begin] != '[') return false;
  const std::size_t end = line.find("]:", begin);
  if (end == kNone) return false;
  std::string_view target = trimmed(line.substr(end + 2));
  if (target.starts_with('<')) target.remove_prefix(1);
  for (const std::string_view head : {"http://", "https://", "mailto:", "data:", "#", "www."}) {
    if (target.starts_with(head)) return true;
  }
  return false;
}

}  // namespace trichluc
