#include "pipeline/layout/phrases.h"

#include <algorithm>
#include <string>
#include <utility>

#include "pipeline/layout/document_types.h"
#include "pipeline/layout/word_match.h"
#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

constexpr auto kNone = std::string_view::npos;

/// Letters only: mottos are spaced and dashed in many ways.
std::string letters_of(std::string_view key) {
  std::string letters(key);
  letters.resize(static_cast<std::size_t>(
      std::remove_if(letters.begin(), letters.end(), [](char c) { return c < 'a' || c > 'z'; }) - letters.begin()));
  return letters;
}

constexpr std::string_view kMottos[] = {
    "conghoaxahoichunghiavietnam",
    "conghoaxahoichunghia",
    "chunghiavietnam",
    "conghoaxahoi",
    "doclaptudohanhphuc",
    "dangcongsanvietnam",
    "nhandanh",
    "nhandanhnuoc",
    "nhandanhnuocconghoaxahoichunghiavietnam",
    "nuocconghoaxahoichunghiavietnam",
    "conghoaxahoichunghiavietnamdoclaptudohanhphuc",
};

constexpr std::string_view kMarginNotes[] = {
    "hoa toc",   "hoa toc hen gio", "thuong khan",      "khan",
    "mat",       "toi mat",         "tuyet mat",        "du thao",
    "(du thao)", "[du thao]",       "xem xong tra lai", "luu hanh noi bo",
    "ban sao",   "sao y",           "sao luc",          "trich sao",
    "ban chinh", "khong pho bien",  "tai lieu noi bo",  "ban du thao",
};

// With their marks: "sở" is no "số", "ban" no "bản", "trường" no "trưởng".
constexpr std::string_view kBodies[] = {
    "ủy ban",      "ubnd",          "hội đồng",
    "hđnd",        "thường trực",   "sở",
    "bộ",          "ban",           "cục",
    "tổng cục",    "chi cục",       "vụ",
    "viện",        "vksnd",         "tòa án",
    "tand",        "trường",        "khoa",
    "công ty",     "tổng công ty",  "tập đoàn",
    "hội",         "liên đoàn",     "tổng liên đoàn",
    "lđlđ",        "mặt trận",      "ubmttq",
    "đoàn",        "trung tâm",     "phòng",
    "văn phòng",   "chính phủ",     "quốc hội",
    "thủ tướng",   "chủ tịch nước", "tỉnh ủy",
    "thành ủy",    "huyện ủy",      "thị ủy",
    "quận ủy",     "đảng ủy",       "đảng bộ",
    "đảng đoàn",   "chi bộ",        "thanh tra",
    "kiểm toán",   "ngân hàng",     "kho bạc",
    "bảo hiểm",    "bệnh viện",     "học viện",
    "đại học",     "công an",       "quân khu",
    "hiệp hội",    "đài",           "quỹ",
    "tỉnh đoàn",   "thành đoàn",    "huyện đoàn",
    "quận đoàn",   "thị đoàn",      "công đoàn",
    "liên hiệp",   "liên minh",     "tổng hội",
    "tổ công tác", "phân viện",     "thông tấn xã",
    "báo",         "tạp chí",       "xí nghiệp",
    "thi hành án", "cơ quan",       "hợp tác xã",
    "trạm",        "hạt kiểm lâm",  "cảng vụ",
    "thuế",        "hải quan",      "quản lý thị trường",
    "câu lạc bộ",  "nhà xuất bản",  "nhà máy",
    "bqp",         "bch",           "điện lực",
    "bưu điện",
};
constexpr std::string_view kAreas[] = {"thành phố", "tỉnh",   "thị xã", "thị trấn", "huyện",
                                       "quận",      "phường", "xã",     "đặc khu"};

constexpr std::string_view kNoBodies[] = {"vụ án",       "vụ việc",   "ban hành", "báo cáo", "hội nghị", "bộ luật",
                                          "bộ tiêu chí", "bộ chỉ số", "hội thảo", "tổ chức", "khoa học"};

