// table_words.h - what the words of a table's headers say: planned or done, held against something, and when.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "extractors/cell_scan.h"
#include "pipeline/core/fact.h"

namespace trichluc {

/// A time that a header cell names; ranges of the cell.
struct HeaderTime {
  Edtf value;
  Range text, digits;
  const Rule* rule = nullptr;  // none for a year that stands alone ("KH 2031")
};

/// The dates of a header cell; bare years count here, compared ones ("2031/2030") do not. Fills cell.scan.times.
std::vector<HeaderTime> find_header_times(CellScan& cell);

/// The year of a date or of an interval inside one year; 0 for none.
int year_of(std::string_view value);

/// The part of `year` that a header without a year names: "TH 10 tháng", "Quý I", "Tháng 9"; empty for none.
Edtf part_of_year(std::string_view folded, int year);

/// So sánh, TH/KH, "2031/2030", "+/-".
bool is_comparison(std::string_view folded);

/// The first word that says whether a column is planned (1: kế hoạch, chỉ tiêu) or done (-1: thực hiện, ước); 0: none.
int planned(std::string_view folded);

/// Whether one of `words` stands in `text` as a word.
bool has_word(std::string_view text, std::initializer_list<std::string_view> words);

}  // namespace trichluc
