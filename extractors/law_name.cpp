#include "extractors/law_name.h"

#include <algorithm>
#include <array>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

struct TypeWord {
  std::string_view words;
  std::string_view code;
};

constexpr std::array<TypeWord, 6> kTypes = {{
    {"bộ luật", "BL"},
    {"luật", "L"},
    {"pháp lệnh", "PL"},
    {"hiến pháp", "HP"},
    {"công ước", "CU"},
    {"nghị định thư", "CU"},
}};

/// Words that end a name the vocabulary does not know.
constexpr std::array<std::string_view, 52> kStops = {
    "năm", "ngày", "số",   "quy",  "được", "đã",    "có",  "là",  "của",   "về",   "theo", "tại",  "trong",
    "cho", "với",  "để",   "thì",  "này",  "đó",    "đến", "từ",  "khi",   "nếu",  "do",   "bởi",  "hiện",
    "mới", "nêu",  "trên", "sửa",  "ban",  "thông", "như", "còn", "không", "sẽ",   "phải", "nhằm", "trước",
    "sau", "cùng", "mà",   "chưa", "gồm",  "tới",   "qua", "vào", "bằng",  "đang", "cũng", "nên",  "bị"};

/// Words after the type word that make it another word or a bare mention.
constexpr std::array<std::string_view, 16> kNoName = {"này",  "đó",  "sư",   "gia",    "pháp", "định", "lệ",  "hiện",
                                                      "trên", "nêu", "khác", "chuyên", "mới",  "học",  "tục", "quốc"};

bool upper_at(const Scan& scan, std::uint32_t at) { return is_upper(decode_utf8(scan.text.printed(), at).code); }

bool is_one_of(std::string_view word, const auto& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string printed_name(const Scan& scan, Range range, std::string_view code) {
  std::string name(scan.printed(range));
  // In a heading of capitals the name is put into ordinary case, with one capital after the type word.
  if (is_capitals(name)) {
    name = fold_lower(name);
    const std::size_t type_words = code == "BL" || code == "PL" || code == "HP" || code == "CU" ? 2 : 1;
    std::size_t at = 0;
    for (std::size_t i = 0; i < type_words && at != std::string::npos; ++i) at = name.find(' ', at + (i > 0 ? 1 : 0));
    const auto raise = [&](std::size_t begin) {
      const Decoded first = decode_utf8(name, begin);
      std::string upper;
      append_utf8(upper, to_upper(first.code));
      if (upper.size() == first.length) name.replace(begin, first.length, upper);
    };
    raise(0);
    if (at != std::string::npos && at + 1 < name.size()) raise(at + 1);
    return name;
  }
  const Decoded first = decode_utf8(name, 0);
  std::string upper;
  append_utf8(upper, to_upper(first.code));
  if (upper.size() == first.length) name.replace(0, first.length, upper);
  return name;
}

/// The end of an unknown name that begins at token `index`; 0 when none begins there.
std::uint32_t unknown_name_end(const Scan& scan, int index, bool treaty) {
  std::uint32_t end = 0;
  int words = 0;
  for (int i = index; i < scan.text.count() && words < 14; ++i, ++words) {
    const Token& token = scan.text.token(i);
    const std::string_view word = scan.text.word(i);
    if (token.kind == TokenKind::kPunct) {
      // a comma goes on only inside "Phòng, chống ..."
      const bool pair = word == "," && i + 1 < scan.text.count() &&
                        (scan.text.word(i + 1) == "chống" || scan.text.word(i + 1) == "chữa");
      if (!pair) break;
      continue;
    }
    if (token.kind == TokenKind::kNumber) break;
    if (word == "và") {
      if (i + 1 >= scan.text.count()) break;
      const Token& next = scan.text.token(i + 1);
      const std::string_view after = scan.text.word(i + 1);
      const bool other_law = after == "luật" || after == "bộ" || after == "nghị" || after == "các" ||
                             after == "thông" || after == "pháp" || after == "quyết" || after == "chỉ";
      if (next.kind != TokenKind::kWord || other_law || !upper_at(scan, next.range.begin)) break;
      continue;
    }
    if (is_one_of(word, kStops) && !(treaty && word == "về")) break;
    end = token.range.end;
  }
  return end;
}

/// "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C" is one law: the end of the laws it amends, 0 when
/// none are named. A comma goes on only in a list that "và" closes or that one date or number stands behind; laws with
/// dates of their own are laws apart.
std::uint32_t amended_laws_end(const Scan& scan, std::uint32_t after_type, std::uint32_t sentence_end) {
  constexpr std::size_t kReach = 180;
  for (const std::string_view lead : {"của ", "điều "}) {
    const std::size_t inner = scan.folded().find(lead, after_type);
    if (inner == std::string_view::npos || inner >= after_type + kReach || inner >= sentence_end) continue;
    auto part = static_cast<std::uint32_t>(inner + lead.size());
    if (scan.starts_with(part, "các ")) part += static_cast<std::uint32_t>(std::string_view("các ").size());
    std::uint32_t sure = 0, end = 0;  // `end`: with the members behind commas
    while (const auto named = law_name_at(scan, part)) {
      end = named->text.end;
      const std::string_view before = scan.folded().substr(0, part);
      if (sure == 0 || before.ends_with(" và ")) sure = end;
      const std::string_view rest = scan.folded().substr(end);
      const std::string_view joint = rest.starts_with(" và ") ? " và " : rest.starts_with(", ") ? ", " : "";
      if (joint.empty()) break;
      part = end + static_cast<std::uint32_t>(joint.size());
    }
    if (end == 0) continue;
    const std::string_view rest = scan.folded().substr(end);
    return rest.starts_with(" ngày ") || rest.starts_with(" số ") || rest.starts_with(" năm ") ? end : sure;
  }
  return 0;
}

}  // namespace

