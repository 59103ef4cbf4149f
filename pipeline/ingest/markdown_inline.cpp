#include "pipeline/ingest/markdown_inline.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "pipeline/ingest/html_entities.h"
#include "pipeline/ingest/html_tags.h"

namespace trichluc {
namespace {

constexpr std::array<bool, 256> make_special() {
  std::array<bool, 256> special{};
  for (const unsigned char c : {'\\', '`', '*', '_', '[', ']', '!', '<', '&', '\t', '\n', '\r', '\f'})
    special[c] = true;
  return special;
}
constexpr std::array<bool, 256> kSpecial = make_special();

enum class CharClass { kBlank, kPunctuation, kDigit, kLetter };

/// The class of the character that begins at `at`; the ends of the text are blank.
CharClass class_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return CharClass::kBlank;
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) {
    if (std::isspace(byte)) return CharClass::kBlank;
    if (std::isdigit(byte)) return CharClass::kDigit;
    return std::ispunct(byte) ? CharClass::kPunctuation : CharClass::kLetter;
  }
  const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0u;
  if (byte == 0xC2) return next == 0xA0 ? CharClass::kBlank : CharClass::kPunctuation;
  if (byte == 0xE2 && next == 0x80) {
    const auto last = at + 2 < text.size() ? static_cast<unsigned char>(text[at + 2]) : 0u;
    return last <= 0x8A || last == 0xAF ? CharClass::kBlank : CharClass::kPunctuation;
  }
  return CharClass::kLetter;
}

CharClass class_before(std::string_view text, std::size_t at) {
  if (at == 0) return CharClass::kBlank;
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return class_at(text, begin);
}

}  // namespace

std::size_t last_comment_end(std::string_view file) {
  // rfind compares at every byte; few files have a comment at all.
  return file.find("-->") == std::string_view::npos ? std::string_view::npos : file.rfind("-->");
}

MarkdownInline::MarkdownInline(std::string_view file, TextPages& pages)
    : file_(file), pages_(pages), last_comment_end_(last_comment_end(file)) {}

void MarkdownInline::push(Kind kind, Range source, std::size_t index) {
  if (kind == Kind::kText && !tokens_.empty() && tokens_.back().kind == Kind::kText &&
      tokens_.back().source.end == source.begin) {
    tokens_.back().source.end = source.end;
    return;
  }
  tokens_.push_back({kind, source, static_cast<std::uint32_t>(index)});
}

void MarkdownInline::add_verbatim(Range source) {
  if (!source.empty()) push(Kind::kVerbatim, source);
}

void MarkdownInline::add_replacement(std::string made, Range source) {
  push(Kind::kReplacement, source, replacements_.size());
  replacements_.push_back(std::move(made));
}

void MarkdownInline::end_line(Range newline, LineMarks marks) {
  push(Kind::kLineEnd, newline, ends_.size());
  ends_.push_back({newline, marks});
}

void MarkdownInline::set_heading(int level) {
  for (LineEnd& end : ends_) end.marks.heading_level = level;
}

