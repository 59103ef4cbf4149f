#include "extractors/metadata_names.h"

#include <algorithm>
#include <vector>

#include "pipeline/layout/phrases.h"
#include "pipeline/normalize/letters.h"

namespace trichluc {
namespace {

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && text[at] == ' ') ++at;
    std::size_t end = at;
    while (end < text.size() && text[end] != ' ') ++end;
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

bool is_vowel(char base) { return std::string_view("aeiouy").find(base) != std::string_view::npos; }

/// Whether `word` can be a Vietnamese syllable, marks aside; what cannot is an abbreviation or a foreign name.
bool is_syllable(std::string_view word) {
  const std::string key = fold_plain(word);
  std::size_t at = 0;
  while (at < key.size() && !is_vowel(key[at])) ++at;
  std::string initial = key.substr(0, at);
  if (initial == "q") initial.clear();
  std::size_t end = at;
  while (end < key.size() && is_vowel(key[end])) ++end;
  const std::string_view final = std::string_view(key).substr(end);
  constexpr std::string_view kInitials[] = {"",   "b",   "c",  "ch", "d",  "g", "gh", "h", "k",  "kh", "l", "m", "n",
                                            "ng", "ngh", "nh", "p",  "ph", "r", "s",  "t", "th", "tr", "v", "x"};
  constexpr std::string_view kFinals[] = {"", "c", "ch", "m", "n", "ng", "nh", "p", "t"};
  return end > at && end - at <= 3 &&
         std::find(std::begin(kInitials), std::end(kInitials), initial) != std::end(kInitials) &&
         std::find(std::begin(kFinals), std::end(kFinals), final) != std::end(kFinals);
}

bool is_roman(std::string_view word) {
  return !word.empty() && word.find_first_not_of("IVX") == std::string_view::npos;
}

std::string capitalized(std::string_view word) {
  const Decoded first = decode_utf8(word, 0);
  std::string result;
  append_utf8(result, to_upper(first.code));
  return result + fold_lower(word.substr(first.length));
}

/// The word without the signs around it.
std::string_view core_of(std::string_view word) {
  while (!word.empty() && std::string_view(",.;:()\"").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  while (!word.empty() && std::string_view("(\"").find(word.front()) != std::string_view::npos) word.remove_prefix(1);
  return word;
}

/// Words with which a name's kind is given; the word behind them begins its field or its own name.
constexpr std::string_view kKinds[] = {
    "uy ban nhan dan",
    "hoi dong nhan dan",
    "vien kiem sat nhan dan",
    "toa an nhan dan toi cao",
    "vien kiem sat nhan dan toi cao",
    "toa an nhan dan cap cao",
    "vien kiem sat nhan dan cap cao",
    "toa an nhan dan",
    "truong trung hoc pho thong",
    "truong trung hoc co so",
    "truong thpt",
    "truong thcs",
    "truong dai hoc",
    "truong cao dang",
    "truong trung cap",
    "truong tieu hoc",
    "truong mam non",
    "tong cong ty",
    "cong ty co phan",
    "cong ty",
    "tong cuc",
    "chi cuc",
    "van phong",
    "trung tam",
    "lien doan",
    "tong lien doan",
    "hiep hoi",
    "hoc vien",
    "benh vien",
    "ban chap hanh",
    "ban thuong vu",
    "thuong truc",
    "kho bac",
    "ngan hang",
    "dien luc",
    "bao hiem",
    "thanh tra",
    "cong an",
    "uy ban",
    "hoi dong",
    "tap doan",
    "dang bo",
    "dang uy",
    "so",
    "bo",
    "ban",
    "cuc",
    "vu",
    "vien",
    "khoa",
    "truong",
    "phong",
    "hoi",
    "doan",
    "to",
    "doi",
    "quan khu",
};

/// Kinds whose following words are proper names throughout.
constexpr std::string_view kNamedKinds[] = {"truong trung hoc pho thong",
                                            "truong trung hoc co so",
                                            "truong thpt",
                                            "truong thcs",
                                            "truong dai hoc",
                                            "truong cao dang",
                                            "truong trung cap",
                                            "truong tieu hoc",
                                            "truong mam non",
                                            "tinh uy",
                                            "thanh uy",
                                            "huyen uy",
                                            "quan uy",
                                            "thi uy",
                                            "tinh doan",
                                            "thanh doan",
                                            "huyen doan"};

// With their marks: "quân" and "quan" are no "quận".
constexpr std::string_view kUnits[] = {"thành phố", "thị xã", "thị trấn", "đặc khu", "khu vực", "tỉnh",
                                       "huyện",     "quận",   "phường",   "xã",      "thôn",    "miền"};
constexpr std::string_view kProperPairs[] = {"quoc hoi", "chinh phu", "to quoc"};

// The provinces of before and after 2025, for names without the word: "SỞ Y TẾ HÀ NAM".
constexpr std::string_view kPlaces[] = {
    "viet nam",   "ho chi minh", "ha noi",     "hai phong",  "da nang",    "can tho",    "hue",         "an giang",
    "ba ria",     "vung tau",    "bac giang",  "bac kan",    "bac lieu",   "bac ninh",   "ben tre",     "binh dinh",
    "binh duong", "binh phuoc",  "binh thuan", "ca mau",     "cao bang",   "dak lak",    "dak nong",    "dien bien",
    "dong nai",   "dong thap",   "gia lai",    "ha giang",   "ha nam",     "ha tinh",    "hai duong",   "hau giang",
    "hoa binh",   "hung yen",    "khanh hoa",  "kien giang", "kon tum",    "lai chau",   "lam dong",    "lang son",
    "lao cai",    "long an",     "nam dinh",   "nghe an",    "ninh binh",  "ninh thuan", "phu tho",     "phu yen",
    "quang binh", "quang nam",   "quang ngai", "quang ninh", "quang tri",  "soc trang",  "son la",      "tay ninh",
    "thai binh",  "thai nguyen", "thanh hoa",  "thua thien", "tien giang", "tra vinh",   "tuyen quang", "vinh long",
    "vinh phuc",  "yen bai",
};
/// What departments are for; what follows is a place ("SỞ TÀI CHÍNH HÀ NAM").
constexpr std::string_view kFields[] = {
    "noi vu",
    "y te",
    "tai chinh",
    "tu phap",
    "xay dung",
    "cong thuong",
    "giao thong van tai",
    "nong nghiep va phat trien nong thon",
    "nong nghiep va moi truong",
    "tai nguyen va moi truong",
    "thong tin va truyen thong",
    "khoa hoc va cong nghe",
    "du lich",
    "ngoai vu",
    "lao dong - thuong binh va xa hoi",
    "van hoa the thao va du lich",
    "van hoa va the thao",
    "van hoa va thong tin",
    "dan toc va ton giao",
    "ke hoach va dau tu",
    "giao duc va dao tao",
    "quy hoach - kien truc",
    "tai chinh - ke hoach",
    "kinh te va ha tang",
    "thong ke",
};

constexpr std::string_view kConnectors[] = {"va", "-", "–", "&"};

template <class List>
std::size_t longest_match(const std::vector<std::string>& keys, std::size_t at, const List& phrases) {
  std::size_t longest = 0;
  for (const std::string_view phrase : phrases) {
    // word by word; nearly all phrases part at the first
    std::size_t words = 0;
    std::string_view rest = phrase;
    while (at + words < keys.size() && !rest.empty()) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      if (keys[at + words] != word) break;
      ++words;
      rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    }
    if (rest.empty()) longest = std::max(longest, words);
  }
  return longest;
}

}  // namespace

