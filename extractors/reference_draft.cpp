#include "extractors/reference_draft.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "extractors/reference_parts.h"
#include "extractors/time.h"

namespace trichluc {

bool is_free(const Scan& scan, const std::vector<ReferenceDraft>& drafts, Range range) {
  if (scan.is_taken(range)) return false;
  return std::none_of(drafts.begin(), drafts.end(),
                      [&](const ReferenceDraft& draft) { return draft.text.overlaps(range); });
}

void add_date_and_issuer(const Scan& scan, ReferenceDraft& draft) {
  const TimeSpan date = date_of(scan, draft.number.end);
  std::uint32_t after = draft.number.end;
  if (!date.value.empty()) {
    draft.value.date = date.value;
    draft.text.end = date.text.end;
    after = date.text.end;
  }
  auto issuer = issuer_at(scan, draft.number.end);
  if (!issuer) issuer = issuer_at(scan, after);
  if (issuer) draft.value.issuer = std::string(scan.printed(*issuer));
}

void add_year(const Scan& scan, ReferenceDraft& draft) {
  std::uint32_t at = skip_blanks(scan, draft.text.end);
  const bool bracket = scan.starts_with(at, "(");
  if (bracket) ++at;
  if (scan.starts_with(at, "năm ")) at += static_cast<std::uint32_t>(std::string_view("năm ").size());
  const std::string_view rest = scan.folded().substr(at);
  if (rest.size() < 4 || (rest.compare(0, 2, "19") != 0 && rest.compare(0, 2, "20") != 0)) return;
  for (int i = 2; i < 4; ++i) {
    if (rest[static_cast<std::size_t>(i)] < '0' || rest[static_cast<std::size_t>(i)] > '9') return;
  }
  if (rest.size() > 4 && ((rest[4] >= '0' && rest[4] <= '9') || rest[4] == '/' || rest[4] == '-')) return;
  if (bracket && (rest.size() < 5 || rest[4] != ')')) return;
  draft.value.year = std::stoi(std::string(rest.substr(0, 4)));
  draft.text.end = at + 4 + (bracket ? 1 : 0);
}

void add_amendment(const Scan& scan, ReferenceDraft& draft) {
  std::uint32_t at = skip_blanks(scan, draft.text.end);
  const bool comma = scan.starts_with(at, ",");
  if (comma) at = skip_blanks(scan, at + 1);
  const bool bracket = scan.starts_with(at, "(");
  if (bracket) ++at;
  if (scan.starts_with(at, "đã được ")) at += static_cast<std::uint32_t>(std::string_view("đã được ").size());
  if (scan.starts_with(at, "được ")) at += static_cast<std::uint32_t>(std::string_view("được ").size());
  if (!scan.starts_with(at, "sửa đổi")) return;
  const std::string_view rest = scan.folded().substr(at, 64);
  const std::size_t year = rest.find("năm ");
  if (year == std::string_view::npos) return;
  const std::string_view head = rest.substr(0, year);
  if (head.find_first_of("0123456789();.") != std::string_view::npos) return;
  const std::size_t digits = year + std::string_view("năm ").size();
  if (digits + 4 > rest.size()) return;
  const std::string_view text = rest.substr(digits, 4);
  if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) return;
  draft.value.amended = std::stoi(std::string(text));
  draft.text.end = at + static_cast<std::uint32_t>(digits) + 4;
  if (bracket) {
    const std::size_t close = scan.folded().find(')', draft.text.end);
    if (close != std::string_view::npos && close < draft.text.end + 40)
      draft.text.end = static_cast<std::uint32_t>(close) + 1;
  }
}

}  // namespace trichluc
