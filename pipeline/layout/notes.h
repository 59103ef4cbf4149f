// notes.h - footnotes at the foot of a page: which lines they are, and which marks in the text call them.
//
//   ... đã được phê duyệt1.        printed: the 1 is raised; in plain text it is glued to a word
//   ─────
//   1 Quyết định số 12/QĐ-UBND ...   smaller on paper; in plain text only the number and the mark above tell
//
// A digit that no note answers is no mark. The inline form "[footnoteRef:1] ... [1:  text.]" is read where lines
// become paragraphs (drafts.h).
#pragma once

#include <vector>

#include "pipeline/core/document.h"
#include "pipeline/layout/line_style.h"
#include "pipeline/layout/lines.h"

namespace trichluc::layout {

/// Makes note lines kFootnote and returns the marks in the text, by page and place.
std::vector<PageRange> find_notes(Sheet& sheet, const LineStyle& style);

/// Bytes of the note's own mark at the head of its first line: "1", "12", "*"; 0 for none.
std::uint32_t note_mark_length(std::string_view line);

}  // namespace trichluc::layout
