#include "pipeline/layout/list_mark.h"

#include <algorithm>
#include <array>

#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

constexpr std::string_view kOpeningQuotes[] = {"“", "\"", "‘", "«"};

/// The Vietnamese order of points: a b c d đ e g h ...; some writers count with f, too.
constexpr std::array<char32_t, 24> kPoints = {U'a', U'b', U'c', U'd', U'đ', U'e', U'f', U'g', U'h', U'i', U'k', U'l',
                                              U'm', U'n', U'o', U'p', U'q', U'r', U's', U't', U'u', U'v', U'x', U'y'};

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// Value of the Roman number at `at` in capitals, 0 for none; `length` receives its bytes.
int read_roman(std::string_view text, std::size_t at, std::size_t& length) {
  const auto digit = [](char c) {
    switch (c) {
      case 'I': return 1;
      case 'V': return 5;
      case 'X': return 10;
      case 'L': return 50;
      default: return 0;
    }
  };
  int value = 0;
  std::size_t end = at;
  while (end < text.size() && digit(text[end]) > 0 && end - at < 7) {
    const int here = digit(text[end]);
    const int next = end + 1 < text.size() ? digit(text[end + 1]) : 0;
    value += here < next ? -here : here;
    ++end;
  }
  length = end - at;
  return value;
}

int read_digits(std::string_view text, std::size_t at, std::size_t& length) {
  int value = 0;
  std::size_t end = at;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9' && end - at < 5)
    value = value * 10 + (text[end++] - '0');
  length = end - at;
  return value;
}

/// Whether `at` is the end of the line or a blank.
bool closed(std::string_view line, std::size_t at) { return at >= line.size() || is_blank(line[at]); }

bool upper_at(std::string_view line, std::size_t at) { return is_upper(decode_utf8(line, at).code); }

std::size_t skip_blanks(std::string_view line, std::size_t at) {
  while (at < line.size() && is_blank(line[at])) ++at;
  return at;
}

/// "I." may be followed by a blank or, where it was forgotten, by a capital.
bool item_follows(std::string_view line, std::size_t at) { return closed(line, at) || upper_at(line, at); }

ListMark sign(MarkKind kind, std::size_t length) {
  ListMark mark;
  mark.kind = kind;
  mark.length = static_cast<std::uint32_t>(length);
  return mark;
}

ListMark numbered(MarkKind kind, std::size_t length, int value, int depth = 1) {
  ListMark mark = sign(kind, length);
  mark.value = static_cast<std::uint16_t>(value);
  mark.depth = static_cast<std::uint8_t>(depth);
  return mark;
}

ListMark read_sign(std::string_view line) {
  const Decoded first = decode_utf8(line, 0);
  const std::size_t after = first.length;
  switch (first.code) {
    case U'-':
    case U'–':
    case U'—':
    case U'−':
    case 0x2010:
    case 0x2011:
      // "-Đối với" without a blank is an item, "-5%" is a number.
      return item_follows(line, after) && after < line.size() ? sign(MarkKind::kDash, after) : ListMark{};
    case U'+': return item_follows(line, after) && after < line.size() ? sign(MarkKind::kPlus, after) : ListMark{};
    case U'*':
      return item_follows(line, after) && after < line.size() && line[after] != '*' ? sign(MarkKind::kBullet, after)
                                                                                    : ListMark{};
    case U'•':
    case U'·':
    case U'∙':
    case U'▪':
    case U'●':
    case U'○':
    case U'◦':
    case U'■':
    case U'□':
    case U'◊':
    case U'♦':
    case U'➢':
    case U'➤':
    case U'✓':
    case U'✔':
    case U'❖': return sign(MarkKind::kBullet, after);
    default:
      // Signs of the Symbol and Wingdings fonts come out in the private use area.
      if (first.code >= 0xF000 && first.code <= 0xF0FF) return sign(MarkKind::kBullet, after);
      return {};
  }
}

/// "1." "1)" "1/" "1-" "2.1." "2.1"
ListMark read_arabic(std::string_view line) {
  std::size_t at = 0;
  int depth = 0;
  int value = 0;
  while (true) {
    std::size_t digits = 0;
    value = read_digits(line, at, digits);
    if (digits == 0 || digits > 3 || (depth > 0 && digits > 2)) return {};
    at += digits;
    ++depth;
    if (at + 1 < line.size() && line[at] == '.' && line[at + 1] >= '0' && line[at + 1] <= '9') {
      ++at;
      continue;
    }
    break;
  }
  const MarkKind kind = depth > 1 ? MarkKind::kDotted : MarkKind::kArabic;
  if (at >= line.size()) return {};  // a number alone is no item
  const char sign_after = line[at];
  if (sign_after == '.' || sign_after == ')') {
    if (item_follows(line, at + 1)) return numbered(kind, at + 1, value, depth);
    return {};
  }
  if ((sign_after == '/' || sign_after == '-') && depth == 1) {
    const std::size_t next = skip_blanks(line, at + 1);
    if (next > at + 1 && upper_at(line, next)) return numbered(kind, at + 1, value, depth);
    return {};
  }
  // "2.1 Thuận lợi": without a last point only before a capital, "1.5 triệu" is a quantity.
  if (depth > 1 && is_blank(sign_after) && upper_at(line, skip_blanks(line, at)))
    return numbered(kind, at, value, depth);
  return {};
}

