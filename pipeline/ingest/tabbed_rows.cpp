#include "pipeline/ingest/tabbed_rows.h"

#include <algorithm>
#include <string_view>

namespace trichluc {
namespace {

constexpr std::ptrdiff_t kFewestTabs = 2;
constexpr std::size_t kLongestHeader = 80;  // bytes of a cell; sentences are longer

/// Calls `see` with every cell of a row.
template <class See>
void for_each_cell(std::string_view row, const See& see) {
  for (;;) {
    const std::size_t tab = row.find('\t');
    see(row.substr(0, tab));
    if (tab == std::string_view::npos) return;
    row.remove_prefix(tab + 1);
  }
}

bool is_header(std::string_view row) {
  int cells = 0;
  bool short_ones = true;
  for_each_cell(row, [&](std::string_view cell) {
    cells += cell.find_first_not_of(' ') == std::string_view::npos ? 0 : 1;
    short_ones = short_ones && cell.size() <= kLongestHeader;
  });
  return cells >= 3 && short_ones;
}

/// "1.234", "5,5", "7%" in a cell behind the first, which may be no more than the row's number.
bool has_figure(std::string_view row) {
  bool first = true, found = false;
  for_each_cell(row, [&](std::string_view cell) {
    const bool figure = cell.find_first_of("0123456789") != std::string_view::npos &&
                        cell.find_first_not_of("0123456789.,% ") == std::string_view::npos;
    found = found || (!first && figure);
    first = false;
  });
  return found;
}

}  // namespace

void mark_tabbed_rows(Page& page) {
  const auto text_of = [&page](std::size_t line) {
    const Range range = page.lines[line].text;
    return std::string_view(page.text).substr(range.begin, range.size());
  };
  if (page.text.find('\t') == std::string::npos) return;
  const auto tabs_in = [&](std::size_t line) {
    const std::string_view text = text_of(line);
    return std::count(text.begin(), text.end(), '\t');
  };
  for (std::size_t begin = 0; begin < page.lines.size();) {
    const auto tabs = tabs_in(begin);
    std::size_t end = begin + 1;
    if (tabs >= kFewestTabs) {
      bool figures = false;
      for (; end < page.lines.size() && tabs_in(end) == tabs; ++end) figures = figures || has_figure(text_of(end));
      if (figures && is_header(text_of(begin))) {
        for (std::size_t row = begin; row < end; ++row) page.lines[row].marks.table_row = true;
      }
    }
    begin = end;
  }
}

}  // namespace trichluc
