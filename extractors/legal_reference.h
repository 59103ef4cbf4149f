// legal_reference.h - mentions of documents and laws in a block (ANNOTATION.md section 2).
#pragma once

#include <string>
#include <vector>

#include "extractors/scan.h"

namespace trichluc {

/// What earlier blocks hand on: a list's head names the type of the numbers in its items.
struct ReferenceContext {
  std::string head_type;   // type that the lead-in of this block's list ends with ("các Công văn:"), empty for none
  std::string own_number;  // the document's own number: its mentions are no facts
  std::string own_type;
};

/// The references of the block; their ranges are taken. Short mentions carry the short number until they are resolved.
std::vector<Fact> find_references(Scan& scan, const ReferenceContext& context);

/// The type named by the last type word of `block`'s text before a colon, for the items of its list; empty for none.
std::string list_head_type(const Block& block, const Vocabulary& vocabulary);

}  // namespace trichluc
