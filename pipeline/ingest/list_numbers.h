// list_numbers.h - the numbers that word processors count by themselves, as they are printed.
//
//   level 0 "%1."  decimal        1.       "%n" is the number of level n, from 1
//   level 1 "%1.%2." decimal      1.1.
//   level 2 "%3)"  lower letter   a)
//
// Word's numbering.xml, the list tables of RTF and .doc and the list styles of OpenDocument all come to this.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace trichluc {

enum class NumberFormat {
  kNone,
  kDecimal,
  kDecimalZero,
  kLowerLetter,
  kUpperLetter,
  kLowerRoman,
  kUpperRoman,
  kBullet
};

/// "7", "07", "g", "G", "vii", "VII"; decimal where a format has no such number.
std::string format_number(int number, NumberFormat format);

struct ListLevel {
  NumberFormat format = NumberFormat::kDecimal;
  std::string text;  // "%1.%2)"; of a bullet: its sign
  int start = 1;
  bool decimal_only = false;  // numbers of outer levels are decimal, too ("legal")
};

struct ListFormat {
  static constexpr int kLevels = 10;
  std::array<ListLevel, kLevels> levels;
};

/// Where a list stands.
class ListCounter {
 public:
  /// Counts an item of `level` (from 0) and gives its mark: "1.1.", "a)", "-"; empty for none.
  std::string next(const ListFormat& format, int level);
  /// The next item of `level` has the number `start`.
  void restart(int level, int start);

 private:
  struct Count {
    int value = 0;
    bool running = false;
    bool set = false;  // `value` is that of the next item
  };
  std::array<Count, ListFormat::kLevels> counts_{};
};

/// The sign of a bullet as text: signs of symbol fonts and letters that only look like a bullet become "•".
std::string bullet_sign(std::string_view sign);

}  // namespace trichluc