/// "KRÔNG", "ĐẮK", and behind the word for an area "EA", "KAR": a name of another language of the country, where an
/// abbreviation ("THADS", "UBND") has no marked vowels.
static bool is_highland_name(std::string_view core, bool names_area) {
  bool marked = false, vowel = false;
  for (std::size_t at = 0; at < core.size();) {
    const Decoded letter = decode_utf8(core, at);
    if (!is_letter(letter.code) && letter.code != U'\'' && letter.code != U'’') return false;
    marked = marked || (letter.length > 1 && is_letter(letter.code) && letter.code != U'Đ');
    vowel = vowel || std::string_view("AEIOUY").find(core[at]) != std::string_view::npos;
    at += letter.length;
  }
  return marked || (names_area && vowel && core.size() <= 6);
}

/// "LAO ĐỘNG- THƯƠNG BINH": a dash with a blank on one side gets the other.
static std::string space_dashes(std::string_view name) {
  std::string spaced;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const bool dash = name[at] == '-' && at > 0 && at + 1 < name.size();
    const bool before = dash && name[at - 1] == ' ', behind = dash && name[at + 1] == ' ';
    if (behind && !before) spaced.push_back(' ');
    spaced.push_back(name[at]);
    if (before && !behind) spaced.push_back(' ');
  }
  return spaced;
}