constexpr std::string_view kOpenings[] = {
    "can cu",
    "thuc hien",
    "ngay",
    "trong",
    "de",
    "nham",
    "tren co so",
    "theo",
    "sau khi",
    "qua",
    "nam",
    "thang",
    "thoi gian qua",
    "xet",
    "kinh gui",
    "tiep theo",
    "duoc su",
    "hom nay",
    "trong thoi gian",
    "vua qua",
    "hien nay",
    "phuc dap",
    "tra loi",
    "quan triet",
    "tinh den",
    "tu ngay",
    "hang nam",
    "thuc trang",
    "hoi nghi",
    "duoi su",
    "voi",
    "khi",
};

/// The word that ends before `at`, and where it begins.
std::string_view word_before(std::string_view text, std::size_t at, std::size_t& begin) {
  while (at > 0 && is_blank(text[at - 1])) --at;
  begin = at;
  while (begin > 0 && !is_blank(text[begin - 1])) --begin;
  return text.substr(begin, at - begin);
}

std::size_t find_day(std::string_view text) {
  for (std::size_t at = 0; at + 5 <= text.size(); ++at) {
    if (text[at] != 'n' && text[at] != 'N') continue;
    const std::string_view rest = text.substr(at + 1);
    if (!starts_with(rest, "gày") && !starts_with(rest, "GÀY")) continue;
    const std::size_t month = std::min(rest.find("tháng"), rest.find("THÁNG"));
    if (month != kNone) {
      const std::size_t year = std::min(rest.find("năm", month), rest.find("NĂM", month));
      if (year != kNone && year < 60) return at;
    }
  }
  return kNone;
}

/// "y6 /qd-syt", "£o4/bc-ubnd": one short word that no letters alone make, and a symbol of two parts.
bool is_misread_number(std::string_view key) {
  const std::size_t stroke = key.find('/');
  if (stroke == kNone || stroke > 8) return false;
  std::string_view read = key.substr(0, stroke);
  while (!read.empty() && is_blank(read.back())) read.remove_suffix(1);
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool word = std::none_of(read.begin(), read.end(), is_blank) && !std::all_of(read.begin(), read.end(), letter);
  const std::string_view symbol = key.substr(stroke + 1);
  const std::size_t hyphen = symbol.find('-');
  return word && hyphen != kNone && hyphen > 0 && letter(symbol.front()) && hyphen + 1 < symbol.size() &&
         letter(symbol[hyphen + 1]);
}

}  // namespace

bool is_motto(std::string_view key) {
  if (key.size() < 9 || key.size() > 140) return false;  // both mottos and the rules drawn below them
  const std::size_t first = key.find_first_of("abcdefghijklmnopqrstuvwxyz");
  if (first == kNone || (key[first] != 'c' && key[first] != 'd' && key[first] != 'n')) return false;
  const std::string letters = letters_of(key);
  return is_one_of(letters, kMottos) || (starts_with(letters, "doclaptudo") && letters.size() < 24);
}

std::size_t find_motto(std::string_view text) {
  // The words as they are printed; folding would lose the offsets.
  if (text.find("HÒA") == kNone && text.find("HOÀ") == kNone && text.find("Độc l") == kNone &&
      text.find("VIỆT NAM") == kNone && text.find("Cộng h") == kNone && text.find("ĐỘC L") == kNone) {
    return kNone;
  }
  for (const std::string_view begin :
       {"CỘNG HÒA", "CỘNG HOÀ", "Cộng hòa", "Cộng hoà", "Độc lập", "ĐỘC LẬP", "ĐẢNG CỘNG SẢN", "CHỦ NGHĨA VIỆT"}) {
    for (std::size_t at = text.find(begin); at != kNone; at = text.find(begin, at + 1)) {
      if (at > 0 && is_motto(fold_plain(text.substr(at)))) return at;
    }
  }
  return kNone;
}

