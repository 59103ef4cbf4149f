#include "pipeline/ingest/markdown_signs.h"

#include <algorithm>
#include <cctype>

#include "pipeline/ingest/markdown_lines.h"

namespace trichluc {
namespace {

bool is_word_byte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
}

/// "**Điều 1.**" on one line. Notes in plain text are marked "(**)" or "**" before a blank: neither has a letter after
/// the first pair and something printed before the second.
bool has_bold(std::string_view line) {
  for (std::size_t open = line.find("**"); open != std::string_view::npos; open = line.find("**", open + 1)) {
    if (open + 2 >= line.size() || !(is_word_byte(line[open + 2]) || line[open + 2] == '"')) continue;
    const std::size_t close = line.find("**", open + 3);
    if (close == std::string_view::npos) return false;
    if (line[close - 1] != ' ' && line[close - 1] != '(') return true;
  }
  return false;
}

bool has_link(std::string_view line) {
  const std::size_t at = line.find("](");
  if (at == std::string_view::npos || line.rfind('[', at) == std::string_view::npos) return false;
  const std::string_view target = line.substr(at + 2);
  const bool address = target.starts_with("http") || target.starts_with("#") || target.starts_with("mailto:") ||
                       target.starts_with("data:") || target.starts_with("<");
  return (address || line[line.rfind('[', at) == 0 ? 0 : line.rfind('[', at) - 1] == '!') &&
         target.find(')') != std::string_view::npos;
}

bool has_break_tag(std::string_view line) {
  return line.find("<br>") != std::string_view::npos || line.find("<br/>") != std::string_view::npos ||
         line.find("<br />") != std::string_view::npos;
}

/// A heading, a fence, a note, the rule below the head of a table: what a line begins with tells.
bool begins_with_sign(std::string_view line, std::string_view before) {
  std::size_t begin = 0;
  while (begin < line.size() && (line[begin] == ' ' || line[begin] == '\t' || line[begin] == '\r')) ++begin;
  if (begin == line.size()) return false;
  switch (line[begin]) {
    case '#': return heading_prefix(line).level > 0;
    case '`':
    case '~': return fence_length(line) > 0;
    case '[': return line.starts_with("[^");
    case '|':
    case ':':
    case '-': return before.find('|') != std::string_view::npos && is_table_rule(line);
    default: return false;
  }
}

}  // namespace

bool has_markdown_signs(std::string_view bytes) {
  constexpr auto kNone = std::string_view::npos;
  bytes = bytes.substr(0, 1 << 18);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (front_matter_length(bytes) > 0) return true;
  // Signs inside a line are rare: most texts have none of these anywhere, and no line is searched for them.
  const bool stars = bytes.find("**") != kNone;
  const bool links = bytes.find("](") != kNone;
  const bool tags = bytes.find("<br") != kNone;
  std::string_view before;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (begins_with_sign(line, before) || (stars && has_bold(line)) || (links && has_link(line)) ||
        (tags && has_break_tag(line))) {
      return true;
    }
    before = line;
  }
  return false;
}

}  // namespace trichluc
