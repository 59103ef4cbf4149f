#include "pipeline/ingest/ocr_fields.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/ingest/digit_field.h"
#include "pipeline/ingest/digit_ink.h"
#include "pipeline/ingest/ocr_row.h"
#include "pipeline/ingest/ocr_words.h"

namespace trichluc {
namespace {

// How certain a reading has to be: its digits and its cuts, multiplied. Measured on made-up fields
// (tools/digits/README.md).
constexpr float kCertain = 0.6F;           // by itself
constexpr float kCertainAgreed = 0.5F;     // where the engine read the same digits
constexpr float kCertainAgainst = 0.75F;   // where the engine is certain of other digits
constexpr float kContradicting = 0.5F;     // against an engine that is certain of print
constexpr float kSureEngine = 0.9F;        // it read print
constexpr float kMostConfidence = 0.9F;    // that a word gets
constexpr float kLeastConfidence = 0.82F;  // and no doubt (printed_page.cpp)
constexpr float kOpen = 0.5F;              // digits that stay in doubt

// Widths of printed words in sizes of the type: Times New Roman, as the decree asks for, slanted or not. Other faces
// are wider, and so is their size as the words of the same line give it.
constexpr float kWidthOfDay = 1.93F;     // ngày
constexpr float kWidthOfMonth = 2.25F;   // tháng
constexpr float kWidthOfYear = 1.69F;    // năm
constexpr float kWidthOfDigits = 1.95F;  // four of a year
constexpr float kWidthOfNumber = 1.04F;  // Số, without the colon

// Ink spreads: letters on a scan are higher than on the page, all the more so where they are small.
constexpr float kSizeByCapitals = 0.95F;

constexpr float kLetterheadHeight = 0.45F;  // of the page
constexpr float kWidestNumber = 7;          // sizes of the type between "Số" and its stroke
constexpr float kWidestDay = 4.5F;
constexpr float kSlackOfSymbol = 0.3F;    // sizes, between how wide a symbol is and how wide it should be,
constexpr float kSlackOfLetters = 0.05F;  // and as a share of that
constexpr float kSlackOfGuess = 0.2F;     // sizes, from where the engine sees the stroke
constexpr float kSlashReach = 1.3F;       // sizes: how far off the engine may see it

/// A gap, and what the engine read in it: symbols [first, last), that may be parts of words.
struct Gap {
  DigitField field;
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t printed = 0;  // the first symbol of the printed word before it
};

std::string digits_of(const SymbolRow& row, const Gap& gap) {
  std::string digits;
  for (std::size_t at = gap.first; at < gap.last; ++at) {
    if (!is_digit_symbol(row.text(at))) return {};
    digits += row.text(at);
  }
  return digits;
}

float least_confidence(const SymbolRow& row, const Gap& gap) {
  float least = 1;
  for (std::size_t at = gap.first; at < gap.last; ++at) least = std::min(least, row.word(at).confidence);
  return gap.first == gap.last ? 0 : least;
}

class FieldFinder {
 public:
  FieldFinder(const CleanedScan& scan, const DigitNet& net, std::vector<OcrWord>& words)
      : scan_(scan), net_(net), words_(words) {}

  void go() {
    for (std::size_t first = 0; first < words_.size();) {
      std::size_t last = first + 1;
      while (last < words_.size() && words_[last].line == words_[first].line) ++last;
      // From the right, so that what is on the left stays where it is.
      const std::size_t before = words_.size();
      look_at_line(first, last);
      first = last + words_.size() - before;
    }
  }

 private:
  void look_at_line(std::size_t first, std::size_t last) {
    {
      const SymbolRow row(words_, first, last);
      const bool high =
          static_cast<float>(words_[first].box.top) < kLetterheadHeight * static_cast<float>(scan_.height);
      if (!is_decree(row) && !high) return;
    }
    for (const FieldKind kind : {FieldKind::kMonth, FieldKind::kDay, FieldKind::kNumber}) {
      const SymbolRow row(words_, first, last);
      const std::optional<Gap> gap = kind == FieldKind::kNumber ? number_gap(row) : date_gap(row, kind);
      if (!gap) continue;
      const std::size_t before = words_.size();
      read(row, *gap);
      last = last + words_.size() - before;
    }
  }

  // --- where ----------------------------------------------------------------------------------------------------

  float base_at(const OcrWord& word, int x) const {
    const float run = word.base_right_x - word.base_left_x;
    if (run <= 1) return word.base_left_y;
    return word.base_left_y + (word.base_right_y - word.base_left_y) * (static_cast<float>(x) - word.base_left_x) / run;
  }