bool is_place_word(std::string_view word) {
  if (word.empty() || !is_upper(decode_utf8(word, 0).code)) return false;
  if (word == "TP." || word == "TP" || word == "Tp." || word == "Tp") return true;
  bool lower = false;
  for (std::size_t at = decode_utf8(word, 0).length; at < word.size();) {
    const Decoded next = decode_utf8(word, at);
    at += next.length;
    const bool hyphen = next.code == U'-' && lower && is_upper(decode_utf8(word, at).code);
    if (hyphen) {
      at += decode_utf8(word, at).length;  // "Rang-Tháp"
    } else if (!is_lower(next.code)) {
      return false;
    }
    lower = true;
  }
  return lower;
}

bool is_number_line(std::string_view text, std::string_view key) {
  if (key.size() > 60) return false;
  std::size_t after = 0;
  if (starts_with(key, "so")) {
    after = 2;
  } else {
    std::size_t length = 0;
    if (find_type_name(text, length) == nullptr) return false;
    after = key.find(" so:");
    if (after == kNone || after > length + 2) return false;
    after += 3;
  }
  if (after >= key.size()) return false;
  const char next = key[after];
  if (next != ':' && next != '.' && next != ' ' && !(next >= '0' && next <= '9')) return false;
  // "Số liệu ..."; but "Số y6 /QĐ-SYT" is a number that recognition misread.
  if (next == ' ' && after + 1 < key.size() && key[after + 1] >= 'a' && key[after + 1] <= 'z' &&
      !is_misread_number(key.substr(after + 1)))
    return false;
  const std::size_t mark = key.find_first_of("/-", after);
  if (mark == kNone) return false;
  // "Số 12 phố Huế - Hà Nội" is an address: a symbol has few small letters.
  std::size_t lower = 0;
  std::size_t words = 0;
  bool inside = false;
  std::size_t seen = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    at += c.length;
    if (++seen <= after) continue;
    lower += is_lower(c.code);
    const bool blank = c.code == U' ';
    words += !blank && !inside;
    inside = !blank;
  }
  return lower <= 8 && words <= 7;
}

std::size_t find_date_line(std::string_view text) {
  const std::size_t day = find_day(text);
  if (day == kNone) return kNone;
  std::size_t begin = 0;
  std::string_view word = word_before(text, day, begin);
  if (word.empty()) return day;
  std::size_t start = begin;
  if (word.back() == ',') {
    word.remove_suffix(1);
    // "........, ngày 05": the place is left to be filled in.
    const bool left_open = word.find_first_not_of("._…") == kNone;
    if (!word.empty() && !is_place_word(word) && !left_open) return day;
  } else {
    // "Đồi Mơ ngày 05 ...": a place of two words or more at the beginning, no law and no body.
    for (std::size_t count = 0; count < 4 && is_place_word(word); ++count) {
      start = begin;
      word = word_before(text, start, begin);
    }
    std::size_t type = 0;
    const std::string_view place = text.substr(0, day);
    const bool plain = word.empty() && start == 0 && std::count(place.begin(), place.end(), ' ') >= 2 &&
                       find_type_name(place, type) == nullptr && !names_body(place);
    return plain ? 0 : day;
  }
  for (std::size_t count = 0; count < 5; ++count) {
    const std::string_view before = word_before(text, start, begin);
    if (!is_place_word(before)) break;
    start = begin;
  }
  // "Thành phố Hồ Chí Minh, ngày ...": the word for the area is no name.
  std::string_view before = text.substr(0, start);
  while (!before.empty() && is_blank(before.back())) before.remove_suffix(1);
  const std::string unit = fold_lower(before);
  const bool named = std::find(std::begin(kAreas), std::end(kAreas), unit) != std::end(kAreas);
  return named ? 0 : start;
}

