#include <algorithm>
#include <cctype>

#include "pipeline/ingest/blank.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/markdown_inline.h"
#include "pipeline/ingest/markdown_lines.h"
#include "pipeline/ingest/text_pages.h"
#include "pipeline/ingest/utf8.h"

namespace trichluc {
namespace {

constexpr auto kNone = std::string_view::npos;

/// Lines of Markdown to lines of pages. Lines that print nothing (rules, fences) become empty ones: they part what
/// stands above from what stands below.
class MarkdownReader {
 public:
  explicit MarkdownReader(std::string_view file)
      : file_(file),
        pages_(file),
        scope_(file, pages_),
        has_odd_ends_(file.find('\r') != kNone || file.find('\f') != kNone),
        last_comment_end_(last_comment_end(file)) {}

  Result<Reading> read();

 private:
  struct SourceLine {
    Range text;
    Range newline;
    bool form_feed = false;
  };

  SourceLine line_at(std::uint32_t begin) const;
  std::uint32_t find_line_end(std::uint32_t begin) const;
  std::string_view view(Range range) const { return file_.substr(range.begin, range.size()); }
  void read_line(const SourceLine& line);
  bool read_fence(const SourceLine& line, Range content);
  bool read_table_row(const SourceLine& line, Range content);
  void read_row(Range content, Range newline);
  void read_heading(Range content, Range newline, HeadingPrefix prefix);
  void read_text(Range content, Range newline);
  void add_empty_line(Range newline);

