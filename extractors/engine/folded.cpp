#include "extractors/engine/folded.h"

#include <algorithm>
#include <array>

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
    {U'o', U'á', U'ó', U'a'}, {U'o', U'à', U'ò', U'a'}, {U'o', U'ả', U'ỏ', U'a'}, {U'o', U'ã', U'õ', U'a'}, {U'o', U'ạ', U'ọ', U'a'},
    {U'o', U'é', U'ó', U'e'}, {U'o', U'è', U'ò', U'e'}, {U'o', U'ẻ', U'ỏ', U'e'}, {U'o', U'ẹ', U'ọ', U'e'},
    {U'u', U'ý', U'ú', U'y'}, {U'u', U'ỷ', U'ủ', U'y'}, {U'u', U'ỵ', U'ụ', U'y'},
    {U'O', U'Á', U'Ó', U'A'}, {U'O', U'À', U'Ò', U'A'}, {U'O', U'Ả', U'Ỏ', U'A'}, {U'O', U'Ã', U'Õ', U'A'}, {U'O', U'Ạ', U'Ọ', U'A'},
    {U'O', U'É', U'Ó', U'E'}, {U'O', U'È', U'Ò', U'E'},
    {U'U', U'Ý', U'Ú', U'Y'}, {U'U', U'Ỷ', U'Ủ', U'Y'}, {U'U', U'Ỵ', U'Ụ', U'Y'},
}};

const Move* find_move(char32_t first, char32_t toned) {
  for (const Move& move : kMoves) {
    if (move.first == first && move.toned == toned) return &move;
  }
  return nullptr;
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
    if (after.length > 0 && is_letter(after.code)) continue;  // "hoàn", "khoáng"
    if (i > 0 && (out[i - 1] == 'q' || out[i - 1] == 'Q')) continue;  // "quý"
    std::string moved;
    append_utf8(moved, move->first_with_tone);
    append_utf8(moved, move->second);
    out.replace(i, moved.size(), moved);
  }
  return out;
}

Folded::Folded(std::string_view printed) : printed_(printed), folded_(place_tones(fold_lower(printed))) {
  tokens_.reserve(printed.size() / 5 + 1);
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
  const auto next = std::lower_bound(tokens_.begin(), tokens_.end(), byte,
                                     [](const Token& token, std::uint32_t at) { return token.range.begin < at; });
  return static_cast<int>(next - tokens_.begin());
}

int Folded::token_before(std::uint32_t byte) const {
  const auto next = std::upper_bound(tokens_.begin(), tokens_.end(), byte,
                                     [](std::uint32_t at, const Token& token) { return at < token.range.end; });
  return static_cast<int>(next - tokens_.begin()) - 1;
}

}  // namespace trichluc
