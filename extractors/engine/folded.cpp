#include "extractors/engine/folded.h"

#include <algorithm>
#include <array>

#include "extractors/engine/code_page.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

struct Move {
  char32_t first;            // o or u
  char32_t toned;            // the second vowel with its tone
  char32_t first_with_tone;  // what it becomes
  char32_t second;           // a, e or y
};

// Only pairs whose two spellings have the same number of bytes in UTF-8.
constexpr std::array<Move, 22> kMoves = {{
    {U'o', U'á', U'ó', U'a'}, {U'o', U'à', U'ò', U'a'}, {U'o', U'ả', U'ỏ', U'a'}, {U'o', U'ã', U'õ', U'a'},
    {U'o', U'ạ', U'ọ', U'a'}, {U'o', U'é', U'ó', U'e'}, {U'o', U'è', U'ò', U'e'}, {U'o', U'ẻ', U'ỏ', U'e'},
    {U'o', U'ẹ', U'ọ', U'e'}, {U'u', U'ý', U'ú', U'y'}, {U'u', U'ỷ', U'ủ', U'y'}, {U'u', U'ỵ', U'ụ', U'y'},
    {U'O', U'Á', U'Ó', U'A'}, {U'O', U'À', U'Ò', U'A'}, {U'O', U'Ả', U'Ỏ', U'A'}, {U'O', U'Ã', U'Õ', U'A'},
    {U'O', U'Ạ', U'Ọ', U'A'}, {U'O', U'É', U'Ó', U'E'}, {U'O', U'È', U'Ò', U'E'}, {U'U', U'Ý', U'Ú', U'Y'},
    {U'U', U'Ỷ', U'Ủ', U'Y'}, {U'U', U'Ỵ', U'Ụ', U'Y'},
}};

const Move* find_move(char32_t first, char32_t toned) {
  for (const Move& move : kMoves) {
    if (move.first == first && move.toned == toned) return &move;
  }
  return nullptr;
}

/// decode_utf8 for what nearly all wide characters of a report are: well-formed ones of two or three bytes. The text
/// of a block is valid UTF-8 (normalize has seen to it); anything else goes the long way.
Decoded decode_wide(std::string_view text, std::size_t at, unsigned char first) {
  const auto next = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]) & 0x3FU; };
  if (first >= 0xC2 && first < 0xE0 && at + 1 < text.size()) return {((first & 0x1FU) << 6) | next(1), 2};
  if (first >= 0xE0 && first < 0xF0 && at + 2 < text.size()) {
    return {((first & 0x0FU) << 12) | (next(1) << 6) | next(2), 3};
  }
  return decode_utf8(text, at);
}

/// The small letter of `here` in the place of the character itself; letters whose small form is longer or shorter stay.
void write_lower(const Decoded& here, std::string_view text, std::size_t at, std::string& out) {
  const char32_t lower = to_lower(here.code);
  if (lower == here.code || here.code == 0xFFFD) {
    for (std::uint32_t i = 0; i < here.length; ++i) out[at + i] = text[at + i];
    return;
  }
  if (here.length == 2 && lower < 0x800) {
    out[at] = static_cast<char>(0xC0 | (lower >> 6));
    out[at + 1] = static_cast<char>(0x80 | (lower & 0x3F));
  } else if (here.length == 3 && lower >= 0x800) {
    out[at] = static_cast<char>(0xE0 | (lower >> 12));
    out[at + 1] = static_cast<char>(0x80 | ((lower >> 6) & 0x3F));
    out[at + 2] = static_cast<char>(0x80 | (lower & 0x3F));
  } else {
    out.replace(at, here.length, text.substr(at, here.length));
  }
}

}  // namespace

std::string place_tones(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i + 1 < out.size(); ++i) {
    const char c = out[i];
    if (c != 'o' && c != 'u' && c != 'O' && c != 'U') continue;
    if (static_cast<unsigned char>(out[i + 1]) < 0x80) continue;
    const Decoded toned = decode_utf8(out, i + 1);
    const Move* move = find_move(static_cast<char32_t>(c), toned.code);
    if (move == nullptr) continue;
    const Decoded after = decode_utf8(out, i + 1 + toned.length);
    if (after.length > 0 && is_letter(after.code)) continue;          // "hoàn", "khoáng"
    if (i > 0 && (out[i - 1] == 'q' || out[i - 1] == 'Q')) continue;  // "quý"
    std::string moved;
    append_utf8(moved, move->first_with_tone);
    append_utf8(moved, move->second);
    out.replace(i, moved.size(), moved);
  }
  return out;
}

