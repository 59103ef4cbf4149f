#include "pipeline/layout/lines.h"

#include <algorithm>

#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

constexpr bool is_blank(unsigned char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\v' || byte == '\f';
}

/// Advance widths of a usual serif text font (Times and its clones), hundredths of an em, ASCII only.
constexpr std::array<std::uint8_t, 128> make_widths() {
  std::array<std::uint8_t, 128> widths{};
  for (std::size_t c = 0; c < 128; ++c) widths[c] = 50;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) widths[c] = 70;
  for (const char c :
       {' ', '.', ',', ';', ':', 'i', 'l', 'j', 't', '\'', '|', '!', '/', 'I', 'f', 'r', '(', ')', '[', ']', '-'}) {
    widths[static_cast<std::size_t>(c)] = c == ' ' || c == '.' || c == ',' ? 25 : 30;
  }
  for (const char c : {'m', 'M', 'W', 'w'}) widths[static_cast<std::size_t>(c)] = 80;
  return widths;
}
constexpr std::array<std::uint8_t, 128> kWidths = make_widths();

/// Counters of small letters, capitals and digits side by side in one word, so that counting needs no branches.
constexpr int kUpperShift = 21;
constexpr int kDigitShift = 42;
constexpr std::array<std::uint64_t, 128> make_counts() {
  std::array<std::uint64_t, 128> counts{};
  for (std::size_t c = 'a'; c <= 'z'; ++c) counts[c] = 1;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) counts[c] = std::uint64_t{1} << kUpperShift;
  for (std::size_t c = '0'; c <= '9'; ++c) counts[c] = std::uint64_t{1} << kDigitShift;
  return counts;
}
constexpr std::array<std::uint64_t, 128> kCounts = make_counts();

struct Measured {
  Width width{};
  Width first_word{};
  std::uint32_t widest_gap = 0;
  std::uint32_t gap_begin = 0;
  std::uint16_t gaps = 0;
  std::uint16_t lower = 0;
  std::uint16_t upper = 0;
  std::uint16_t digits = 0;
};

/// One pass over the bytes of a line.
Measured measure(std::string_view text, std::uint32_t begin) {
  Measured line;
  bool first_word = true;
  std::uint32_t blanks = 0;
  std::uint32_t blanks_begin = 0;
  std::uint32_t points = 0;
  std::uint32_t characters = 0;
  std::uint64_t counts = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == ' ' || byte == '\t') {
      if (first_word) {
        line.first_word = {points, characters, static_cast<std::uint32_t>(at)};
        first_word = false;
      }
      if (blanks++ == 0) {
        blanks_begin = static_cast<std::uint32_t>(at);
        points += 25;
        ++characters;
      }
      ++at;
      continue;
    }
    if (blanks > 0) {
      if (blanks > line.widest_gap) {
        line.widest_gap = blanks;
        line.gap_begin = begin + blanks_begin;
      }
      line.gaps = static_cast<std::uint16_t>(line.gaps + (blanks >= 3));
      blanks = 0;
    }
    ++characters;
    if (byte < 0x80) {
      points += kWidths[byte];
      counts += kCounts[byte];
      ++at;
      continue;
    }
    const Decoded next = decode_wide(text, at, byte);
    if (is_lower(next.code)) {
      ++counts;
      points += 47;
    } else if (is_upper(next.code)) {
      counts += std::uint64_t{1} << kUpperShift;
      points += 70;
    } else {
      points += is_mark(next.code) ? 0 : 50;
    }
    at += next.length;
  }
  line.width = {points, characters, static_cast<std::uint32_t>(text.size())};
  if (first_word) line.first_word = line.width;
  // 21 bits each: two million letters, and a line of more is no line.
  const auto field = [counts](int shift) {
    return static_cast<std::uint16_t>(std::min<std::uint64_t>(counts >> shift & 0x1FFFFF, 0xFFFF));
  };
  line.lower = field(0);
  line.upper = field(kUpperShift);
  line.digits = field(kDigitShift);
  return line;
}

/// "TP.", "Tp.", "GS.", "ThS.": a point that ends no sentence.
bool ends_with_abbreviation(std::string_view text) {
  std::size_t begin = text.size() - 1;
  while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '(') --begin;
  const std::string_view word = text.substr(begin, text.size() - 1 - begin);
  if (word.empty() || word.size() > 4) return false;
  for (const std::string_view known : {"TP",  "Tp",  "tp", "TX", "Tx", "TT", "Q",  "P",   "GS",  "TS",
                                       "ThS", "PGS", "BS", "KS", "LS", "St", "Mr", "Mrs", "TTr", "VP"}) {
    if (word == known) return true;
  }
  return false;
}

}  // namespace

