#include "extractors/metadata.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/metadata_issuer.h"
#include "extractors/metadata_names.h"
#include "extractors/metadata_signature.h"
#include "pipeline/layout/document_types.h"
#include "pipeline/layout/phrases.h"
#include "pipeline/layout/signing_phrases.h"
#include "pipeline/layout/word_match.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

using layout::starts_with;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Without what ends a line of a list or of a title.
std::string_view without_final_stop(std::string_view text) {
  text = trim(text);
  while (!text.empty() && (text.back() == '.' || text.back() == ';' || text.back() == ',' || text.back() == ':' ||
                           text.back() == '|' || is_blank(text.back())))
    text.remove_suffix(1);
  return text;
}

std::size_t letters_in(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    letters += is_letter(c.code);
    at += c.length;
  }
  return letters;
}

std::string capitalized_first(std::string_view text) {
  const Decoded first = decode_utf8(text, 0);
  std::string made;
  append_utf8(made, to_upper(first.code));
  made.append(text.substr(first.length));
  return made;
}

// --- number ---------------------------------------------------------------------------------------------------

struct Number {
  std::string number;  // empty where it is blank
  std::string symbol;
};

/// What stands behind "Số:", without blanks.
std::string number_text(std::string_view line) {
  const std::size_t at = std::min(line.find("Số"), std::min(line.find("số"), line.find("SỐ")));
  if (at != std::string_view::npos) line.remove_prefix(at + std::string_view("Số").size());
  if (const std::size_t bracket = line.find('('); bracket != std::string_view::npos) line = line.substr(0, bracket);
  std::string text;
  for (std::size_t i = 0; i < line.size();) {
    const Decoded c = decode_utf8(line, i);
    if (c.code == U'–' || c.code == U'—' || c.code == U'‑') {
      text.push_back('-');
    } else if (c.code != U' ' && c.code != U'\t') {
      text.append(line.substr(i, c.length));
    }
    i += c.length;
  }
  while (!text.empty() && (text.front() == ':' || text.front() == '.')) text.erase(text.begin());
  while (!text.empty() && std::string_view(".,;:/-").find(text.back()) != std::string_view::npos) text.pop_back();
  return text;
}

/// "12/BC-UBND", "115/2004/QĐ-TTg", "20-NQ/TW", "/KH-UBND", "....../QĐ-SYT".
Number read_number(std::string_view line) {
  const std::string text = number_text(line);
  std::size_t end = 0;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  const bool filled = end > 0;
  // "15a/BC", "02B/KH"
  if (filled && end < text.size() && is_letter(static_cast<unsigned char>(text[end])) && end + 1 < text.size() &&
      text[end + 1] == '/')
    ++end;
  const std::size_t stroke = text.find_first_of(filled ? "/-" : "/", filled ? end : 0);
  Number found;
  if (stroke == std::string_view::npos) return found;
  // Anything but a sign to be written over between number and stroke was misread.
  const bool clean = filled && stroke == end;
  std::size_t symbol = stroke + 1;
  std::size_t year = symbol;
  while (year < text.size() && text[year] >= '0' && text[year] <= '9') ++year;
  if (year - symbol == 4 && year < text.size() && text[year] == '/') symbol = year + 1;
  found.symbol = text.substr(symbol);
  const bool named =
      std::any_of(found.symbol.begin(), found.symbol.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) ||
      found.symbol.find("Đ") != std::string::npos;
  if (!named) return {};
  if (clean) found.number = text;
  return found;
}

// --- date -----------------------------------------------------------------------------------------------------

struct PlaceAndDate {
  std::string place;
  Edtf date;
};

int digits_at(std::string_view text, std::size_t& at) {
  int value = -1;
  std::size_t count = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9' && count < 4) {
    value = std::max(value, 0) * 10 + (text[at++] - '0');
    ++count;
  }
  return value;
}

