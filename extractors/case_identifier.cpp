#include "extractors/case_identifier.h"

#include <algorithm>
#include <array>

#include "extractors/reference_parts.h"
#include "extractors/resolve/document_number.h"

namespace trichluc {
namespace {

struct Head {
  std::string_view words;  // before "số", with qualifiers allowed between
  std::string_view type;
  bool quoted_from_here;  // the fact's text begins with these words
};

constexpr std::array<Head, 7> kHeads = {{
    {"hồ sơ vụ án", "hồ sơ", true},
    {"hồ sơ vụ việc", "hồ sơ", true},
    {"thụ lý", "thụ lý", true},
    {"bản án", "bản án", true},
    {"cáo trạng", "cáo trạng", true},
    {"quyết định", "quyết định", true},
    {"vụ án", "vụ án", true},
}};

struct FoundHead {
  const Head* head = nullptr;
  std::uint32_t begin = 0;
};

/// The nearest head before `end`, at most nine words away, not across punctuation or figures.
FoundHead head_before(const Scan& scan, std::uint32_t end) {
  int index = scan.text.token_before(end);
  FoundHead found;
  for (int steps = 0; index >= 0 && steps < 12; --index, ++steps) {
    const Token& token = scan.text.token(index);
    if (token.kind != TokenKind::kWord && scan.text.word(index) != "-" && scan.text.word(index) != ":") return found;
    const char first = scan.folded()[token.range.begin];
    for (const Head& head : kHeads) {
      if (first != head.words.front() || !scan.starts_with(token.range.begin, head.words)) continue;
      // "Quyết định đưa vụ án ra xét xử số": the outer word rules; everywhere else the nearest one does
      if (found.head != nullptr && found.head->type != "vụ án") return found;
      found = {&head, token.range.begin};
      break;
    }
  }
  return found;
}

/// Bytes of "/2010" that a number goes on with, 0 for none.
std::size_t year_behind(std::string_view text) {
  constexpr std::string_view kYear = "/2000";
  if (text.size() < kYear.size() || text[0] != '/' || (text[1] != '1' && text[1] != '2')) return 0;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!std::all_of(text.begin() + 1, text.begin() + kYear.size(), is_digit)) return 0;
  return text.size() > kYear.size() && is_digit(text[kYear.size()]) ? 0 : kYear.size();
}

}  // namespace

std::vector<Fact> find_case_identifiers(Scan& scan, std::string_view own_number) {
  std::vector<Fact> facts;
  std::string previous_type;
  std::uint32_t previous_end = 0;
  const auto add = [&](CaseIdentifier identifier, Range text, Range number, const Rule* rule) {
    const TimeSpan date = date_of(scan, number.end);
    if (!date.value.empty()) {
      identifier.date = date.value;
      text.end = date.text.end;
    }
    auto court = issuer_at(scan, number.end);
    if (!court && !date.value.empty()) court = issuer_at(scan, date.text.end);
    if (court) identifier.court = std::string(scan.printed(*court));
    previous_type = identifier.type;
    previous_end = text.end;
    const bool own = !own_number.empty() && identifier.number == own_number;
    scan.take(text);
    if (own) return;
    facts.push_back(scan.make_fact(std::move(identifier), text, number, rule));
    facts.back().confidence = 0.95;
  };

  for (const Hit& hit : number_hits(scan)) {
    if (hit.rule->id != "legal_reference.number") continue;
    const Range symbol_range = hit.capture("symbol");
    const DocumentNumber number = read_document_number(
        scan.printed(hit.capture("serial")), scan.printed(hit.capture("year")), scan.printed(symbol_range), '/');
    const std::uint32_t so = number_word_before(scan, hit.capture("serial").begin);
    const FoundHead found = head_before(scan, so);
    const bool court = is_court_symbol(number.symbol);
    const bool indictment = found.head != nullptr && found.head->type == "cáo trạng";
    const bool docket = found.head != nullptr &&
                        (found.head->type == "thụ lý" || found.head->type == "hồ sơ" || found.head->type == "bản án");
    if (!court && !indictment && !docket) continue;
    // "Thông báo thụ lý vụ án số 12/TB-TLVA", "Quyết định kháng nghị": documents of other types
    const TypeWord written =
        type_before(scan, so).type != nullptr ? type_before(scan, so) : type_further_left(scan, so);
    if (written.type != nullptr && !court && written.type->type_class != "court" &&
        written.begin <= (found.head != nullptr ? found.begin : so))
      continue;
    if (!court && docket && !type_of_symbol(number.symbol, scan.vocabulary).empty()) continue;
    CaseIdentifier identifier;
    identifier.number = number.number;
    std::uint32_t number_end = symbol_range.begin + number.used;
    if (const std::size_t year = year_behind(scan.folded().substr(number_end)); year > 0) {
      identifier.number += scan.folded().substr(number_end, year);  // "22/HSPT/2010"
      number_end += static_cast<std::uint32_t>(year);
    }
    Range text{so, number_end};
    const Range number_text{hit.capture("serial").begin, number_end};
    if (found.head != nullptr) {
      identifier.type = found.head->type;
      if (identifier.type == "vụ án") identifier.type = number.symbol.starts_with("TL") ? "thụ lý" : "vụ án";
      text.begin = found.begin;
    } else {
      const std::string_view gap = trim(scan.between(previous_end, so));
      const bool listed = !previous_type.empty() && (gap == "," || gap == "và" || gap == ";");
      identifier.type = listed                            ? previous_type
                        : number.symbol.starts_with("TL") ? "thụ lý"
                        : number.symbol.starts_with("QĐ") ? "quyết định"
                                                          : "bản án";
    }
    add(std::move(identifier), text, number_text, hit.rule);
  }
  for (const Hit& hit : scan.hits) {
    if (hit.rule->kind != RuleKind::kCaseIdentifier || scan.is_taken(hit.span)) continue;
    const std::string_view after = scan.folded().substr(hit.span.end, 2);
    if (after.starts_with("/") || after.starts_with("-") || after.starts_with(" /")) {
      scan.turn_down(hit, "the number goes on");
      continue;
    }
    CaseIdentifier identifier;
    const std::string_view head = scan.folded(hit.capture("type"));
    identifier.type = head.starts_with("hồ sơ") ? "hồ sơ" : std::string(head);
    for (const char c : scan.printed(hit.capture("number"))) {
      if (c != ' ') identifier.number += c;
    }
    if (identifier.type == "vụ án" && identifier.number.find('/') == std::string::npos) {
      scan.turn_down(hit, "the number of a case has a year");
      continue;
    }
    add(std::move(identifier), hit.span, hit.capture("number"), hit.rule);
  }
  std::sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) { return a.text.begin < b.text.begin; });
  return facts;
}

}  // namespace trichluc
