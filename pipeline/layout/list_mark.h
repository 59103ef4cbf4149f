// list_mark.h - the number or sign that a line begins with: "II.", "2.1.", "Điều 3.", "a)", "(1)", "-".
//
// The order of parts is that of Decree 30/2020/NĐ-CP, annex I: phần, chương, mục, tiểu mục, điều, khoản, điểm; reports
// number I. 1. 1.1. a) and go on with dashes. Marks are read generously here ("I-", "1/", "a."); whether a line
// that begins with one is an item or the rest of a sentence ("năm ⏎ 12. ...") is decided by its neighbours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace trichluc::layout {

/// From the outermost to the innermost, as they are usually nested.
enum class MarkKind : std::uint8_t {
  kNone,
  kPart,         // PHẦN THỨ NHẤT, Phần I
  kChapter,      // Chương II
  kSection,      // Mục 1
  kSubsection,   // Tiểu mục 1
  kUpperLetter,  // A.
  kRoman,        // IV.
  kArticle,      // Điều 5.
  kArabic,       // 3.
  kDotted,       // 3.1.
  kLowerLetter,  // đ)
  kInBrackets,   // (2)
  kDash,         // -
  kPlus,         // +
  kBullet,       // * •
};

struct ListMark {
  MarkKind kind = MarkKind::kNone;
  bool quoted = false;        // an opening quotation mark stands before it, and belongs to `length`
  std::uint8_t depth = 0;     // parts of a dotted number: 2 for "3.1."
  std::uint16_t value = 0;    // of its last number or letter, from 1; 0 for signs
  std::uint32_t length = 0;   // bytes, without the blank after it

  explicit operator bool() const { return kind != MarkKind::kNone; }
  /// A number or letter, not a mere sign.
  bool numbers() const { return kind != MarkKind::kNone && kind < MarkKind::kDash; }
};

/// The mark at the beginning of `line` (trimmed); a line that is nothing but "PHẦN THỨ HAI" is all mark.
ListMark read_list_mark(std::string_view line);

/// How the mark is named in a numbering path: "II", "2.1", "a", "Điều 3", "Phần thứ nhất"; empty for signs.
std::string section_name(std::string_view mark, MarkKind kind);

}  // namespace trichluc::layout