bool is_office_of_area(std::string_view word) {
  return word == "ủy" || word == "uỷ" || word == "đoàn" || word == "đội";
}

std::string fold_body_name(std::string_view name) {
  if (!is_capitals(name)) return std::string(name);
  const std::string spaced = space_dashes(name);
  const auto words = split_words(spaced);
  std::vector<std::string> keys;
  std::vector<std::string> lower;
  for (const std::string_view word : words) {
    keys.push_back(fold_plain(core_of(word)));
    lower.push_back(fold_lower(core_of(word)));
  }

  enum class Next { kCapital, kSmall, kName } next = Next::kCapital;
  std::string result;
  bool names_area = false;  // right behind "huyện", "tỉnh", and on while the name is not Vietnamese
  for (std::size_t i = 0; i < words.size();) {
    std::size_t taken = 1;
    std::vector<std::string> made;
    const std::string_view core = core_of(words[i]);
    std::size_t named = longest_match(keys, i, kNamedKinds);
    const bool of_area = named == 2 && keys[i] != "truong";  // "Huyện ủy", "Tỉnh đoàn"
    if (of_area && !is_office_of_area(lower[i + 1])) named = 0;
    const std::size_t kind = longest_match(keys, i, kKinds);
    std::size_t unit = longest_match(lower, i, kUnits);
    if (unit == 1 && lower[i] == "xã" && i + 1 < words.size() && keys[i + 1] == "hoi") unit = 0;  // xã hội
    const std::size_t field = longest_match(keys, i, kFields);
    const std::size_t place = longest_match(keys, i, kPlaces);
    const std::size_t pair = longest_match(keys, i, kProperPairs);
    if (!core.empty() && !is_syllable(core) && i > 0 && is_highland_name(core, names_area)) {
      made.push_back(capitalized(words[i]));
      next = Next::kName;
    } else if (core.find_first_of("0123456789&") != std::string_view::npos || (is_roman(core) && i > 0) ||
               (!core.empty() && !is_syllable(core))) {
      made.emplace_back(words[i]);  // an abbreviation
      if (next == Next::kSmall) next = Next::kCapital;
    } else if (named > 0 && (next != Next::kSmall || i == 0)) {
      taken = named;
      // "Tỉnh ủy" is one word, "Trường Đại học" two names of kinds.
      const bool school = keys[i] == "truong" && named > 1;
      for (std::size_t w = 0; w < named; ++w)
        made.push_back(!is_syllable(words[i + w])     ? std::string(words[i + w])  // THPT
                       : w == 0 || (school && w == 1) ? capitalized(words[i + w])
                                                      : fold_lower(words[i + w]));
      next = Next::kName;
    } else if (pair > 0) {
      taken = pair;
      for (std::size_t w = 0; w < pair; ++w)
        made.push_back(w == 0 ? capitalized(words[i + w]) : fold_lower(words[i + w]));
      next = Next::kCapital;
    } else if (field > 0 && i > 0 && next == Next::kCapital) {
      taken = field;
      bool begins = true;
      for (std::size_t w = 0; w < field; ++w) {
        const bool connector =
            std::find(std::begin(kConnectors), std::end(kConnectors), keys[i + w]) != std::end(kConnectors);
        made.push_back(begins && !connector ? capitalized(words[i + w]) : fold_lower(words[i + w]));
        begins = connector || words[i + w].back() == ',';
      }
      next =
          i + field < words.size() &&
                  std::find(std::begin(kConnectors), std::end(kConnectors), keys[i + field]) == std::end(kConnectors) &&
                  longest_match(lower, i + field, kUnits) == 0
              ? Next::kName
              : Next::kCapital;
    } else if (place > 0 && i > 0 && next != Next::kName) {
      taken = place;
      for (std::size_t w = 0; w < place; ++w) made.push_back(capitalized(words[i + w]));
      next = Next::kSmall;
    } else if (unit > 0 && i > 0 && next != Next::kName) {
      taken = unit;
      for (std::size_t w = 0; w < unit; ++w) made.push_back(fold_lower(words[i + w]));
      next = Next::kName;
    } else if (unit > 0 && i > 0 && i + unit < words.size()) {
      taken = unit;  // "... Hương tỉnh Hà Nam"
      for (std::size_t w = 0; w < unit; ++w) made.push_back(fold_lower(words[i + w]));
    } else if (next == Next::kName) {
      made.push_back(capitalized(words[i]));
    } else if (kind > 0 && next == Next::kCapital) {
      taken = kind;
      if (i + kind < words.size() && lower[i + kind] == "tại") ++taken;  // "Tòa án nhân dân cấp cao tại Hà Nội"
      // "Ban Chấp hành", "Ban Thường vụ": two names of kinds
      const bool board = keys[i] == "ban" && kind == 3;
      for (std::size_t w = 0; w < taken; ++w)
        made.push_back(w == 0 || (board && w == 1) ? capitalized(words[i + w]) : fold_lower(words[i + w]));
      next = Next::kCapital;
    } else if (std::find(std::begin(kConnectors), std::end(kConnectors), keys[i]) != std::end(kConnectors)) {
      made.push_back(fold_lower(words[i]));
      next = Next::kCapital;
    } else {
      made.push_back(next == Next::kCapital ? capitalized(words[i]) : fold_lower(words[i]));
      next = Next::kSmall;
    }
    for (const std::string& word : made) {
      if (!result.empty()) result.push_back(' ');
      result += word;
    }
    names_area = next == Next::kName && (unit > 0 || names_area);
    i += taken;
    const char last = words[i - 1].back();
    if (last == ',' || last == ';') next = Next::kCapital;
  }
  return result;
}

