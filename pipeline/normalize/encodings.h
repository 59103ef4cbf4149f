// encodings.h - letters in place of bytes: legacy encodings, mojibake and character references; the first pass.
//
//   "QuyÕt ®Þnh sè 1472/Q§-TTg"  ->  "Quyết định số 1472/QĐ-TTg"      encoding.tcvn3
//   "tráº» em"                   ->  "trẻ em"                         encoding.mojibake
//   "tr&#7867; em"               ->  "trẻ em"                         encoding.reference
//
// Rules: encoding.tcvn3 .vni .vps .viscii .cp1258 .mojibake .reference. One repair is a stretch of a line, or a word;
// inside it each letter has its own way back. It comes before NFC and the invisible characters, which would take some
// of these bytes for something else: U+00AD is ư in TCVN3, a control a capital in VPS.
#pragma once

#include "pipeline/core/page.h"

namespace trichluc {

/// Text in order is not touched, at the price of one look at its bytes.
void decode_encodings(Reading& reading);

/// Whether a font's name says that its text is in a legacy encoding, whatever the text looks like.
bool names_legacy_font(const Reading& reading);

}  // namespace trichluc