bool is_date_line(std::string_view text) {
  if (text.size() > 110) return false;
  if (find_date_line(text) == 0) {
    const std::size_t year = std::max(text.rfind("năm") == kNone ? 0 : text.rfind("năm"),
                                      text.rfind("NĂM") == kNone ? 0 : text.rfind("NĂM"));
    return text.size() - year <= 16;
  }
  // "Đồi Mơ, 05 tháng 6 năm 2031", "Đồi Mơ, 05/6/2031", "Đồi Mơ, tháng 6 năm 2031"
  if (const std::size_t comma = text.find(", "); comma != kNone && comma > 0) {
    std::size_t digits = 0;
    std::size_t begin = 0;
    bool place = true;
    for (std::size_t end = comma; place && end > 0; end = begin) place = is_place_word(word_before(text, end, begin));
    for (std::size_t at = comma + 1; place && at < text.size();) {
      while (at < text.size() && is_blank(text[at])) ++at;
      std::size_t end = at;
      while (end < text.size() && !is_blank(text[end])) ++end;
      const std::string_view word = text.substr(at, end - at);
      place = word == "tháng" || word == "năm" || word.find_first_not_of("0123456789/-.") == kNone;
      digits += static_cast<std::size_t>(
          std::count_if(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }));
      at = end;
    }
    if (place && digits >= 5 && digits <= 8) return true;
  }
  // "Ngày 20-6-2023", "Ngày: 20 - 6 - 2023" of a judgment; "Huế, ngày 5/3/2024"
  const std::string key = fold_plain(text);
  const std::size_t day = key.find("ngay");
  if (day == kNone || key.size() > day + 22 || day > 30 || (day > 0 && key.find(", ngay") == kNone)) return false;
  std::size_t digits = 0;
  for (const char c : std::string_view(key).substr(day + 4)) {
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (c != ' ' && c != ':' && c != '/' && c != '-' && c != '.') {
      return false;
    }
  }
  return digits >= 5;
}

bool is_margin_note(std::string_view key) {
  while (!key.empty() && (key.back() == '.' || key.back() == ':' || key.back() == ' ')) key.remove_suffix(1);
  if (is_one_of(key, kMarginNotes)) return true;
  // "DỰ THẢO LẦN 2", "Dự thảo 15/3/2024"
  return key.size() <= 32 && (starts_with(key, "du thao lan") || starts_with(key, "du thao ngay") ||
                              starts_with(key, "(du thao") || starts_with(key, "ban sao y") ||
                              starts_with(key, "sao y ban chinh") || starts_with(key, "thoi han bao quan"));
}

bool names_body(std::string_view text) {
  std::string head = fold_lower(text.substr(0, 48));
  for (const auto& [old, usual] : {std::pair<std::string_view, std::string_view>{"uỷ", "ủy"}, {"toà", "tòa"}}) {
    for (std::size_t at = head.find(old); at != std::string::npos; at = head.find(old, at + 1))
      head.replace(at, old.size(), usual);
  }
  const auto begins = [&head](std::string_view word) {
    return starts_with(head, word) && !is_letter(decode_utf8(head, word.size()).code);
  };
  return std::any_of(std::begin(kBodies), std::end(kBodies), begins) &&
         std::none_of(std::begin(kNoBodies), std::end(kNoBodies), begins);
}

bool opens_text(std::string_view key) { return begins_with_word(key, kOpenings); }

bool is_drawn_rule(std::string_view text) {
  std::size_t signs = 0;
  std::size_t others = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    at += c.length;
    switch (c.code) {
      case U'_':
      case U'-':
      case U'–':
      case U'—':
      case U'=':
      case U'*':
      case U'~':
      case U'.':
      case U'…':
      case U'¯':
      case U'─':
      case U'━':
      case U'═': ++signs; break;
      case U' ':
      case U'\t': break;
      default:
        // "---o0o---", "***&***"
        if (c.code != U'o' && c.code != U'O' && c.code != U'0' && c.code != U'&' && c.code != U'#' && c.code != U'\\')
          return false;
        ++others;
    }
  }
  return signs >= 3 && others <= 3;
}

}  // namespace trichluc::layout
