#include "pipeline/layout/head_parts.h"

#include <algorithm>

#include "pipeline/layout/document_types.h"
#include "pipeline/layout/phrases.h"
#include "pipeline/layout/signing_phrases.h"
#include "pipeline/layout/word_match.h"
#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

constexpr std::size_t kLongestLine = 6000;   // bytes
constexpr std::size_t kMostMottoWords = 18;  // both mottos on one line, dashes included
constexpr std::size_t kLongTitle = 160;      // bytes; longer is text, unless it is made of components
constexpr std::size_t kLongestType = 40;     // bytes, of a type's name alone on its line
constexpr int kMostGazetteLines = 4;         // from the type to the number

enum class Part { kOther, kRule, kMotto, kNumber, kDate, kSubject, kGreeting, kType };

struct Found {
  std::size_t begin;
  Part part;
};

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_blank(text[at])) ++at;
  return at;
}

std::string_view word_at(std::string_view text, std::size_t at) { return text.substr(at, word_end(text, at) - at); }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

bool is_rule_word(std::string_view word) { return word == "|" || (word.size() >= 3 && is_drawn_rule(word)); }

bool is_stroke(char32_t code) { return code == U'/' || code == U'-' || code == U'–'; }

/// A word of a number: digits, capitals, strokes; small letters only behind a capital, as in "TTg", "02a".
bool is_number_word(std::string_view word) {
  std::size_t lower = 0;
  for (std::size_t at = 0; at < word.size();) {
    const Decoded c = decode_utf8(word, at);
    at += c.length;
    if (is_lower(c.code)) {
      if (++lower > 2) return false;
    } else if (is_upper(c.code) || is_digit(c.code) || is_stroke(c.code)) {
      lower = is_stroke(c.code) ? 0 : lower;
    } else if (c.code != U'.' && c.code != U',' && c.code != U'&' && c.code != U';') {
      return false;
    }
  }
  return !word.empty();
}

/// Bytes of the number at the beginning of `text`, blanks around its strokes included; 0 for none.
std::size_t bare_number_length(std::string_view text) {
  std::size_t end = 0;
  bool stroke = false;
  bool symbol = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view word = word_at(text, at);
    if (!is_number_word(word) || is_rule_word(word)) break;
    const bool opens = is_stroke(decode_utf8(word, 0).code);
    const bool after_stroke = end > 0 && is_stroke(decode_before(text, end).code);
    if (end > 0 && !opens && !after_stroke) break;
    // "12/KH-UBND - Hà Nội": a dash belongs to the number only with more of it behind.
    if (opens && word.size() <= 3 && end > 0 && !is_number_word(word_at(text, skip_blanks(text, at + word.size()))))
      break;
    for (std::size_t i = 0; i < word.size();) {
      const Decoded c = decode_utf8(word, i);
      i += c.length;
      stroke = stroke || is_stroke(c.code);
      symbol = symbol || (stroke && is_upper(c.code));
    }
    end = at + word.size();
    at = skip_blanks(text, end);
    if (word.back() == ',' || word.back() == ';') break;
  }
  return symbol ? end : 0;
}

/// Bytes of "Số", "Số:" and the blanks behind it, 0 for none.
std::size_t number_word_length(std::string_view text) {
  if (!starts_with(text, "Số") && !starts_with(text, "SỐ") && !starts_with(text, "số")) return 0;
  std::size_t at = std::string_view("Số").size();
  if (at < text.size() && !is_blank(text[at]) && text[at] != ':' && text[at] != '.') return 0;
  while (at < text.size() && (is_blank(text[at]) || text[at] == ':' || text[at] == '.')) ++at;
  return at;
}

/// Bytes of "ngày 05 tháng 6 năm 2031", "ngày 05/6/2031"; day and month may be blank.
std::size_t day_length(std::string_view text) {
  const std::string_view head = text.substr(0, 60);
  if (!starts_with(head, "ngày") && !starts_with(head, "Ngày") && !starts_with(head, "NGÀY")) return 0;
  std::size_t at = std::string_view("ngày").size();
  const auto skip = [&head, &at] {
    while (at < head.size() && (is_blank(head[at]) || head[at] == '.' || (head[at] >= '0' && head[at] <= '9'))) ++at;
  };
  skip();
  const auto word = [&head, &at](std::string_view small, std::string_view capitals) {
    const std::string_view rest = head.substr(at);
    if (!starts_with(rest, small) && !starts_with(rest, capitals)) return false;
    at += small.size();
    return true;
  };
  if (word("tháng", "THÁNG")) {
    skip();
    if (!word("năm", "NĂM")) return 0;
    skip();
  } else {
    for (int strokes = 0; strokes < 2; ++strokes) {
      if (at >= head.size() || (head[at] != '/' && head[at] != '-')) return 0;
      ++at;
      skip();
    }
  }
  while (at > 0 && (is_blank(head[at - 1]) || head[at - 1] == '.')) --at;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return at >= 4 && std::all_of(head.begin() + static_cast<std::ptrdiff_t>(at) - 4,
                                head.begin() + static_cast<std::ptrdiff_t>(at), digit)
             ? at
             : 0;
}

