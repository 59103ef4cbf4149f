// number.h - numbers as Vietnamese writes them, digits and words.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/core/decimal.h"

namespace trichluc {

struct NumberReading {
  Decimal value;
  bool decimal_point = false;  // "75.76": a point where three digits would group
};

/// Digits with "." and ",": "." groups thousands, "," is the decimal mark ("1.500" is 1500, "1,5" is 1.5, "01" is 1).
/// A point followed by one or two digits is a decimal point. What fits neither ("75.3276") is not guessed: nothing.
std::optional<NumberReading> read_number(std::string_view digits);

/// Number words in lower case: "một trăm lẻ ba" is 103, "hai mươi lăm" 25, "mười" 10, "ba nghìn không trăm linh năm"
/// 3005. Nothing when a word is no number word or the order makes none.
std::optional<std::int64_t> read_number_words(const std::vector<std::string_view>& words);

/// Whether `word` (lower case) is a number word.
bool is_number_word(std::string_view word);

/// "IV" or "iv" is 4; 0 when it is no Roman numeral from 1 to 39.
int read_roman(std::string_view text);

}  // namespace trichluc
