// time_range.h - what days an EDTF expression covers, so that times can be compared in SQL.
#pragma once

#include <string>
#include <string_view>

namespace trichluc {

struct TimeRange {
  std::string begin, end;  // "2020-06-01", both within; empty: open, or no year is given
  std::string month_day;   // of one date: "11-20", or "11" where the day is not given; empty: neither

  bool empty() const { return begin.empty() && end.empty() && month_day.empty(); }
};

/// "2020" -> 2020-01-01 to 2020-12-31; "2020-06/.." from 2020-06-01 on; "XXXX-11-20" only has a month and a day;
/// nothing for what is no EDTF of RECORD.md.
TimeRange range_of(std::string_view edtf);

/// The day `days` after a day of the calendar ("2020-02-28", 2 -> "2020-03-01"); empty when it is none.
std::string day_after(std::string_view day, int days);

/// Whether it is a day of the calendar, as "2024-11-20".
bool is_day(std::string_view text);

/// 28 to 31.
int days_of_month(int year, int month);

}  // namespace trichluc
