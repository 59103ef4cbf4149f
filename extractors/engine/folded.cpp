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

/// Whether a letter is the second of some move, told by one look: most letters behind an o or u are not.
constexpr std::size_t toned_slot(char32_t code) {
  return code < 0x100 ? code : code >= 0x1E00 && code < 0x1F00 ? 0x100 + (code - 0x1E00) : 0;
}
constexpr std::array<bool, 0x200> make_toned() {
  std::array<bool, 0x200> toned{};
  for (const Move& move : kMoves) toned[toned_slot(move.toned)] = true;
  return toned;
}
constexpr std::array<bool, 0x200> kToned = make_toned();

const Move* find_move(char32_t first, char32_t toned) {
  if (!kToned[toned_slot(toned)]) return nullptr;
  for (const Move& move : kMoves) {
    if (move.first == first && move.toned == toned) return &move;
  }
  return nullptr;
}

/// The move for the o or u at byte `at`, nullptr for none.
const Move* move_at(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size() || static_cast<unsigned char>(text[at + 1]) < 0x80) return nullptr;
  const Decoded toned = decode_utf8(text, at + 1);
  const Move* move = find_move(static_cast<char32_t>(text[at]), toned.code);
  if (move == nullptr) return nullptr;
  const Decoded after = decode_utf8(text, at + 1 + toned.length);
  if (after.length > 0 && is_letter(after.code)) return nullptr;               // "hoàn", "khoáng"
  if (at > 0 && (text[at - 1] == 'q' || text[at - 1] == 'Q')) return nullptr;  // "quý"
  return move;
}

void apply(const Move& move, std::string& text, std::size_t at) {
  std::string moved;
  append_utf8(moved, move.first_with_tone);
  append_utf8(moved, move.second);
  text.replace(at, moved.size(), moved);
}

}  // namespace

std::string place_tones(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i + 1 < out.size(); ++i) {
    const char c = out[i];
    if (c != 'o' && c != 'u' && c != 'O' && c != 'U') continue;
    if (const Move* move = move_at(out, i)) apply(*move, out, i);
  }
  return out;
}

Folded::Folded(std::string_view printed) : printed_(printed), folded_(printed) {
  printed_codes_.resize(printed.size());
  folded_codes_.resize(printed.size());
  offsets_.resize(printed.size() + 1);
  capitals_.reserve(printed.size() / 16 + 1);
  // By pointers of our own: a character written might be part of this object, as far as the compiler can tell.
  char* const folded = folded_.data();
  char* const printed_codes = printed_codes_.data();
  char* const folded_codes = folded_codes_.data();
  std::uint32_t* const offsets = offsets_.data();
  std::size_t count = 0;
  bool may_move = false;  // a plain o or u with a toned letter behind it
  for (std::size_t at = 0; at < printed.size(); ++count) {
    offsets[count] = static_cast<std::uint32_t>(at);
    const auto byte = static_cast<unsigned char>(printed[at]);
    if (byte < 0x80) {
      const std::uint8_t code = to_code(byte);
      printed_codes[count] = static_cast<char>(code);
      folded_codes[count] = static_cast<char>(lower_code(code));
      if (byte >= 'A' && byte <= 'Z') {
        folded[at] = static_cast<char>(byte + 32);
        capitals_.push_back(static_cast<std::uint32_t>(count));
      }
      ++at;
      continue;
    }
    const Decoded here = decode_wide(printed, at, byte);
    const std::uint8_t code = to_code(here.code);
    const std::uint8_t lower = lower_code(code);
    printed_codes[count] = static_cast<char>(code);
    folded_codes[count] = static_cast<char>(lower);
    if (lower != code) {
      overwrite_utf8(folded_, at, here.length, to_lower(here.code));
      capitals_.push_back(static_cast<std::uint32_t>(count));
    }
    if (!may_move && count > 0 && (folded_codes[count - 1] == 'o' || folded_codes[count - 1] == 'u'))
      may_move = find_move(static_cast<char32_t>(folded_codes[count - 1]), to_lower(here.code)) != nullptr;
    at += here.length;
  }
  offsets_[count] = static_cast<std::uint32_t>(printed.size());
  offsets_.resize(count + 1);
  printed_codes_.resize(count);
  folded_codes_.resize(count);
  if (may_move) move_tones();
}

void Folded::move_tones() {
  for (std::size_t i = 0; i + 1 < folded_codes_.size(); ++i) {
    if (folded_codes_[i] != 'o' && folded_codes_[i] != 'u') continue;
    const Move* move = move_at(folded_, offsets_[i]);
    if (move == nullptr) continue;
    apply(*move, folded_, offsets_[i]);
    folded_codes_[i] = static_cast<char>(to_code(move->first_with_tone));
    folded_codes_[i + 1] = static_cast<char>(to_code(move->second));
  }
}

void Folded::cut() const {
  tokens_.reserve(printed_.size() / 5 + 1);
  const std::string_view codes = folded_codes_;
  const auto digit = [codes](std::size_t i) { return i < codes.size() && codes[i] >= '0' && codes[i] <= '9'; };
  bool space = false;
  for (std::size_t at = 0; at < codes.size();) {
    const std::size_t begin = at;
    const auto code = static_cast<std::uint8_t>(codes[at++]);
    if (code == ' ' || code == '\t') {
      space = true;
      continue;
    }
    TokenKind kind = TokenKind::kPunct;
    if (digit(begin)) {
      kind = TokenKind::kNumber;
      while (digit(at) || (at < codes.size() && (codes[at] == '.' || codes[at] == ',') && digit(at + 1))) ++at;
    } else if (is_letter_code(code)) {
      kind = TokenKind::kWord;
      while (at < codes.size() && token_kind(static_cast<std::uint8_t>(codes[at])) == CodeKind::kWord) ++at;
    }
    tokens_.push_back({{byte_of(begin), byte_of(at)}, kind, space});
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
