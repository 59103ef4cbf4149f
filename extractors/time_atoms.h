// time_atoms.h - single dates and periods as the rules of rules/time.toml find them, before time.cpp joins them into
// ranges, gives them a year and drops those that nothing around speaks for.
#pragma once

#include <optional>
#include <vector>

#include "extractors/scan.h"
#include "extractors/values/edtf.h"

namespace trichluc {

/// One date or period as a rule found it.
struct TimeAtom {
  Range text;
  Range lead;  // "từ", "tính đến hết ngày": words before it that belong to it; empty for none
  Date begin;
  std::optional<Date> end;  // of a period
  bool list = false;        // two dates with "và" between, not a period
  const Rule* rule = nullptr;
  bool bare_year = false, bare_day_month = false, bare_month_year = false;
  bool dropped = false;
  bool used = false;  // swallowed by a range that begins before it
};

/// What a hit of a time rule says; nothing when there is no such date or digits are joined to it.
std::optional<TimeAtom> read_atom(const Scan& scan, const Hit& hit);

/// The atoms of a block by begin, the best where hits overlap. `only_free`: outside what is taken.
std::vector<TimeAtom> find_atoms(const Scan& scan, bool only_free);

/// "từ ngày 05 đến ngày 10 tháng 6 năm 2020": the first end takes month and year from the second.
void complete(Date& first, const Date& second);

/// "mỗi tháng 2.000.000 đồng": the last figure of what was read goes on.
bool cut_off(const Scan& scan, std::uint32_t end);

}  // namespace trichluc