  /// The size of the type by the widths of printed words, which are known; they tell more than heights do.
  static float size_of_date(const SymbolRow& row, std::initializer_list<std::pair<PrintedSymbols, float>> printed) {
    std::vector<float> sizes;
    for (const auto& [word, width] : printed) {
      if (word.count() == 0 || !row.begins_word(word.first) || !row.ends_word(word.last - 1)) continue;
      if (row.word(word.first).confidence < 0.7F) continue;
      sizes.push_back(static_cast<float>(row.word(word.first).box.width()) / width);
    }
    if (sizes.empty()) return letter_size(row.words());
    std::sort(sizes.begin(), sizes.end());
    return sizes[sizes.size() / 2];
  }

  /// Where a printed word begins and ends: the engine's boxes of words are right where nothing is glued to them.
  static int left_of(const SymbolRow& row, const PrintedSymbols& word, float width) {
    if (row.begins_word(word.first)) return row.word(word.first).box.left;
    if (row.ends_word(word.last - 1)) return row.word(word.first).box.right - static_cast<int>(width);
    return row.symbol(word.first).box.left;
  }
  static int right_of(const SymbolRow& row, const PrintedSymbols& word, float width) {
    const OcrWord& whole = row.word(word.first);
    const bool alone = row.begins_word(word.first) && row.ends_word(word.last - 1);
    const int left = left_of(row, word, width);
    if (alone && whole.confidence > 0.8F && std::fabs(static_cast<float>(whole.box.width()) - width) < 0.12F * width)
      return whole.box.right;
    return left + static_cast<int>(std::lround(width));
  }

  std::optional<Gap> date_gap(const SymbolRow& row, FieldKind kind) const {
    const std::optional<PrintedSymbols> day = find_symbols(row, 0, "ng*y");
    if (!day) return std::nullopt;
    std::optional<PrintedSymbols> month = find_symbols(row, day->last, "th*ng");
    if (!month) return std::nullopt;
    const std::optional<PrintedSymbols> year = find_symbols(row, month->last, "n*m");
    if (!year) return std::nullopt;
    // Next to writing the engine may see a word twice; the last one is where the print is.
    while (const std::optional<PrintedSymbols> again = find_symbols(row, month->last, "th*ng")) {
      if (again->first > year->first) break;
      month = again;
    }
    if (!stands_for_date(row, *day, *year)) return std::nullopt;
    PrintedSymbols digits{year->last, year->last};
    while (digits.last < row.size() && is_digit_symbol(row.text(digits.last))) ++digits.last;
    if (digits.count() != 4) digits.last = digits.first;
    const float size = size_of_date(row, {{*month, kWidthOfMonth}, {*year, kWidthOfYear}, {digits, kWidthOfDigits}});
    const bool of_day = kind == FieldKind::kDay;
    const PrintedSymbols& before = of_day ? *day : *month;
    const PrintedSymbols& after = of_day ? *month : *year;
    Gap gap;
    gap.first = before.last;
    gap.last = after.first;
    gap.field.kind = kind;
    gap.field.size = size;
    gap.field.left = right_of(row, before, size * (of_day ? kWidthOfDay : kWidthOfMonth));
    gap.field.right = left_of(row, after, size * (of_day ? kWidthOfMonth : kWidthOfYear));
    gap.field.base = base_at(row.word(before.first), (gap.field.left + gap.field.right) / 2);
    if (static_cast<float>(gap.field.right - gap.field.left) > kWidestDay * size) return std::nullopt;
    return gap;
  }

  /// "Đồi Mơ, ngày ... tháng ... năm 2024" with nothing behind it, or the date in "(Ban hành kèm theo ...)".
  bool stands_for_date(const SymbolRow& row, const PrintedSymbols& day, const PrintedSymbols& year) const {
    if (is_decree(row)) return true;
    constexpr std::size_t kLongestTail = 7;  // the year, and a sign or two that is none
    if (row.size() - year.last > kLongestTail) return false;
    if (day.first == 0 || is_one_of(row.text(day.first - 1), {",", ".", ";"})) return true;
    // The comma is small. Words of the place stand close together, and begin with capitals.
    constexpr std::size_t kLongestPlace = 4;
    std::size_t first = row.place(day.first).word;
    const auto gap = [&](std::size_t word) { return words_[word].box.left - words_[word - 1].box.right; };
    while (first > row.first_word() && gap(first) < row.word(day.first).box.height()) --first;
    return row.place(day.first).word - first <= kLongestPlace && !words_[first].symbols.empty() &&
           is_capital_symbol(words_[first].symbols.front().text);
  }

