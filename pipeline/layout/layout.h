// layout.h - lines of pages to the blocks of a document; see core/document.h for what they are.
//
// The passes, each in a file of its own, over lines that are measured once (lines.h):
//
//   tables      rows of data tables                         columns     two columns merged into one line come apart
//   furniture   page numbers, running heads, stamps         line_style  how this file was wrapped, learnt from itself
//   opening     motto ... letterhead ... "Kính gửi"         ending      "Nơi nhận", signatures; appendices begin behind
//   notes       footnotes and their marks                   drafts      lines joined (paragraphs.h), not yet text
//   head_parts  components of a first page that share a line, cut by columns
//   compose     page texts, blocks, the way back            sections    headings, numbering, lead-ins, quotations
//
// Every character that is printed on a page is in its text, in some block or mark. A blank that joins two parts of a
// paragraph over a page end, or around a note set into it, stands on no page: no piece of the block covers it.
#pragma once

#include "pipeline/core/document.h"

namespace trichluc {

/// Takes the reading apart (its glyphs and stamps move into the document). id, source and bytes are the caller's.
/// Takes time in proportion to the text, whatever it says.
Document lay_out(Reading reading);

}  // namespace trichluc
