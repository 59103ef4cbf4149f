#include "extractors/values/edtf.h"

#include <array>

namespace trichluc {
namespace {

std::string two(int number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

}  // namespace

std::string to_edtf(const Date& date) {
  std::string text = date.year > 0 ? std::to_string(date.year) : "XXXX";
  if (date.month > 0) {
    text += "-" + two(date.month);
  } else if (date.day > 0) {
    text += "-XX";
  }
  if (date.day > 0) text += "-" + two(date.day);
  return text;
}

std::string to_edtf(const Date& begin, const std::optional<Date>& end) {
  return to_edtf(begin) + "/" + (end ? to_edtf(*end) : "..");
}

MonthSpan quarter(int number, int year) { return {{year, number * 3 - 2, 0}, {year, number * 3, 0}}; }
MonthSpan first_months(int months, int year) { return {{year, 1, 0}, {year, months, 0}}; }
MonthSpan last_months(int months, int year) { return {{year, 13 - months, 0}, {year, 12, 0}}; }

bool is_valid(const Date& date) {
  static constexpr std::array<int, 13> kDays = {31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (date.year != 0 && (date.year < 1900 || date.year > 2100)) return false;
  if (date.month < 0 || date.month > 12) return false;
  if (date.day < 0 || date.day > kDays[static_cast<std::size_t>(date.month)]) return false;
  if (date.month == 2 && date.day == 29 && date.year != 0) {
    const bool leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
    return leap;
  }
  return true;
}

}  // namespace trichluc
