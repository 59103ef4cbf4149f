#include "pipeline/normalize/recognised_offices.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/normalize/letters.h"
#include "pipeline/normalize/rewrite.h"

namespace trichluc {
namespace {

constexpr std::string_view kOffices[] = {
    "CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "PHÓ CHỦ TỊCH THƯỜNG TRỰC",
    "GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "TỔNG GIÁM ĐỐC",
    "PHÓ TỔNG GIÁM ĐỐC",
    "BỘ TRƯỞNG",
    "THỨ TRƯỞNG",
    "THỦ TƯỚNG",
    "PHÓ THỦ TƯỚNG",
    "CHÁNH VĂN PHÒNG",
    "PHÓ CHÁNH VĂN PHÒNG",
    "CỤC TRƯỞNG",
    "PHÓ CỤC TRƯỞNG",
    "TỔNG CỤC TRƯỞNG",
    "PHÓ TỔNG CỤC TRƯỞNG",
    "CHI CỤC TRƯỞNG",
    "PHÓ CHI CỤC TRƯỞNG",
    "VỤ TRƯỞNG",
    "PHÓ VỤ TRƯỞNG",
    "VIỆN TRƯỞNG",
    "PHÓ VIỆN TRƯỞNG",
    "CHÁNH ÁN",
    "PHÓ CHÁNH ÁN",
    "TRƯỞNG BAN",
    "PHÓ TRƯỞNG BAN",
    "TRƯỞNG PHÒNG",
    "PHÓ TRƯỞNG PHÒNG",
    "HIỆU TRƯỞNG",
    "PHÓ HIỆU TRƯỞNG",
    "BÍ THƯ",
    "PHÓ BÍ THƯ",
    "PHÓ BÍ THƯ THƯỜNG TRỰC",
    "CHÁNH THANH TRA",
    "PHÓ CHÁNH THANH TRA",
    "TỔNG THANH TRA",
    "PHÓ TỔNG THANH TRA",
    "TỔNG KIỂM TOÁN",
    "THỐNG ĐỐC",
    "PHÓ THỐNG ĐỐC",
    "CHỦ NHIỆM",
    "PHÓ CHỦ NHIỆM",
    "TRƯỞNG ĐOÀN",
    "PHÓ TRƯỞNG ĐOÀN",
    "TỔNG THƯ KÝ",
    "TỔNG BIÊN TẬP",
    "TRƯỞNG CÔNG AN",
    "PHÓ TRƯỞNG CÔNG AN",
    "CHỈ HUY TRƯỞNG",
    "TRƯỞNG KHOA",
    "ỦY BAN NHÂN DÂN",
    "HỘI ĐỒNG NHÂN DÂN",
};

constexpr std::string_view kCapacities[] = {"KT", "TM", "TL", "TUQ"};

/// The base letters of `text`, and nothing else.
std::string bare(std::string_view text) {
  std::string letters;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    if (const char letter = base_letter(c.code); letter != 0) letters += letter;
    at += c.length;
  }
  return letters;
}

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t before = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t same = before + (a[i - 1] != b[j - 1]);
      before = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, same});
    }
  }
  return row[b.size()];
}

/// Few letters are small, since strokes across capitals make some: "GIÁM ĐÓt".
bool in_capitals(std::string_view text) {
  std::size_t upper = 0;
  std::size_t lower = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    upper += is_upper(c.code);
    lower += is_lower(c.code);
    at += c.length;
  }
  return upper >= 4 && 3 * lower <= upper;
}

/// Bytes of "KT. " before the office.
std::size_t capacity_length(std::string_view text) {
  for (const std::string_view capacity : kCapacities) {
    if (!text.starts_with(capacity)) continue;
    const std::size_t end = text.find_first_not_of(". ", capacity.size());
    if (end != std::string_view::npos && end > capacity.size()) return end;
  }
  return 0;
}

struct Office {
  std::string_view name;
  std::size_t distance = 0;
};

std::optional<Office> nearest(std::string_view shown) {
  const std::string letters = bare(shown);
  if (letters.size() < 5 || letters.size() > 30) return {};
  std::optional<Office> best;
  bool alone = true;
  for (const std::string_view name : kOffices) {
    const Office office{name, distance(letters, bare(name))};
    if (!best || office.distance < best->distance) {
      best = office;
      alone = true;
    } else if (office.distance == best->distance) {
      alone = false;
    }
  }
  const std::size_t most = (bare(best->name).size() + 2) / 4;
  if (!alone || best->distance > most) return {};
  return best;
}