void MarkdownInline::add_text(Range source, bool in_table) {
  std::uint32_t at = source.begin;
  while (at < source.end) {
    std::uint32_t plain = at;
    while (plain < source.end && !kSpecial[static_cast<unsigned char>(file_[plain])]) ++plain;
    if (plain > at) push(Kind::kText, {at, plain});
    at = plain;
    if (at == source.end) break;
    std::uint32_t next = at;
    switch (file_[at]) {
      case '\\': next = read_escape(at, source.end); break;
      case '`': next = read_code(at, source.end); break;
      case '*':
      case '_': next = read_run(at, source.begin, source.end); break;
      case '<': next = read_tag(at, source.end, in_table); break;
      case ']': next = read_link_end(at, source.end); break;
      case '!':
      case '[': {
        const bool image = file_[at] == '!';
        if (image && (at + 1 == source.end || file_[at + 1] != '[')) break;
        next = at + (image ? 2 : 1);
        brackets_.push_back({static_cast<std::uint32_t>(tokens_.size()), image});
        push(Kind::kBracket, {at, next});
        break;
      }
      case '&':
        if (Entity entity = decode_entity(file_.substr(at, source.end - at)); entity.length > 0) {
          next = at + static_cast<std::uint32_t>(entity.length);
          add_replacement(std::move(entity.text), {at, next});
        }
        break;
      case '\t':
        if (in_table) add_replacement(" ", {at, next = at + 1});  // tabs part cells
        break;
      case '\n':
      case '\r':
      case '\f':  // the line runs over line ends for the sake of a comment that turned out to be none
        add_replacement(" ", {at, next = at + 1});
        break;
      default: break;
    }
    if (next == at) push(Kind::kText, {at, at + 1});
    at = std::max(next, at + 1);
  }
}

/// These readers return where to go on; `at` itself when the sign is mere text.
std::uint32_t MarkdownInline::read_escape(std::uint32_t at, std::uint32_t end) {
  if (at + 1 >= end || !std::ispunct(static_cast<unsigned char>(file_[at + 1]))) return at;
  push(Kind::kText, {at + 1, at + 2});
  return at + 2;
}

std::uint32_t MarkdownInline::read_code(std::uint32_t at, std::uint32_t end) {
  const std::string_view rest = file_.substr(at, end - at);
  const std::size_t fence = std::min(rest.find_first_not_of('`'), rest.size());
  // Only short fences, and on one line: a lone backquote must not swallow the paragraph.
  if (fence > 3)
    return push(Kind::kText, {at, at + static_cast<std::uint32_t>(fence)}), at + static_cast<std::uint32_t>(fence);
  constexpr std::size_t kLongestCode = 1024;
  const std::size_t close = rest.substr(0, kLongestCode).find(rest.substr(0, fence), fence);
  if (close == std::string_view::npos || rest.substr(0, close).find_first_of("\n\r\f") != std::string_view::npos)
    return at;
  push(Kind::kVerbatim, {at + static_cast<std::uint32_t>(fence), at + static_cast<std::uint32_t>(close)});
  return at + static_cast<std::uint32_t>(close + fence);
}

std::uint32_t MarkdownInline::read_run(std::uint32_t at, std::uint32_t begin, std::uint32_t end) {
  const std::string_view text = file_.substr(0, end);
  Run run;
  run.sign = file_[at];
  const std::uint32_t stop =
      static_cast<std::uint32_t>(std::min<std::size_t>(text.find_first_not_of(run.sign, at), end));
  run.length = run.left = stop - at;
  // "Số: ____/KH-UBND" is a place to write on.
  if (run.length > (run.sign == '_' ? 3u : 6u)) return push(Kind::kText, {at, stop}), stop;

  const CharClass before = at == begin ? CharClass::kBlank : class_before(text, at);
  const CharClass after = class_at(text, stop);
  const bool left_flanking =
      after != CharClass::kBlank &&
      (after != CharClass::kPunctuation || before == CharClass::kBlank || before == CharClass::kPunctuation);
  const bool right_flanking =
      before != CharClass::kBlank &&
      (before != CharClass::kPunctuation || after == CharClass::kBlank || after == CharClass::kPunctuation);
  const bool bracketed = at > begin && file_[at - 1] == '(' && stop < end && file_[stop] == ')';
  if (bracketed || (run.length == 1 && before == CharClass::kDigit && after == CharClass::kDigit)) {
    return push(Kind::kText, {at, stop}), stop;  // "(*)" calls a note, "2*3" multiplies
  }
  if (run.sign == '_') {
    run.can_open = left_flanking && (!right_flanking || before == CharClass::kPunctuation);
    run.can_close = right_flanking && (!left_flanking || after == CharClass::kPunctuation);
  } else if (run.length == 1) {
    run.can_open = left_flanking;
    run.can_close = right_flanking;
  } else {
    // Wider than CommonMark: converters of office files write "**Điều 1.**Phạm vi", which its rule leaves standing.
    run.can_open = after != CharClass::kBlank;
    run.can_close = before != CharClass::kBlank;
  }
  run.token = static_cast<std::uint32_t>(tokens_.size());
  run.line = static_cast<std::uint32_t>(ends_.size());
  push(Kind::kRun, {at, stop}, runs_.size());
  runs_.push_back(run);
  return stop;
}

