#include "extractors/reference_parts.h"

#include <algorithm>

#include "extractors/time.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::vector<Hit> number_hits(const Scan& scan) {
  std::vector<Hit> hits;
  for (const Hit& hit : scan.hits) {
    if (hit.rule->kind != RuleKind::kLegalReference || scan.is_taken(hit.span)) continue;
    if (one_of(hit.rule->id, {"legal_reference.number", "legal_reference.assembly", "legal_reference.party",
                              "legal_reference.blank_number"}))
      hits.push_back(hit);
  }
  return choose(std::move(hits));
}

bool plausible_symbol(std::string_view symbol) {
  std::size_t capitals = 0;
  for (std::size_t i = 0; i < symbol.size();) {
    const Decoded here = decode_utf8(symbol, i);
    if (is_upper(here.code)) ++capitals;
    i += here.length;
  }
  return capitals >= 2;
}

std::uint32_t skip_blanks_back(const Scan& scan, std::uint32_t at) {
  while (at > 0 && (scan.folded()[at - 1] == ' ' || scan.folded()[at - 1] == ':')) --at;
  return at;
}

TypeWord type_before(const Scan& scan, std::uint32_t end) {
  end = skip_blanks_back(scan, end);
  const auto found = scan.vocabulary.type_names.longest_before(scan.folded(), end);
  if (found.index < 0) return {};
  return {&scan.vocabulary.types[static_cast<std::size_t>(found.index)], end - found.length};
}

TypeWord type_further_left(const Scan& scan, std::uint32_t end) {
  int index = scan.text.token_before(end);
  for (int steps = 0; index >= 0 && steps < 12; --index, ++steps) {
    const Token& token = scan.text.token(index);
    if (token.kind != TokenKind::kWord) return {};
    const TypeWord type = type_before(scan, token.range.end);
    if (type.type == nullptr) continue;
    const std::string_view between = trim(scan.between(token.range.end, end));
    const bool issuer = between.starts_with("của ") || between.starts_with("do ");
    // a qualifier is short; capitals of another name or a verb in between make it another phrase
    if (!issuer && steps > 6) return {};
    for (const std::string_view verb :
         {"ban hành", "thực hiện", "theo", "và", "về", "tại", "có", "đã", "được", "trên"}) {
      if (contains_word(between, verb)) return {};
    }
    return type;
  }
  return {};
}

std::uint32_t number_word_before(const Scan& scan, std::uint32_t at) {
  const std::uint32_t end = skip_blanks_back(scan, at);
  const std::string_view before = scan.folded().substr(0, end);
  if (ends_with_word(before, "số")) return end - static_cast<std::uint32_t>(std::string_view("số").size());
  if (ends_with_word(before, "sô")) return end - static_cast<std::uint32_t>(std::string_view("sô").size());
  return at;
}

std::optional<Range> issuer_at(const Scan& scan, std::uint32_t at) {
  int index = scan.text.token_from(at);
  if (index < scan.text.count() && scan.text.word(index) == ",") ++index;
  if (index >= scan.text.count() || scan.text.word(index) != "của") return std::nullopt;
  ++index;
  if (index >= scan.text.count()) return std::nullopt;
  const std::uint32_t begin = scan.text.token(index).range.begin;
  if (!is_upper(decode_utf8(scan.text.printed(), begin).code)) return std::nullopt;
  std::uint32_t end = begin;
  for (int words = 0; index < scan.text.count() && words < 20; ++index, ++words) {
    const Token& token = scan.text.token(index);
    const std::string_view word = scan.text.word(index);
    if (token.kind == TokenKind::kNumber) break;
    if (token.kind == TokenKind::kPunct && word != "-" && word != "–" && word != "&") {
      // "Bộ Văn hóa, Thể thao và Du lịch": the name goes on with a capital that begins no new clause
      if (word != "," || index + 1 >= scan.text.count()) break;
      const Token& next = scan.text.token(index + 1);
      if (next.kind != TokenKind::kWord || !is_upper(decode_utf8(scan.text.printed(), next.range.begin).code)) break;
      const std::string_view body = scan.folded({begin, end});
      if (!(body.starts_with("bộ") || body.starts_with("sở") || body.starts_with("phòng") ||
            body.starts_with("ủy ban")))
        break;
      if (scan.vocabulary.type_names.longest_at(scan.folded(), next.range.begin).index >= 0) break;
      if (scan.vocabulary.body_heads.longest_at(scan.folded(), next.range.begin).index >= 0) break;
      continue;
    }
    if (one_of(word, {"về",    "quy", "hướng", "ban",  "phê", "sửa", "ngày", "thì", "đã",  "là",
                      "trong", "tại", "theo",  "để",   "cho", "đối", "được", "với", "nêu", "gửi",
                      "ký",    "đề",  "yêu",   "giao", "năm", "có",  "ghi",  "bổ"})) {
      // "Ban Chấp hành", "Thông tin", "Quy hoạch": part of a name when it begins with a capital
      const bool capital = is_upper(decode_utf8(scan.text.printed(), token.range.begin).code);
      if (!capital) break;
    }
    if (word == "và" && index + 1 < scan.text.count() &&
        !is_upper(decode_utf8(scan.text.printed(), scan.text.token(index + 1).range.begin).code))
      break;
    if (word == "và" && index + 1 < scan.text.count() &&
        scan.vocabulary.type_names.longest_at(scan.folded(), scan.text.token(index + 1).range.begin).index >= 0)
      break;
    if (token.kind == TokenKind::kWord) end = token.range.end;
  }
  if (end == begin) return std::nullopt;
  return Range{begin, end};
}

TimeSpan date_of(const Scan& scan, std::uint32_t end) {
  std::uint32_t at = end;
  const auto skip = [&](std::string_view words) {
    if (!scan.starts_with(at, words)) return false;
    at += static_cast<std::uint32_t>(words.size());
    return true;
  };
  const auto blanks = [&] {
    while (at < scan.folded().size() && (scan.folded()[at] == ' ' || scan.folded()[at] == ',')) ++at;
  };
  blanks();
  skip("(");
  if (!skip("cùng ")) skip("đều ");
  for (const std::string_view word : {"được ban hành ", "ban hành ", "ký ", "đề "}) {
    if (skip(word)) break;
  }
  TimeSpan date = date_at(scan, at);
  if (!date.value.empty()) return date;
  at = end;
  const auto issuer = issuer_at(scan, at);
  if (!issuer) return {};
  at = issuer->end;
  blanks();
  for (const std::string_view word : {"ban hành ", "ký ", "("}) {
    if (skip(word)) break;
  }
  if (!scan.starts_with(at, "ngày")) return {};
  return date_at(scan, at);
}

}  // namespace trichluc
