#include "extractors/locator.h"

#include <algorithm>
#include <array>

#include "extractors/values/number.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

/// From the innermost part to the outermost.
/// kPhan ("Phần II", "Phần thứ hai") is read over: a locator of RECORD.md has no place for it.
enum class Level { kDiem, kKhoan, kDieu, kMuc, kChuong, kMau, kPhuLuc, kPhan };

struct Unit {
  constexpr Unit(std::string_view all, Level its_level)
      : words(all), first(all.substr(0, all.find(' '))), level(its_level) {}

  std::string_view words;
  std::string_view first;  // of the words
  Level level;
};

constexpr std::array<Unit, 21> kUnits = {{
    {"biểu mẫu số", Level::kMau},    {"mẫu biểu số", Level::kMau},
    {"biểu số", Level::kMau},        {"mẫu số", Level::kMau},
    {"biểu mẫu", Level::kMau},       {"phụ lục số", Level::kPhuLuc},
    {"phụ lục", Level::kPhuLuc},     {"chương", Level::kChuong},
    {"tiểu mục", Level::kMuc},       {"mục", Level::kMuc},
    {"điều", Level::kDieu},          {"khoản", Level::kKhoan},
    {"điểm", Level::kDiem},          {"tiết", Level::kDiem},
    {"các điều", Level::kDieu},      {"các khoản", Level::kKhoan},
    {"các điểm", Level::kDiem},      {"các mục", Level::kMuc},
    {"các phụ lục", Level::kPhuLuc}, {"phần thứ", Level::kPhan},
    {"phần", Level::kPhan},
}};

/// Nearly every word of a text is told from them by one look.
constexpr WordsByEnd kFirstWords({"biểu", "mẫu", "phụ", "chương", "tiểu", "mục", "điều", "khoản", "điểm", "tiết", "các",
                                  "phần"});
static_assert(std::all_of(kUnits.begin(), kUnits.end(), [](const Unit& unit) { return kFirstWords.has(unit.first); }));

std::string& part(Locator& locator, Level level) {
  switch (level) {
    case Level::kDiem: return locator.diem;
    case Level::kKhoan: return locator.khoan;
    case Level::kDieu: return locator.dieu;
    case Level::kMuc: return locator.muc;
    case Level::kChuong: return locator.chuong;
    case Level::kMau: return locator.mau;
    case Level::kPhuLuc: return locator.phu_luc;
    case Level::kPhan: break;
  }
  return locator.diem;
}

bool may_begin_unit(std::string_view folded, const Token& token) {
  return token.kind == TokenKind::kWord && kFirstWords.has({folded.data() + token.range.begin, token.range.size()});
}

/// The longest unit that begins at token `index`, null for none.
const Unit* unit_at(const Scan& scan, int index, int& words) {
  const Token& token = scan.text.token(index);
  if (!may_begin_unit(scan.folded(), token)) return nullptr;
  const std::string_view first = scan.folded(token.range);
  const std::uint32_t at = token.range.begin;
  const Unit* best = nullptr;
  for (const Unit& unit : kUnits) {
    if (unit.first != first || !scan.starts_with(at, unit.words)) continue;
    const Decoded after = decode_utf8(scan.folded(), at + unit.words.size());
    if (after.length > 0 && is_letter(after.code)) continue;
    if (best == nullptr || unit.words.size() > best->words.size()) best = &unit;
  }
  if (best != nullptr) words = static_cast<int>(std::count(best->words.begin(), best->words.end(), ' ')) + 1;
  return best;
}

/// A value of `level`: a figure with an optional letter, a Roman numeral, a single letter for điểm.
/// Returns the number of tokens it takes, 0 for none.
int value_at(const Scan& scan, int index, Level level, std::string& value) {
  if (index >= scan.text.count()) return 0;
  const Token& token = scan.text.token(index);
  const std::string_view word = scan.folded(token.range);
  if (token.kind == TokenKind::kNumber) {
    if (word.find(',') != std::string_view::npos) return 0;
    value = std::string(scan.printed(token.range));
    // "Điều 7a", "khoản 2b"
    if (index + 1 < scan.text.count()) {
      const Token& next = scan.text.token(index + 1);
      if (!next.space_before && next.kind == TokenKind::kWord && scan.text.word(index + 1).size() <= 2) {
        value += std::string(scan.printed(next.range));
        return 2;
      }
    }
    return 1;
  }
  if (token.kind != TokenKind::kWord) return 0;
  if (level == Level::kPhan) {
    // "Phần II", "phần B", "Phần thứ hai"
    const bool letter = word.size() == 1 && is_upper(decode_utf8(scan.printed(token.range), 0).code);
    if (!letter && read_roman(word) == 0 && !(index > 0 && scan.text.word(index - 1) == "thứ")) return 0;
    value = std::string(scan.printed(token.range));
    return 1;
  }
  if (level == Level::kDiem) {
    const Decoded first = decode_utf8(word, 0);
    if (first.length != word.size() || is_upper(decode_utf8(scan.printed(token.range), 0).code)) return 0;
    value = std::string(scan.printed(token.range));
    if (index + 1 < scan.text.count()) {  // "điểm a1", "tiết 2.1"
      const Token& next = scan.text.token(index + 1);
      if (!next.space_before && next.kind == TokenKind::kNumber) {
        value += std::string(scan.printed(next.range));
        return 2;
      }
    }
    return 1;
  }
  const bool roman = read_roman(word) > 0 && (level == Level::kChuong || level == Level::kMuc ||
                                              level == Level::kPhuLuc || level == Level::kMau);
  if (roman && is_upper(decode_utf8(scan.printed(token.range), 0).code)) {
    value = std::string(scan.printed(token.range));
    return 1;
  }
  return 0;
}

