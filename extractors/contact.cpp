#include "extractors/contact.h"

#include <algorithm>
#include <string>

namespace trichluc {
namespace {

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || (c == '+' && digits.empty())) digits += c;
  }
  return digits;
}

/// What the number belongs to: "Tổng đài điện thoại quốc gia bảo vệ trẻ em" from the words before it.
std::string owner_of(const Scan& scan, const Hit& hit, std::uint32_t number_begin) {
  std::string_view words = trim(scan.printed({hit.span.begin, number_begin}));
  while (!words.empty() && (words.back() == '(' || words.back() == ':' || words.back() == ' ')) words.remove_suffix(1);
  for (const std::string_view tail : {"số", "(số", ","}) {
    if (words.ends_with(tail)) words.remove_suffix(tail.size());
  }
  while (!words.empty() && (words.back() == '(' || words.back() == ':' || words.back() == ' ')) words.remove_suffix(1);
  return std::string(words);
}

}  // namespace

std::vector<Fact> find_contacts(Scan& scan) {
  std::vector<Fact> facts;
  std::vector<Hit> hits;
  for (const Hit& hit : scan.hits) {
    if (hit.rule->kind == RuleKind::kContact && !scan.is_taken(hit.span)) hits.push_back(hit);
  }
  std::stable_sort(hits.begin(), hits.end(),
                   [](const Hit& a, const Hit& b) { return a.rule->priority > b.rule->priority; });
  for (const Hit& hit : hits) {
    Contact contact;
    contact.type = std::string(hit.rule->constant("type"));
    Range text = hit.span;
    Range value = hit.span;
    if (contact.type == "phone") {
      if (hit.has("value")) {
        value = hit.capture("value");
        text = value;
        const Range so = hit.capture("so");
        if (!so.empty()) {
          text.begin = so.begin;
        } else if (hit.capture("gap").size() <= 1) {
          text.begin = hit.span.begin;
        }
        contact.of = owner_of(scan, hit, value.begin);
        // "tổng đài tiếp nhận 111 cuộc gọi": what is counted is no number to call
        const int next = scan.text.token_from(value.end);
        const bool word = next < scan.text.count() && scan.text.token(next).kind == TokenKind::kWord &&
                          scan.text.token(next).range.begin == value.end + 1;
        // "Tổng đài điện thoại quốc gia bảo vệ trẻ em năm 2031": a year
        if (so.empty() && ends_with_word(scan.folded().substr(0, value.begin), "năm")) {
          scan.turn_down(hit, "a year");
          continue;
        }
        // "đường dây 500 kV": what is measured is none either
        if (so.empty() && next < scan.text.count() && scan.text.token(next).range.begin <= value.end + 1 &&
            scan.vocabulary.measure_names.longest_at(scan.folded(), scan.text.token(next).range.begin).index >= 0) {
          scan.turn_down(hit, "it measures");
          continue;
        }
        if (word && so.empty() && hit.capture("gap").size() > 1 &&
            scan.vocabulary.nouns.longest_at(scan.folded(), scan.text.token(next).range.begin).index >= 0) {
          scan.turn_down(hit, "it counts what follows");
          continue;
        }
        const std::string_view after = scan.folded().substr(value.end, 1);
        if (after == "." || after == ",") {
          if (value.end + 1 < scan.folded().size() && scan.folded()[value.end + 1] >= '0' &&
              scan.folded()[value.end + 1] <= '9')
            continue;
        }
        if (after == "/" || after == "%") continue;
      } else {
        const std::string digits = digits_of(scan.printed(value));
        const std::size_t count = digits.starts_with("+84") ? digits.size() - 2 : digits.size();
        if (count != 10 && count != 11) {
          scan.turn_down(hit, "a telephone number has 10 or 11 digits");
          continue;
        }
        // without separators only what a telephone can begin with: "0000000001" is a code
        if (digits.size() == value.size() && digits[0] == '0' &&
            std::string_view("235789").find(digits[1]) == std::string_view::npos)
          continue;
        const std::uint32_t before = value.begin;
        if (before > 0 && ((scan.folded()[before - 1] >= '0' && scan.folded()[before - 1] <= '9') ||
                           scan.folded()[before - 1] == '.' || scan.folded()[before - 1] == ','))
          continue;
      }
      contact.value = digits_of(scan.printed(value));
    } else {
      std::string_view printed = scan.printed(value);
      while (!printed.empty() && (printed.back() == '.' || printed.back() == ',' || printed.back() == ';'))
        printed.remove_suffix(1);
      text.end = value.end = value.begin + static_cast<std::uint32_t>(printed.size());
      contact.value = std::string(printed);
    }
    if (scan.is_taken(text)) continue;
    scan.take(text);
    facts.push_back(scan.make_fact(std::move(contact), text, value, hit.rule));
    facts.back().confidence = 0.97;
  }
  std::sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) { return a.text.begin < b.text.begin; });
  return facts;
}

}  // namespace trichluc
