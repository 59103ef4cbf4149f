// sections.h - what paragraphs are to each other: headings, items, numbering paths, lead-ins, quotations.
#pragma once

#include "pipeline/core/document.h"
#include "pipeline/layout/drafts.h"

namespace trichluc::layout {

/// Sets kind, section, level, lead_in and quoted of the blocks that `drafts` became.
///
/// A section's name is its number as printed; parts, chapters and articles keep their word ("Phần thứ nhất", "Điều 5").
/// A numbered paragraph or item counts as a section of its own: what stands under "b)" has "b" at the end of its path.
void find_sections(const Drafts& drafts, Document& document);

}  // namespace trichluc::layout
