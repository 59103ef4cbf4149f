#include "extractors/resolve/breakdowns.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

/// A count or an amount, with what makes two of them comparable.
struct Quantity {
  std::size_t fact = 0;
  Decimal value;
  std::string measure;  // unit or currency
  Range text;
  Figure* figure = nullptr;
};

std::vector<Quantity> quantities_of(std::vector<Fact>& facts, std::size_t begin, std::size_t end) {
  std::vector<Quantity> found;
  for (std::size_t i = begin; i < end; ++i) {
    if (auto* budget = std::get_if<Budget>(&facts[i].value))
      found.push_back({i, budget->amount, budget->currency, facts[i].text, &budget->figure});
    if (auto* count = std::get_if<Count>(&facts[i].value))
      found.push_back({i, count->value, count->unit, facts[i].text, &count->figure});
  }
  return found;
}

bool plain(const Quantity& quantity) {
  return quantity.figure->comparator == Comparator::kEqual && quantity.figure->change == Change::kNone;
}

/// "vụ" and "vụ việc", "lượt người" and "lượt trẻ em": the same head noun.
bool same_measure(const Quantity& a, const Quantity& b) {
  const auto head = [](const std::string& unit) { return unit.substr(0, unit.find(' ')); };
  return a.measure == b.measure || head(a.measure) == head(b.measure);
}

std::string folded(const std::string& text, std::uint32_t begin, std::uint32_t end) {
  return begin < end ? fold_lower(std::string_view(text).substr(begin, end - begin)) : std::string();
}

/// What leads from a whole to its parts; empty when nothing does.
enum class Opening { kNone, kAmong, kAll };

Opening opening_between(const std::string& between) {
  if (between.find("bao gồm") != std::string::npos || between.find("gồm") != std::string::npos) return Opening::kAll;
  if (between.find("trong đó") != std::string::npos) return Opening::kAmong;
  const std::size_t bracket = between.find('(');
  if (bracket != std::string::npos && between.find(')', bracket) == std::string::npos) return Opening::kAmong;
  if (between.find("cụ thể:") != std::string::npos) return Opening::kAmong;
  return Opening::kNone;
}

Check sum_check(const std::vector<Fact>& facts, const Quantity& whole, const std::vector<const Quantity*>& parts) {
  Check check;
  check.type = Check::Type::kSum;
  check.whole = facts[whole.fact].id;
  check.stated = whole.value;
  check.computed = {0, 0};
  for (const Quantity* part : parts) {
    check.parts.push_back(facts[part->fact].id);
    check.computed = check.computed + part->value;
  }
  check.computed.shorten();
  check.holds = check.computed == check.stated;
  return check;
}

/// The parts of `whole` among what follows it in the block, up to the sentence's end.
void find_parts(const std::string& text, std::vector<Fact>& facts, std::vector<Quantity>& quantities, std::size_t index,
                std::vector<Check>& checks) {
  const Quantity& whole = quantities[index];
  if (!plain(whole)) return;
  int depth = 0;
  std::size_t close = std::string::npos;  // of brackets that open behind the whole
  bool bracket_first = false;
  std::vector<const Quantity*> parts;
  Opening opening = Opening::kNone;
  for (std::size_t k = index + 1; k < quantities.size(); ++k) {
    Quantity& next = quantities[k];
    const std::string between = folded(text, whole.text.end, next.text.begin);
    // a new sentence ends it, unless it begins "Trong đó"
    const std::size_t stop = between.find(". ");
    if (stop != std::string::npos && between.compare(stop + 2, std::string_view("trong đó").size(), "trong đó") != 0)
      break;
    if (!same_measure(whole, next) || !plain(next)) continue;
    const Opening here = opening_between(between);
    if (opening == Opening::kNone) {
      if (here == Opening::kNone) break;
      opening = here;
      const std::size_t bracket = between.find('(');
      bracket_first = bracket != std::string::npos && between.find("trong đó") == std::string::npos &&
                      between.find("gồm") == std::string::npos;
      if (bracket_first) {
        depth = 0;
        for (std::size_t at = whole.text.end + bracket; at < text.size(); ++at) {
          if (text[at] == '(') ++depth;
          if (text[at] == ')' && --depth == 0) {
            close = at;
            break;
          }
        }
      }
    }
    if (bracket_first && close != std::string::npos && next.text.begin > close) break;
    if (whole.value < next.value) break;
    if (!next.figure->per.empty()) continue;
    parts.push_back(&next);
  }
  if (parts.empty()) return;
  // The first members that add up to the whole are its parts; "trong đó" alone makes parts without a sum.
  Decimal sum{0, 0};
  std::size_t used = 0;
  bool exact = false;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    sum = sum + parts[k]->value;
    if (sum == whole.value) {
      used = k + 1;
      exact = true;
      break;
    }
    if (whole.value < sum) break;
  }
  const auto adopt = [&](const Quantity* part) {
    Figure* figure = part->figure;
    if (figure->part_of.empty()) figure->part_of = facts[whole.fact].id;
  };
  if (exact && used >= 2) {
    std::vector<const Quantity*> members(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(used));
    for (const Quantity* part : members) adopt(part);
    checks.push_back(sum_check(facts, whole, members));
    return;
  }
  for (const Quantity* part : parts) adopt(part);
  // "gồm" names all members: a sum that does not come out is worth a look, if it is near
  if (opening == Opening::kAll && parts.size() >= 2) {
    Check check = sum_check(facts, whole, parts);
    const double ratio = check.computed.to_double() / check.stated.to_double();
    if (ratio > 0.8 && ratio < 1.25) checks.push_back(std::move(check));
  }
}

