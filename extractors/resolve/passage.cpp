#include "extractors/resolve/passage.h"

#include <algorithm>
#include <cmath>

#include "extractors/char_set.h"
#include "extractors/values/number.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr std::size_t kMostNested = 8;

constexpr CharSet kMarks("().");

/// The end of the text where there is none.
std::uint32_t next_mark(std::string_view text, std::uint32_t from) {
  return static_cast<std::uint32_t>(std::min(kMarks.first_in(text, from), text.size()));
}

/// What one unit of the last digit written is worth: of "2,5 tỷ" a hundred million, of "156 triệu" a million.
double step_of(std::string_view digits, const Decimal& value) {
  const std::size_t length = digits.find_first_not_of("0123456789.,");
  const auto read = read_number(digits.substr(0, length));
  if (!read || read->value.digits == 0) return 0;
  const double scale = value.to_double() / read->value.to_double();
  if (read->value.scale == 0 && scale < 1.5) return 0;
  return scale * std::pow(10.0, -read->value.scale);
}

}  // namespace

bool same_measure(const Quantity& a, const Quantity& b) {
  const auto head = [](const std::string& unit) { return unit.substr(0, unit.find(' ')); };
  return a.measure == b.measure || head(a.measure) == head(b.measure);
}

Quantity quantity_of(std::vector<Fact>& facts, std::size_t index, std::string_view text) {
  Quantity quantity;
  quantity.fact = index;
  Fact& fact = facts[index];
  if (auto* budget = std::get_if<Budget>(&fact.value)) {
    quantity.value = budget->amount;
    quantity.measure = budget->currency;
    quantity.figure = &budget->figure;
  } else if (auto* count = std::get_if<Count>(&fact.value)) {
    quantity.value = count->value;
    quantity.measure = count->unit;
    quantity.figure = &count->figure;
  } else {
    return quantity;
  }
  quantity.text = {std::min(fact.text.begin, fact.digits.begin), std::max(fact.text.end, fact.digits.end)};
  if (fact.digits.begin < text.size()) quantity.step = step_of(text.substr(fact.digits.begin), quantity.value);
  return quantity;
}

Passage::Passage(const std::string& text, std::string_view folded, std::vector<Fact>& facts, std::size_t begin,
                 std::size_t end)
    : folded_(folded) {
  std::vector<std::uint32_t> open;
  std::uint32_t from = 0;
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t at = next_mark(text, 0); at < size; at = next_mark(text, at + 1)) {
    if (text[at] == '(') {
      open.push_back(at);
      if (open.size() > kMostNested) open.erase(open.begin());
    } else if (text[at] == ')' && !open.empty()) {
      brackets_.push_back({open.back(), at + 1});
      open.pop_back();
    } else if (text[at] == '.' && open.empty() && at + 2 < size && text[at + 1] == ' ' &&
               is_upper(decode_utf8(text, at + 2).code)) {
      sentences_.push_back({from, at + 1});
      from = at + 2;
    }
  }
  sentences_.push_back({from, size});
  std::sort(brackets_.begin(), brackets_.end(), [](Range a, Range b) { return a.begin < b.begin; });
  for (std::size_t i = begin; i < end; ++i) {
    Quantity quantity = quantity_of(facts, i, text);
    if (quantity.figure == nullptr) continue;
    quantity.bracket = bracket_at(quantity.text.begin);
    quantities_.push_back(std::move(quantity));
  }
}

Range Passage::sentence_at(std::uint32_t at) const {
  const auto next = std::upper_bound(sentences_.begin(), sentences_.end(), at,
                                     [](std::uint32_t place, Range range) { return place < range.begin; });
  return next == sentences_.begin() ? sentences_.front() : *std::prev(next);
}

int Passage::bracket_at(std::uint32_t at) const {
  // those that begin before `at`, the last one first: nesting is shallow
  auto next = std::upper_bound(brackets_.begin(), brackets_.end(), at,
                               [](std::uint32_t place, Range range) { return place <= range.begin; });
  for (std::size_t looked = 0; next != brackets_.begin() && looked < 2 * kMostNested; ++looked) {
    --next;
    if (next->begin < at && at < next->end) return static_cast<int>(next - brackets_.begin());
  }
  return -1;
}

}  // namespace trichluc
