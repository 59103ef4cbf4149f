#include "extractors/counted_noun.h"

#include <array>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/syllables.h"

namespace trichluc {
namespace {

bool is_upper_at(const Scan& scan, std::uint32_t at) { return is_upper(decode_utf8(scan.text.printed(), at).code); }

std::uint32_t skip_blanks_before(const Scan& scan, std::uint32_t at) {
  while (at > 0 && scan.folded()[at - 1] == ' ') --at;
  return at;
}

/// "tin, bài viết và ảnh", "tỉnh, thành phố", "chuyên trang, chuyên mục": nouns joined behind one number are one unit.
std::uint32_t extend_joined(const Scan& scan, std::uint32_t end) {
  std::uint32_t best = end;
  std::uint32_t at = end;
  bool comma_pending = false;
  for (int parts = 0; parts < 4; ++parts) {
    std::uint32_t next = at;
    bool last = false;
    if (scan.starts_with(at, ", ")) {
      next = at + 2;
    } else if (scan.starts_with(at, " và ")) {
      next = at + static_cast<std::uint32_t>(std::string_view(" và ").size());
      last = true;
    } else {
      break;
    }
    if (last && !comma_pending && parts == 0) break;  // "5 tổ và nhóm ..." counts tổ alone
    if (is_upper_at(scan, next) && !is_upper_at(scan, end > 0 ? at : 0)) break;
    const auto noun = scan.vocabulary.nouns.longest_at(scan.folded(), next);
    if (noun.index < 0) break;
    at = next + noun.length;
    comma_pending = true;
    if (last) {
      best = at;
      break;
    }
    // "tỉnh, thành phố" ends the list only where no further figure or verb begins a new member
    const std::string_view rest = scan.folded().substr(at);
    best = at;
    if (!rest.starts_with(", ") && !rest.starts_with(" và ")) break;
  }
  return best;
}

/// A comma list is one unit only when the second noun is the first one's pair and nothing else is counted after it.
constexpr WordsByBegin kPairs({"tỉnh, thành phố",
                               "tỉnh, thành",
                               "xã, phường, thị trấn",
                               "xã, phường",
                               "thôn, bản",
                               "thôn, buôn",
                               "quận, huyện",
                               "huyện, thị xã",
                               "cơ quan, đơn vị",
                               "chuyên trang, chuyên mục",
                               "bộ, ngành",
                               "sở, ngành",
                               "thôn, tổ dân phố",
                               "tin, bài",
                               "tỉnh/thành phố",
                               "tỉnh/thành",
                               "xã/phường/thị trấn",
                               "xã/phường",
                               "quận/huyện",
                               "huyện/thị xã",
                               "thôn/bản",
                               "cơ quan/đơn vị"});

}  // namespace

std::optional<CountedNoun> counted_noun_at(const Scan& scan, std::uint32_t at, bool glued, bool scaled) {
  const std::string_view folded = scan.folded();
  CountedNoun noun;
  const auto known = scan.vocabulary.nouns.longest_at(folded, at);
  // measures: kWh, ha, tấn; a single letter only glued to the digits or behind them with a blank and alone
  if (const auto measure = scan.vocabulary.measure_names.longest_at(folded, at); measure.index >= 0) {
    const MeasureEntry& entry = scan.vocabulary.measures[static_cast<std::size_t>(measure.index)];
    const std::string_view printed = scan.printed({at, at + measure.length});
    const bool single = printed.size() == 1;
    const std::string_view after = folded.substr(at + measure.length);
    const bool ends = after.empty() || after.front() == ' ' || after.front() == '/' || after.front() == ',' ||
                      after.front() == '.' || after.front() == ';' || after.front() == ')' || after.front() == '-';
    // "206A Nguyễn Trãi": the number of a house
    const bool house = single && glued && entry.symbol != "m" && entry.symbol != "g" && after.starts_with(" ") &&
                       is_upper_at(scan, at + measure.length + 1);
    const bool letter_ok = !single || (!house && ends && (glued || !after.starts_with(" ") || entry.symbol == "m"));
    if (!entry.rate_only && known.length <= measure.length && letter_ok && !(single && printed != entry.symbol)) {
      noun.unit = entry.symbol;
      noun.text = {at, at + measure.length};
      noun.measure = noun.known = true;
      return noun;
    }
  }
  // "3D", "16h", "40kg" (a measure, above): a letter glued on makes a name
  if (glued && known.index < 0) return std::nullopt;
  const auto stop = scan.vocabulary.not_counted.longest_at(folded, at);
  if (known.index >= 0 && known.length >= stop.length) {
    std::uint32_t end = at + known.length;
    // "lượt người", "lượt CNVCLĐ", "lượt trẻ em": a turn is counted with what turns
    if (folded.substr(at, known.length) == "lượt" && end + 1 < folded.size() && folded[end] == ' ') {
      const auto inner = scan.vocabulary.nouns.longest_at(folded, end + 1);
      const int next = scan.text.token_from(end);
      const bool word = next < scan.text.count() && scan.text.token(next).kind == TokenKind::kWord;
      if (inner.index >= 0) {
        end = end + 1 + inner.length;
      } else if (word && is_capitals(scan.printed(scan.text.token(next).range)) &&
                 scan.text.token(next).range.size() > 2) {
        end = scan.text.token(next).range.end;
      }
    }
    for (const std::string_view pair : kPairs.like(folded.substr(at))) {
      if (scan.starts_with(at, pair) && at + pair.size() > end) end = static_cast<std::uint32_t>(at + pair.size());
    }
    const std::uint32_t joined = extend_joined(scan, end);
    if (joined > end && scan.folded({at, joined}).find(" và ") != std::string_view::npos) end = joined;
    noun.text = {at, end};
    noun.unit = std::string(scan.folded(noun.text));
    noun.known = true;
    return noun;
  }
  if (stop.index >= 0) return std::nullopt;
  // An unknown word: not a name, not a type of document followed by its number, not cut by punctuation at once.
  const int index = scan.text.token_from(at);
  if (index >= scan.text.count() || scan.text.token(index).range.begin != at) return std::nullopt;
  const Token& token = scan.text.token(index);
  if (token.kind != TokenKind::kWord || glued) return std::nullopt;
  const std::string_view word = scan.text.word(index);
  if (decode_utf8(word, 0).length == word.size()) return std::nullopt;  // a single letter
  if (is_upper_at(scan, at) && !is_capitals(scan.text.printed())) {
    // "02 Chương trình" is known; an unknown capital is a name, an abbreviation of people may be counted ("05 GV")
    const bool abbreviation =
        is_capitals(scan.printed(token.range)) && token.range.size() >= 2 && token.range.size() <= 12;
    if (!abbreviation) return std::nullopt;
  }
  if (!is_syllable(word) && !is_capitals(scan.printed(token.range))) return std::nullopt;  // misread or foreign
  if (word.size() < 3 && !is_capitals(scan.printed(token.range))) return std::nullopt;
  if (scaled) return std::nullopt;  // "1,5 tỷ ..." without a known noun is money or an estimate
  noun.text = token.range;
  noun.unit = std::string(word);
  noun.known = false;
  return noun;
}

bool is_named_before(const Scan& scan, const Hit& hit, const CountedNoun& noun) {
  const Range number = hit.has("low") ? hit.capture("low") : hit.capture("number");
  if (hit.has("scale")) return false;  // "các loại 43 nghìn tấn": names have no scale
  if (noun.known && scan.starts_with(noun.text.end, "/") && !scan.starts_with(noun.text.end, "/qđ"))
    return false;  // "loại 36 quả/giàn": a rate
  // "Thôn Nà Lạn 2, xã Chiềng Ngọc 1", "Sesan 3A": a figure behind a proper name belongs to it
  const int previous = scan.text.token_before(number.begin);
  if (previous > 0 && scan.text.token(previous).kind == TokenKind::kWord &&
      scan.text.token(previous - 1).kind == TokenKind::kWord) {
    const bool capital = is_upper_at(scan, scan.text.token(previous).range.begin) && !is_capitals(scan.text.printed());
    const bool single = noun.measure && noun.text.size() == 1;
    const std::string_view digits_only = scan.folded(number);
    if (capital && (single || (!noun.known && digits_only.size() <= 2 && digits_only[0] != '0'))) return true;
  }
  if (!noun.known && noun.unit == "ts" && number.size() > 3) return true;  // "tàu cá 90123 TS": a boat's number
  std::uint32_t end = number.begin;
  while (end > 0 && scan.folded()[end - 1] == ' ') --end;
  const auto naming = scan.vocabulary.naming.longest_before(scan.folded(), end);
  if (naming.index < 0) {
    // "Dự án 7 và 8", "các tiêu chí 5, 6": a list of names goes on
    const int before = scan.text.token_before(number.begin);
    const bool joint = before > 1 && (scan.text.word(before) == "và" || scan.text.word(before) == ",");
    if (joint && scan.text.token(before - 1).kind == TokenKind::kNumber && !noun.known) return true;
    return false;
  }
  const std::string_view word = scan.folded({end - naming.length, end});
  // "người dưới 16 tuổi 21 vụ", "tù trên 15 năm 45 bị cáo": the noun before is counted itself
  const int counts = scan.text.token_before(end - naming.length);
  const bool people = word == "tuổi" || word == "năm" || word == "tháng" || word == "ngày" || word == "lớp" ||
                      word == "khóa" || word == "khoá" || word == "đợt";
  if (people && noun.known && counts >= 0 && scan.text.token(counts).kind == TokenKind::kNumber &&
      scan.text.token(counts).range.end + 1 == end - naming.length)
    return false;
  if (scan.vocabulary.naming_except.longest_before(scan.folded(), end).index >= 0) return false;  // "tổng số 15 hộ"
  const std::uint32_t head = skip_blanks_before(scan, end - naming.length);
  if (scan.vocabulary.naming_except_before.longest_before(scan.folded(), head).index >= 0)
    return false;  // "mỗi lớp 30 học sinh"
  // "khu vực 15 tỉnh, thành phố" counts, "khu vực 4" and "khu vực 2 huyện Ba Tri" name
  if (word == "khu vực" && noun.known && (scan.folded(number).size() > 1 || noun.unit.find(',') != std::string::npos))
    return false;
  if (word == "số") {
    // "dân số 68.240 người": a compound whose last part is "số"
    const int before_so = scan.text.token_before(end - naming.length);
    const bool compound = before_so >= 0 && (scan.text.word(before_so) == "dân" || scan.text.word(before_so) == "sĩ" ||
                                             scan.text.word(before_so) == "hệ");
    return !compound;
  }
  // "Đề án 06 cấp xã", "Dự án 7": a capital makes it a name, unless the sentence begins with it
  const std::uint32_t naming_begin = end - naming.length;
  const bool mid_sentence = !trim(scan.between(scan.sentence_at(naming_begin).begin, naming_begin)).empty();
  const bool programme =
      word == "đề án" || word == "dự án" || word == "chương trình" || word == "chiến lược" || word == "tiểu dự án";
  if (programme && mid_sentence && is_upper_at(scan, naming_begin) && !is_capitals(scan.text.printed())) return true;
  // A figure with a leading zero or with grouped thousands counts, if a known noun follows: "đợt 05 hộ" does not name.
  const std::string_view digits = scan.folded(number);
  const bool counting_form =
      digits.find('.') != std::string_view::npos || (digits.size() >= 2 && digits[0] == '0' && noun.known);
  if (counting_form && noun.known) return false;
  if (digits.size() >= 3 && noun.known) return false;
  return true;
}

}  // namespace trichluc
