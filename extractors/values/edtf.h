// edtf.h - dates and intervals in the notation of EDTF (ISO 8601-2), as RECORD.md uses it.
#pragma once

#include <optional>
#include <string>

namespace trichluc {

/// A date as precise as it was written; 0 stands for a part that was not.
struct Date {
  int year = 0;
  int month = 0;
  int day = 0;

  bool empty() const { return year == 0 && month == 0 && day == 0; }
  friend bool operator==(const Date&, const Date&) = default;
};

/// "2020-06-19", "2020-06", "2020"; a missing year is "XXXX" ("XXXX-11-20", "XXXX-09"); a day alone "XXXX-XX-25".
std::string to_edtf(const Date& date);

/// "2016/2020"; an end without date is open ("2020-06/..").
std::string to_edtf(const Date& begin, const std::optional<Date>& end);

/// First and last month of a quarter (1 to 4): {2021, 7} and {2021, 9}.
struct MonthSpan {
  Date first, last;
};
MonthSpan quarter(int number, int year);
/// The first or last `months` months of a year.
MonthSpan first_months(int months, int year);
MonthSpan last_months(int months, int year);

/// Day and month exist in some year; years from 1900 to 2100. Zero parts are not looked at.
bool is_valid(const Date& date);

}  // namespace trichluc