/// Whether `below` is the next line on paper, under `above`.
bool stands_under(const Box& below, const Box& above) {
  if (below.empty() || above.empty()) return false;
  const float shared = std::min(below.right, above.right) - std::max(below.left, above.left);
  return 2 * shared > std::min(below.width(), above.width()) && below.top > above.top + above.height() / 2 &&
         below.top < above.bottom + above.height();
}

/// The deputy's office where `shown`, under the line `above`, ends like the office there: the deputy signs for who is
/// named above, and no office stands twice below itself. A seal covers its left half.
std::optional<Office> deputy(std::string_view shown, std::string_view above) {
  const std::string letters = bare(shown);
  const std::string held = bare(above);
  if (letters.size() < 5) return {};
  const auto offices = std::span(kOffices);
  if (std::find(offices.begin(), offices.end(), above) == offices.end()) return {};
  const std::string name = "PHÓ " + std::string(above);
  const auto found = std::find(offices.begin(), offices.end(), name);
  if (found == offices.end()) return {};
  std::size_t least = letters.size();
  for (std::size_t length = letters.size() - 1; length <= std::min(letters.size() + 1, held.size()); ++length)
    least = std::min(least, distance(letters, held.substr(held.size() - length)));
  if (3 * least > letters.size()) return {};
  return Office{*found, least + bare(name).size() - std::min(bare(name).size(), letters.size())};
}

/// Where the office begins that `shown` ends with, behind the head of the list beside it: "Nơi nhận: GIÁM ĐỐC".
std::optional<std::size_t> office_at_end(std::string_view shown) {
  std::optional<std::size_t> begin;
  for (const std::string_view name : kOffices) {
    if (shown.size() <= name.size() || !shown.ends_with(name) || shown[shown.size() - name.size() - 1] != ' ') continue;
    begin = std::min(begin.value_or(shown.size()), shown.size() - name.size());
  }
  return begin;
}

/// Around the characters at `place`; empty without a page image.
Box box_of(const Page& page, Range place) {
  const Range source = page.source.to_source(place);
  Box box;
  auto glyph = std::lower_bound(page.glyphs.begin(), page.glyphs.end(), source.begin,
                                [](const Glyph& one, std::uint32_t begin) { return one.begin < begin; });
  for (; glyph != page.glyphs.end() && glyph->begin < source.end; ++glyph) box = unite(box, glyph->box);
  return box;
}

}  // namespace

void repair_recognised_offices(Page& page) {
  if (!page.origin.recognised()) return;
  std::optional<Rewrite> rewrite;
  const Page before = page;  // lines and glyphs of the text as it was read
  const std::string& text = before.text;
  // The last office; the list of recipients beside it may lie between the lines of a signature.
  std::string above;
  Box above_box;
  for (const Line& line : before.lines) {
    if (line.text.size() > 80) continue;
    Range place = line.text;
    while (!place.empty() && text[place.begin] == ' ') ++place.begin;
    while (!place.empty() && text[place.end - 1] == ' ') --place.end;
    std::string_view shown = std::string_view(text).substr(place.begin, place.size());
    if (!in_capitals(shown)) {
      if (const auto begin = office_at_end(shown)) {
        above = shown.substr(*begin);
        above_box = box_of(before, {place.begin + static_cast<std::uint32_t>(*begin), place.end});
      }
      continue;
    }
    const std::size_t sign = capacity_length(shown);
    place.begin += static_cast<std::uint32_t>(sign);
    shown = std::string_view(text).substr(place.begin, place.size());
    std::optional<Office> office = nearest(shown);
    if (sign == 0 && (!office || office->name == above) && stands_under(line.box, above_box)) {
      if (const std::optional<Office> other = deputy(shown, above)) office = other;
    }
    if (!office) continue;
    above = office->name;
    above_box = line.box;
    if (office->name == shown) continue;
    if (!rewrite) rewrite.emplace(page);
    const double share = static_cast<double>(office->distance) / static_cast<double>(bare(office->name).size());
    rewrite->replace(office->name, place, "ocr.office", std::max(0.5, 0.98 - share));
  }
  if (rewrite) rewrite->finish();
}

}  // namespace trichluc
