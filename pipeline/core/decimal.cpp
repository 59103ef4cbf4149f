#include "pipeline/core/decimal.h"

#include <cmath>
#include <cstdlib>

namespace trichluc {
namespace {

/// Both numbers at the same scale; long double has 64 mantissa bits here, but integers are enough for amounts that are
/// printed.
void align(Decimal& a, Decimal& b) {
  while (a.scale < b.scale) {
    a.digits *= 10;
    ++a.scale;
  }
  while (b.scale < a.scale) {
    b.digits *= 10;
    ++b.scale;
  }
}

}  // namespace

std::string Decimal::to_string() const {
  Decimal plain = *this;
  plain.shorten();
  const bool negative = plain.digits < 0;
  std::string text = std::to_string(negative ? -plain.digits : plain.digits);
  if (plain.scale > 0) {
    const auto places = static_cast<std::size_t>(plain.scale);
    if (text.size() <= places) text.insert(0, places - text.size() + 1, '0');
    text.insert(text.size() - places, 1, '.');
  }
  return negative ? "-" + text : text;
}

double Decimal::to_double() const { return static_cast<double>(digits) / std::pow(10.0, scale); }

std::int64_t Decimal::rounded() const {
  std::int64_t power = 1;
  for (int i = 0; i < scale; ++i) power *= 10;
  const std::int64_t half = power / 2;
  return digits >= 0 ? (digits + half) / power : (digits - half) / power;
}

bool Decimal::scale_by_power_of_ten(int power) {
  while (power > 0 && scale > 0) {
    --scale;
    --power;
  }
  for (; power > 0; --power) {
    if (std::llabs(digits) > INT64_MAX / 10) return false;
    digits *= 10;
  }
  return true;
}

void Decimal::shorten() {
  while (scale > 0 && digits % 10 == 0) {
    digits /= 10;
    --scale;
  }
}

bool operator==(const Decimal& a, const Decimal& b) {
  Decimal x = a, y = b;
  align(x, y);
  return x.digits == y.digits;
}

bool operator<(const Decimal& a, const Decimal& b) {
  Decimal x = a, y = b;
  align(x, y);
  return x.digits < y.digits;
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  Decimal x = a, y = b;
  align(x, y);
  return {x.digits + y.digits, x.scale};
}

}  // namespace trichluc
