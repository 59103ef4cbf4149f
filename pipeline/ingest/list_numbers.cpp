#include "pipeline/ingest/list_numbers.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace trichluc {
namespace {

std::string roman(int number) {
  constexpr std::pair<int, const char*> kParts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                                                    {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                                                    {5, "v"},    {4, "iv"},   {1, "i"}};
  std::string text;
  for (const auto& [value, sign] : kParts) {
    for (; number >= value; number -= value) text += sign;
  }
  return text;
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(c - 'a' + 'A');
  return text;
}

}  // namespace

std::string format_number(int number, NumberFormat format) {
  const std::string decimal = std::to_string(number);
  switch (format) {
    case NumberFormat::kDecimalZero: return number >= 0 && number < 10 ? "0" + decimal : decimal;
    case NumberFormat::kLowerLetter:
    case NumberFormat::kUpperLetter: {
      // a ... z, aa, bb
      if (number < 1 || number > 780) return decimal;
      std::string text(static_cast<std::size_t>((number - 1) / 26 + 1), static_cast<char>('a' + (number - 1) % 26));
      return format == NumberFormat::kLowerLetter ? text : upper(text);
    }
    case NumberFormat::kLowerRoman:
    case NumberFormat::kUpperRoman:
      if (number < 1 || number > 3999) return decimal;
      return format == NumberFormat::kLowerRoman ? roman(number) : upper(roman(number));
    case NumberFormat::kNone:
    case NumberFormat::kBullet: return {};
    case NumberFormat::kDecimal: break;
  }
  return decimal;
}

std::string ListCounter::next(const ListFormat& format, int level) {
  level = std::clamp(level, 0, ListFormat::kLevels - 1);
  const auto at = static_cast<std::size_t>(level);
  for (std::size_t outer = 0; outer <= at; ++outer) {
    Count& count = counts_[outer];
    if (!count.running && !count.set) {
      count.value = format.levels[outer].start;
    } else if (outer == at && !count.set) {
      count.value += count.value < 1'000'000;
    }
    count.running = true;
    count.set = false;
  }
  for (std::size_t inner = at + 1; inner < counts_.size(); ++inner) counts_[inner] = {};

  const ListLevel& own = format.levels[at];
  if (own.format == NumberFormat::kBullet) return bullet_sign(own.text);
  std::string mark;
  for (std::size_t i = 0; i < own.text.size(); ++i) {
    const char digit = i + 1 < own.text.size() ? own.text[i + 1] : '\0';
    if (own.text[i] != '%' || digit < '1' || digit > '9') {
      mark += own.text[i];
      continue;
    }
    ++i;
    const auto of = static_cast<std::size_t>(digit - '1');
    const NumberFormat shown = own.decimal_only ? NumberFormat::kDecimal : format.levels[of].format;
    mark += format_number(counts_[of].running ? counts_[of].value : format.levels[of].start, shown);
  }
  return mark;
}

void ListCounter::restart(int level, int start) {
  const auto at = static_cast<std::size_t>(std::clamp(level, 0, ListFormat::kLevels - 1));
  counts_[at] = {start, true, true};
}

std::string bullet_sign(std::string_view sign) {
  if (sign == "-" || sign == "+" || sign == "*" || sign == "–" || sign == "•" || sign == "—") return std::string(sign);
  if (sign == "\xEF\x80\xAD") return "-";  // U+F02D, the hyphen of the Symbol font
  if (sign == "\xEF\x80\xAB") return "+";
  return sign.empty() ? std::string() : "•";
}

}  // namespace trichluc