/// Bytes of place and date, 0 for none.
std::size_t date_length(std::string_view text) {
  std::size_t at = 0;
  for (int words = 0; words < 6; ++words) {
    const std::string_view word = word_at(text, at);
    const bool last = !word.empty() && word.back() == ',';
    if (!is_place_word(last ? word.substr(0, word.size() - 1) : word)) return 0;
    at = skip_blanks(text, at + word.size());
    if (last || starts_with(text.substr(at), "ngày")) {
      const std::size_t day = day_length(text.substr(at));
      return day > 0 ? at + day : 0;
    }
  }
  return 0;
}

std::size_t motto_length(std::string_view text) {
  const char32_t first = decode_utf8(text, 0).code;
  if (first != U'C' && first != U'Đ') return 0;
  std::size_t longest = 0;
  std::size_t at = 0;
  std::string key;  // of the words up to here
  for (std::size_t words = 0; words < kMostMottoWords && at < text.size(); ++words) {
    const std::size_t end = word_end(text, at);
    const std::string word = fold_plain(text.substr(at, end - at));
    if (!key.empty() && !word.empty()) key += ' ';
    key += word;
    if (words == 0 && key != "cong" && key != "doc" && key != "dang") return 0;
    if (words >= 2 && is_motto(key)) longest = end;
    at = skip_blanks(text, end);
  }
  return longest;
}

bool is_greeting(std::string_view text) {
  const std::string key = fold_plain(text.substr(0, 16));
  return starts_with(key, "kinh gui") && (key.size() == 8 || key[8] == ':' || key[8] == ' ');
}

/// The component that begins at byte `at`, a word's beginning; `length` receives its bytes.
Part component_at(std::string_view text, std::size_t at, const std::vector<Found>& before, bool opens,
                  std::size_t& length) {
  const std::string_view rest = text.substr(at);
  const Part last = before.empty() ? Part::kOther : before.back().part;
  if (is_rule_word(word_at(rest, 0))) {
    length = word_end(rest, 0);
    return Part::kRule;
  }
  if (!is_upper(decode_utf8(rest, 0).code) && rest.front() != 'n' && rest.front() != 'v' && rest.front() != '(')
    return Part::kOther;
  if ((length = motto_length(rest)) > 0) return Part::kMotto;
  if ((opens || starts_with(rest, "Số:")) && (length = number_length(rest)) > 0) return Part::kNumber;
  // In a subject the place of an event may stand before its date.
  if (last != Part::kSubject && (length = date_length(rest)) > 0) return Part::kDate;
  if (opens && last == Part::kNumber && (length = day_length(rest)) > 0) return Part::kDate;
  const std::string_view head = rest.substr(rest.front() == '(' ? 1 : 0, 3);
  if (head == "V/v" || head == "v/v" || head == "V/V") {
    length = word_end(rest, 0);
    return Part::kSubject;
  }
  if (rest.front() == 'K' && is_greeting(rest)) {
    length = word_end(rest, skip_blanks(rest, word_end(rest, 0)));
    return Part::kGreeting;
  }
  if (opens && !before.empty() &&
      (last == Part::kNumber || last == Part::kDate || last == Part::kMotto || last == Part::kRule)) {
    std::size_t type = 0;
    if (find_type_name(rest, type) != nullptr && is_capitals(rest.substr(0, type))) {
      length = type;
      return Part::kType;
    }
  }
  length = 0;
  return Part::kOther;
}

/// A cheap look at the first word: what is in small letters and no component is a sentence.
bool may_be_head(std::string_view text) {
  const std::string_view word = word_at(text, 0);
  if (is_capitals(word) || is_rule_word(word)) return true;
  std::size_t length = 0;
  return component_at(text, 0, {}, true, length) != Part::kOther;
}

