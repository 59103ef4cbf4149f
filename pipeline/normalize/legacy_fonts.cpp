#include "pipeline/normalize/legacy_fonts.h"

#include <algorithm>
#include <array>
#include <string>

namespace trichluc {
namespace {

bool is_upper_ascii(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower_ascii(char c) { return c >= 'a' && c <= 'z'; }

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return is_upper_ascii(c) ? static_cast<char>(c + 32) : c; });
  return lower;
}

/// Without "ABCDEF+", and without the style: ".VnTimeH,BoldItalic", "VnTimeHBold", ".VnArial-Bold" -> the family.
std::string_view family(std::string_view name) {
  if (name.size() > 7 && name[6] == '+' && std::all_of(name.begin(), name.begin() + 6, is_upper_ascii))
    name.remove_prefix(7);
  constexpr std::array<std::string_view, 9> kStyles = {"bold",  "italic", "oblique", "regular", "normal",
                                                       "roman", "psmt",   "mt",      "#2c"};
  for (bool cut = true; cut;) {
    cut = false;
    while (!name.empty() && std::string_view(" ,-_").find(name.back()) != std::string_view::npos) name.remove_suffix(1);
    const std::string lower = lower_ascii(name);
    for (const std::string_view style : kStyles) {
      if (lower.size() > style.size() && std::string_view(lower).ends_with(style)) {
        name.remove_suffix(style.size());
        cut = true;
        break;
      }
    }
  }
  return name;
}

/// ".VnTimeH", ".VnArial NarrowH"; in a name of one case any final h, since no family of ABC ends in one.
bool draws_capitals(std::string_view family) {
  if (family.empty()) return false;
  const bool small = std::any_of(family.begin(), family.end(), is_lower_ascii);
  const bool large = std::any_of(family.begin(), family.end(), is_upper_ascii);
  return family.back() == 'H' || (family.back() == 'h' && !(small && large));
}

}  // namespace

std::optional<LegacyFont> legacy_font(std::string_view name) {
  const std::string_view base = family(name);
  const std::string lower = lower_ascii(base);
  const auto begins = [&lower](std::string_view with) { return lower.size() > with.size() && lower.starts_with(with); };
  if (begins(".vn")) return LegacyFont{LegacyEncoding::kTcvn3, draws_capitals(base)};
  // "VnTime" is what some PDF writers make of ".VnTime"; "VNI", "VNF" and "VNtimes" go on in another case.
  if (base.size() > 3 && base.starts_with("Vn") && is_upper_ascii(base[2]))
    return LegacyFont{LegacyEncoding::kTcvn3, draws_capitals(base)};
  if (begins("vni-") || begins("vni ") || (base.size() > 4 && base.starts_with("VNI") && is_upper_ascii(base[3])))
    return LegacyFont{LegacyEncoding::kVni, false};
  if (begins("vps ") || begins("vps-") || (base.size() > 4 && base.starts_with("VPS") && is_upper_ascii(base[3])))
    return LegacyFont{LegacyEncoding::kVps, false};
  return std::nullopt;
}

}  // namespace trichluc
