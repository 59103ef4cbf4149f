#include "pipeline/normalize/recognised_offices.h"

#include <algorithm>
#include <array>
#include <optional>
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

}  // namespace

void repair_recognised_offices(Page& page) {
  if (!page.origin.recognised()) return;
  std::optional<Rewrite> rewrite;
  const std::string text = page.text;
  for (const Line& line : std::vector<Line>(page.lines)) {
    if (line.text.size() > 80) continue;
    Range place = line.text;
    while (!place.empty() && text[place.begin] == ' ') ++place.begin;
    while (!place.empty() && text[place.end - 1] == ' ') --place.end;
    std::string_view shown = std::string_view(text).substr(place.begin, place.size());
    if (!in_capitals(shown)) continue;
    place.begin += static_cast<std::uint32_t>(capacity_length(shown));
    shown = std::string_view(text).substr(place.begin, place.size());
    const std::optional<Office> office = nearest(shown);
    if (!office || office->name == shown) continue;
    if (!rewrite) rewrite.emplace(page);
    const double share = static_cast<double>(office->distance) / static_cast<double>(bare(office->name).size());
    rewrite->replace(office->name, place, "ocr.office", 0.98 - share);
  }
  if (rewrite) rewrite->finish();
}

}  // namespace trichluc
