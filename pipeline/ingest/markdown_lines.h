// markdown_lines.h - what kind of line a line of Markdown is, told from the line alone (CommonMark 0.30, section 4).
//
// Lines come without their line end. Indentation of four blanks is not taken for code: people indent paragraphs.
#pragma once

#include <cstddef>
#include <string_view>

namespace trichluc {

/// Bytes of YAML front matter at the head of the file, its closing line included; 0 when there is none.
std::size_t front_matter_length(std::string_view bytes);

struct HeadingPrefix {
  int level = 0;           // 1..6; 0: no heading
  std::size_t length = 0;  // blanks, number signs and the blanks after them
};
HeadingPrefix heading_prefix(std::string_view line);
/// Bytes of the text of a heading without a closing row of number signs.
std::size_t heading_text_length(std::string_view text);

/// 1 or 2 for a row of "=" or "-" that underlines a heading, else 0.
int underline_level(std::string_view line);
/// "***", "---", "_ _ _": three or more of one sign, nothing else.
bool is_thematic_break(std::string_view line);
/// Number of backquotes or tildes when the line opens or closes a code fence, else 0.
std::size_t fence_length(std::string_view line);
/// "| --- | :-: |": the rule between a table's head and its body.
bool is_table_rule(std::string_view line);
/// "| a | b |": begins with a bar and has another.
bool is_table_row(std::string_view line);
/// Bytes of all block quote marks ("> > ") at the head of the line.
std::size_t quote_prefix(std::string_view line);
/// Bytes up to the text of a list item: blanks, "-", "*", "+", "1." or "1)", blanks; 0 when it is none.
std::size_t list_prefix(std::string_view line);
/// "[id]: https://...", the target of links and images; it prints nothing.
bool is_link_definition(std::string_view line);

}  // namespace trichluc
