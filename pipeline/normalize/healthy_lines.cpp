#include "pipeline/normalize/healthy_lines.h"

#include <algorithm>
#include <string>
#include <vector>

#include "pipeline/normalize/breakage.h"
#include "pipeline/normalize/normalize.h"

namespace trichluc {
namespace {

constexpr std::size_t kMostBytes = 64 << 10;

}  // namespace

LanguageCounts count_healthy_lines(Reading& reading) {
  const std::vector<Breakage> looks = normalize_letters(reading);
  LanguageCounts counts;
  std::size_t left = kMostBytes;
  for (std::size_t page = 0; page < reading.pages.size() && left > 0; ++page) {
    const std::string& text = reading.pages[page].text;
    const std::size_t cut = text.size() <= left ? text.size() : text.rfind('\n', left);
    if (cut == std::string::npos) break;
    const std::vector<Range>& odd = looks[page].odd_words;
    const auto healthy = [&odd](Range line) {
      const auto next = std::lower_bound(odd.begin(), odd.end(), line.begin,
                                         [](Range word, std::uint32_t at) { return word.begin < at; });
      return next == odd.end() || next->begin >= line.end;
    };
    each_healthy_pair(std::string_view(text).substr(0, cut), healthy,
                      [&counts](LanguageToken first, LanguageToken second) { counts.add(first, second); });
    left = cut == text.size() ? left - cut : 0;
  }
  return counts;
}

}  // namespace trichluc
