// title_lines.h - whether a line below a title's lines is one of them.
//
//   BÁO CÁO                            the type
//   KẾT QUẢ TRỒNG CÂY                  the title,
//   HỌP NGÀY 19                        where a date is no date line
//   THÁNG 7 NĂM 2031
//   Giai đoạn 2031 - 2035              and the last line may be set otherwise
//   GIÁM ĐỐC SỞ Y TẾ LAU SẬY           who decides, told by the bases below
//   Căn cứ Luật Lâm nghiệp; ...
//
// Answers only; lines get their kind in opening.h. `folded` is always the line by fold_plain().
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "pipeline/layout/line_style.h"
#include "pipeline/layout/lines.h"

namespace trichluc::layout {

// Lengths of lines in an opening, in characters.
inline constexpr std::uint32_t kShortHeadLine = 70;
inline constexpr std::uint32_t kLongHeadLine = 160;   // longer is a paragraph, no line of a title
inline constexpr std::uint32_t kLongestInHead = 700;  // no component is longer, whatever stands on one line

/// What was read of a title; indices in Sheet::lines.
struct TitleAbove {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t lines = 0;  // 0: none yet, and neither index counts
};

/// Begins with a small letter or a digit: seldom a component of its own.
bool begins_inside(const TextLine& line);

class TitleLines {
 public:
  /// Of the lines of an opening; those from `end` on are not looked at.
  TitleLines(const Sheet& sheet, const LineStyle& style, std::size_t end) : sheet_(sheet), style_(style), end_(end) {}

  /// Whether the line at `at` belongs to the title, or begins one where none is above; what the head's other
  /// components are told by is to be asked before.
  bool belongs(std::size_t at, const std::string& folded, const TitleAbove& title) const;

  // The next three are asked where lines of the title stand above.

  /// "HỌP NGÀY 19 ⏎ THÁNG 7 NĂM 2031", "... ban hành ⏎ ngày 05 tháng 6 năm 2031": no place, and the title's own
  /// letters.
  bool is_date(std::size_t at, const std::string& folded, const TitleAbove& title) const;

  /// "... CỦA LUẬT THUẾ ⏎ SỐ 04/1998/QH10 NGÀY 20 THÁNG 5": of a document that the title names. To be asked only
  /// where the document's own number stood above; one with a colon is its own all the same.
  bool is_number(std::size_t at, const std::string& folded, const TitleAbove& title) const;

  /// "ỦY BAN NHÂN DÂN TỈNH" or "BỘ TRƯỞNG BỘ Y TẾ" above "Căn cứ": who decides, no part of the title, whose last line
  /// is at `last`.
  bool is_authority(std::size_t at, const std::string& folded, std::size_t last) const;

  /// The same in any letters, whatever stands above: "Chủ tịch Ủy ban nhân dân tỉnh", "Khóa X", "Kỳ họp thứ 5".
  bool is_body_above_bases(std::size_t at, const std::string& folded) const;

  /// "kinh tế ⏎ - xã hội": the dash that `here` begins with marks no item.
  bool is_dash_inside(const TextLine& here, const TextLine& before) const;

 private:
  const TextLine& line(std::size_t at) const { return sheet_.lines[at]; }
  std::string key(std::size_t at) const;
  bool is_period(std::size_t at, const std::string& folded) const;
  bool is_centered(const TextLine& here) const;

  const Sheet& sheet_;
  const LineStyle& style_;
  std::size_t end_;
};

}  // namespace trichluc::layout
