#include "pipeline/normalize/repair_numbers.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/syllables.h"

namespace trichluc {
namespace {

constexpr double kLostSpace = 0.99;
constexpr double kExtraSpace = 0.95;
constexpr double kMisreadDigit = 0.97;

struct Change {
  Range text;
  std::string made;
  std::string_view rule;
  double confidence;
};

bool digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_digit(static_cast<unsigned char>(text[at]));
}

/// End of the run of capitals, digits and & from `at`; TTg, with its small letter, is one too.
std::size_t symbol_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const Decoded here = decode_utf8(text, at);
    if (!is_upper(here.code) && !is_digit(here.code) && here.code != '&') break;
    at += here.length;
    if (text.substr(at - here.length).starts_with("Tg") && text.substr(0, at).ends_with("TT")) ++at;
  }
  return at;
}

/// "QĐ", "TTg", "UBND"; not "Bộ" nor a single letter.
bool is_symbol(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t letters = 0;
  for (std::size_t at = begin; at < end; ++letters) at += decode_utf8(text, at).length;
  return letters >= 2 && (end == text.size() || !is_letter(decode_utf8(text, end).code));
}

/// Abbreviations of document types (Decree 30/2020/NĐ-CP): behind one of these a blank parts two things.
constexpr std::array<std::string_view, 24> kTypes = {"NQ", "QĐ", "CT", "QC", "TB", "HD",   "CTr", "KH",
                                                     "PA", "ĐA", "DA", "BC", "BB", "TTr",  "HĐ",  "CĐ",
                                                     "CV", "NĐ", "TT", "GM", "KL", "TTLT", "L",   "VB"};

/// Blanks within a document's symbol, from its slash on.
void join_symbol(std::string_view text, std::uint32_t slash, std::vector<Change>& changes) {
  const std::size_t begin = slash + 1;
  const std::size_t end = symbol_end(text, begin);
  if (!is_symbol(text, begin, end)) return;
  const auto join = [&](std::size_t left_end, std::size_t right, std::string_view between) {
    const std::size_t right_end = symbol_end(text, right);
    if (!is_symbol(text, right, right_end)) return;
    const std::string made = std::string(text.substr(begin, left_end - begin)) + std::string(between) +
                             std::string(text.substr(right, right_end - right));
    changes.push_back(
        {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(right_end)}, made, "extra-space", kExtraSpace});
  };
  const std::string_view rest = text.substr(end);
  if (rest.starts_with("- ")) {
    join(end, end + 2, "-");
  } else if (rest.starts_with(" -") && end + 2 < text.size() && text[end + 2] != ' ' && text[end + 2] != '-') {
    join(end, end + 2, "-");
  } else if (rest.starts_with(" ")) {
    // "SLĐT BXH-TE": an acronym in two pieces, the second of which goes on with the symbol's hyphen.
    const std::string_view first = text.substr(begin, end - begin);
    const std::size_t second_end = symbol_end(text, end + 1);
    const bool goes_on = second_end < text.size() && text[second_end] == '-' && second_end + 1 < text.size() &&
                         is_upper(decode_utf8(text, second_end + 1).code);
    const bool known = std::find(kTypes.begin(), kTypes.end(), first) != kTypes.end();
    if (goes_on && !known && !is_syllable(first)) join(end, end + 1, "");
  }
}

/// Words a number belongs to however small it is.
bool takes_number(std::string_view lower) {
  constexpr std::array<std::string_view, 4> kNouns = {"điều", "khoản", "ngày", "tháng"};
  return std::find(kNouns.begin(), kNouns.end(), lower) != kNouns.end();
}

bool raised(const Page& page, std::uint32_t at) {
  return std::any_of(page.styles.begin(), page.styles.end(), [at](const Style& style) {
    return style.baseline_shift_pt > 0 && style.text.begin <= at && at < style.text.end;
  });
}

