#include "extractors/table_words.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "extractors/time.h"
#include "extractors/values/edtf.h"
#include "extractors/values/number.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }

/// "2025/2024": one year held against another.
bool compares_years(std::string_view text) {
  for (std::size_t at = text.find('/'); at != std::string_view::npos; at = text.find('/', at + 1)) {
    if (at < 4 || at + 5 > text.size()) continue;
    const auto four = [&](std::size_t begin) {
      return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin),
                         text.begin() + static_cast<std::ptrdiff_t>(begin + 4), is_digit_byte);
    };
    const bool longer = at + 5 < text.size() && is_digit_byte(text[at + 5]);
    if (four(at - 4) && four(at + 1) && !longer && (at < 5 || text[at - 5] != '/')) return true;
  }
  return false;
}

bool is_year(int number) { return number >= 1945 && number <= 2100; }

/// Years that stand alone: "2023", "KH 2025", "2021-2025".
std::vector<HeaderTime> bare_years(const Folded& text) {
  std::vector<HeaderTime> found;
  for (int i = 0; i < text.count(); ++i) {
    const Token& token = text.token(i);
    const std::string_view word = text.word(i);
    if (token.kind != TokenKind::kNumber || word.size() != 4 || !is_year(std::atoi(std::string(word).c_str())))
      continue;
    Range range = token.range;
    Edtf value(word);
    if (i + 2 < text.count() && (text.word(i + 1) == "-" || text.word(i + 1) == "–") &&
        text.token(i + 2).kind == TokenKind::kNumber && text.word(i + 2).size() == 4) {
      value += '/';
      value += text.word(i + 2);
      range.end = text.token(i + 2).range.end;
      i += 2;
    }
    found.push_back({value, range, range, nullptr});
  }
  return found;
}

Edtf interval(const MonthSpan& span) { return to_edtf(span.first, span.last); }

}  // namespace

std::vector<HeaderTime> find_header_times(CellScan& cell) {
  std::vector<HeaderTime> found;
  if (compares_years(cell.scan.folded())) return found;
  find_times(cell.scan);
  for (const TimeSpan& time : cell.scan.times) {
    if (!time.lone_day) found.push_back({time.value, time.text, time.digits, time.rule});
  }
  for (const HeaderTime& year : bare_years(cell.scan.text)) {
    const bool known =
        std::any_of(found.begin(), found.end(), [&](const HeaderTime& time) { return time.text.overlaps(year.text); });
    if (!known) found.push_back(year);
  }
  return found;
}

int year_of(std::string_view value) {
  if (value.size() < 4 || !std::all_of(value.begin(), value.begin() + 4, is_digit_byte)) return 0;
  // an interval has a year only if both ends have the same one
  const std::size_t slash = value.find('/');
  if (slash != std::string_view::npos && value.substr(0, 4) != value.substr(slash + 1, 4)) return 0;
  return std::atoi(std::string(value.substr(0, 4)).c_str());
}

Edtf part_of_year(std::string_view folded, int year) {
  const Folded text(folded);
  for (int i = 0; i < text.count(); ++i) {
    const std::string_view word = text.word(i);
    if (word == "quý" && i + 1 < text.count()) {
      const int number = is_digit_byte(text.word(i + 1).front()) ? std::atoi(std::string(text.word(i + 1)).c_str())
                                                                 : read_roman(text.word(i + 1));
      if (number >= 1 && number <= 4) return interval(quarter(number, year));
    }
    if (word != "tháng") continue;
    if (i > 0 && text.token(i - 1).kind == TokenKind::kNumber) {
      const int months = std::atoi(std::string(text.word(i - 1)).c_str());
      if (months < 1 || months > 12) continue;
      return interval(i + 1 < text.count() && text.word(i + 1) == "cuối" ? last_months(months, year)
                                                                         : first_months(months, year));
    }
    if (i + 1 < text.count() && text.token(i + 1).kind == TokenKind::kNumber) {
      const int month = std::atoi(std::string(text.word(i + 1)).c_str());
      if (month >= 1 && month <= 12) return to_edtf(Date{year, month, 0});
    }
  }
  return {};
}

bool is_comparison(std::string_view folded) {
  return has_word(
             folded,
             {"so sánh",      "so với",     "so cùng kỳ", "so kế hoạch",       "so kh",      "% so",     "so dự toán",
              "th/kh",        "kh/th",      "chênh lệch", "mức độ hoàn thành", "% kế hoạch", "% kh",     "% thực hiện",
              "% hoàn thành", "tăng, giảm", "tăng giảm",  "tăng/giảm",         "đạt % kh",   "tăng (+)", "tăng(+)"}) ||
         folded.find("+/-") != std::string_view::npos || folded.find("±") != std::string_view::npos ||
         compares_years(folded);
}

int planned(std::string_view folded) {
  std::size_t best = std::string_view::npos;
  int sign = 0;
  const auto look = [&](std::string_view word, int meaning) {
    for (std::size_t at = folded.find(word); at != std::string_view::npos; at = folded.find(word, at + 1)) {
      const bool left = at == 0 || !is_letter(decode_before(folded, at).code);
      const bool right = !is_letter(decode_utf8(folded, at + word.size()).code);
      if (!left || !right) continue;
      if (at < best) {
        best = at;
        sign = meaning;
      }
      break;
    }
  };
  for (const std::string_view word : {"kế hoạch", "kh", "chỉ tiêu", "mục tiêu", "phấn đấu"}) look(word, 1);
  for (const std::string_view word : {"thực hiện", "th", "ước", "kết quả", "đạt", "đã"}) look(word, -1);
  return sign;
}

bool has_word(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return contains_word(text, word); });
}

}  // namespace trichluc