std::optional<LawName> law_name_at(const Scan& scan, std::uint32_t at) {
  const TypeWord* type = nullptr;
  for (const TypeWord& candidate : kTypes) {
    if (type == nullptr && scan.starts_with(at, candidate.words)) type = &candidate;
  }
  if (type == nullptr) return std::nullopt;
  LawName law;
  law.type = type->code;
  const auto after_type = static_cast<std::uint32_t>(at + type->words.size());
  const int next = scan.text.token_from(after_type);

  if (law.type == "HP") {
    if (!upper_at(scan, at)) return std::nullopt;
    law.name = "Hiến pháp";
    law.text = {at, after_type};
    constexpr std::string_view kState = " nước cộng hòa xã hội chủ nghĩa việt nam";
    if (scan.starts_with(after_type, kState)) {
      law.text.end += static_cast<std::uint32_t>(kState.size());
      law.name = "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam";
    }
    return law;
  }
  const bool treaty = law.type == "CU";

  if (!treaty && next < scan.text.count() && scan.starts_with(scan.text.token(next).range.begin, "sửa đổi")) {
    const std::uint32_t end = amended_laws_end(scan, after_type, scan.sentence_at(at).end);
    if (end == 0) return std::nullopt;
    law.text = {at, end};
    law.name = printed_name(scan, law.text, law.type);
    return law;
  }

  const PhraseTable& table = treaty ? scan.vocabulary.treaty_names : scan.vocabulary.law_names;
  if (const auto known = table.longest_at(scan.folded(), at); known.index >= 0 && known.length > type->words.size()) {
    law.text = {at, at + known.length};
    const auto& names = treaty ? scan.vocabulary.treaties : scan.vocabulary.laws;
    law.name = names[static_cast<std::size_t>(known.index)];
    // a longer name than the vocabulary's goes on with a capital ("Luật Giáo dục" in "Luật Giáo dục Đại học")
    return law;
  }
  if (next >= scan.text.count()) return std::nullopt;
  const Token& first = scan.text.token(next);
  if (first.kind != TokenKind::kWord || is_one_of(scan.text.word(next), kNoName)) return std::nullopt;
  const bool capitals = is_capitals(scan.printed({at, after_type})) && is_capitals(scan.text.printed());
  if (!treaty && (capitals || !upper_at(scan, first.range.begin))) return std::nullopt;
  if (treaty && (!upper_at(scan, at) || capitals)) return std::nullopt;
  const std::uint32_t end = unknown_name_end(scan, next, treaty);
  if (end == 0) return std::nullopt;
  law.text = {at, end};
  if (treaty && scan.folded(law.text).find(" về ") == std::string_view::npos && !upper_at(scan, first.range.begin))
    return std::nullopt;
  law.name = printed_name(scan, law.text, law.type);
  return law;
}

}  // namespace trichluc