/// A blank between a word and the number glued to it.
void part_number(const Page& page, Range word, std::vector<Change>& changes) {
  const std::string_view text = page.text;
  const std::string_view shown = text.substr(word.begin, word.size());
  const bool plain =
      std::all_of(shown.begin(), shown.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (plain || !tone_in_place(shown)) return;
  if (word.begin > 0) {
    const char before = text[word.begin - 1];
    if (before != ' ' && before != '\n' && before != '(' && before != '*' && before != '"') return;
  }
  std::size_t end = word.end, digits = 0;
  bool slash = false, grouped = false;
  while (end < text.size() && (digit_at(text, end) || ((text[end] == '/' || text[end] == '.' || text[end] == ',') &&
                                                       digit_at(text, end + 1)))) {
    digits += digit_at(text, end) ? 1U : 0U;
    slash = slash || text[end] == '/';
    grouped = grouped || text[end] == '.' || text[end] == ',';
    ++end;
  }
  if (end < text.size() && text[end] == '/' && is_upper(decode_utf8(text, end + 1).code)) slash = true;
  if (end < text.size() && (is_letter(decode_utf8(text, end).code) || text[end] == '@' || text[end] == '_')) return;
  const std::string lower = fold_lower(shown);
  // "ngày05 tháng 3", "Điều5": but "trong ngày1" may carry a footnote.
  const bool dated = lower == "ngày" || lower == "tháng"
                         ? text.substr(end).starts_with(" tháng") || text.substr(end).starts_with(" năm")
                         : true;
  const bool sure = slash || digits >= 3 || (grouped && digits >= 3) || (takes_number(lower) && dated);
  if (!sure || raised(page, word.end)) return;
  changes.push_back({{word.begin, static_cast<std::uint32_t>(end)},
                     std::string(shown) + " " + std::string(text.substr(word.end, end - word.end)),
                     "lost-space",
                     kLostSpace});
}

/// The word that one blank parts from what begins at `at`, small.
std::string word_before(std::string_view text, std::size_t at) {
  if (at == 0 || text[at - 1] != ' ') return {};
  const std::size_t end = at - 1;
  std::size_t begin = end;
  while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '\n' && text[begin - 1] != '(') --begin;
  return fold_lower(text.substr(begin, end - begin));
}

/// "ngày 23tháng 02năm 2021": a blank between a day or a month and the word glued to it. What is no date stays: "2năm"
/// may be a typist's, but nothing beside it says so.
void part_date_word(std::string_view text, Range word, std::vector<Change>& changes) {
  std::size_t begin = word.begin;
  while (begin > 0 && digit_at(text, begin - 1)) --begin;
  if (word.begin - begin > 2 || begin == 0 || text[begin - 1] != ' ') return;
  const std::string noun = word_before(text, begin), glued = fold_lower(text.substr(word.begin, word.size()));
  const bool date = (noun == "ngày" && glued == "tháng") || (noun.ends_with("tháng") && glued == "năm");
  if (!date) return;
  const std::string number(text.substr(begin, word.begin - begin));
  changes.push_back({{static_cast<std::uint32_t>(begin), word.end},
                     number + " " + std::string(text.substr(word.begin, word.size())),
                     "lost-space",
                     kLostSpace});
}

// ---- letters read for digits

char digit_for(char c) {
  switch (c) {
    case 'O':
    case 'o': return '0';
    case 'l':
    case 'I': return '1';
    default: return c;
  }
}

