#include "extractors/reference_parts.h"

#include <algorithm>

#include "extractors/body_name.h"
#include "extractors/time.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::vector<Hit> number_hits(const Scan& scan) {
  std::vector<Hit> hits;
  for (const Hit& hit : scan.hits) {
    if (hit.rule->kind != RuleKind::kLegalReference) continue;
    static constexpr WordsByEnd kNumbers({"legal_reference.number", "legal_reference.assembly", "legal_reference.party",
                                          "legal_reference.old", "legal_reference.blank_number"});
    if (kNumbers.has(hit.rule->id) && !scan.is_taken(hit.span)) hits.push_back(hit);
  }
  return hits.size() < 2 ? hits : choose(std::move(hits));
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

std::uint32_t skip_blanks(const Scan& scan, std::uint32_t at) {
  while (at < scan.folded().size() && scan.folded()[at] == ' ') ++at;
  return at;
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

/// "Quyết định tuyên bố phá sản số": a type's name in small letters right behind another type's is its object.
static TypeWord outer_type(const Scan& scan, TypeWord type) {
  if (is_upper(decode_utf8(scan.text.printed(), type.begin).code) || type.begin == 0) return type;
  const TypeWord outer = type_before(scan, type.begin);
  return outer.type != nullptr && scan.folded()[type.begin - 1] == ' ' ? outer : type;
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
    // "Kết luận giám định pháp y về thương tích số": what was examined
    const bool expertise =
        between.starts_with("giám định") || between.starts_with("định giá") || between.starts_with("pháp y");
    // a qualifier is short; capitals of another name or a verb in between make it another phrase
    if (!issuer && !expertise && steps > 6) return {};
    for (const std::string_view verb :
         {"ban hành", "thực hiện", "theo", "và", "về", "tại", "có", "đã", "được", "trên"}) {
      if (contains_word(between, verb) && !(expertise && verb == "về")) return {};
    }
    return outer_type(scan, type);
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
  const Range name = body_name_at(scan, index);
  if (name.empty()) return std::nullopt;
  return name;
}

namespace {

bool is_blank_fill(std::string_view text, std::size_t at) {
  return text[at] == ' ' || text[at] == '.' || text[at] == '_' || text[at] == '/' || text[at] == '-';
}

/// A draft's date: "ngày …/5/2025", "ngày   tháng   năm 2025", from the word "ngày" at byte `begin`.
TimeSpan blank_date_at(const Scan& scan, std::uint32_t begin) {
  constexpr std::string_view kDay = "ngày", kMonth = "tháng", kYear = "năm", kDots = "…";
  if (!scan.starts_with(begin, kDay)) return {};
  const std::string_view text = scan.folded().substr(begin, 64);
  std::size_t at = kDay.size();
  const auto fill = [&] {
    while (at < text.size()) {
      if (is_blank_fill(text, at)) {
        ++at;
      } else if (text.substr(at).starts_with(kDots)) {
        at += kDots.size();
      } else {
        break;
      }
    }
  };
  const auto digits = [&] {
    std::size_t count = 0;
    while (at + count < text.size() && text[at + count] >= '0' && text[at + count] <= '9') ++count;
    const std::string_view found = text.substr(at, count);
    at += count;
    return found;
  };
  fill();
  if (text.substr(at).starts_with(kMonth)) at += kMonth.size();
  fill();
  std::string_view month = digits(), year;
  if (month.size() == 4) {
    year = month;
    month = {};
  } else {
    fill();
    if (text.substr(at).starts_with(kYear)) at += kYear.size();
    fill();
    year = digits();
  }
  if (year.size() != 4 || month.size() > 2 || !(year.starts_with("19") || year.starts_with("20"))) return {};
  const bool has_month = !month.empty() && month != "0" && month != "00" && (month.size() == 1 || month <= "12");
  TimeSpan date;
  date.value = std::string(year);
  if (has_month) date.value += (month.size() == 1 ? "-0" : "-") + std::string(month);
  date.text = date.digits = {begin, begin + static_cast<std::uint32_t>(at)};
  date.dated = true;
  return date;
}

}  // namespace

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
  // "số 1189/KL-KTHS(Đ2-MT) ngày 15/8/2023": a department glued on
  if (scan.starts_with(at, "(")) {
    const std::size_t close = scan.folded().find(')', at);
    if (close != std::string_view::npos && close < at + 14 && !scan.starts_with(at + 1, "ngày"))
      at = static_cast<std::uint32_t>(close) + 1;
  }
  blanks();
  skip("(");
  if (!skip("cùng ")) skip("đều ");
  for (const std::string_view word : {"được ban hành ", "ban hành ", "ký ", "đề ", "lập ", "được lập "}) {
    if (skip(word)) break;
  }
  if (skip("hồi ")) {  // "Công điện số 35/CĐ-TW hồi 15h00 ngày 18/7/2018"
    const std::size_t day = scan.folded().substr(at, 28).find("ngày");
    if (day != std::string_view::npos) at += static_cast<std::uint32_t>(day);
  }
  TimeSpan date = date_at(scan, at);
  if (date.value.empty()) date = blank_date_at(scan, at);
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