std::string person_name(std::string_view text) {
  auto words = split_words(text);
  constexpr std::string_view kRanks[] = {"dai", "thuong", "trung", "thieu"};
  constexpr std::string_view kGrades[] = {"tuong", "ta", "uy"};
  constexpr std::string_view kTitles[] = {"GS",   "PGS",  "TS",   "ThS",  "BS",   "KS",     "LS",   "CN",
                                          "TSKH", "NGND", "NGUT", "TTND", "TTUT", "BSCKII", "BSCKI"};
  // "Đại tá", "Thượng tướng"
  if (words.size() >= 4) {
    const std::string first = fold_plain(words[0]);
    const std::string second = fold_plain(words[1]);
    if (std::find(std::begin(kRanks), std::end(kRanks), first) != std::end(kRanks) &&
        std::find(std::begin(kGrades), std::end(kGrades), second) != std::end(kGrades)) {
      words.erase(words.begin(), words.begin() + 2);
    }
  }
  std::string name;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view word = words[i];
    if (const std::size_t point = word.rfind('.'); point != std::string_view::npos && i < 2)
      word = word.substr(point + 1);
    if (word.empty()) continue;
    if (name.empty() && std::find(std::begin(kTitles), std::end(kTitles), word) != std::end(kTitles))
      continue;  // "ThS Nguyễn ..."
    if (!name.empty()) name.push_back(' ');
    name += is_capitals(word) ? capitalized(word) : std::string(word);
  }
  return name;
}

bool can_be_body(std::string_view text) {
  if (!layout::names_body(text) || !is_upper(decode_utf8(text, 0).code)) return false;
  const auto words = split_words(text);
  if (words.size() > 14) return false;
  constexpr std::string_view kClauseWords[] = {"đã",    "được", "của",   "về",  "có",   "các",   "theo", "để",
                                               "trong", "khi",  "việc",  "số",  "đề",   "những", "là",   "cho",
                                               "ngày",  "năm",  "tháng", "tại", "từ",   "đến",   "này",  "nghị",
                                               "không", "bằng", "nhằm",  "gồm", "cùng", "do",    "qua"};
  for (const std::string_view word : words) {
    if (std::find(std::begin(kClauseWords), std::end(kClauseWords), core_of(word)) != std::end(kClauseWords))
      return false;
    if (word.find_first_of("0123456789/\"") != std::string_view::npos || word.find("“") != std::string_view::npos)
      return false;
  }
  return true;
}

}  // namespace trichluc
