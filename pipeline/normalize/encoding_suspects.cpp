#include "pipeline/normalize/encoding_suspects.h"

#include <array>
#include <cstdint>

namespace trichluc {
namespace {

using Byte = unsigned char;

constexpr bool is_ascii_letter(Byte byte) { return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'; }
constexpr bool is_small(Byte byte) { return byte >= 'a' && byte <= 'z'; }
/// A byte that ends or begins a letter, ASCII or not; typographic signs (E2) and Latin-1 signs (C2) are sorted out by
/// the callers' own rules.
constexpr bool touches_before(Byte byte) { return is_ascii_letter(byte) || byte >= 0x80; }
constexpr bool touches_after(Byte byte) { return is_ascii_letter(byte) || byte >= 0xC2; }

// Bytes to look at: controls, and the first bytes of all characters but those of two bytes that only Vietnamese
// letters have and the letters of three bytes.
constexpr std::array<bool, 256> make_heads() {
  std::array<bool, 256> heads{};
  // Controls that are letters in VPS, VISCII or TCVN 5712-1; a form feed or a carriage return is none of them.
  for (const unsigned byte :
       {0x01, 0x02, 0x04, 0x05, 0x06, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x19, 0x1C, 0x1D, 0x1E})
    heads[byte] = true;
  for (unsigned byte = 0xC2; byte < 0x100; ++byte) heads[byte] = true;
  heads[0xE1] = false;  // U+1Exx
  return heads;
}
constexpr std::array<bool, 256> kHeads = make_heads();

// U+00C0-00FF that Vietnamese has, by their second byte (80-BF).
constexpr std::array<bool, 64> make_native() {
  std::array<bool, 64> native{};
  for (const unsigned code :
       {0xC0, 0xC1, 0xC2, 0xC3, 0xC8, 0xC9, 0xCA, 0xCC, 0xCD, 0xD2, 0xD3, 0xD4, 0xD5, 0xD9, 0xDA, 0xDD,
        0xE0, 0xE1, 0xE2, 0xE3, 0xE8, 0xE9, 0xEA, 0xEC, 0xED, 0xF2, 0xF3, 0xF4, 0xF5, 0xF9, 0xFA, 0xFD})
    native[code - 0xC0] = true;
  return native;
}
constexpr std::array<bool, 64> kNative = make_native();

class Look {
 public:
  explicit Look(std::string_view text) : text_(text) {}

  Byte at(std::size_t i) const { return i < text_.size() ? static_cast<Byte>(text_[i]) : Byte{0}; }
  Byte before(std::size_t i) const { return i > 0 ? static_cast<Byte>(text_[i - 1]) : Byte{0}; }

  bool is_suspect(std::size_t i) const {
    const Byte head = at(i);
    const Byte second = at(i + 1);
    switch (head) {
      case 0xC2: return suspect_sign(i, second);
      case 0xC3: return suspect_letter(i, second);
      case 0xC4:
        return second != 0x82 && second != 0x83 && second != 0x90 && second != 0x91 && second != 0xA8 && second != 0xA9;
      case 0xC5: return second != 0xA8 && second != 0xA9;
      case 0xC6: return second != 0xA0 && second != 0xA1 && second != 0xAF && second != 0xB0;
      case 0xCB:
      case 0xCE:
      case 0xCF: return touches_before(before(i));
      case 0xE2: return suspect_typography(i, second, at(i + 2));
      case 0xEF:
        return (second >= 0x80 && second <= 0x83 && (touches_before(before(i)) || touches_after(at(i + 3)))) ||
               (second == 0xA3 && at(i + 2) == 0xBF);
      default: return head < 0x20;
    }
  }

 private:
  bool suspect_sign(std::size_t i, Byte second) const {
    const bool left = touches_before(before(i));
    const bool right = touches_after(at(i + 2));
    if (second < 0xA0) return true;
    switch (second) {
      case 0xA0: return false;
      case 0xAD: return left && right;
      case 0xAE:
      case 0xA9:
      case 0xB2:
      case 0xB3:
      case 0xB9:
      case 0xBB: return right;
      case 0xB0: return left || (right && at(i + 2) != 'C' && at(i + 2) != 'F');
      case 0xAB:
      case 0xB5: return left;
      default: return left || right;
    }
  }

  bool suspect_letter(std::size_t i, Byte second) const {
    if (second < 0x80 || second > 0xBF || !kNative[second - 0x80U]) return true;
    const Byte left = before(i);
    if (left == 0) return false;
    if (second < 0xA0 && is_small(left)) return true;
    switch (left | 0x20) {
      case 'a':
      case 'e': return is_ascii_letter(left);
      case 'u': return second == 0xB2 || second == 0xB3 || second == 0xB5;  // uò uó uõ
      default: break;
    }
    return left >= 0x80 && i > 1 && (at(i - 2) == 0xC3 || at(i - 2) == 0xC2);
  }

  bool suspect_typography(std::size_t i, Byte second, Byte third) const {
    const bool left = touches_before(before(i));
    const bool right = touches_after(at(i + 3));
    if (second == 0x80 && third >= 0x90 && third <= 0xA7) {
      const bool joins = third == 0x93 || third == 0x94 || third == 0x99;  // – — ’
      return left && right && !joins && before(i) != ' ' && is_ascii_letter(before(i)) && is_ascii_letter(at(i + 3));
    }
    switch (second) {
      case 0x80: return left && (third == 0xA0 || third == 0xA1 || third >= 0xB0);  // † ‡ ‰ ‹ ›
      case 0x82:
      case 0x84:
      case 0x89:
      case 0x97: return left;           // € ™ ≠ ◊
      case 0x88: return left || right;  // − ∙ ∂ ∑
      default: return false;
    }
  }

  std::string_view text_;
};

}  // namespace

std::size_t find_encoding_suspect(std::string_view text, std::size_t from) {
  const Look look(text);
  for (std::size_t i = from; i < text.size(); ++i) {
    if (kHeads[static_cast<Byte>(text[i])] && look.is_suspect(i)) return i;
  }
  return text.size();
}

}  // namespace trichluc
