// table_unit.h - what the figures of a table are counted in, as unit cells, headers and captions say it
// (ANNOTATION.md section 9).
//
//   "Triệu đồng"  money, times 10^6        "BS/VD"      count of `bs`, per `vd`
//   "(%)"         percentage               "1.000 tấn"  measure `tấn`, times 10^3
#pragma once

#include <string>
#include <string_view>

#include "extractors/engine/vocabulary.h"

namespace trichluc {

struct TableUnit {
  enum class Kind { kNone, kPercentage, kMoney, kCount } kind = Kind::kNone;
  std::string noun;      // of a count: lower case; the usual symbol for a measure
  std::string currency;  // of money, ISO 4217
  int power = 0;         // of ten that the printed number is multiplied by
  std::string per;       // "P1Y", or a noun; empty: no rate
  bool measure = false;
  bool known = false;  // a word of the vocabulary, not merely a short text

  explicit operator bool() const { return kind != Kind::kNone; }
};

/// The whole of `text` as a unit; none for what is no unit (ages, durations, per mille) or is too long to be one.
TableUnit read_unit(std::string_view text, const Vocabulary& vocabulary);

/// A unit that a header gives beside its meaning: "Kinh phí (triệu đồng)", "Diện tích, ha", "Tỷ lệ %".
TableUnit unit_of_header(std::string_view header, const Vocabulary& vocabulary);

/// The unit of a caption or corner: "Đơn vị tính: triệu đồng", "(ĐVT: %)".
TableUnit unit_of_caption(std::string_view caption, const Vocabulary& vocabulary);

/// What follows Số, Số lượng, Tổng số at the beginning: "Số học sinh bán trú" counts "học sinh". An unknown noun is
/// taken whole, up to a bracket or comma.
TableUnit noun_after_number_word(std::string_view text, const Vocabulary& vocabulary);

/// The noun that `text` begins with, unless it is a part of a name ("Xã Nà Tấu", "Lớp 6A") or a rate ("Tỷ lệ ...").
TableUnit noun_at_beginning(std::string_view text, const Vocabulary& vocabulary);

/// The noun that a caption counts: "Số người học tham gia", "Tổng hợp ý kiến của ...".
TableUnit noun_of_caption(std::string_view caption, const Vocabulary& vocabulary);

/// `"`, '', nt, như trên: the cell above once more.
bool is_ditto(std::string_view text);

/// A column of numbers that count nothing: codes, telephone numbers, ranks, ages.
bool counts_nothing(std::string_view folded_header);

}  // namespace trichluc
