// line_joins.h - text whose lines were wrapped, with the lines of a sentence joined again: for text that is
// to stay text (`trichluc normalize`).
//
// Documents are laid out with all that is known of their lines (paragraphs.h). Here two lines decide alone, so
// that joined text is never joined further: the upper one has not ended, and the lower one goes on (a small letter, or
// whatever stands behind a comma, a dash or a word that needs another). Items, rows of tables and headings
// in capitals stay lines of their own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/core/source_map.h"

namespace trichluc {

struct JoinedText {
  std::string text;
  SourceMap map;             // text -> the text given
  std::vector<Range> joins;  // in `text`: the blank (nothing inside "NĐ-⏎CP") that stands for a line end
};

/// Every line of `text` ends with '\n'. Blanks at the ends of joined lines, and one empty line between them, go.
/// Nothing where every line stays as it is.
std::optional<JoinedText> join_lines(std::string_view text);

}  // namespace trichluc
