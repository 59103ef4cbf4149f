#include "extractors/values/number.h"

#include <algorithm>
#include <array>
#include <string>

namespace trichluc {
namespace {

bool all_digits(std::string_view text) {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return !text.empty();
}

std::optional<Decimal> to_decimal(std::string_view whole, std::string_view fraction) {
  if (whole.size() + fraction.size() > 18) return std::nullopt;
  Decimal value;
  for (const std::string_view part : {whole, fraction}) {
    for (const char c : part) value.digits = value.digits * 10 + (c - '0');
  }
  value.scale = static_cast<int>(fraction.size());
  return value;
}

/// "1.234.567" with `mark` between groups of three; the digits alone, or nothing.
std::optional<std::string> ungroup(std::string_view text, char mark) {
  std::string digits;
  std::size_t at = 0;
  bool first = true;
  while (true) {
    const std::size_t end = std::min(text.find(mark, at), text.size());
    const std::string_view group = text.substr(at, end - at);
    if (!all_digits(group) || (first ? group.size() > 3 : group.size() != 3)) return std::nullopt;
    digits += group;
    if (end == text.size()) return digits;
    at = end + 1;
    first = false;
  }
}

struct WordValue {
  std::string_view word;
  int value;
};

constexpr std::array<WordValue, 24> kUnits = {{
    {"không", 0},  {"một", 1},      {"mốt", 1},     {"hai", 2},         {"ba", 3},    {"bốn", 4},
    {"tư", 4},     {"năm", 5},      {"lăm", 5},     {"nhăm", 5},        {"sáu", 6},   {"bảy", 7},
    {"bẩy", 7},    {"tám", 8},      {"chín", 9},    {"mười", 10},       {"mươi", 10}, {"chục", 10},
    {"trăm", 100}, {"nghìn", 1000}, {"ngàn", 1000}, {"triệu", 1000000}, {"lẻ", -1},   {"linh", -1},
}};

const WordValue* find_word(std::string_view word) {
  for (const WordValue& entry : kUnits) {
    if (entry.word == word) return &entry;
  }
  return nullptr;
}

}  // namespace

std::optional<NumberReading> read_number(std::string_view digits) {
  const auto points = static_cast<std::size_t>(std::count(digits.begin(), digits.end(), '.'));
  const auto commas = static_cast<std::size_t>(std::count(digits.begin(), digits.end(), ','));
  const auto plain = [](std::string_view whole, std::string_view fraction,
                        bool decimal_point) -> std::optional<NumberReading> {
    if (!all_digits(whole) || (!fraction.empty() && !all_digits(fraction))) return std::nullopt;
    const auto value = to_decimal(whole, fraction);
    if (!value) return std::nullopt;
    return NumberReading{*value, decimal_point};
  };

  if (points == 0 && commas == 0) return plain(digits, "", false);
  if (commas == 0) {
    if (const auto whole = ungroup(digits, '.'); whole && digits[0] != '0') return plain(*whole, "", false);
    const std::size_t point = digits.find('.');
    const std::string_view fraction = digits.substr(point + 1);
    // "0.125": a leading zero groups nothing, so the point is a decimal one whatever follows.
    const bool leading_zero = digits.substr(0, point) == "0";
    if (points == 1 && (fraction.size() <= 2 || leading_zero)) return plain(digits.substr(0, point), fraction, true);
    return std::nullopt;
  }
  if (points == 0) {
    const std::size_t comma = digits.find(',');
    if (commas == 1) return plain(digits.substr(0, comma), digits.substr(comma + 1), false);
    // "1,500,000": two decimal commas make no sense, so they group.
    if (const auto whole = ungroup(digits, ',')) return plain(*whole, "", false);
    return std::nullopt;
  }
  const std::size_t last_comma = digits.rfind(','), last_point = digits.rfind('.');
  if (commas == 1 && last_comma > last_point) {
    if (const auto whole = ungroup(digits.substr(0, last_comma), '.'))
      return plain(*whole, digits.substr(last_comma + 1), false);
  }
  if (points == 1 && last_point > last_comma) {  // "1,234,567.89", copied from English tables
    if (const auto whole = ungroup(digits.substr(0, last_point), ','))
      return plain(*whole, digits.substr(last_point + 1), true);
  }
  return std::nullopt;
}

bool is_number_word(std::string_view word) { return find_word(word) != nullptr; }

std::optional<std::int64_t> read_number_words(const std::vector<std::string_view>& words) {
  if (words.empty()) return std::nullopt;
  std::int64_t total = 0;     // closed groups of thousands
  std::int64_t group = 0;     // below a thousand
  std::int64_t pending = -1;  // a digit that waits for its place
  bool any = false;
  for (const std::string_view word : words) {
    const WordValue* entry = find_word(word);
    if (entry == nullptr) return std::nullopt;
    any = true;
    if (entry->value < 0) {  // lẻ, linh: an empty tens place
      if (pending >= 0) return std::nullopt;
    } else if (entry->value < 10) {
      if (pending >= 0) return std::nullopt;
      pending = entry->value;
    } else if (entry->value == 10) {
      group += (pending < 0 ? 1 : pending) * 10;
      pending = -1;
    } else if (entry->value == 100) {
      if (pending < 0 && word == "trăm" && words.size() > 1 && &word != &words.front()) return std::nullopt;
      group += (pending < 0 ? 1 : pending) * 100;
      pending = -1;
    } else {
      group += pending < 0 ? 0 : pending;
      pending = -1;
      total += (group == 0 ? 1 : group) * entry->value;
      group = 0;
    }
  }
  if (!any) return std::nullopt;
  return total + group + (pending < 0 ? 0 : pending);
}

int read_roman(std::string_view text) {
  int total = 0, previous = 0;
  for (std::size_t i = text.size(); i-- > 0;) {
    int value = 0;
    switch (text[i]) {
      case 'I':
      case 'i': value = 1; break;
      case 'V':
      case 'v': value = 5; break;
      case 'X':
      case 'x': value = 10; break;
      default: return 0;
    }
    total += value < previous ? -value : value;
    previous = std::max(previous, value);
  }
  if (total < 1 || total > 39) return 0;
  // Written back, so that "IIX" or "VX" is not taken for one.
  static constexpr std::array<std::string_view, 10> kOnes = {"",  "I",  "II",  "III",  "IV",
                                                             "V", "VI", "VII", "VIII", "IX"};
  std::string back(static_cast<std::size_t>(total / 10), 'X');
  back += kOnes[static_cast<std::size_t>(total % 10)];
  if (back.size() != text.size()) return 0;
  for (std::size_t i = 0; i < back.size(); ++i) {
    if (back[i] != text[i] && back[i] + 32 != text[i]) return 0;
  }
  return total;
}

}  // namespace trichluc
