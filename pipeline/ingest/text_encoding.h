// text_encoding.h - text files that are not UTF-8, as UTF-8 with the way back to their bytes.
//
//   UTF-16        told by its mark, or by the NUL in most even or most odd places of Latin text
//   one byte      TCVN3, VNI, VPS, VISCII, Windows-1258: read as Windows-1252, a byte a character. Which of them it is,
//                 normalize/encodings.h finds out from the letters, as it does for text pasted into Unicode
//
// What was read so is taken only if it makes Vietnamese; other one-byte text, and UTF-8 with a byte lost, stays an
// error with its line.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/core/page.h"
#include "pipeline/core/source_map.h"
#include "pipeline/core/text_quality.h"

namespace trichluc {

struct DecodedText {
  std::string utf8;  // without a byte order mark
  SourceMap source;  // utf8 -> bytes of the file
};

/// None where `bytes` are not UTF-16. Surrogates without a partner become U+FFFD, a last odd byte is left out.
std::optional<DecodedText> decode_utf16(std::string_view bytes);

/// Whether bytes that are no UTF-8 may be text of one byte a character.
bool may_be_one_byte_text(std::string_view bytes);
/// `bytes` as Windows-1252; its five empty places and the controls stay control characters.
DecodedText decode_one_byte(std::string_view bytes);

/// Whether `reading`, made from one-byte text, is Vietnamese to `judge`; false without a judge.
bool reads_as_vietnamese(const Reading& reading, const TextJudge& judge);

/// Leads the pages of `reading`, which was read from `text.utf8`, back to the bytes of the file.
void lead_back(Reading& reading, const DecodedText& text);

}  // namespace trichluc