/// Whether all of `part` are digits or look like some, at least half of them digits in truth; mends it.
bool mend(std::string& part, std::size_t least, std::size_t most) {
  if (part.size() < least || part.size() > most) return false;
  const auto real = static_cast<std::size_t>(
      std::count_if(part.begin(), part.end(), [](char c) { return is_digit(static_cast<unsigned char>(c)); }));
  for (char& c : part) {
    c = digit_for(c);
    if (!is_digit(static_cast<unsigned char>(c))) return false;
  }
  return real > 0 || part.size() == 1;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

bool between(const std::string& digits, int least, int most) {
  const int value = std::stoi(digits);
  return least <= value && value <= most;
}

/// A date with three parts, mended; empty when it is none.
std::string mended_date(std::string_view token) {
  for (const char separator : {'/', '-', '.'}) {
    std::vector<std::string> parts = split(token, separator);
    if (parts.size() != 3) continue;
    if (!mend(parts[0], 1, 2) || !mend(parts[1], 1, 2) || !mend(parts[2], 4, 4)) continue;
    if (!between(parts[0], 1, 31) || !between(parts[1], 1, 12) || !between(parts[2], 1900, 2100)) continue;
    return parts[0] + separator + parts[1] + separator + parts[2];
  }
  return {};
}

/// "121/2O20/QHl4", "l472/QĐ-TTg", mended; empty when it is no document's number.
std::string mended_number(std::string_view token) {
  std::vector<std::string> parts = split(token, '/');
  if (parts.size() < 2 || parts.size() > 3 || !mend(parts[0], 1, 5)) return {};
  std::string& symbol = parts.back();
  if (parts.size() == 3 && (!mend(parts[1], 4, 4) || !between(parts[1], 1945, 2100))) return {};
  const std::size_t end = symbol_end(symbol, 0);
  if (end < 2 || !is_upper(decode_utf8(symbol, 0).code)) return {};
  // The number of the National Assembly's term stands right behind QH.
  for (const std::string_view body : {"UBTVQH", "QH"}) {
    if (!symbol.starts_with(body)) continue;
    std::string term = symbol.substr(body.size());
    if (!term.empty() && !mend(term, 1, 2)) return {};
    symbol = std::string(body) + term;
    break;
  }
  if (symbol_end(symbol, 0) != symbol.size() && symbol[symbol_end(symbol, 0)] != '-') return {};
  std::string made = parts[0];
  for (std::size_t i = 1; i < parts.size(); ++i) made += "/" + parts[i];
  return made;
}

/// "1.5O0.000", mended; empty when it is no number in groups of three.
std::string mended_figure(std::string_view token) {
  std::vector<std::string> groups = split(token, '.');
  if (groups.size() < 2 || !mend(groups[0], 1, 3)) return {};
  std::string made = groups[0];
  for (std::size_t i = 1; i < groups.size(); ++i) {
    if (!mend(groups[i], 3, 3)) return {};
    made += "." + groups[i];
  }
  return made;
}

/// A part of "ngày 3l tháng l2 năm 2O20", mended; empty when it is none.
std::string mended_date_part(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view rest = text.substr(end);
  std::string part(text.substr(begin, end - begin));
  const std::string noun = word_before(text, begin);
  const auto valid = [&part](std::size_t least, std::size_t most, int first, int last) {
    return mend(part, least, most) && between(part, first, last);
  };
  if (noun == "ngày") return rest.starts_with(" tháng ") && valid(1, 2, 1, 31) ? part : std::string();
  if (noun == "tháng") return rest.starts_with(" năm ") && valid(1, 2, 1, 12) ? part : std::string();
  return noun == "năm" && valid(4, 4, 1900, 2100) ? part : std::string();
}

void mend_token(std::string_view text, std::uint32_t at, std::vector<Change>& changes) {
  const auto inside = [text](std::size_t i) {
    const Decoded here = decode_utf8(text, i);
    return is_letter(here.code) || is_digit(here.code) || here.code == '/' || here.code == '-' || here.code == '.' ||
           here.code == '&';
  };
  std::size_t begin = at, end = at;
  while (begin > 0) {
    const Decoded before = decode_before(text, begin);
    if (!inside(begin - before.length)) break;
    begin -= before.length;
  }
  while (end < text.size() && inside(end)) end += decode_utf8(text, end).length;
  while (end > begin && (text[end - 1] == '.' || text[end - 1] == '-' || text[end - 1] == '/')) --end;
  const std::string_view token = text.substr(begin, end - begin);
  std::string made = mended_date(token);
  if (made.empty()) made = mended_number(token);
  if (made.empty()) made = mended_figure(token);
  if (made.empty()) made = mended_date_part(text, begin, end);
  if (made.empty() || made == token) return;
  changes.push_back(
      {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, made, "misread-digit", kMisreadDigit});
}

}  // namespace

std::optional<TextChanges> repair_numbers(Page& page, const Breakage& breakage) {
  std::vector<Change> changes;
  for (const Range word : breakage.letter_digits) part_number(page, word, changes);
  for (const Range word : breakage.date_words) part_date_word(page.text, word, changes);
  for (const std::uint32_t slash : breakage.slashes) join_symbol(page.text, slash, changes);
  for (const std::uint32_t at : breakage.misread_digits) mend_token(page.text, at, changes);
  if (changes.empty()) return std::nullopt;
  std::sort(changes.begin(), changes.end(),
            [](const Change& a, const Change& b) { return a.text.begin < b.text.begin; });
  Rewrite rewrite(page);
  std::uint32_t done = 0;
  for (const Change& change : changes) {
    if (change.text.begin < done) continue;  // two faults in one number: the next look finds the other
    rewrite.replace(change.made, change.text, change.rule, change.confidence);
    done = change.text.end;
  }
  return rewrite.finish();
}

}  // namespace trichluc
