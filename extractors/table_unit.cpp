#include "extractors/table_unit.h"

#include <array>
#include <cstdint>

#include "extractors/engine/folded.h"
#include "extractors/scan.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

constexpr std::size_t kLongestUnit = 60;  // bytes

/// Lower case; "hoà" stays as written.
std::string lower(std::string_view text) { return fold_lower(text); }

bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }

std::string_view strip(std::string_view text) {
  constexpr std::string_view kEdges = " .,:;()[]";
  const std::size_t begin = text.find_first_not_of(kEdges);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kEdges) - begin + 1);
}

/// Abbreviations that only tables use.
struct Short {
  std::string_view written, meant;
};
constexpr std::array<Short, 14> kShorts = {{{"tr.đồng", "triệu đồng"},
                                            {"tr. đồng", "triệu đồng"},
                                            {"tr.đ", "triệu đồng"},
                                            {"trđ", "triệu đồng"},
                                            {"tr.đ.", "triệu đồng"},
                                            {"tr đ", "triệu đồng"},
                                            {"tỷ.đ", "tỷ đồng"},
                                            {"tỷđ", "tỷ đồng"},
                                            {"ng.đ", "nghìn đồng"},
                                            {"nđ", "nghìn đồng"},
                                            {"ngđ", "nghìn đồng"},
                                            {"ng.đồng", "nghìn đồng"},
                                            {"1.000đ", "nghìn đồng"},
                                            {"1000đ", "nghìn đồng"}}};

/// "100", "1.000": the power of ten; -1 for another number.
int power_of(std::string_view digits) {
  int power = 0;
  bool one = false;
  for (const char c : digits) {
    if (c == '.') continue;
    if (!one) {
      if (c != '1') return -1;
      one = true;
    } else if (c == '0') {
      ++power;
    } else {
      return -1;
    }
  }
  return power;
}

std::string per_of(std::string_view text) {
  text = strip(text);
  if (text == "năm") return "P1Y";
  if (text == "quý") return "P3M";
  if (text == "tháng") return "P1M";
  if (text == "tuần") return "P7D";
  if (text == "ngày") return "P1D";
  return std::string(text);
}

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (text.starts_with(word) && (text.size() == word.size() || text[word.size()] == ' ')) return true;
  }
  return false;
}

bool is_rate(std::string_view folded) {
  return begins_with_any(folded, {"tỷ lệ", "tỉ lệ", "tỷ trọng", "tỷ suất", "tỉ suất", "cơ cấu", "hệ số", "chỉ số",
                                  "mật độ", "điểm trung bình", "xếp hạng", "tốc độ", "tuổi", "năng suất", "bình quân"});
}

/// The longest noun of the vocabulary at the beginning of `folded`; empty for none.
std::string_view known_noun(std::string_view folded, const Vocabulary& vocabulary) {
  const auto found = vocabulary.nouns.longest_at(folded, 0);
  return found.index < 0 ? std::string_view{} : folded.substr(0, found.length);
}

TableUnit count_of(std::string_view noun, bool known) {
  TableUnit unit;
  unit.kind = TableUnit::Kind::kCount;
  unit.noun = std::string(noun);
  unit.known = known;
  return unit;
}

/// What is left of a unit behind numbers and scales.
void read_base(std::string_view base, const std::string& folded, TableUnit& unit, const Vocabulary& vocabulary) {
  const std::string placed = place_tones(folded);
  const auto currency = vocabulary.currency_names.longest_at(placed, 0);
  if (currency.index >= 0 && currency.length == placed.size()) {
    unit.kind = TableUnit::Kind::kMoney;
    unit.currency = vocabulary.currencies[static_cast<std::size_t>(currency.index)].code;
    unit.known = true;
    return;
  }
  const auto measure = vocabulary.measure_names.longest_at(placed, 0);
  if (measure.index >= 0 && measure.length == placed.size()) {
    const MeasureEntry& entry = vocabulary.measures[static_cast<std::size_t>(measure.index)];
    if (entry.rate_only && unit.per.empty()) return;  // a length of time
    unit.kind = TableUnit::Kind::kCount;
    unit.noun = entry.symbol;
    unit.measure = unit.known = true;
    return;
  }
  const auto noun = vocabulary.nouns.longest_at(placed, 0);
  unit.known = noun.index >= 0 && noun.length == placed.size();
  if (!unit.known && vocabulary.not_counted.contains(placed)) return;  // ngày, tuổi, độ
  for (const char c : base) {
    if (is_digit_byte(c)) return;
  }
  unit.kind = TableUnit::Kind::kCount;
  unit.noun = folded;
}

}  // namespace