  static bool is_decree(const SymbolRow& row) { return row.text(0, row.size()).find("kèm theo") != std::string::npos; }

  /// "Số" at the beginning of a line or of a column of it; the engine reads "Só", "S6", "Sô".
  static bool begins_number(const SymbolRow& row, std::size_t at) {
    if (!is_one_of(row.text(at), {"S", "Š", "Ś"}) || at + 1 >= row.size() || row.begins_word(at + 1)) return false;
    if (!row.begins_word(at) && row.place(at).symbol > 1) return false;  // "ŠSố"
    const std::string& vowel = row.text(at + 1);
    if (!is_one_of(vowel, {"o", "ó", "ò", "ỏ", "õ", "ô", "ố", "ồ", "ổ", "ỗ", "ö", "6", "é", "ê", "ế", "Ố", "Ô", "O"}))
      return false;
    return at + 2 == row.size() || row.begins_word(at + 2) ||
           !(is_capital_symbol(row.text(at + 2)) || row.text(at + 2) == "n");
  }

  /// "số" in "(Ban hành kèm theo Quyết định số ...".
  static bool reads_number_word(const SymbolRow& row, std::size_t at) {
    return row.text(at) == "s" && row.begins_word(at) && at + 1 < row.size() && row.text(at + 1) == "ố";
  }

  /// "/BC-UBND", "/2024/QĐ-UBND"
  static bool begins_symbol(const SymbolRow& row, std::size_t at) {
    if (row.text(at) != "/" || at + 1 >= row.size()) return false;
    if (is_capital_symbol(row.text(at + 1))) return true;
    if (at + 5 >= row.size() || row.text(at + 5) != "/") return false;
    return is_digit_symbol(row.text(at + 1)) && is_digit_symbol(row.text(at + 2)) &&
           is_digit_symbol(row.text(at + 3)) && is_digit_symbol(row.text(at + 4));
  }

  std::optional<Gap> number_gap(const SymbolRow& row) const {
    for (std::size_t at = 0; at < row.size(); ++at) {
      if (!begins_number(row, at) && !(is_decree(row) && reads_number_word(row, at))) continue;
      std::size_t stroke = at + 2;
      while (stroke < row.size() && !begins_symbol(row, stroke)) ++stroke;
      if (stroke == row.size()) return std::nullopt;
      OcrWord symbol;  // what stands behind the stroke tells the size
      for (std::size_t i = stroke + 1; i < row.size() && row.place(i).word == row.place(stroke).word; ++i)
        symbol.symbols.push_back(row.symbol(i));
      symbol.symbols.push_back(row.symbol(at));
      Gap gap;
      gap.field.size = kSizeByCapitals * letter_size({&symbol, 1});
      const int left = row.word(at).box.left;
      gap.field.left = left + static_cast<int>(std::lround(kWidthOfNumber * gap.field.size));
      gap.printed = at;
      gap.first = at + 2;
      while (gap.first < stroke && is_one_of(row.text(gap.first), {":", ".", ";", "‘", "'", "*"})) ++gap.first;
      gap.last = stroke;
      gap.field.base = base_at(row.word(at), gap.field.left);
      const std::optional<int> right = left_of_stroke(row, stroke, gap.field);
      if (!right) return std::nullopt;
      gap.field.right = *right;
      if (static_cast<float>(gap.field.right - gap.field.left) > kWidestNumber * gap.field.size) return std::nullopt;
      return gap;
    }
    return std::nullopt;
  }

  /// Width of the word from `at` on, in sizes of the type (Times New Roman).
  static float width_of(const SymbolRow& row, std::size_t at) {
    float width = 0;
    for (std::size_t i = at; i < row.size() && row.place(i).word == row.place(at).word; ++i) {
      const std::string& text = row.text(i);
      if (is_one_of(text, {"/", "I", ",", ".", "-", "J", "i", "l", "t"})) {
        width += text == "," || text == "." ? 0.25F : text == "-" || text == "I" ? 0.333F : 0.28F;
      } else if (is_one_of(text, {"B", "C", "R", "E", "L", "T"})) {
        width += text == "B" || text == "C" || text == "R" ? 0.667F : 0.611F;
      } else if (is_one_of(text, {"P", "S", "F"})) {
        width += 0.556F;
      } else if (text == "M") {
        width += 0.889F;
      } else {
        width += is_capital_symbol(text) ? 0.722F : 0.5F;
      }
    }
    return width;
  }