std::uint32_t MarkdownInline::read_tag(std::uint32_t at, std::uint32_t end, bool in_table) {
  // Without this, a row of comments that are never closed would be searched to the end of the file each time.
  const bool comment = file_.substr(at, 4) == "<!--";
  if (comment && (last_comment_end_ == std::string_view::npos || last_comment_end_ < at + 4)) return at;
  const HtmlTag tag = read_html_tag(file_.substr(at, end - at));
  const auto stop = at + static_cast<std::uint32_t>(tag.length);
  switch (tag.effect) {
    case HtmlTag::Effect::kText: return at;
    case HtmlTag::Effect::kDropped: break;
    case HtmlTag::Effect::kAddress: push(Kind::kVerbatim, {at + 1, stop - 1}); break;
    case HtmlTag::Effect::kRaise: push(Kind::kRaise, {at, stop}); break;
    case HtmlTag::Effect::kLower: push(Kind::kLower, {at, stop}); break;
    case HtmlTag::Effect::kBreak:
      if (in_table) {
        add_replacement(" ", {at, stop});  // a row is one line
      } else {
        push(Kind::kBreak, {at, stop});
      }
      break;
  }
  return stop;
}

std::uint32_t MarkdownInline::read_link_end(std::uint32_t at, std::uint32_t end) {
  if (brackets_.empty()) return at;
  const Bracket bracket = brackets_.back();
  brackets_.pop_back();
  std::uint32_t stop = at + 1;
  if (stop < end && file_[stop] == '(') {
    // Target, perhaps in angle brackets, perhaps with one pair of parentheses in it; then perhaps a quoted title.
    std::string_view rest = file_.substr(stop + 1, end - stop - 1);
    std::size_t i = rest.find_first_not_of(" <");
    if (i == std::string_view::npos) return at;
    // No bracket in a target: that keeps the time linear, and pictures inside the file ("data:") may be long.
    rest = rest.substr(0, rest.find_first_of("[]"));
    int depth = 0;
    for (; i < rest.size() && rest[i] != ' ' && (rest[i] != ')' || depth > 0); ++i)
      depth += (rest[i] == '(') - (rest[i] == ')');
    if (const std::size_t title = rest.find_first_not_of(' ', i);
        title != std::string_view::npos && rest[title] == '"') {
      const std::size_t quote = rest.find('"', title + 1);
      i = quote == std::string_view::npos ? rest.size() : quote + 1;
    }
    i = std::min(rest.find_first_not_of(' ', i), rest.size());
    if (i == rest.size() || rest[i] != ')') return at;
    stop += static_cast<std::uint32_t>(i) + 2;
  } else if (bracket.image && stop < end && file_[stop] == '[') {
    const std::size_t close = file_.substr(0, end).find(']', stop);
    if (close == std::string_view::npos) return at;
    stop = static_cast<std::uint32_t>(close) + 1;
  } else {
    return at;
  }
  tokens_[bracket.token].kind = Kind::kNothing;
  if (bracket.image) {
    // What describes the picture is no text of the document; line ends in it stay.
    for (std::size_t i = bracket.token; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == Kind::kRun) runs_[tokens_[i].index].left = 0;
      if (tokens_[i].kind != Kind::kLineEnd) tokens_[i].kind = Kind::kNothing;
    }
  }
  return stop;
}

}  // namespace trichluc