LineEnd end_of(std::string_view text) {
  while (!text.empty()) {
    const Decoded last = decode_before(text, text.size());
    switch (last.code) {
      case U' ':
      case U'\t':
      case U')':
      case U']':
      case U'”':
      case U'"':
      case U'’':
      case U'\'':
      case U'»':
      case U'*': text.remove_suffix(last.length); continue;
      case U'.': return ends_with_abbreviation(text) ? LineEnd::kOpen : LineEnd::kStop;
      case U'!':
      case U'?':
      case U'…': return LineEnd::kStop;
      case U';': return LineEnd::kSemicolon;
      case U':': return LineEnd::kColon;
      case U',': return LineEnd::kComma;
      case U'/':
      case U'-': {
        // Free-standing, it is a dash between words.
        const Decoded before = decode_before(text, text.size() - 1);
        return is_letter(before.code) || is_digit(before.code) ? LineEnd::kHyphen : LineEnd::kOpen;
      }
      default: return LineEnd::kOpen;
    }
  }
  return LineEnd::kOpen;
}

namespace {

/// Fills what follows from the text alone; false for a blank line.
bool read_line(std::string_view page_text, Range whole, TextLine& line) {
  std::uint32_t begin = whole.begin;
  std::uint32_t end = whole.end;
  while (begin < end && is_blank(static_cast<unsigned char>(page_text[begin]))) ++begin;
  while (end > begin && is_blank(static_cast<unsigned char>(page_text[end - 1]))) --end;
  if (begin == end) return false;
  const std::string_view text = page_text.substr(begin, end - begin);
  const Measured measured = measure(text, begin);
  line.text = {begin, end};
  line.width = measured.width;
  line.first_word = measured.first_word;
  line.indent = begin - whole.begin;
  line.widest_gap = measured.widest_gap;
  line.gap_begin = measured.gap_begin;
  line.gaps = measured.gaps;
  line.lower = measured.lower;
  line.upper = measured.upper;
  line.digits = measured.digits;
  line.first = decode_utf8(text, 0).code;
  line.end = end_of(text);
  line.mark = read_list_mark(text);
  return true;
}

}  // namespace

Sheet measure_lines(const std::vector<Page>& pages, bool has_pages) {
  Sheet sheet;
  sheet.pages = &pages;
  sheet.has_pages = has_pages;
  std::size_t count = 0;
  for (const Page& page : pages) count += page.lines.size();
  sheet.lines.reserve(count);
  for (std::uint32_t index = 0; index < pages.size(); ++index) {
    const Page& page = pages[index];
    std::uint16_t blank_lines = 0;
    bool first = true;
    for (std::uint32_t number = 0; number < page.lines.size(); ++number) {
      const Line& read = page.lines[number];
      TextLine& line = sheet.lines.emplace_back();
      if (!read_line(page.text, read.text, line)) {
        sheet.lines.pop_back();
        if (blank_lines < 0xFFFF) ++blank_lines;
        continue;
      }
      line.page = index;
      line.number = number;
      line.blank_before = blank_lines;
      line.opens_page = first;
      line.bold = read.bold;
      line.italic = read.italic;
      line.font_size_pt = read.font_size_pt;
      line.box = read.box;
      line.marks = read.marks;
      line.cell = read.cell;
      sheet.printed = sheet.printed || !read.box.empty();
      blank_lines = 0;
      first = false;
    }
  }
  return sheet;
}

TextLine part_of_line(const Sheet& sheet, const TextLine& whole, Range text) {
  TextLine part = whole;
  read_line((*sheet.pages)[whole.page].text, text, part);
  part.indent = whole.indent + (part.text.begin - whole.text.begin);
  if (part.text.begin > whole.text.begin) part.blank_before = 0;
  if (!whole.box.empty() && whole.text.size() > 0) {
    // Without looking the characters up: their share of the line is near enough for columns.
    const auto share = [&](std::uint32_t at) {
      return whole.box.left +
             whole.box.width() * static_cast<float>(at - whole.text.begin) / static_cast<float>(whole.text.size());
    };
    part.box.left = share(part.text.begin);
    part.box.right = share(part.text.end);
  }
  return part;
}

}  // namespace trichluc::layout
