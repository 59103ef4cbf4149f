// vietnamese_letters.h - the letters beyond ASCII that Vietnamese is written with: 67 in either case.
#pragma once

namespace trichluc {

/// A vowel with a tone or a shape of its own, or đ; NFC, either case.
constexpr bool is_vietnamese_letter(char32_t code) {
  if (code < 0x80) return false;
  if (code >= 0x1EA0 && code <= 0x1EF9) return true;
  switch (code) {
    case 0x102:
    case 0x103:
    case 0x110:
    case 0x111:
    case 0x128:
    case 0x129:
    case 0x168:
    case 0x169:
    case 0x1A0:
    case 0x1A1:
    case 0x1AF:
    case 0x1B0: return true;
    default: break;
  }
  if (code < 0xC0 || code > 0xFD) return false;
  const char32_t lower = code | 0x20;
  return lower <= 0xE3 || (lower >= 0xE8 && lower <= 0xEA) || lower == 0xEC || lower == 0xED ||
         (lower >= 0xF2 && lower <= 0xF5) || lower == 0xF9 || lower == 0xFA || lower == 0xFD;
}

/// U'e' becomes U'ê', U'O' U'Ô'; 0 for a letter that takes no circumflex.
constexpr char32_t with_circumflex(char32_t letter) {
  switch (letter) {
    case U'a': return U'â';
    case U'e': return U'ê';
    case U'o': return U'ô';
    case U'A': return U'Â';
    case U'E': return U'Ê';
    case U'O': return U'Ô';
    default: return 0;
  }
}

}  // namespace trichluc
