// legacy_tables.h - the 8-bit encodings of Vietnamese before Unicode, and how their bytes come out as characters.
//
//   letter   bytes      read as Windows-1252    read as Mac OS Roman
//   ế        D5         "Õ"   (TCVN3)           "’"
//   ế        65 E1      "eá"  (VNI)             "e·"
//
// A text in one of them is, to us, text in characters that the bytes happen to have in another code page: the byte
// view. Every table was compared letter by letter in UniKey, xvnkb and glibc or GNU recode (REPAIR.md, section 3).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trichluc {

enum class LegacyEncoding : std::uint8_t {
  kTcvn3,   // TCVN 5712:1993 VN3, "ABC"; fonts .VnTime. Toned capitals have no codes: a font .VnTimeH shows them
  kVni,     // VNI for Windows; fonts VNI-Times. A vowel and a byte for its marks
  kVps,     // VPS; fonts VPS Times
  kViscii,  // VISCII 1.1, RFC 1456
  kCp1258,  // Windows code page 1258: some letters with the tone as a byte behind them
};
inline constexpr std::array<LegacyEncoding, 5> kLegacyEncodings = {LegacyEncoding::kTcvn3, LegacyEncoding::kVni,
                                                                   LegacyEncoding::kVps, LegacyEncoding::kViscii,
                                                                   LegacyEncoding::kCp1258};

/// "tcvn3", "vni", "vps", "viscii", "cp1258".
const char* encoding_name(LegacyEncoding encoding);

enum class ByteView : std::uint8_t {
  kWindows,   // Windows-1252 or Latin-1 with C1 controls, and U+F020-F0FF, the bytes of a symbol font
  kMacRoman,  // a PDF font with /MacRomanEncoding
};

/// The byte that `code` is in a view; -1 where it is none. Controls and ASCII are themselves.
int byte_of(char32_t code, ByteView view);

/// The character of a byte: Windows-1252, its five holes as C1 controls; or Mac OS Roman.
char32_t character_of(std::uint8_t byte, ByteView view);

struct LegacyLetter {
  char32_t code = 0;  // 0: no letter begins here
  int length = 0;     // bytes it is made of: 1 or 2
};

/// The letter beyond ASCII that begins at `bytes[at]`, the longest one. Bytes may be -1: characters that are none.
/// With `capitals_of_5712` also the toned capitals of the full TCVN 5712-1, which VN3 does not have.
LegacyLetter read_letter(LegacyEncoding encoding, const std::vector<int>& bytes, std::size_t at,
                         bool capitals_of_5712 = false);

/// The way back, for tests and simulations: Vietnamese in NFC as it looks when its bytes in `encoding` are taken for
/// characters. Toned capitals become small letters in TCVN3. Characters the encoding lacks stay as they are.
std::string encode_legacy(std::string_view text, LegacyEncoding encoding, ByteView view = ByteView::kWindows);

}  // namespace trichluc