struct Group {
  Level level = Level::kDieu;
  std::vector<std::string> values;
};

void add_group(const Group& group, std::vector<Locator>& locators) {
  if (group.level == Level::kPhan) return;
  // Entries that wait for this part: they have a lower one, and neither this nor a higher one.
  std::vector<std::size_t> waiting;
  for (std::size_t i = 0; i < locators.size(); ++i) {
    bool lower = false, higher = false;
    for (int level = 0; level <= static_cast<int>(Level::kPhuLuc); ++level) {
      if (part(locators[i], static_cast<Level>(level)).empty()) continue;
      (level < static_cast<int>(group.level) ? lower : higher) = true;
    }
    if (lower && !higher) waiting.push_back(i);
  }
  // A form stands beside articles, not inside them: "khoản 6 Điều 21 và biểu mẫu số 15 Phụ lục III".
  if (group.level == Level::kMau) waiting.clear();
  if (group.level == Level::kPhuLuc) {
    std::erase_if(waiting, [&](std::size_t i) {
      return locators[i].mau.empty() && (!locators[i].dieu.empty() || !locators[i].khoan.empty());
    });
  }
  for (const std::size_t i : waiting) part(locators[i], group.level) = group.values.front();
  for (std::size_t v = waiting.empty() ? 0 : 1; v < group.values.size(); ++v) {
    Locator locator;
    part(locator, group.level) = group.values[v];
    locators.push_back(locator);
  }
}

bool joins(std::string_view word) {
  return word == "," || word == "và" || word == ";" || word == "hoặc" || word == "của" || word == "tại" ||
         word == "thuộc" || word == "cùng" || word == "đến";
}

}  // namespace

std::vector<LocatorRun> find_locators(const Scan& scan) {
  std::vector<LocatorRun> runs;
  const std::vector<Token>& tokens = scan.text.tokens();
  int words = 0;
  int i = 0;
  while (true) {
    const auto first = std::find_if(tokens.begin() + i, tokens.end(), [folded = scan.folded()](const Token& token) {
      return may_begin_unit(folded, token);
    });
    if (first == tokens.end()) break;
    i = static_cast<int>(first - tokens.begin());
    LocatorRun run;
    int at = i, last = i;
    while (at < scan.text.count()) {
      const Unit* unit = unit_at(scan, at, words);
      if (unit == nullptr) break;
      Group group{unit->level, {}};
      int next = at + words;
      std::string value;
      while (true) {
        const int taken = value_at(scan, next, unit->level, value);
        if (taken == 0) break;
        group.values.push_back(value);
        next += taken;
        last = next;
        // "6, 7, 9 và 10": the list goes on while values follow
        int after = next;
        while (after < scan.text.count() &&
               (scan.text.word(after) == "," || scan.text.word(after) == "và" || scan.text.word(after) == "hoặc"))
          ++after;
        if (after == next || value_at(scan, after, unit->level, value) == 0) break;
        // "khoản 2 và 3 hộ": what follows a value must not be its noun; a list of values ends with a unit, a joint or a
        // name
        next = after;
      }
      if (group.values.empty()) break;
      add_group(group, run.locators);
      at = last;
      int joint = at;
      while (joint < scan.text.count() && joint < at + 2 && joins(scan.text.word(joint))) ++joint;
      if (joint == scan.text.count() || unit_at(scan, joint, words) == nullptr) break;
      at = joint;
    }
    if (run.locators.empty()) {
      ++i;
      continue;
    }
    run.text = {scan.text.token(i).range.begin, scan.text.token(last - 1).range.end};
    runs.push_back(std::move(run));
    i = last;
  }
  return runs;
}

}  // namespace trichluc
