#include "pipeline/normalize/encoding_suspects.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

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
    // «số»… has a sign behind it, Nguyá»…n a letter behind that.
    const bool right = touches_after(at(i + 2) == 0xE2 ? at(i + 5) : at(i + 2));
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

/// Whether a character may be suspect, from two pairs of bytes: the one before it and the one it begins with. Says yes
/// too often, never too seldom, and takes no branch: in Vietnamese, letters of one, two and three bytes follow each
/// other at random, and a processor cannot guess them.
class PairTables {
 public:
  PairTables() : begins_(kPairs), before_(kPairs) {
    for (unsigned first = 0; first < 256; ++first) {
      for (unsigned second = 0; second < 256; ++second) {
        begins_[first << 8 | second] = begin_class(static_cast<Byte>(first), static_cast<Byte>(second));
        before_[first << 8 | second] = before_class(static_cast<Byte>(first), static_cast<Byte>(second));
      }
    }
  }

  unsigned look(const Byte* at) const {
    return begins_[static_cast<unsigned>(at[0]) << 8 | at[1]] & before_[static_cast<unsigned>(at[-2]) << 8 | at[-1]];
  }

 private:
  static constexpr std::size_t kPairs = 1U << 16;
  static constexpr std::uint8_t kAlways = 1, kNativeLetter = 2, kNativeCapital = 4, kToneOnO = 8;

  static std::uint8_t begin_class(Byte head, Byte second) {
    if (!kHeads[head]) return 0;
    const Byte pair[] = {head, second, 0, 0};
    const Look alone(std::string_view(reinterpret_cast<const char*>(pair), 2));
    switch (head) {
      case 0xC3: {
        if (alone.is_suspect(0)) return kAlways;
        const bool on_o = second == 0xB2 || second == 0xB3 || second == 0xB5;
        return static_cast<std::uint8_t>(kNativeLetter | (second < 0xA0 ? kNativeCapital : 0U) |
                                         (on_o ? kToneOnO : 0U));
      }
      case 0xC4:
      case 0xC5:
      case 0xC6: return alone.is_suspect(0) ? kAlways : std::uint8_t{0};
      default: return kAlways;  // needs a closer look
    }
  }

  /// Of the pair before a character: which of the classes it makes suspect.
  static std::uint8_t before_class(Byte first, Byte last) {
    std::uint8_t made = kAlways;
    const Byte small = last | 0x20;
    if (is_ascii_letter(last) && (small == 'a' || small == 'e')) made |= kNativeLetter;
    if (is_small(last)) made |= kNativeCapital;
    if (small == 'u') made |= kToneOnO;
    if (last >= 0x80 && (first == 0xC2 || first == 0xC3)) made |= kNativeLetter;
    return made;
  }

  std::vector<std::uint8_t> begins_;
  std::vector<std::uint8_t> before_;
};

}  // namespace

std::size_t find_encoding_suspect(std::string_view text, std::size_t from) {
  static const PairTables kTables;
  const Look look(text);
  const auto* bytes = reinterpret_cast<const Byte*>(text.data());
  constexpr std::size_t kBlock = 64;
  std::size_t i = from;
  const auto find_until = [&](std::size_t end) {
    while (i < end && !(kHeads[bytes[i]] && look.is_suspect(i))) ++i;
    return i < end;
  };
  if (find_until(std::min(std::max<std::size_t>(from, 2), text.size()))) return i;
  while (i + kBlock < text.size()) {
    unsigned seen = 0;
    for (std::size_t at = i; at < i + kBlock; ++at) seen |= kTables.look(bytes + at);
    if (seen == 0) {
      i += kBlock;
    } else if (find_until(i + kBlock)) {
      return i;
    }
  }
  find_until(text.size());
  return i;
}

}  // namespace trichluc