/// "866 lượt người (chiếm 85%)" of 1.008: the share as computed, to one decimal.
void find_shares(const std::string& text, const std::vector<Fact>& facts, std::size_t begin, std::size_t end,
                 std::vector<Check>& checks) {
  for (std::size_t i = begin; i + 1 < end; ++i) {
    const auto* percentage = std::get_if<Percentage>(&facts[i + 1].value);
    if (percentage == nullptr || percentage->figure.change != Change::kNone ||
        percentage->figure.comparator != Comparator::kEqual)
      continue;
    const Figure* figure = nullptr;
    Decimal part;
    if (const auto* count = std::get_if<Count>(&facts[i].value)) {
      figure = &count->figure;
      part = count->value;
    } else if (const auto* budget = std::get_if<Budget>(&facts[i].value)) {
      figure = &budget->figure;
      part = budget->amount;
    }
    if (figure == nullptr || figure->part_of.empty()) continue;
    const std::string between = folded(text, facts[i].text.end, facts[i + 1].text.begin);
    if (between.size() > 60 || between.find("chiếm") == std::string::npos) continue;
    const auto whole =
        std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.id == figure->part_of; });
    if (whole == facts.end()) continue;
    Decimal of;
    if (const auto* count = std::get_if<Count>(&whole->value)) of = count->value;
    if (const auto* budget = std::get_if<Budget>(&whole->value)) of = budget->amount;
    if (of.digits == 0) continue;
    const double computed = part.to_double() / of.to_double() * 100;
    Check check;
    check.type = Check::Type::kShare;
    check.whole = whole->id;
    check.parts = {facts[i].id};
    check.percentage = facts[i + 1].id;
    check.stated = percentage->value;
    check.computed = {static_cast<std::int64_t>(std::lround(computed * 10)), 1};
    check.computed.shorten();
    // rounded or cut off at the digits that are printed
    const double step = std::pow(10.0, -percentage->value.scale);
    check.holds = std::abs(computed - percentage->value.to_double()) <= step / 2 + 1e-9;
    checks.push_back(std::move(check));
  }
}

}  // namespace

std::vector<Check> find_breakdowns(const Document& document, std::vector<Fact>& facts) {
  std::vector<Check> checks;
  for (std::size_t begin = 0; begin < facts.size();) {
    std::size_t end = begin;
    while (end < facts.size() && facts[end].block == facts[begin].block) ++end;
    const std::string& text = document.blocks[static_cast<std::size_t>(facts[begin].block)].text;
    if (!facts[begin].table) {
      std::vector<Quantity> quantities = quantities_of(facts, begin, end);
      for (std::size_t i = 0; i < quantities.size(); ++i) find_parts(text, facts, quantities, i, checks);
      find_shares(text, facts, begin, end, checks);
    }
    begin = end;
  }
  return checks;
}

}  // namespace trichluc