  /// The printed stroke is where the engine sees it when it begins a word. Glued to digits it could not read, its place
  /// is a guess, and the ink has to tell.
  std::optional<int> left_of_stroke(const SymbolRow& row, std::size_t stroke, const DigitField& field) const {
    const bool apart = row.begins_word(stroke) && row.word(stroke).confidence > 0.5F;
    const int guess = row.symbol(stroke).box.left;
    const std::optional<int> seen = stroke_near(guess, field);
    if (!seen) return apart ? std::optional<int>(guess) : std::nullopt;
    // A 1 before it is as slanted, and may be as straight. The engine has to have seen it there too, or what stands
    // behind it has to be as wide as it should be.
    if (static_cast<float>(std::abs(*seen - guess)) < kSlackOfGuess * field.size) return seen;
    const float wanted = width_of(row, stroke);
    const float width = static_cast<float>(row.word(stroke).box.right - *seen) / field.size;
    if (std::fabs(width - wanted) > kSlackOfSymbol + kSlackOfLetters * wanted) return std::nullopt;
    return seen;
  }

  /// The last straight slanted stroke near `x` that stands on the baseline: a 1 may be written like it, before it.
  std::optional<int> stroke_near(int x, const DigitField& field) const {
    const auto pixels = [&field](float sizes) { return static_cast<int>(std::lround(sizes * field.size)); };
    const auto base = static_cast<int>(std::lround(field.base));
    const PixelBox window{std::max(field.left, x - pixels(kSlashReach)), base - pixels(1), x + pixels(kSlashReach),
                          base + pixels(0.35F)};
    if (window.width() <= 0) return std::nullopt;
    const FieldInk ink(scan_.view(), window, window.left, window.right, field.size);
    const auto pieces = ink.pieces();
    std::optional<int> found;
    int found_off = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const PixelBox& box = pieces[i].box;
      const bool high = box.height() >= pixels(0.55F) && box.height() <= pixels(1.1F);
      const bool stands = std::abs(box.bottom - base) <= pixels(0.2F);
      // Glued to the letter behind it, it was cut off; a part of a letter is none.
      if (pieces[i].cut_left || !high || !stands || !is_slash(ink.picture(i, i + 1))) continue;
      const int off = std::abs(box.left - x);
      if (found && off > pixels(0.7F) && off >= found_off) continue;
      found = box.left;
      found_off = off;
    }
    return found;
  }

  // --- what -----------------------------------------------------------------------------------------------------

  void read(const SymbolRow& row, const Gap& gap) {
    std::string engine = digits_of(row, gap);
    if (!can_be(gap.field.kind, engine)) engine.clear();
    const float engine_confidence = engine.empty() ? 0 : least_confidence(row, gap);
    const std::optional<FieldDigits> seen = read_field(scan_.view(), gap.field, net_);
    const bool agreed = seen && seen->digits == engine;
    if (engine_confidence >= kSureEngine && !agreed && set_in_type(scan_.view(), gap.field)) {
      if (seen && seen->confidence >= kContradicting) doubt(row, gap);
      return;
    }
    if (engine_confidence >= kSureEngine && agreed) return;
    if (gap.field.kind == FieldKind::kNumber) spell_number_word(row, gap);
    const float wanted = agreed ? kCertainAgreed : engine_confidence >= kSureEngine ? kCertainAgainst : kCertain;
    if (!seen || seen->confidence < wanted) {
      doubt(row, gap);
      if (gap.field.kind == FieldKind::kNumber) cut_apart(row, gap);
      return;
    }
    write(row, gap, *seen);
  }

  /// Leaves the words as they are; digits among them are in doubt.
  void doubt(const SymbolRow& row, const Gap& gap) {
    for (std::size_t at = gap.first; at < gap.last; ++at) {
      OcrWord& word = words_[row.place(at).word];
      word.confidence = std::min(word.confidence, kOpen);
    }
  }

  /// "Só", "S6" where the symbol of a number follows is "Số".
  void spell_number_word(const SymbolRow& row, const Gap& gap) {
    const SymbolPlace& place = row.place(gap.printed);
    OcrWord& word = words_[place.word];
    if (word.symbols[place.symbol].text == "s") return;  // of a decree, and read as it should be
    word.symbols[place.symbol].text = "S";
    word.symbols[place.symbol + 1].text = "ố";
  }