ListMark read_roman_mark(std::string_view line) {
  std::size_t length = 0;
  const int value = read_roman(line, 0, length);
  if (value == 0 || length >= line.size()) return {};
  const char after = line[length];
  if ((after == '.' || after == ')') && item_follows(line, length + 1)) {
    // "L." and "C." alone count as letters of A. B. C.
    if (length == 1 && line[0] == 'L') return numbered(MarkKind::kUpperLetter, 2, 12);
    return numbered(MarkKind::kRoman, length + 1, value);
  }
  if (line.substr(0, 3) == "V/V") return {};  // "V/v" of a subject in capitals
  if ((after == '-' || after == '/') && item_follows(line, length + 1) &&
      upper_at(line, skip_blanks(line, length + 1))) {
    return numbered(MarkKind::kRoman, length + 1, value);
  }
  return {};
}

ListMark read_letter_mark(std::string_view line) {
  const Decoded letter = decode_utf8(line, 0);
  if (!is_letter(letter.code) || letter.length >= line.size()) return {};
  const char after = line[letter.length];
  if (after != ')' && after != '.' && after != '/' && after != '-') return {};
  const std::size_t end = letter.length + 1u;
  if (is_upper(letter.code)) {
    if (letter.code > U'Z' || !(after == '.' || after == ')') || !closed(line, end) ||
        !upper_at(line, skip_blanks(line, end)))
      return {};
    return numbered(MarkKind::kUpperLetter, end, static_cast<int>(letter.code - U'A' + 1));
  }
  const auto* const point = std::find(kPoints.begin(), kPoints.end(), letter.code);
  if (point == kPoints.end()) return {};
  if (after == ')' ? !item_follows(line, end) : !(closed(line, end) && upper_at(line, skip_blanks(line, end))))
    return {};
  return numbered(MarkKind::kLowerLetter, end, static_cast<int>(point - kPoints.begin()) + 1);
}

ListMark read_bracketed(std::string_view line) {
  std::size_t digits = 0;
  int value = read_digits(line, 1, digits);
  std::size_t end = 1 + digits;
  if (digits == 0) {
    const Decoded letter = decode_utf8(line, 1);
    const auto* const point = std::find(kPoints.begin(), kPoints.end(), letter.code);
    if (point == kPoints.end()) return {};
    value = static_cast<int>(point - kPoints.begin()) + 1;
    end = 1 + letter.length;
  } else if (digits > 2) {
    return {};
  }
  if (end >= line.size() || line[end] != ')' || !item_follows(line, end + 1)) return {};
  return numbered(MarkKind::kInBrackets, end + 1, value);
}

struct WordedMark {
  std::string_view word;  // folded
  MarkKind kind;
};
constexpr WordedMark kWordedMarks[] = {{"phan", MarkKind::kPart},
                                       {"chuong", MarkKind::kChapter},
                                       {"muc", MarkKind::kSection},
                                       {"tieu muc", MarkKind::kSubsection},
                                       {"dieu", MarkKind::kArticle}};
constexpr std::string_view kOrdinals[] = {"nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"};

/// End of the `count`-th word of `line`.
std::size_t word_end(std::string_view line, std::size_t count) {
  std::size_t at = 0;
  for (std::size_t word = 0; word < count; ++word) {
    at = skip_blanks(line, at);
    while (at < line.size() && !is_blank(line[at])) ++at;
  }
  return at;
}

/// Whether the first two letters are those of one of kWordedMarks, told without folding the line.
bool may_be_worded(std::string_view line) {
  const Decoded first = decode_utf8(line, 0);
  const Decoded second = decode_utf8(line, first.length);
  if (is_mark(second.code)) return true;  // the first letter's own
  const char then = base_letter(second.code);
  switch (base_letter(first.code)) {
    case 'p':
    case 'c': return then == 'h';
    case 'm': return then == 'u';
    case 't':
    case 'd': return then == 'i';
    default: return false;
  }
}

