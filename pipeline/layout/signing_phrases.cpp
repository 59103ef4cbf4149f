#include "pipeline/layout/signing_phrases.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "pipeline/layout/word_match.h"
#include "pipeline/normalize/letters.h"

namespace trichluc::layout {
namespace {

constexpr auto kNone = std::string_view::npos;

constexpr std::string_view kPositions[] = {
    "chu tich",
    "pho chu tich",
    "giam doc",
    "pho giam doc",
    "tong giam doc",
    "pho tong giam doc",
    "bo truong",
    "thu truong",
    "thu tuong",
    "pho thu tuong",
    "chanh van phong",
    "pho chanh van phong",
    "cuc truong",
    "pho cuc truong",
    "tong cuc truong",
    "pho tong cuc truong",
    "chi cuc truong",
    "pho chi cuc truong",
    "vu truong",
    "pho vu truong",
    "vien truong",
    "pho vien truong",
    "chanh an",
    "pho chanh an",
    "truong ban",
    "pho truong ban",
    "truong phong",
    "pho truong phong",
    "pho phong",
    "hieu truong",
    "pho hieu truong",
    "bi thu",
    "pho bi thu",
    "pho bi thu thuong truc",
    "uy vien",
    "chanh thanh tra",
    "pho chanh thanh tra",
    "tong thanh tra",
    "pho tong thanh tra",
    "tong kiem toan",
    "pho tong kiem toan",
    "kiem toan truong",
    "pho kiem toan truong",
    "chap hanh vien",
    "dieu tra vien",
    "thanh tra vien",
    "tham tra vien",
    "truong tram",
    "truong bo mon",
    "pho truong khoa",
    "truong chi nhanh",
    "truong dai dien",
    "hat truong",
    "pho hat truong",
    "pho doi truong",
    "chi huy pho",
    "pho chi huy truong",
    "pho tu lenh",
    "pho chinh uy",
    "chinh tri vien",
    "pho tong thu ky",
    "pho tong bien tap",
    "pho thu truong",
    "thong doc",
    "pho thong doc",
    "chu nhiem",
    "pho chu nhiem",
    "tong bi thu",
    "chu toa",
    "tham phan",
    "kiem sat vien",
    "thuong truc",
    "truong doan",
    "pho truong doan",
    "tong thu ky",
    "tong bien tap",
    "truong cong an",
    "pho truong cong an",
    "tu lenh",
    "chinh uy",
    "chi huy truong",
    "giam thi",
    "thu ky",
    "truong khoa",
    "vien pho",
    "doi truong",
    "chu ho",
    "ke toan truong",
    "nguoi lap bieu",
    "to truong",
    "tham phan - chu toa phien toa",
    "truong tieu ban",
    "chu tich nuoc",
};

constexpr std::string_view kCapacities[] = {"TM.", "KT.", "TL.", "TUQ.", "Q.",  "T/M",
                                            "K/T", "T/L", "TM ", "KT ",  "TL ", "TUQ "};

constexpr std::string_view kAcademicTitles[] = {"GS",   "PGS",  "TS",   "ThS",  "BS",     "KS",    "LS",   "CN", "TSKH",
                                                "NGND", "NGUT", "TTND", "TTUT", "BSCKII", "BSCKI", "CKII", "CKI"};
constexpr std::string_view kMilitaryRanks[] = {"dai tuong", "thuong tuong", "trung tuong", "thieu tuong", "dai ta",
                                               "thuong ta", "trung ta",     "thieu ta",    "dai uy",      "thuong uy"};

}  // namespace

bool is_capacity(std::string_view text) {
  return std::any_of(std::begin(kCapacities), std::end(kCapacities), [text](std::string_view capacity) {
    return starts_with(text, capacity) && text.size() > capacity.size() + 2;
  });
}

bool is_position(std::string_view key) { return key.size() <= 70 && begins_with_word(key, kPositions); }

std::size_t position_length(std::string_view text) {
  const std::string key = fold_plain(text.substr(0, 80));
  std::size_t words = 0;
  for (const std::string_view position : kPositions) {
    if (begins_with_word(key, std::initializer_list<std::string_view>{position}))
      words =
          std::max<std::size_t>(words, 1 + static_cast<std::size_t>(std::count(position.begin(), position.end(), ' ')));
  }
  std::size_t at = 0;
  for (; words > 0; --words) {
    while (at < text.size() && is_blank(text[at])) ++at;
    while (at < text.size() && !is_blank(text[at])) ++at;
  }
  return at;
}

bool is_person_name(std::string_view text) {
  if (text.size() > 60) return false;
  const std::string key = fold_plain(text);
  if (std::any_of(std::begin(kMilitaryRanks), std::end(kMilitaryRanks),
                  [&key](std::string_view rank) { return starts_with(key, rank); })) {
    std::size_t begin = text.find(' ');
    if (begin != kNone) begin = text.find(' ', begin + 1);
    text = begin == kNone ? std::string_view{} : text.substr(begin + 1);
  }
  std::size_t words = 0;
  std::size_t capitals = 0;
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && is_blank(text[at])) ++at;
    std::size_t end = at;
    while (end < text.size() && !is_blank(text[end])) ++end;
    std::string_view word = text.substr(at, end - at);
    at = end;
    if (word.empty()) break;
    if (words == 0 && word.find('.') != kNone) {
      // "PGS.TS.", "TS.Nguyễn"
      std::size_t last = word.rfind('.');
      const std::string_view title = word.substr(0, std::min(word.find('.'), word.size()));
      if (!is_one_of(title, kAcademicTitles)) return false;
      if (last + 1 >= word.size()) continue;
      word = word.substr(last + 1);
    } else if (words == 0 && is_one_of(word, kAcademicTitles)) {
      continue;
    }
    std::size_t letters = 0;
    std::size_t upper = 0;
    for (std::size_t i = 0; i < word.size();) {
      const Decoded c = decode_utf8(word, i);
      if (letters == 1 && i + c.length < word.size() && (c.code == U'\'' || c.code == U'’' || c.code == U'‘')) {
        letters = upper = 0;  // "H'Bé", "K’Brêu": the name proper begins behind the mark
        i += c.length;
        continue;
      }
      if (!is_letter(c.code)) return false;
      if (letters == 0 && !is_upper(c.code)) return false;
      ++letters;
      upper += is_upper(c.code);
      i += c.length;
    }
    if (letters > 8) return false;  // no syllable is longer
    if (letters > 1 && upper > 1 && upper != letters) return false;
    capitals += upper == letters && letters > 1;
    ++words;
  }
  if (words < 2 || words > 6) return false;
  return capitals == 0 || capitals >= words - 1;
}

}  // namespace trichluc::layout
