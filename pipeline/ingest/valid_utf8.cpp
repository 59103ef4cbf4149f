#include "pipeline/ingest/valid_utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace trichluc {
namespace {

// A state machine whose whole transition table for one byte sits in one 64-bit word: the state is a shift count, so a
// step is a load and a shift without a branch. Vietnamese mixes one- and three-byte letters at random, and branches
// on the length of a character are mispredicted; no branch tells them apart here.
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

// Nearly all text has none of the bytes whose neighbours have rules of their own (overlong forms, surrogates,
// characters of four bytes). Whether the others stand in order shows in each byte and the two before it, and so many of
// them are looked at at once that the machine above is left with ends, emoji and what is broken.
constexpr std::size_t kBlock = 128;

/// Whether kBlock bytes at `text`, where a character begins, are characters of up to three bytes without rules of their
/// own; the last one may be cut off. Two bytes before `text` are looked at.
bool is_common(const char* text) {
  unsigned char odd = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto before = static_cast<unsigned char>(*(text + i - 1));
    const auto second = static_cast<unsigned char>(*(text + i - 2));
    const bool follows = (byte & 0xC0) == 0x80;
    const bool should = ((before | 0x3F) == 0xFF) | ((second | 0x1F) == 0xFF);
    const bool rare = ((byte & 0xFE) == 0xC0) | (byte == 0xE0) | (byte == 0xED) | ((byte | 0x0F) == 0xFF);
    odd = static_cast<unsigned char>(odd | (follows != should) | rare);
  }
  return odd == 0;
}

/// Bytes of the cut-off character of up to three bytes before `at`.
std::size_t cut_off(std::string_view bytes, std::size_t at) {
  if (static_cast<unsigned char>(bytes[at - 1]) >= 0xC0) return 1;
  return static_cast<unsigned char>(bytes[at - 2]) >= 0xE0 ? 2 : 0;
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {  // where a character begins
    if (at >= 2 && bytes.size() - at >= kBlock && is_common(bytes.data() + at)) {
      at += kBlock;
      at -= cut_off(bytes, at);
      continue;
    }
    const std::size_t stop = std::min(at + kBlock, bytes.size());
    std::uint64_t state = kStart;
    for (std::size_t next = at; next < stop || (next < bytes.size() && (state & kFieldMask) != kStart); ++next) {
      state = kTable[static_cast<unsigned char>(bytes[next])] >> (state & kFieldMask);
      if ((state & kFieldMask) == kBad) return at;
      if ((state & kFieldMask) == kStart) at = next + 1;
    }
    if ((state & kFieldMask) != kStart) return at;
  }
  return std::nullopt;
}

}  // namespace trichluc
