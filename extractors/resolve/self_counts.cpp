#include "extractors/resolve/self_counts.h"

#include <algorithm>
#include <optional>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr std::int64_t kLongest = 30;   // members of a list that a sentence holds
constexpr std::size_t kQualifier = 60;  // bytes between the count and its list

/// Fewest and most members a list can be read as.
struct Members {
  std::int64_t fewest = 0, most = 0;
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// Nothing where the list holds figures, goes on ("…") or is no list of names.
std::optional<Members> members_of(std::string_view list) {
  list = trimmed(list);
  if (list.size() < 4 || list.size() > 1500 || list.find_first_of("0123456789:()") != list.npos) return std::nullopt;
  if (list.find("...") != list.npos || list.find("…") != list.npos || list.find("v.v") != list.npos)
    return std::nullopt;
  if (!is_upper(decode_utf8(list, 0).code)) return std::nullopt;
  constexpr std::string_view kAnd = " và ";
  Members members{1, 1};
  const bool semicolons = list.find(';') != list.npos;
  for (std::size_t at = 0; at < list.size(); ++at) {
    const bool semicolon = list[at] == ';', comma = list[at] == ',';
    const bool joint = list.compare(at, kAnd.size(), kAnd) == 0;
    if (!semicolon && !comma && !joint) continue;
    const std::string_view rest = trimmed(list.substr(at + (joint ? kAnd.size() : 1)));
    if (rest.empty() || (comma && rest.starts_with("và "))) continue;  // ", và" is one joint
    ++members.most;
    // only a semicolon parts for certain, or a comma before another name in a list without semicolons; "và" may join
    // two words of one name
    if (semicolon || (comma && !semicolons && is_upper(decode_utf8(rest, 0).code))) ++members.fewest;
  }
  return members;
}

/// A comma may stand inside a name of several words ("Sở Văn hóa, Thể thao và Du lịch"): such bodies make the fewest
/// members uncertain.
bool holds_long_names(std::string_view folded) {
  for (const std::string_view word : {"văn hóa,", "văn hoá,", "nông nghiệp,", "khoa học,", "giáo dục,", "tài nguyên,",
                                      "phòng,", "lao động,", "dân số,", "gia đình,", "thể thao,", "thanh niên,"}) {
    if (folded.find(word) != folded.npos) return true;
  }
  return false;
}

}  // namespace

void find_self_counts(const Passage& passage, const std::string& text, const std::vector<Fact>& facts,
                      std::vector<Check>& checks) {
  const auto& quantities = passage.quantities();
  for (std::size_t i = 0; i < quantities.size(); ++i) {
    const Quantity& whole = quantities[i];
    const auto* count = std::get_if<Count>(&facts[whole.fact].value);
    if (count == nullptr || count->measure || count->total || !whole.plain() || whole.value.scale != 0 ||
        whole.value.digits < 2 || whole.value.digits > kLongest)
      continue;
    const std::uint32_t next =
        i + 1 < quantities.size() ? quantities[i + 1].text.begin : static_cast<std::uint32_t>(text.size());
    const Range sentence = passage.sentence_at(whole.text.begin);
    const std::uint32_t stop = std::min(next, sentence.end);
    const std::string_view after = passage.between(whole.text.end, stop);
    std::string_view list;
    const std::size_t bracket = after.find('(');
    const std::size_t all = after.find("gồm");
    if (bracket < kQualifier && bracket < all && after.substr(0, bracket).find_first_of(",;:.") == after.npos) {
      const std::size_t close = after.find(')', bracket);
      if (close == after.npos) continue;
      list = std::string_view(text).substr(whole.text.end + bracket + 1, close - bracket - 1);
      if (passage.between(whole.text.end + bracket + 1, whole.text.end + close).starts_with("gồm"))
        list.remove_prefix(std::string_view("gồm").size());
    } else if (all != after.npos && all < 2 * kQualifier && after.substr(0, all).find_first_of(";.:") == after.npos) {
      std::size_t begin = all + std::string_view("gồm").size();
      while (begin < after.size() && (after[begin] == ':' || after[begin] == ' ')) ++begin;
      std::size_t end = after.size();
      while (end > begin && (after[end - 1] == '.' || after[end - 1] == ' ' || after[end - 1] == ';')) --end;
      if (stop == next && next < sentence.end) continue;  // another figure before the list ends
      list = std::string_view(text).substr(whole.text.end + begin, end - begin);
    } else {
      continue;
    }
    const std::optional<Members> members = members_of(list);
    if (!members || members->most < 2) continue;
    Check check;
    check.type = Check::Type::kList;
    check.whole = facts[whole.fact].id;
    check.stated = whole.value;
    const std::int64_t stated = whole.value.digits;
    const std::int64_t fewest = holds_long_names(fold_lower(list)) ? 2 : members->fewest;
    check.holds = fewest <= stated && stated <= members->most;
    check.computed = {check.holds ? stated : stated < fewest ? fewest : members->most, 0};
    checks.push_back(std::move(check));
  }
}

}  // namespace trichluc
