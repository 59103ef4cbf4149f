// reference_draft.h - a reference while it is put together, and what it takes from the words behind it.
#pragma once

#include <vector>

#include "extractors/scan.h"

namespace trichluc {

struct ReferenceDraft {
  LegalReference value;
  Range text;    // type word to date
  Range number;  // the number or the name itself
  const Rule* rule = nullptr;
  bool typed = false;      // the type word stands beside the number
  bool tentative = false;  // kept only when the document gives the full number
  bool drop = false;
};

/// Whether neither the scan nor a draft has any of `range`.
bool is_free(const Scan& scan, const std::vector<ReferenceDraft>& drafts, Range range);

/// The date and the issuer behind its number.
void add_date_and_issuer(const Scan& scan, ReferenceDraft& draft);
/// "Bộ luật Hình sự 2015", "Luật Đất đai năm 2024", "(năm 2013)".
void add_year(const Scan& scan, ReferenceDraft& draft);
/// "(sửa đổi, bổ sung năm 2017)".
void add_amendment(const Scan& scan, ReferenceDraft& draft);

}  // namespace trichluc