  /// A word that holds the printed one, what could not be read and the symbol becomes three: what is printed is in no
  /// doubt, and shows which line it is.
  void cut_apart(const SymbolRow& row, const Gap& gap) {
    if (gap.first == gap.last || row.place(gap.first - 1).word != row.place(gap.last).word) return;
    const std::size_t at = row.place(gap.first - 1).word;
    const OcrWord whole = words_[at];
    const auto part = [&](std::size_t first, std::size_t last, int left, int right) {
      OcrWord made = whole;
      made.symbols.assign(whole.symbols.begin() + static_cast<std::ptrdiff_t>(first),
                          whole.symbols.begin() + static_cast<std::ptrdiff_t>(last));
      squeeze(made, left, right);
      return made;
    };
    const std::size_t first = row.place(gap.first).symbol;
    const std::size_t last = row.place(gap.last).symbol;
    words_[at] = part(0, first, whole.box.left, gap.field.left);
    const OcrWord rest[] = {part(first, last, gap.field.left, gap.field.right),
                            part(last, whole.symbols.size(), gap.field.right, whole.box.right)};
    words_.insert(words_.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::begin(rest), std::end(rest));
  }

  static PixelBox box_of(const std::vector<OcrSymbol>& symbols) {
    PixelBox box = symbols.front().box;
    for (const OcrSymbol& symbol : symbols) {
      box.left = std::min(box.left, symbol.box.left);
      box.top = std::min(box.top, symbol.box.top);
      box.right = std::max(box.right, symbol.box.right);
      box.bottom = std::max(box.bottom, symbol.box.bottom);
    }
    return box;
  }

  /// Puts the digits into the gap; words that reached into it are cut, and kept to where the print is.
  void write(const SymbolRow& row, const Gap& gap, const FieldDigits& seen) {
    OcrWord digits = row.word(gap.first > 0 ? gap.first - 1 : 0);
    digits.symbols.clear();
    digits.recognised = row.text(gap.first, gap.last);
    for (std::size_t i = 0; i < seen.digits.size(); ++i)
      digits.symbols.push_back({seen.digits.substr(i, 1), seen.boxes[i]});
    digits.confidence = std::clamp(seen.confidence, kLeastConfidence, kMostConfidence);
    digits.box = box_of(digits.symbols);
    if (digits.recognised != seen.digits) digits.reread = seen.digits.size();

    std::vector<OcrWord> made;
    const std::size_t begin = row.place(gap.first - 1).word;
    const std::size_t end = gap.last < row.size() ? row.place(gap.last).word : row.place(row.size() - 1).word;
    OcrWord before = words_[begin];
    before.symbols.resize(row.place(gap.first - 1).symbol + 1);
    squeeze(before, before.box.left, gap.field.left);
    made.push_back(std::move(before));
    OcrWord after = words_[end];
    after.symbols.erase(after.symbols.begin(),
                        after.symbols.begin() + static_cast<std::ptrdiff_t>(row.place(gap.last).symbol));
    squeeze(after, gap.field.right, after.box.right);
    if (gap.field.kind == FieldKind::kNumber) {
      // "280" and "/BC-UBND" are one number, however wide the gap was made.
      digits.symbols.insert(digits.symbols.end(), after.symbols.begin(), after.symbols.end());
      digits.box = box_of(digits.symbols);
      made.push_back(std::move(digits));
    } else {
      made.push_back(std::move(digits));
      made.push_back(std::move(after));
    }
    words_.erase(words_.begin() + static_cast<std::ptrdiff_t>(begin),
                 words_.begin() + static_cast<std::ptrdiff_t>(end) + 1);
    words_.insert(words_.begin() + static_cast<std::ptrdiff_t>(begin), made.begin(), made.end());
  }

  /// Moves what hangs out of [left, right) of a word that was cut back into it.
  static void squeeze(OcrWord& word, int left, int right) {
    for (OcrSymbol& symbol : word.symbols) {
      symbol.box.left = std::clamp(symbol.box.left, left, std::max(left, right - 1));
      symbol.box.right = std::clamp(symbol.box.right, symbol.box.left + 1, std::max(left + 1, right));
    }
    word.box = box_of(word.symbols);
  }

  const CleanedScan& scan_;
  const DigitNet& net_;
  std::vector<OcrWord>& words_;
};

}  // namespace

void read_fields(const CleanedScan& scan, const DigitNet& net, std::vector<OcrWord>& words) {
  FieldFinder(scan, net, words).go();
}

}  // namespace trichluc
