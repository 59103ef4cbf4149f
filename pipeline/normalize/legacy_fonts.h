// legacy_fonts.h - what a font's name says about the encoding of the text set in it.
//
//   "ABCDEF+.VnTimeH,Bold"   TCVN3, shows capitals       "VNI-Helve-Condense"   VNI       "VPS Times"   VPS
//
// Families: ABC (".VnTime", ".VnArial NarrowH", in PDFs also without its dot), VNI ("VNI-Times"), VPS ("VPS Times").
// The fonts of an ABC family whose name ends in H draw capitals at the codes of small letters.
#pragma once

#include <optional>
#include <string_view>

#include "pipeline/normalize/legacy_tables.h"

namespace trichluc {

struct LegacyFont {
  LegacyEncoding encoding = LegacyEncoding::kTcvn3;
  bool capitals = false;  // draws capitals whatever the case of its text
};

/// None for a font that says nothing. `name` as the file spells it, subset prefix and style included.
std::optional<LegacyFont> legacy_font(std::string_view name);

}  // namespace trichluc