/// "Phần thứ nhất", "CHƯƠNG II", "Mục 1.", "Điều 12."
ListMark read_worded(std::string_view line) {
  if (!may_be_worded(line)) return {};
  // Only the first words are folded: this runs on many lines.
  const std::string head = fold_plain(line.substr(0, std::min<std::size_t>(line.size(), 40)));
  for (const WordedMark& worded : kWordedMarks) {
    if (head.size() <= worded.word.size() || head.compare(0, worded.word.size(), worded.word) != 0 ||
        head[worded.word.size()] != ' ') {
      continue;
    }
    const std::size_t words = worded.word == "tieu muc" ? 2 : 1;
    std::size_t at = skip_blanks(line, word_end(line, words));
    std::size_t length = 0;
    int value = read_roman(line, at, length);
    if (value == 0) value = read_digits(line, at, length);
    if (value == 0) {
      if (worded.kind != MarkKind::kPart || head.compare(worded.word.size(), 5, " thu ") != 0) return {};
      const std::size_t ordinal_end = word_end(line, 3);
      std::string ordinal = fold_plain(line.substr(0, ordinal_end));
      while (!ordinal.empty() && (ordinal.back() == '.' || ordinal.back() == ':')) ordinal.pop_back();
      for (std::size_t i = 0; i < std::size(kOrdinals); ++i) {
        if (ordinal == "phan thu " + std::string(kOrdinals[i])) value = static_cast<int>(i) + 1;
      }
      if (value == 0) return {};
      at = ordinal_end;
      length = 0;
    }
    at += length;
    // "Điều 5a."
    if (at < line.size() && line[at] >= 'a' && line[at] <= 'z' && worded.kind == MarkKind::kArticle) ++at;
    if (at < line.size() && (line[at] == '.' || line[at] == ':' || line[at] == '-')) {
      return closed(line, at + 1) ? numbered(worded.kind, at + 1, value) : ListMark{};
    }
    if (at >= line.size()) return worded.kind == MarkKind::kArticle ? ListMark{} : numbered(worded.kind, at, value);
    if (!is_blank(line[at])) return {};
    // "CHƯƠNG I QUY ĐỊNH CHUNG" is a heading, "Chương III Nghị định này" the rest of a sentence.
    if (worded.kind != MarkKind::kArticle && is_capitals(line)) return numbered(worded.kind, at, value);
    return {};
  }
  return {};
}

ListMark read_unquoted(std::string_view line) {
  if (line.empty()) return {};
  const unsigned char first = static_cast<unsigned char>(line[0]);
  if (first >= '0' && first <= '9') return read_arabic(line);
  if (first == '(') return read_bracketed(line);
  if ((first == 'P' || first == 'C' || first == 'M' || first == 'T' || first == 0xC4) && line.size() > 4) {
    if (const ListMark mark = read_worded(line)) return mark;
  }
  if (first == 'I' || first == 'V' || first == 'X') {
    if (const ListMark mark = read_roman_mark(line)) return mark;
  }
  if ((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == 0xC4) return read_letter_mark(line);
  return read_sign(line);
}

}  // namespace

ListMark read_list_mark(std::string_view line) {
  // In UTF-8 the quotation marks begin with these bytes.
  if (line.empty() || (line[0] != '"' && line[0] != '\xE2' && line[0] != '\xC2')) return read_unquoted(line);
  for (const std::string_view quote : kOpeningQuotes) {
    if (line.substr(0, quote.size()) != quote) continue;
    ListMark mark = read_unquoted(line.substr(quote.size()));
    if (!mark.numbers()) return {};
    mark.length += static_cast<std::uint32_t>(quote.size());
    mark.quoted = true;
    return mark;
  }
  return read_unquoted(line);
}

std::string section_name(std::string_view mark, MarkKind kind) {
  if (kind == MarkKind::kNone || kind >= MarkKind::kDash) return {};
  std::string_view name = mark;
  for (const std::string_view quote : kOpeningQuotes) {
    if (name.substr(0, quote.size()) == quote) name.remove_prefix(quote.size());
  }
  if (!name.empty() && name.front() == '(') name.remove_prefix(1);
  while (!name.empty() && (name.back() == '.' || name.back() == ')' || name.back() == ':' || name.back() == '/' ||
                           name.back() == '-' || is_blank(name.back()))) {
    name.remove_suffix(1);
  }
  const auto worded = std::find_if(std::begin(kWordedMarks), std::end(kWordedMarks),
                                   [kind](const WordedMark& w) { return w.kind == kind; });
  if (worded == std::end(kWordedMarks)) return std::string(name);
  // "PHẦN THỨ NHẤT" and "Phần thứ nhất" are one name; numbers stay as printed.
  std::string folded = fold_lower(name);
  const std::size_t number = name.find_last_of(' ');
  if (number != std::string_view::npos && decode_utf8(name, number + 1).code < 0x80) {
    std::size_t length = 0;
    if (read_roman(name, number + 1, length) > 0 && number + 1 + length == name.size()) {
      folded.replace(number + 1, length, name.substr(number + 1));
    }
  }
  const Decoded first = decode_utf8(folded, 0);
  std::string result;
  append_utf8(result, to_upper(first.code));
  return result + folded.substr(first.length);
}

}  // namespace trichluc::layout