TableUnit read_unit(std::string_view text, const Vocabulary& vocabulary) {
  TableUnit unit;
  text = strip(text);
  if (text.empty() || text.size() > kLongestUnit || text.find("‰") != std::string_view::npos) return unit;
  std::string folded = lower(text);
  if (folded.find('%') != std::string::npos || folded == "phần trăm") {
    unit.kind = TableUnit::Kind::kPercentage;
    unit.known = true;
    return unit;
  }
  for (const Short& word : kShorts) {
    if (folded == word.written || folded.starts_with(std::string(word.written) + "/")) {
      folded.replace(0, word.written.size(), word.meant);
      break;
    }
  }
  // "trên 100.000 trẻ đẻ sống": a rate of something that another cell names
  if (folded.starts_with("trên ") && folded.find_first_of("0123456789") != std::string::npos) {
    unit.per = std::string(strip(std::string_view(folded).substr(std::string_view("trên ").size())));
    return unit;
  }
  if (const std::size_t slash = folded.find('/'); slash != std::string::npos) {
    unit.per = per_of(std::string_view(folded).substr(slash + 1));
    folded = std::string(strip(std::string_view(folded).substr(0, slash)));
  }
  std::size_t digits = 0;
  while (digits < folded.size() && (is_digit_byte(folded[digits]) || folded[digits] == '.')) ++digits;
  if (digits > 0) {
    const int power = power_of(std::string_view(folded).substr(0, digits));
    if (power < 0) return {};
    unit.power += power;
    folded = std::string(strip(std::string_view(folded).substr(digits)));
  }
  const std::string placed = place_tones(folded);
  if (const auto scale = vocabulary.scales.longest_at(placed, 0); scale.index > 0) {
    if (scale.length == placed.size()) return {};  // a scale of nothing
    unit.power += scale.index;
    folded = std::string(strip(std::string_view(folded).substr(scale.length)));
  }
  if (folded.empty()) return {};
  read_base(folded, folded, unit, vocabulary);
  if (unit.kind == TableUnit::Kind::kNone) return {};
  return unit;
}

TableUnit unit_of_header(std::string_view header, const Vocabulary& vocabulary) {
  if (header.find('%') != std::string_view::npos) return read_unit("%", vocabulary);
  if (header.ends_with(')')) {
    const std::size_t open = header.rfind('(');
    if (open != std::string_view::npos && open > 0) {
      std::string_view inside = header.substr(open + 1, header.size() - open - 2);
      if (const TableUnit caption = unit_of_caption(inside, vocabulary)) return caption;
      const TableUnit unit = read_unit(inside, vocabulary);
      if (unit.known) return unit;
    }
  }
  if (const std::size_t comma = header.rfind(','); comma != std::string_view::npos) {
    const TableUnit unit = read_unit(header.substr(comma + 1), vocabulary);
    if (unit.known && (unit.measure || unit.kind == TableUnit::Kind::kMoney)) return unit;
  }
  return unit_of_caption(header, vocabulary);
}

TableUnit unit_of_caption(std::string_view caption, const Vocabulary& vocabulary) {
  const std::string folded = lower(caption);
  for (const std::string_view word : {"đơn vị tính", "đv tính", "đơn vị", "đvt", "đ.v.t"}) {
    const std::size_t at = find_last_word(folded, word);
    if (at == std::string_view::npos) continue;
    std::string_view rest = std::string_view(folded).substr(at + word.size());
    const std::size_t text = rest.find_first_not_of(' ');
    if (text == std::string_view::npos || (rest[text] != ':' && word != "đvt")) continue;
    rest = rest.substr(rest[text] == ':' ? text + 1 : text);
    rest = rest.substr(0, rest.find_first_of(",;)"));
    if (const TableUnit unit = read_unit(rest, vocabulary)) return unit;
  }
  return {};
}

