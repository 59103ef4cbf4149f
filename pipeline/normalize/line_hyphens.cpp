#include "pipeline/normalize/line_hyphens.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/rewrite.h"
#include "pipeline/normalize/syllables.h"

namespace trichluc {
namespace {

/// The letters before byte `end`.
std::string_view word_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  for (Decoded last = decode_before(text, begin); last.length > 0 && is_letter(last.code);
       last = decode_before(text, begin))
    begin -= last.length;
  return text.substr(begin, end - begin);
}

/// The letters from byte `begin` on.
std::string_view word_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  for (Decoded next = decode_utf8(text, end); next.length > 0 && is_letter(next.code); next = decode_utf8(text, end))
    end += next.length;
  return text.substr(begin, end - begin);
}

/// "tế-xã" wherever it stands inside a line.
std::unordered_set<std::string_view> find_hyphenated(std::string_view text) {
  std::unordered_set<std::string_view> found;
  for (std::size_t hyphen = text.find('-'); hyphen != std::string_view::npos; hyphen = text.find('-', hyphen + 1)) {
    const std::string_view before = word_before(text, hyphen);
    const std::string_view after = word_at(text, hyphen + 1);
    if (!before.empty() && !after.empty())
      found.insert(text.substr(hyphen - before.size(), before.size() + 1 + after.size()));
  }
  return found;
}

}  // namespace

void drop_line_hyphens(Page& page) {
  const std::string_view text = page.text;
  std::optional<Rewrite> rewrite;
  std::optional<std::unordered_set<std::string_view>> hyphenated;  // looked for once there is a need
  for (std::size_t hyphen = text.find('-'); hyphen != std::string_view::npos; hyphen = text.find('-', hyphen + 1)) {
    const std::size_t line_end = text.find_first_not_of(" \t", hyphen + 1);
    if (line_end == std::string_view::npos || text[line_end] != '\n') continue;
    const std::size_t next_begin = text.find_first_not_of(" \t\n", line_end);
    if (next_begin == std::string_view::npos || !is_lower(decode_utf8(text, next_begin).code)) continue;
    const std::string_view before = word_before(text, hyphen);
    const std::string_view after = word_at(text, next_begin);
    if (!is_syllable(before) || !is_syllable(after) || is_capitals(before)) continue;
    if (!hyphenated) hyphenated = find_hyphenated(text);
    if (hyphenated->contains(std::string(before) + "-" + std::string(after))) continue;
    if (!rewrite) rewrite.emplace(page);
    // the word goes with it, so that the log shows more than a dash
    const auto begin = static_cast<std::uint32_t>(hyphen - before.size());
    rewrite->replace(before, {begin, static_cast<std::uint32_t>(hyphen) + 1}, "line-hyphen");
  }
  if (rewrite) rewrite->finish();
}

}  // namespace trichluc