Folded::Folded(std::string_view printed) : printed_(printed) {
  folded_.resize(printed.size());
  printed_codes_.resize(printed.size());
  folded_codes_.resize(printed.size());
  offsets_.resize(printed.size() + 1);
  std::size_t count = 0;
  bool may_move = false;  // a plain o or u with a toned letter behind it
  for (std::size_t at = 0; at < printed.size(); ++count) {
    offsets_[count] = static_cast<std::uint32_t>(at);
    const auto byte = static_cast<unsigned char>(printed[at]);
    if (byte < 0x80) {
      const auto lower = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
      const bool plain = byte >= 0x20 && byte < 0x7F;  // ASCII keeps its codes, control characters apart
      printed_codes_[count] = plain ? static_cast<char>(byte) : static_cast<char>(to_code(byte));
      folded_codes_[count] = plain ? lower : printed_codes_[count];
      folded_[at] = lower;
      ++at;
      continue;
    }
    const Decoded here = decode_wide(printed, at, byte);
    const std::uint8_t code = to_code(here.code);
    printed_codes_[count] = static_cast<char>(code);
    folded_codes_[count] = static_cast<char>(lower_code(code));
    if (!may_move && count > 0 && (folded_codes_[count - 1] == 'o' || folded_codes_[count - 1] == 'u')) {
      may_move = find_move(static_cast<char32_t>(folded_codes_[count - 1]), to_lower(here.code)) != nullptr;
    }
    write_lower(here, printed, at, folded_);
    at += here.length;
  }
  offsets_[count] = static_cast<std::uint32_t>(printed.size());
  offsets_.resize(count + 1);
  printed_codes_.resize(count);
  folded_codes_.resize(count);
  if (!may_move) return;
  folded_ = place_tones(folded_);
  // the same moves on the codes
  for (std::size_t i = 0; i + 1 < count; ++i) {
    if (folded_codes_[i] != 'o' && folded_codes_[i] != 'u') continue;
    const Decoded moved = decode_utf8(folded_, offsets_[i]);
    const auto code = static_cast<char>(to_code(moved.code));
    if (code == folded_codes_[i]) continue;
    folded_codes_[i] = code;
    folded_codes_[i + 1] = folded_[offsets_[i] + moved.length];
  }
}

void Folded::cut() const {
  tokens_.reserve(printed_.size() / 5 + 1);
  const std::string_view text = folded_;
  std::size_t at = 0;
  bool space = false;
  while (at < text.size()) {
    const Decoded here = decode_utf8(text, at);
    const std::size_t begin = at;
    if (here.code == U' ' || here.code == U'\t') {
      space = true;
      at += here.length;
      continue;
    }
    TokenKind kind = TokenKind::kPunct;
    at += here.length;
    if (is_digit(here.code)) {
      kind = TokenKind::kNumber;
      while (at < text.size()) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c >= '0' && c <= '9') {
          ++at;
        } else if ((c == '.' || c == ',') && at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9') {
          at += 2;
        } else {
          break;
        }
      }
    } else if (is_letter(here.code)) {
      kind = TokenKind::kWord;
      while (at < text.size()) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c >= 'a' && c <= 'z') {
          ++at;
          continue;
        }
        if (c < 0x80) break;
        const Decoded next = decode_utf8(text, at);
        if (!is_letter(next.code) && !is_mark(next.code)) break;
        at += next.length;
      }
    }
    tokens_.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)}, kind, space});
    space = false;
  }
}

int Folded::token_from(std::uint32_t byte) const {
  const std::vector<Token>& all = tokens();
  const auto next = std::lower_bound(all.begin(), all.end(), byte,
                                     [](const Token& token, std::uint32_t at) { return token.range.begin < at; });
  return static_cast<int>(next - all.begin());
}

int Folded::token_before(std::uint32_t byte) const {
  const std::vector<Token>& all = tokens();
  const auto next = std::upper_bound(all.begin(), all.end(), byte,
                                     [](std::uint32_t at, const Token& token) { return at < token.range.end; });
  return static_cast<int>(next - all.begin()) - 1;
}

}  // namespace trichluc
