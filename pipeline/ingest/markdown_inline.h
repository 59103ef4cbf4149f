// markdown_inline.h - what stands inside lines of Markdown: emphasis, links, code, tags, entities, escapes.
//
// A scope is the stretch in which marks find their partners: a paragraph with its wrapped lines, a heading, a list
// item, a table row. Marks without a partner are text ("2*3", "a_b", "(*)").
//
//   file:   **Điều 1.** Phạm vi &amp; đối tượng<sup>2</sup>\.
//   page:   Điều 1. Phạm vi & đối tượng2.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/ingest/text_pages.h"

namespace trichluc {

/// Where the last "-->" of `file` begins, npos for nowhere.
std::size_t last_comment_end(std::string_view file);

class MarkdownInline {
 public:
  /// Both must outlive this.
  MarkdownInline(std::string_view file, TextPages& pages);

  /// Text that is kept as it stands: a list mark, a line of code.
  void add_verbatim(Range source);
  /// Text with marks in it, on one line of the page.
  void add_text(Range source, bool in_table = false);
  /// Text written otherwise in the file: the '\t' between two cells.
  void add_replacement(std::string made, Range source);
  void end_line(Range newline, LineMarks marks);

  /// Lines that the open scope holds.
  std::size_t line_count() const { return ends_.size(); }
  /// Makes the lines of the open scope a heading.
  void set_heading(int level);
  /// Pairs the marks and writes the lines out.
  void close();

 private:
  enum class Kind : std::uint8_t {
    kVerbatim,
    kText,
    kReplacement,
    kRun,
    kBracket,
    kBreak,
    kLineEnd,
    kRaise,
    kLower,
    kNothing
  };
  struct Token {
    Kind kind;
    Range source;
    std::uint32_t index = 0;  // into replacements_, runs_ or ends_
  };
  /// A row of "*" or "_".
  struct Run {
    std::uint32_t token = 0;
    std::uint32_t line = 0;
    char sign = 0;
    bool can_open = false, can_close = false;
    std::uint32_t length = 0;
    std::uint32_t left = 0;  // signs without a partner so far
    int strong_closed = 0, em_closed = 0;
    int strong_opened = 0, em_opened = 0;
  };
  struct LineEnd {
    Range newline;
    LineMarks marks;
  };
  struct Bracket {
    std::uint32_t token = 0;
    bool image = false;
  };

  void push(Kind kind, Range source, std::size_t index = 0);
  std::uint32_t read_escape(std::uint32_t at, std::uint32_t end);
  std::uint32_t read_code(std::uint32_t at, std::uint32_t end);
  std::uint32_t read_run(std::uint32_t at, std::uint32_t begin, std::uint32_t end);
  std::uint32_t read_tag(std::uint32_t at, std::uint32_t end, bool in_table);
  std::uint32_t read_link_end(std::uint32_t at, std::uint32_t end);
  void pair_runs();
  void pair_loose_runs();
  void write();

  std::string_view file_;
  TextPages& pages_;
  std::size_t last_comment_end_;  // npos: the file has none
  std::vector<Token> tokens_;
  std::vector<std::string> replacements_;
  std::vector<Run> runs_;
  std::vector<LineEnd> ends_;
  std::vector<Bracket> brackets_;
};

}  // namespace trichluc
