// metadata_issuer.h - who issued a document: from its letterhead, or from its text where it has none.
#pragma once

#include <string>
#include <vector>

#include "pipeline/core/document.h"

namespace trichluc {

struct Issuer {
  std::string name;
  std::string parent;  // the body above it in the letterhead; empty: none
};

/// `lines` of a letterhead, from the top; lines of one name are joined.
Issuer read_letterhead(const std::vector<std::string>& lines);

/// The body that says "X báo cáo", "X hướng dẫn", "X xây dựng Kế hoạch" near the document's beginning; empty: nobody.
std::string find_speaking_body(const Document& document);

}  // namespace trichluc