/// The number behind `word`, -1 where it was left blank or cannot be read.
int number_after(std::string_view text, std::size_t& at, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    const std::size_t found = text.find(word, at);
    if (found == std::string_view::npos) continue;
    at = found + word.size();
    std::size_t digits = at;
    while (digits < text.size() && (is_blank(text[digits]) || text[digits] == '.' || text[digits] == ':')) ++digits;
    const int value = digits_at(text, digits);
    // "1O" is no number.
    if (digits < text.size() && is_letter(decode_utf8(text, digits).code) && value >= 0 &&
        text.substr(digits, 2) != "th" && text.substr(digits, 1) != "n")
      return -1;
    return value;
  }
  return -1;
}

Edtf make_date(int day, int month, int year) {
  if (year < 1945 || year > 2100) return {};
  std::array<char, 16> text{};
  if (month < 1 || month > 12) {
    std::snprintf(text.data(), text.size(), "%04d", year);
  } else if (day < 1 || day > 31) {
    std::snprintf(text.data(), text.size(), "%04d-%02d", year, month);
  } else {
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", year, month, day);
  }
  return text.data();
}

/// "20-6-2023", "5/3/2024" from `at` on.
Edtf read_numeric_date(std::string_view text, std::size_t at) {
  while (at < text.size() && !(text[at] >= '0' && text[at] <= '9')) ++at;
  const auto skip_stroke = [text, &at] {
    while (at < text.size() && (is_blank(text[at]) || text[at] == '/' || text[at] == '-' || text[at] == '.')) ++at;
  };
  const int day = digits_at(text, at);
  skip_stroke();
  const int month = digits_at(text, at);
  skip_stroke();
  const int year = digits_at(text, at);
  return day > 0 && month > 0 ? make_date(day, month, year) : Edtf{};
}

/// "Đồi Mơ, 05 tháng 6 năm 2031", "Đồi Mơ, tháng 6 năm 2031", "Đồi Mơ, 05/6/2031"
PlaceAndDate read_date_without_word(std::string_view line) {
  PlaceAndDate found;
  const std::size_t comma = line.find(',');
  if (comma == std::string_view::npos) return found;
  found.place = std::string(trim(line.substr(0, comma)));
  const std::string_view rest = trim(line.substr(comma + 1));
  std::size_t at = 0;
  const int day = digits_at(rest, at);
  if (rest.find("tháng") == std::string_view::npos) {
    found.date = read_numeric_date(rest, 0);
  } else {
    const int month = number_after(rest, at, {"tháng"});
    found.date = make_date(day, month, number_after(rest, at, {"năm"}));
  }
  return found;
}

PlaceAndDate read_date_line(std::string_view line) {
  PlaceAndDate found;
  std::size_t day_at = std::min({line.find("ngày"), line.find("Ngày"), line.find("NGÀY")});
  if (day_at == std::string_view::npos) return read_date_without_word(line);
  const std::string_view place = without_final_stop(line.substr(0, day_at));
  if (is_upper(decode_utf8(place, 0).code) && place.size() < 60) found.place = std::string(place);
  std::size_t at = day_at;
  const int day = number_after(line, at, {"ngày", "Ngày", "NGÀY"});
  if (line.find("tháng", at) == std::string_view::npos && line.find("THÁNG", at) == std::string_view::npos) {
    found.date = read_numeric_date(line, day_at);
    return found;
  }
  const int month = number_after(line, at, {"tháng", "THÁNG"});
  const int year = number_after(line, at, {"năm", "NĂM"});
  found.date = make_date(day, month, year);
  return found;
}

// --- the reader -----------------------------------------------------------------------------------------------

class MetadataReader {
 public:
  explicit MetadataReader(const Document& document) : document_(document) {
    for (const Block& block : document.blocks) {
      if (block.part == 0) blocks_.push_back(&block);
    }
  }

