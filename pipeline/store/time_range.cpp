#include "pipeline/store/time_range.h"

#include <charconv>
#include <chrono>
#include <cstdio>
#include <optional>

namespace trichluc {
namespace {

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// A part of a date: none where it is missing or X.
std::optional<int> part(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

TimeRange range_of_date(std::string_view date) {
  TimeRange range;
  const auto year = part(date.substr(0, 4));
  const auto month = date.size() >= 7 ? part(date.substr(5, 2)) : std::nullopt;
  const auto day = date.size() >= 10 ? part(date.substr(8, 2)) : std::nullopt;
  if (month) range.month_day = day ? two(*month) + "-" + two(*day) : two(*month);
  if (!year) {
    if (!month && day) range.month_day = "XX-" + two(*day);
    return range;
  }
  const std::string head(date.substr(0, 4));
  const int last = month ? days_of_month(*year, *month) : 31;
  range.begin = head + "-" + two(month.value_or(1)) + "-" + two(month ? day.value_or(1) : 1);
  range.end = head + "-" + two(month.value_or(12)) + "-" + two(month ? day.value_or(last) : 31);
  return range;
}

std::chrono::year_month_day parse(std::string_view day) {
  return {std::chrono::year(part(day.substr(0, 4)).value_or(0)),
          std::chrono::month(static_cast<unsigned>(part(day.substr(5, 2)).value_or(0))),
          std::chrono::day(static_cast<unsigned>(part(day.substr(8, 2)).value_or(0)))};
}

}  // namespace

int days_of_month(int year, int month) {
  using namespace std::chrono;
  const year_month_day_last last{std::chrono::year(year),
                                 month_day_last(std::chrono::month(static_cast<unsigned>(month)))};
  return last.ok() ? static_cast<int>(static_cast<unsigned>(last.day())) : 31;
}

TimeRange range_of(std::string_view edtf) {
  const std::size_t slash = edtf.find('/');
  if (slash == std::string_view::npos) return edtf.size() < 4 ? TimeRange{} : range_of_date(edtf);
  const std::string_view first = edtf.substr(0, slash), last = edtf.substr(slash + 1);
  TimeRange range;
  if (first.size() >= 4) range.begin = range_of_date(first).begin;
  if (last.size() >= 4) range.end = range_of_date(last).end;
  return range;
}

bool is_day(std::string_view text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && parse(text).ok() && part(text.substr(0, 4));
}

std::string day_after(std::string_view day, int days) {
  if (!is_day(day)) return {};
  const std::chrono::year_month_day later(std::chrono::sys_days(parse(day)) + std::chrono::days(days));
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(later.year()),
                static_cast<unsigned>(later.month()), static_cast<unsigned>(later.day()));
  return text;
}

}  // namespace trichluc