std::vector<Found> read_parts(std::string_view text) {
  std::vector<Found> found;
  bool running = false;  // what follows belongs to the last part
  for (std::size_t at = skip_blanks(text, 0); at < text.size();) {
    std::size_t length = 0;
    const Part part = component_at(text, at, found, !running, length);
    if (part != Part::kOther) {
      found.push_back({at, part});
      running = part == Part::kSubject || part == Part::kGreeting;
      at = skip_blanks(text, at + length);
      continue;
    }
    if (!running) found.push_back({at, Part::kOther});
    running = true;
    at = skip_blanks(text, word_end(text, at));
  }
  return found;
}

/// Where the text begins behind the addressees on their line, npos for nowhere.
std::size_t text_behind_addressees(std::string_view text, std::size_t greeting) {
  for (std::size_t at = greeting + 1; at < text.size(); ++at) {
    if (!is_blank(text[at - 1]) || !is_upper(decode_utf8(text, at).code)) continue;
    const Decoded before = decode_before(text, at - 1);
    if (before.code == U',' || before.code == U';' || before.code == U':' || before.code == U'-') continue;
    if (opens_text(fold_plain(text.substr(at, 40)))) return at;
  }
  return std::string_view::npos;
}

bool begins_in_capitals(std::string_view text) {
  const std::string_view word = word_at(text, 0);
  return is_capitals(word) && word.size() >= 2;
}

/// Whether the line is made of components, not a sentence that names some.
bool is_made_of_components(std::string_view text, const std::vector<Found>& parts) {
  const auto said = [&](std::size_t i) {
    return text.substr(parts[i].begin, (i + 1 < parts.size() ? parts[i + 1].begin : text.size()) - parts[i].begin);
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].part != Part::kOther) continue;
    if (i == 0 ? !is_capitals(said(i)) : parts[i - 1].part != Part::kType && !begins_in_capitals(said(i))) return false;
  }
  return true;
}

}  // namespace

std::size_t number_length(std::string_view text) {
  const std::size_t head = number_word_length(text);
  if (head == 0) return 0;
  const std::size_t number = bare_number_length(text.substr(head));
  return number > 0 ? head + number : 0;
}

bool is_number_alone(std::string_view text) {
  if (text.size() > 50) return false;
  const char32_t first = decode_utf8(text, 0).code;
  return (is_digit(first) || first == U'/') && bare_number_length(text) == text.size();
}

std::vector<std::size_t> HeadParts::cuts(std::string_view line) {
  std::vector<std::size_t> made;
  if (line.size() > kLongestLine) return made;
  made = gazette_cuts(line);
  const bool has_number = number_length(line) > 0;
  // "... CỦA LUẬT THUẾ ⏎ SỐ 04/1998/QH10 NGÀY 20 THÁNG 5 NĂM 1998": below the document's own number, a law's.
  const bool cites = numbered_ && has_number && day_length(line.substr(skip_blanks(line, number_length(line)))) > 0;
  numbered_ = numbered_ || has_number || std::any_of(made.begin(), made.end(), [line](std::size_t at) {
                return number_length(line.substr(at)) > 0;
              });
  if (!made.empty() || cites) return made;
  const std::vector<Found> parts = may_be_head(line) ? read_parts(line) : std::vector<Found>{};
  if (parts.empty() || !is_made_of_components(line, parts)) {
    if (!text_begun_) text_begun_ = line.size() > kLongTitle || opens_text(fold_plain(line.substr(0, 40)));
    return made;
  }
  std::size_t title = std::string_view::npos;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t end = i + 1 < parts.size() ? parts[i + 1].begin : line.size();
    const std::string_view said = trimmed(line.substr(parts[i].begin, end - parts[i].begin));
    // "Số: 15/BC-THPT ĐM": the rest of a symbol.
    const bool rest_of_number = i > 0 && parts[i].part == Part::kOther && parts[i - 1].part == Part::kNumber &&
                                said.size() <= 6 && said.find(' ') == std::string_view::npos;
    if (i > 0 && !rest_of_number) made.push_back(parts[i].begin);
    if (parts[i].part == Part::kType && i + 1 < parts.size()) title = parts[i + 1].begin;
  }
  if (parts.back().part == Part::kGreeting) {
    const std::size_t behind = text_behind_addressees(line, parts.back().begin);
    if (behind != std::string_view::npos) made.push_back(behind);
  }
  if (title != std::string_view::npos) cut_authority(line, made, title);
  if (parts.front().part == Part::kOther) remember(line.substr(0, made.empty() ? line.size() : made.front()));
  return made;
}

