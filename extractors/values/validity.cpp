#include "extractors/values/validity.h"

#include <string>

namespace trichluc {
namespace {

/// The first or the last day of a date; months are all taken to have 31 days, which compares the same.
std::string first_day(std::string_view date) {
  return std::string(date) + std::string_view("-01-01").substr(date.size() == 4 ? 0 : date.size() == 7 ? 3 : 6).data();
}
std::string last_day(std::string_view date) {
  return std::string(date) + std::string_view("-12-31").substr(date.size() == 4 ? 0 : date.size() == 7 ? 3 : 6).data();
}

}  // namespace

Holds holds_at(std::string_view valid, std::string_view date) {
  if (valid.empty()) return Holds::kYes;
  const std::size_t slash = valid.find('/');
  if (slash == std::string_view::npos || (date.size() != 4 && date.size() != 7 && date.size() != 10))
    return valid == "../.." ? Holds::kYes : Holds::kUnsure;
  const std::string_view begin = valid.substr(0, slash), end = valid.substr(slash + 1);
  const std::string first = first_day(date), last = last_day(date);
  const bool open_begin = begin == "..", open_end = end == "..";
  if (!open_begin && last < first_day(begin)) return Holds::kNo;
  if (!open_end && first > last_day(end)) return Holds::kNo;
  const bool inside = (open_begin || first >= first_day(begin)) && (open_end || last <= last_day(end));
  return inside ? Holds::kYes : Holds::kUnsure;
}

}  // namespace trichluc