  Metadata read() {
    const auto gazette = std::find_if(blocks_.begin(), blocks_.end(), [](const Block* block) {
      return block->kind == BlockKind::kLetterhead && starts_with(fold_plain(block->text.substr(0, 8)), "cua ");
    });
    if (gazette != blocks_.end()) gazette_issuer_ = *gazette;
    read_number_and_date();
    read_type();
    read_title();
    read_issuer();
    read_lists();
    read_signature();
    read_margin_notes();
    return std::move(made_);
  }

 private:
  const Block* first_of(BlockKind kind) const {
    const auto found = std::find_if(blocks_.begin(), blocks_.end(), [kind](const Block* b) { return b->kind == kind; });
    return found == blocks_.end() ? nullptr : *found;
  }

  bool is_subject(std::string_view text) const {
    const std::string key = fold_plain(text.substr(0, 24));
    return starts_with(key, "v/v") || starts_with(key, "(v/v") || starts_with(key, "\"v/v") || starts_with(key, "“v/v");
  }

  void read_number_and_date() {
    std::string line;
    for (const Block* block : blocks_) {
      if (block->kind == BlockKind::kNumberLine && line.size() < 80) line += (line.empty() ? "" : " ") + block->text;
      if (block->kind == BlockKind::kDateLine && made_.date.empty()) {
        PlaceAndDate found = read_date_line(block->text);
        made_.date = std::move(found.date);
        if (made_.place.empty()) made_.place = std::move(found.place);
      }
    }
    if (line.empty()) return;
    Number number = read_number(line);
    made_.number = std::move(number.number);
    made_.symbol = std::move(number.symbol);
    if (is_capitals(line)) {
      set_usual_case(made_.number);
      set_usual_case(made_.symbol);
    }
  }

  /// In a heading set in capitals "TTg", "TTr", "CTr" and "QyĐ" lost their small letters.
  static void set_usual_case(std::string& number) {
    for (const auto& [capitals, usual] : {std::pair<std::string_view, std::string_view>{"TTG", "TTg"},
                                          {"TTR", "TTr"},
                                          {"CTR", "CTr"},
                                          {"QYĐ", "QyĐ"}}) {
      for (std::size_t at = number.find(capitals); at != std::string::npos; at = number.find(capitals, at + 1)) {
        const bool begins = at == 0 || number[at - 1] == '-' || number[at - 1] == '/';
        const std::size_t end = at + capitals.size();
        if (begins && (end == number.size() || number[end] == '-' || number[end] == '/'))
          number.replace(at, capitals.size(), usual);
      }
    }
  }

  void set_type(const layout::DocumentTypeName& type) {
    made_.type = DocumentType{std::string(type.code), std::string(type.name)};
  }

  void read_type() {
    std::size_t length = 0;
    if (const Block* name = first_of(BlockKind::kTypeName)) {
      if (const auto* type = layout::find_type_name(name->text, length)) return set_type(*type);
    }
    const Block* title = first_of(BlockKind::kTitle);
    if (title != nullptr && !is_subject(title->text)) {
      if (const auto* type = layout::find_type_name(title->text, length)) {
        title_type_length_ = length;
        return set_type(*type);
      }
    }
    // "Bản án số: 12/2023/HS-ST"
    if (const Block* number = first_of(BlockKind::kNumberLine)) {
      if (const auto* type = layout::find_type_name(number->text, length)) return set_type(*type);
    }
    // No name of a type: an official letter, if anything says so.
    const bool letter = (title != nullptr && is_subject(title->text)) || first_of(BlockKind::kAddressees) != nullptr ||
                        calls_itself_letter();
    if (letter) set_type(*layout::type_of_code("CV"));
  }

  bool calls_itself_letter() const {
    return std::any_of(blocks_.begin(), blocks_.end(), [](const Block* block) {
      return is_read(block->kind) && (block->text.find("Công văn này") != std::string::npos ||
                                      block->text.find("công văn này") != std::string::npos);
    });
  }