/// "... BAN HÀNH QUY CHẾ | GIÁM ĐỐC SỞ Y TẾ": who decides, known from the letterhead.
void HeadParts::cut_authority(std::string_view line, std::vector<std::size_t>& cuts, std::size_t title) const {
  for (std::size_t first = 0; first < bodies_.size(); ++first) {
    std::string body;
    for (std::size_t i = first; i < bodies_.size(); ++i) body += (body.empty() ? "" : " ") + bodies_[i];
    std::size_t words = 1 + static_cast<std::size_t>(std::count(body.begin(), body.end(), ' '));
    std::size_t at = line.size();
    while (words-- > 0 && at > title) {
      while (at > title && is_blank(line[at - 1])) --at;
      while (at > title && !is_blank(line[at - 1])) --at;
    }
    if (at <= title || fold_plain(line.substr(at)) != body) continue;
    const std::size_t body_at = at;
    std::size_t begin = at;
    for (int back = 0; back < 5 && at > title; ++back) {
      while (at > title && is_blank(line[at - 1])) --at;
      while (at > title && !is_blank(line[at - 1])) --at;
      if (at > title && is_position(fold_plain(line.substr(at, body_at - at)))) begin = at;
    }
    cuts.push_back(begin);
    return;
  }
}

std::vector<std::size_t> HeadParts::gazette_cuts(std::string_view line) {
  std::vector<std::size_t> made;
  std::size_t issuer = 0;
  std::size_t length = 0;
  const auto begins_issuer = [line](std::size_t at) {
    const std::string_view rest = line.substr(at);
    return starts_with(rest, "của ") || starts_with(rest, "Của ") || starts_with(rest, "CỦA ");
  };
  if (text_begun_) return made;
  if (gazette_ == Gazette::kNone && line.size() > kLongestType && line.find("của ") == std::string_view::npos &&
      line.find("CỦA ") == std::string_view::npos)
    return made;
  if (find_type_name(line, length) != nullptr) {
    issuer = skip_blanks(line, length);
    gazette_ = Gazette::kType;
    gazette_lines_ = 0;
    if (issuer >= line.size()) return made;
    if (!begins_issuer(issuer)) gazette_ = Gazette::kNone;
  }
  if (gazette_ == Gazette::kNone || ++gazette_lines_ > kMostGazetteLines) {
    gazette_ = Gazette::kNone;
    return made;
  }
  if (gazette_ == Gazette::kType) {
    if (!begins_issuer(issuer)) {
      gazette_ = Gazette::kNone;
      return made;
    }
    gazette_ = Gazette::kIssuer;
  }
  std::size_t at = 0;
  if (gazette_ == Gazette::kIssuer) {
    for (at = issuer; at < line.size() && number_length(line.substr(at)) == 0;)
      at = skip_blanks(line, word_end(line, at));
    if (at >= line.size()) {
      // "NGHỊ QUYẾT CỦA QUỐC HỘI"
      if (issuer == 0) return made;  // the type stood on the line before
      const std::string_view body = trimmed(line.substr(issuer + std::string_view("của ").size()));
      if (is_capitals(line) && names_body(body) && fold_plain(body).find(" ve ") == std::string::npos)
        made.push_back(issuer);
      return made;
    }
    // In a sentence that names a document there is more before the number than who issued it.
    constexpr std::size_t kLongestIssuer = 100;  // bytes
    if (at - issuer > kLongestIssuer ||
        line.substr(issuer, at - issuer).find_first_of("(,.;:") != std::string_view::npos) {
      gazette_ = Gazette::kNone;
      return {};
    }
    if (issuer > 0) made.push_back(issuer);
    if (at > 0) made.push_back(at);
    at = skip_blanks(line, at + number_length(line.substr(at)));
    gazette_ = Gazette::kNumber;
    if (at >= line.size()) return made;
    if (day_length(line.substr(at)) > 0) made.push_back(at);
  }
  const std::size_t day = day_length(line.substr(at));
  gazette_ = Gazette::kNone;
  if (day == 0) return {};
  at = skip_blanks(line, at + day);
  if (at < line.size()) made.push_back(at);
  return made;
}

void HeadParts::remember(std::string_view line) {
  if (line.find_first_of("0123456789/|") != std::string_view::npos) return;
  const std::string key = fold_plain(line);
  if (bodies_.size() < 4 && key.size() >= 5 && key.size() <= 90) bodies_.push_back(key);
}

}  // namespace trichluc::layout
