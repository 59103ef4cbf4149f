// Number and date readers on anything that a rule may hand them.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/values/edtf.h"
#include "extractors/values/number.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace trichluc;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(read_number(text));
  static_cast<void>(read_roman(text));
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    static_cast<void>(is_number_word(words.back()));
    begin = end + 1;
  }
  static_cast<void>(read_number_words(words));
  if (size >= 6) {
    const Date date{data[0] * 256 + data[1], data[2] % 20, data[3] % 40};
    if (is_valid(date) && to_edtf(date).empty()) std::abort();
    static_cast<void>(quarter(1 + data[4] % 4, date.year));
    static_cast<void>(first_months(1 + data[5] % 12, date.year));
    static_cast<void>(last_months(1 + data[5] % 12, date.year));
  }
  return 0;
}
