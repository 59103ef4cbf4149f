// decimal.h - exact decimal numbers, as official reports print them ("10,6", "68,091 tỷ").
#pragma once

#include <cstdint>
#include <string>

namespace trichluc {

/// digits * 10^-scale; scale is never negative. 10.6 is {106, 1}.
struct Decimal {
  std::int64_t digits = 0;
  int scale = 0;

  /// Shortest decimal notation: "10.6", "68091000000", "0.75".
  std::string to_string() const;
  double to_double() const;
  /// Whole part, rounded half away from zero.
  std::int64_t rounded() const;
  /// times 10^power; false when it does not fit.
  bool scale_by_power_of_ten(int power);
  /// Drops trailing zeros of the fraction.
  void shorten();

  friend bool operator==(const Decimal& a, const Decimal& b);
  friend bool operator<(const Decimal& a, const Decimal& b);
};

/// Sum; the scale is the larger of the two.
Decimal operator+(const Decimal& a, const Decimal& b);

}  // namespace trichluc
