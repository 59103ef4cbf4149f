#include "pipeline/layout/lines.h"

#include <algorithm>
#include <iterator>

#include "pipeline/core/find_byte.h"
#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

constexpr bool is_blank(unsigned char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\v' || byte == '\f';
}

/// What a character adds to the measures of its line, side by side in one word, so that measuring a letter of ASCII is
/// one addition: its width in hundredths of an em of a usual serif text font (Times and its clones), 1 for itself, and
/// 1 where it is a small letter, a capital, a digit. The fields have room for a stretch of kStretch bytes.
constexpr std::size_t kStretch = 1024;
constexpr int kCharactersShift = 17;
constexpr int kLowerShift = 28;
constexpr int kUpperShift = 39;
constexpr int kDigitShift = 50;
constexpr std::uint64_t kFieldMask = 0x7FF;

constexpr std::uint64_t weight(std::uint64_t points) { return points | std::uint64_t{1} << kCharactersShift; }
constexpr std::uint64_t kBlankPoints = 25;

constexpr std::uint64_t weight_of_wide(char32_t code) {
  if (is_lower(code)) return weight(47) | std::uint64_t{1} << kLowerShift;
  if (is_upper(code)) return weight(70) | std::uint64_t{1} << kUpperShift;
  return weight(is_mark(code) ? 0 : 50);
}

constexpr std::uint64_t weight_of_ascii(char32_t code) {
  constexpr std::u32string_view kNarrow = U";:iljt'|!/Ifr()[]-";
  constexpr std::u32string_view kNarrowest = U" \t.,";
  const auto among = [code](std::u32string_view signs) { return signs.find(code) != std::u32string_view::npos; };
  const bool capital = code >= U'A' && code <= U'Z';
  const bool small = code >= U'a' && code <= U'z';
  const std::uint64_t points = among(kNarrowest) ? kBlankPoints
                               : among(kNarrow)  ? 30
                               : among(U"mMWw")  ? 80
                               : capital         ? 70
                                                 : 50;
  return weight(points) | std::uint64_t{small} << kLowerShift | std::uint64_t{capital} << kUpperShift |
         std::uint64_t{is_digit(code)} << kDigitShift;
}

template <char32_t kBegin, char32_t kEnd>
constexpr std::array<std::uint64_t, kEnd - kBegin> make_weights() {
  std::array<std::uint64_t, kEnd - kBegin> weights{};
  for (char32_t code = kBegin; code < kEnd; ++code)
    weights[code - kBegin] = code < 0x80 ? weight_of_ascii(code) : weight_of_wide(code);
  return weights;
}

// Where the letters of Vietnamese stand: what UTF-8 writes with two bytes, and Latin Extended Additional.
constexpr char32_t kLowEnd = 0x800;
constexpr char32_t kHighBegin = 0x1E00;
constexpr char32_t kHighEnd = 0x1F00;
constexpr auto kLowWeights = make_weights<0, kLowEnd>();
constexpr auto kHighWeights = make_weights<kHighBegin, kHighEnd>();

std::uint64_t weight_of(char32_t code) {
  if (code < kLowEnd) return kLowWeights[code];
  return code >= kHighBegin && code < kHighEnd ? kHighWeights[code - kHighBegin] : weight_of_wide(code);
}

struct Measured {
  std::uint32_t points = 0;
  std::uint32_t characters = 0;
  std::uint32_t lower = 0;
  std::uint32_t upper = 0;
  std::uint32_t digits = 0;

  void add(std::uint64_t sum) {
    const auto field = [sum](int shift) { return static_cast<std::uint32_t>(sum >> shift & kFieldMask); };
    points += static_cast<std::uint32_t>(sum & ((1U << kCharactersShift) - 1));
    characters += field(kCharactersShift);
    lower += field(kLowerShift);
    upper += field(kUpperShift);
    digits += field(kDigitShift);
  }
};

/// Adds up the characters of text[begin, end), blanks one by one.
void measure(std::string_view text, std::size_t begin, std::size_t end, Measured& line) {
  for (std::size_t at = begin; at < end;) {
    const std::size_t stop = std::min(end, at + kStretch);
    std::uint64_t sum = 0;
    while (at < stop) {
      const auto byte = static_cast<unsigned char>(text[at]);
      if (byte < 0x80) {
        sum += kLowWeights[byte];
        ++at;
        continue;
      }
      const Decoded next = decode_wide(text, at, byte);
      sum += weight_of(next.code);
      at += next.length;
    }
    line.add(sum);
  }
}

constexpr bool is_gap(char c) { return c == ' ' || c == '\t'; }

/// The runs of blanks inside `text`, which begins at byte `begin` of its page; of a run only one is measured.
void measure_gaps(std::string_view text, std::uint32_t begin, Measured& measured, TextLine& line) {
  const auto in_run = [](const char* c) -> bool {
    return ((*c == ' ') | (*c == '\t')) & ((*(c - 1) == ' ') | (*(c - 1) == '\t'));
  };
  for (std::size_t at = 1; at < text.size();) {
    const std::size_t second = find_byte(text, at, in_run);
    if (second == text.size()) break;
    std::size_t end = second + 1;
    while (end < text.size() && is_gap(text[end])) ++end;
    const auto blanks = static_cast<std::uint32_t>(end - second + 1);
    if (blanks > line.widest_gap) {
      line.widest_gap = blanks;
      line.gap_begin = begin + static_cast<std::uint32_t>(second) - 1;
    }
    line.gaps = static_cast<std::uint16_t>(line.gaps + (blanks >= 3));
    measured.points -= static_cast<std::uint32_t>(kBlankPoints) * (blanks - 1);
    measured.characters -= blanks - 1;
    at = end + 1;
  }
}

constexpr std::string_view kAbbreviations[] = {"TP",  "Tp",  "tp", "TX", "Tx", "TT", "Q",  "P",   "GS",  "TS",
                                               "ThS", "PGS", "BS", "KS", "LS", "St", "Mr", "Mrs", "TTr", "VP"};

/// "TP.", "Tp.", "GS.", "ThS.": a point that ends no sentence.
bool ends_with_abbreviation(std::string_view text) {
  constexpr std::size_t kLongest = 4;
  const std::size_t end = text.size() - 1;
  std::size_t begin = end;
  while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '(') {
    if (end - --begin > kLongest) return false;
  }
  const std::string_view word = text.substr(begin, end - begin);
  return std::find(std::begin(kAbbreviations), std::end(kAbbreviations), word) != std::end(kAbbreviations);
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
  const auto size = static_cast<std::uint32_t>(text.size());
  std::uint32_t word = 0;
  while (word < size && !is_gap(text[word])) ++word;
  Measured measured;
  measure(text, 0, word, measured);
  line.text = {begin, end};
  line.indent = begin - whole.begin;
  line.first_word = {measured.points, measured.characters, word};
  line.widest_gap = word < size ? 1 : 0;
  line.gap_begin = word < size ? begin + word : 0;
  line.gaps = 0;
  measure(text, word, size, measured);
  measure_gaps(text, begin, measured, line);
  line.width = {measured.points, measured.characters, size};
  const auto count = [](std::uint32_t number) {
    return static_cast<std::uint16_t>(std::min<std::uint32_t>(number, 0xFFFF));
  };
  line.lower = count(measured.lower);
  line.upper = count(measured.upper);
  line.digits = count(measured.digits);
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
