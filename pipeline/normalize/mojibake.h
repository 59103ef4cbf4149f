// mojibake.h - UTF-8 that was read as a one-byte code page, once or twice, and is UTF-8 again on top of it.
//
//   "trẻ" = 74 72 E1 BA BB, read as Windows-1252 "tráº»"; as Latin-1 the bytes 80-9F are C1 controls; Windows-1258
//   differs in "Ă" for C3 and its five tones.
//
// Certain by itself: characters that map to bytes which form valid UTF-8 with a Vietnamese letter do not happen in
// any language. What was lost on the way is only guessed where the same line has certain ones: a no-break space
// (byte A0) that became a blank, a soft hyphen (AD) that went missing.
#pragma once

#include "pipeline/core/page.h"

namespace trichluc {

/// Rule "encoding.mojibake", one repair for each word.
void repair_mojibake(Page& page);

}  // namespace trichluc