TableUnit noun_after_number_word(std::string_view text, const Vocabulary& vocabulary) {
  const std::string folded = lower(strip(text));
  for (const std::string_view word : {"tổng số lượng ", "tổng số ", "số lượng ", "số "}) {
    if (!folded.starts_with(word) || folded == "số lượng") continue;
    std::string_view rest = std::string_view(folded).substr(word.size());
    const std::string placed = place_tones(rest);
    if (const std::string_view noun = known_noun(placed, vocabulary); !noun.empty())
      return count_of(rest.substr(0, noun.size()), true);
    const auto stop = vocabulary.not_counted.longest_at(placed, 0);
    if (stop.index >= 0) return {};  // "Số thu", "Số còn lại", "Số ngày"
    const TableUnit measure = read_unit(rest, vocabulary);
    if (measure.measure) return measure;
    rest = strip(rest.substr(0, rest.find_first_of("(,;:/")));
    if (rest.empty() || rest.size() > kLongestUnit || rest.find_first_of("0123456789") != std::string_view::npos)
      return {};
    for (const std::string_view money :
         {"tiền", "vốn", "kinh phí", "thuế", "nợ", "dư", "liệu", "hiệu", "thứ tự", "thứ"}) {
      if (begins_with_any(rest, {money})) return {};
    }
    return count_of(rest, false);
  }
  return {};
}

TableUnit noun_at_beginning(std::string_view text, const Vocabulary& vocabulary) {
  const std::string folded = place_tones(lower(text));
  if (is_rate(folded)) return {};
  std::size_t skip = 0;
  for (const std::string_view lead : {"trong đó:", "trong đó", "tổng số", "tổng"}) {
    if (folded.starts_with(lead)) {
      skip = lead.size();
      break;
    }
  }
  while (skip < folded.size() && (folded[skip] == ' ' || folded[skip] == ':' || folded[skip] == '-')) ++skip;
  const std::string_view rest = std::string_view(folded).substr(skip);
  const std::string_view noun = known_noun(rest, vocabulary);
  if (noun.empty()) return {};
  // A name goes on with a capital or a number, or with a word that makes another noun of it ("Bộ môn", "Đoàn kiểm
  // tra").
  const std::string_view after = text.substr(std::min(text.size(), skip + noun.size()));
  const std::size_t next = after.find_first_not_of(' ');
  if (next != std::string_view::npos) {
    const Decoded first = decode_utf8(after, next);
    const bool shouted = is_capitals(text);
    if ((is_upper(first.code) && !shouted) || is_digit(first.code)) return {};
    if (noun.find(' ') == std::string_view::npos && is_letter(first.code) &&
        vocabulary.body_heads.longest_at(rest, 0).index >= 0)
      return {};
  }
  return count_of(lower(text.substr(skip, noun.size())), true);
}

TableUnit noun_of_caption(std::string_view caption, const Vocabulary& vocabulary) {
  const std::string folded = place_tones(lower(caption));
  for (const std::string_view word : {"số lượng", "tổng số", "số", "tổng hợp", "thống kê"}) {
    for (std::size_t at = folded.find(word); at != std::string::npos; at = folded.find(word, at + word.size())) {
      if (at > 0 && folded[at - 1] != ' ' && folded[at - 1] != '(') continue;
      const std::size_t noun_at = at + word.size() + 1;
      if (noun_at >= folded.size() || folded[noun_at - 1] != ' ') continue;
      const std::string_view noun = known_noun(std::string_view(folded).substr(noun_at), vocabulary);
      if (!noun.empty()) return count_of(noun, true);
    }
  }
  return {};
}

bool is_ditto(std::string_view text) {
  const std::string folded = lower(strip(text));
  for (const std::string_view mark :
       {"\"", "''", "”", "“", "〃", "nt", "-nt-", "- nt -", "\"\"", "như trên", "-\"-", "//", "’’", "‘’"}) {
    if (folded == mark) return true;
  }
  return false;
}

bool counts_nothing(std::string_view folded_header) {
  for (const std::string_view word :
       {"mã",           "mã số",         "số hiệu",    "ký hiệu",     "số điện thoại", "điện thoại",
        "số tài khoản", "số quyết định", "số văn bản", "số, ký hiệu", "tuổi",          "độ tuổi",
        "xếp hạng",     "thứ hạng",      "xếp loại",   "hạng",        "stt",           "số thứ tự",
        "số cmnd",      "số cccd",       "năm",        "năm sinh",    "năm thành lập", "tọa độ",
        "thời gian",    "ngày"}) {
    if (folded_header == word ||
        (folded_header.starts_with(word) && word.size() > 8 && folded_header.substr(word.size()).starts_with(" ")))
      return true;
  }
  return false;
}

}  // namespace trichluc