  void read_title() {
    const Block* title = nullptr;
    bool below_type = first_of(BlockKind::kTypeName) == nullptr;
    for (const Block* block : blocks_) {
      below_type = below_type || block->kind == BlockKind::kTypeName;
      if (block->kind == BlockKind::kTitle && (title == nullptr || (below_type && !title_below_type_))) {
        title = block;
        title_below_type_ = below_type;
      }
    }
    if (title == nullptr) return;
    std::string_view text = title->text;
    bool cut = false;
    if (title_type_length_ > 0 && title == first_of(BlockKind::kTitle)) {
      text = trim(text.substr(title_type_length_));
      while (!text.empty() && (text.front() == ':' || text.front() == '-' || is_blank(text.front())))
        text.remove_prefix(1);
      cut = true;
    }
    if (!text.empty() && text.front() == '(' && text.back() == ')' && is_subject(text))
      text = text.substr(1, text.size() - 2);
    if (is_subject(text)) {
      text.remove_prefix(text.find_first_of("vV"));
      text.remove_prefix(3);
      // "“V/v Tranh chấp …”": the marks enclose the whole line
      for (const std::string_view close : {"”", "\""}) {
        const std::string_view open = close == "”" ? "“" : close;
        if (title->text.starts_with(open) && text.ends_with(close)) text.remove_suffix(close.size());
      }
      while (!text.empty() && (text.front() == ':' || is_blank(text.front()))) text.remove_prefix(1);
    }
    // Scraps before the first word.
    while (!text.empty()) {
      const Decoded first = decode_utf8(text, 0);
      if (is_letter(first.code) || is_digit(first.code) || first.code == U'“' || first.code == U'"' ||
          first.code == U'(')
        break;
      text.remove_prefix(first.length);
    }
    text = without_final_stop(text);
    // Below "CÁO TRẠNG" stands who accuses: "VIỆN TRƯỞNG VIỆN KIỂM SÁT NHÂN DÂN …".
    const std::size_t office = layout::position_length(text);
    if (office > 0 && is_capitals(text) && layout::names_body(trim(text.substr(office)))) return;
    made_.title = cut || gazette_issuer_ != nullptr ? capitalized_first(text) : std::string(text);
  }

  void read_issuer() {
    // Above the title it is the letterhead; a body's line below it ("BỘ TRƯỞNG BỘ Y TẾ") only repeats it.
    std::vector<std::string> above;
    std::vector<std::string> below;
    bool title = false;
    for (const Block* block : blocks_) {
      // A judgment repeats its court below "NHÂN DANH".
      if (block->kind == BlockKind::kNumberLine && !above.empty()) title = true;
      if (block->kind == BlockKind::kTypeName || (block->kind == BlockKind::kTitle && !is_subject(block->text)) ||
          block->kind == BlockKind::kAddressees)
        title = true;
      if (block->kind == BlockKind::kLetterhead) (title ? below : above).push_back(block->text);
    }
    Issuer issuer = read_letterhead(above);
    if (gazette_issuer_ != nullptr && !layout::names_body(issuer.name)) {
      const std::string_view text = gazette_issuer_->text;
      made_.issuer = fold_issuer(trim(text.substr(text.find(' '))));
      return;
    }
    if (issuer.name.empty() && !below.empty() && layout::names_body(below.front()))
      issuer = read_letterhead({below.front()});
    if (issuer.name.empty()) issuer.name = find_speaking_body(document_);
    made_.issuer = std::move(issuer.name);
    made_.parent_issuer = std::move(issuer.parent);
  }

  /// "BỘ TRƯỞNG BỘ Y TẾ" -> "Bộ trưởng Bộ Y tế": in a gazette's heading an office may issue.
  static std::string fold_issuer(std::string_view name) {
    const std::size_t office = layout::position_length(name);
    if (office == 0 || !is_capitals(name)) return fold_body_name(name);
    std::string folded = capitalized_first(fold_lower(name.substr(0, office)));
    if (const std::string_view body = trim(name.substr(office)); !body.empty()) folded += " " + fold_body_name(body);
    return folded;
  }