  std::string_view file_;
  TextPages pages_;
  MarkdownInline scope_;
  bool has_odd_ends_;
  std::size_t last_comment_end_;  // npos: no comment in the file
  bool paragraph_ = false;        // the open scope is a paragraph that a row of "---" may make a heading
  bool in_table_ = false;
  std::size_t code_fence_ = 0;      // signs of the fence that opened the code we are in
  std::size_t markdown_fence_ = 0;  // same, of a fence that says "markdown": what is inside is read as usual
};

std::uint32_t MarkdownReader::find_line_end(std::uint32_t begin) const {
  auto end = static_cast<std::uint32_t>(std::min(file_.find('\n', begin), file_.size()));
  if (has_odd_ends_) {
    const auto odd =
        std::find_if(file_.begin() + begin, file_.begin() + end, [](char c) { return c == '\r' || c == '\f'; });
    end = static_cast<std::uint32_t>(odd - file_.begin());
  }
  return end;
}

/// A comment that runs over line ends makes one line of them.
MarkdownReader::SourceLine MarkdownReader::line_at(std::uint32_t begin) const {
  std::uint32_t end = find_line_end(begin);
  if (last_comment_end_ != kNone && code_fence_ == 0) {
    std::size_t open = file_.substr(0, end).find("<!--", begin);
    while (open != kNone && open + 4 <= last_comment_end_) {
      const std::size_t close = file_.find("-->", open + 4);
      if (close >= end) end = find_line_end(static_cast<std::uint32_t>(close));
      open = file_.substr(0, end).find("<!--", close);
    }
  }
  SourceLine line{{begin, end}, {end, end}};
  if (end < file_.size()) {
    line.form_feed = file_[end] == '\f';
    line.newline.end = end + (file_.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return line;
}

void MarkdownReader::add_empty_line(Range newline) {
  scope_.close();
  paragraph_ = in_table_ = false;
  pages_.end_line(newline);
}

/// Whether the line was a fence or stood between two.
bool MarkdownReader::read_fence(const SourceLine& line, Range content) {
  const std::string_view text = view(content);
  const std::size_t fence = fence_length(text);
  if (code_fence_ > 0) {
    if (fence >= code_fence_) {
      code_fence_ = 0;
      add_empty_line(line.newline);
    } else {
      scope_.add_verbatim(content);
      scope_.end_line(line.newline, {});
      scope_.close();
    }
    return true;
  }
  if (fence == 0) return false;
  add_empty_line(line.newline);
  if (markdown_fence_ > 0 && fence >= markdown_fence_) {
    markdown_fence_ = 0;
  } else {
    const bool markdown = text.find("markdown") != kNone || text.ends_with("md");
    (markdown ? markdown_fence_ : code_fence_) = fence;
  }
  return true;
}

bool MarkdownReader::read_table_row(const SourceLine& line, Range content) {
  const std::string_view text = view(content);
  if (text.find('|') == kNone) {
    in_table_ = false;
    return false;
  }
  if (!in_table_ && !is_table_row(text)) {
    // Without outer bars only the rule below the head tells a table from a sentence with a bar in it.
    if (line.form_feed || line.newline.end >= file_.size()) return false;
    const Range next = line_at(line.newline.end).text;
    if (!is_table_rule(view({next.begin + static_cast<std::uint32_t>(quote_prefix(view(next))), next.end})))
      return false;
  }
  scope_.close();
  paragraph_ = false;
  in_table_ = true;
  if (!is_table_rule(text)) read_row(content, line.newline);
  return true;
}

void MarkdownReader::read_row(Range content, Range newline) {
  const auto skip_blanks = [this](std::uint32_t at, std::uint32_t end) {
    while (at < end && (file_[at] == ' ' || file_[at] == '\t')) ++at;
    return at;
  };
  std::uint32_t end = content.begin + static_cast<std::uint32_t>(view(content).find_last_not_of(" \t") + 1);
  std::uint32_t at = skip_blanks(content.begin, end);
  if (at < end && file_[at] == '|') ++at;
  if (end > at && file_[end - 1] == '|' && file_[end - 2] != '\\') --end;

  const std::size_t last_tick = view(content).rfind('`');
  std::uint32_t previous_end = 0;
  for (bool first = true; at <= end; first = false) {
    std::uint32_t bar = at;
    for (bool code = false; bar < end && (file_[bar] != '|' || code); ++bar) {
      if (file_[bar] == '\\' && bar + 1 < end) {
        ++bar;
      } else if (file_[bar] == '`') {
        code = !code && bar - content.begin < last_tick;
      }
    }
    bar = std::min(bar, end);
    const std::uint32_t begin = skip_blanks(at, bar);
    std::uint32_t cell_end = bar;
    while (cell_end > begin && (file_[cell_end - 1] == ' ' || file_[cell_end - 1] == '\t')) --cell_end;
    if (!first) scope_.add_replacement("\t", {previous_end, begin});
    scope_.add_text({begin, cell_end}, true);
    previous_end = cell_end;
    at = bar + 1;
  }
  scope_.end_line(newline, {.table_row = true});
  scope_.close();
}

void MarkdownReader::read_heading(Range content, Range newline, HeadingPrefix prefix) {
  scope_.close();
  content.begin += static_cast<std::uint32_t>(prefix.length);
  content.end = content.begin + static_cast<std::uint32_t>(heading_text_length(view(content)));
  scope_.add_text(content);
  scope_.end_line(newline, {.heading_level = prefix.level});
  scope_.close();
  paragraph_ = false;
}

/// A line of a paragraph or of a list item.
void MarkdownReader::read_text(Range content, Range newline) {
  LineMarks marks;
  if (const auto prefix = static_cast<std::uint32_t>(list_prefix(view(content))); prefix > 0) {
    scope_.close();
    paragraph_ = false;
    scope_.add_verbatim({content.begin, content.begin + prefix});
    content.begin += prefix;
    marks.list_item = true;
  } else if (scope_.line_count() == 0) {
    paragraph_ = true;
  }
  const auto text_end = content.begin + static_cast<std::uint32_t>(view(content).find_last_not_of(" \t") + 1);
  marks.hard_break = view({text_end, content.end}).find("  ") != kNone;
  content.end = text_end;
  if (content.size() > 0 && file_[content.end - 1] == '\\' && !newline.empty()) {
    marks.hard_break = true;
    --content.end;
  }
  scope_.add_text(content);
  scope_.end_line(newline, marks);
}

void MarkdownReader::read_line(const SourceLine& line) {
  Range content = line.text;
  if (code_fence_ == 0) content.begin += static_cast<std::uint32_t>(quote_prefix(view(content)));
  const std::string_view text = view(content);
  if (read_fence(line, content)) return;
  if (is_blank(text)) return add_empty_line(line.newline);
  if (read_table_row(line, content)) return;
  if (const HeadingPrefix prefix = heading_prefix(text); prefix.level > 0)
    return read_heading(content, line.newline, prefix);
  const int level = underline_level(text);
  if (level > 0 && paragraph_ && scope_.line_count() == 1) {
    // Only under a single line: below a paragraph of several, "---" is a drawn rule more often than a heading's mark.
    scope_.set_heading(level);
    return add_empty_line(line.newline);
  }
  if (is_thematic_break(text)) return add_empty_line(line.newline);
  if (is_link_definition(text)) return scope_.close();
  read_text(content, line.newline);
}

Result<Reading> MarkdownReader::read() {
  const auto mark = utf8_mark_length(file_);
  auto at = static_cast<std::uint32_t>(mark + front_matter_length(file_.substr(mark)));
  bool has_pages = false;
  while (at < file_.size()) {
    const SourceLine line = line_at(at);
    at = line.newline.end;
    // A form feed ends the line before it only if there is one.
    if (!line.form_feed || !line.text.empty()) read_line(line);
    if (line.form_feed) {
      scope_.close();
      paragraph_ = in_table_ = false;
      pages_.end_page(line.newline);
      has_pages = true;
    }
  }
  scope_.close();

  auto made = pages_.finish();
  if (!made) return tl::unexpected(made.error());
  Reading reading;
  reading.media_type = "text/markdown";
  reading.text_origin = "markdown";
  reading.has_pages = has_pages;
  reading.pages = std::move(*made);
  return reading;
}

}  // namespace

Result<Reading> read_markdown(std::string_view bytes) {
  if (auto checked = check_utf8(bytes); !checked) return tl::unexpected(checked.error());
  return MarkdownReader(bytes).read();
}

}  // namespace trichluc
