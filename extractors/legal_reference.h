// legal_reference.h - mentions of documents and laws in a block (ANNOTATION.md section 2).
#pragma once

#include <string_view>
#include <vector>

#include "extractors/scan.h"

namespace trichluc {

/// What earlier blocks hand on: a list's head names the type of the numbers in its items.
struct ReferenceContext {
  const Block* lead_in = nullptr;  // the block that introduces this block's list; null for none
  std::string_view own_number;     // the document's own number: its mentions are no facts
  std::string_view own_type;
};

/// The references of the block; their ranges are taken. Short mentions carry the short number until they are resolved.
std::vector<Fact> find_references(Scan& scan, const ReferenceContext& context);

/// The type of document that the text of a lead-in ends with ("các Công văn:"), for the items of its list; empty for
/// none.
std::string_view list_head_type(const Block& lead_in, const Vocabulary& vocabulary);

}  // namespace trichluc