  static void add_item(std::vector<std::string>& list, std::string_view text) {
    text = trim(text);
    // A brace gathers items; what stands behind it is said of all of them.
    if (const std::size_t brace = text.find(" }"); brace != std::string_view::npos) text = text.substr(0, brace);
    // Scraps of a scan behind the item's semicolon.
    if (const std::size_t end = text.rfind(';'); end != std::string_view::npos && end + 1 < text.size() &&
                                                 text.size() - end <= 8 && letters_in(text.substr(end + 1)) <= 2) {
      text = text.substr(0, end);
    }
    text = without_final_stop(text);
    if (letters_in(text) >= 2) list.emplace_back(text);
  }

  /// What stands behind the head of a list on its own line; "- A; - B" there are two items.
  static void add_inline_items(std::vector<std::string>& list, std::string_view text) {
    while (true) {
      text = trim(text);
      if (starts_with(text, "- ") || starts_with(text, "– ")) text = trim(text.substr(text.find(' ')));
      const std::size_t next = std::min(text.find("; - "), text.find("; – "));
      add_item(list, text.substr(0, next));
      if (next == std::string_view::npos) return;
      text = text.substr(next + 1);
    }
  }

  static std::string_view behind_head(std::string_view text, std::size_t head_characters) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < head_characters && at < text.size(); ++i) at += decode_utf8(text, at).length;
    while (at < text.size() && (text[at] == ':' || text[at] == '.' || is_blank(text[at]))) ++at;
    return text.substr(at);
  }

  void read_lists() {
    bool addressees = false;
    bool recipients = false;
    for (const Block* block : blocks_) {
      if (block->kind == BlockKind::kAddressees) {
        const std::string key = addressees ? std::string() : fold_plain(block->text);
        const bool head = starts_with(key, "kinh gui");
        if (key.ends_with(" dien:")) continue;  // "THỦ TƯỚNG CHÍNH PHỦ điện:", and the list below it
        head ? add_inline_items(made_.addressees, behind_head(block->text, 8))
             : add_item(made_.addressees, block->text);
        addressees = true;
      } else if (block->kind == BlockKind::kRecipients) {
        const bool head = !recipients && starts_with(fold_plain(block->text), "noi nhan");
        head ? add_inline_items(made_.distribution, behind_head(block->text, 8))
             : add_item(made_.distribution, block->text);
        recipients = true;
      }
    }
  }

  void read_signature() {
    std::vector<std::string> lines;
    for (const Block* block : blocks_) {
      if (block->kind == BlockKind::kSignature) lines.push_back(block->text);
    }
    made_.signatories = read_signatories(lines);
    made_.signatory = static_cast<int>(made_.signatories.size()) - 1;  // the leading body signs at the right
  }

  void read_margin_notes() {
    for (const Block* block : blocks_) {
      if (block->kind != BlockKind::kMarginNote) continue;
      const std::string key = fold_plain(without_final_stop(block->text));
      if (key == "hoa toc" || key == "thuong khan" || key == "khan" || key == "hoa toc hen gio") {
        made_.urgency = std::string(without_final_stop(block->text));
      } else if (key == "mat" || key == "toi mat" || key == "tuyet mat") {
        made_.confidentiality = std::string(without_final_stop(block->text));
      }
    }
  }

  const Document& document_;
  std::vector<const Block*> blocks_;
  Metadata made_;
  std::size_t title_type_length_ = 0;  // bytes of the type's name at the head of the title
  bool title_below_type_ = false;
  const Block* gazette_issuer_ = nullptr;  // "CHỈ THỊ ⏎ CỦA THỦ TƯỚNG ... SỐ ..."
};

}  // namespace

Metadata read_metadata(const Document& document) { return MetadataReader(document).read(); }

}  // namespace trichluc
