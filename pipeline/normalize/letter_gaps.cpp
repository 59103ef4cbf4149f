#include "pipeline/normalize/letter_gaps.h"

#include <algorithm>

namespace trichluc {
namespace {

constexpr std::size_t kEnoughGaps = 4;  // to know a line's word space
constexpr float kWidest = 3;            // em; wider is a column's gap, not letters

const Glyph* glyph_at(const Page& page, std::uint32_t byte) {
  const std::uint32_t source = page.source.to_source({byte, byte + 1}).begin;
  const auto next = std::upper_bound(page.glyphs.begin(), page.glyphs.end(), source,
                                     [](std::uint32_t at, const Glyph& glyph) { return at < glyph.begin; });
  return next == page.glyphs.begin() ? nullptr : &*std::prev(next);
}

float font_size_at(const Page& page, std::uint32_t byte) {
  const auto next = std::upper_bound(page.lines.begin(), page.lines.end(), byte,
                                     [](std::uint32_t at, const Line& line) { return at < line.text.begin; });
  return next == page.lines.begin() ? 0.0F : std::prev(next)->font_size_pt;
}

}  // namespace

std::vector<LetterGap> measure_gaps(const Page& page, const std::vector<Word>& words) {
  std::vector<LetterGap> gaps(words.size());
  if (page.glyphs.empty() || words.empty()) return gaps;
  const float em = font_size_at(page, words.front().text.begin);
  if (em <= 0) return gaps;
  std::vector<float> spaces;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].blanks == 0) continue;
    const Glyph* left = glyph_at(page, words[i - 1].text.end - 1);
    const Glyph* right = glyph_at(page, words[i].text.begin);
    if (left == nullptr || right == nullptr) continue;
    const float width = (right->box.left - left->box.right) / em;
    const bool one_line = left->box.top < right->box.bottom && right->box.top < left->box.bottom;
    if (!one_line || width < 0 || width > kWidest) continue;
    gaps[i].measured = true;
    gaps[i].width = width;
    spaces.push_back(width);
  }
  if (spaces.size() < kEnoughGaps) {
    for (LetterGap& gap : gaps) gap.measured = false;
    return gaps;
  }
  // Lost letters only widen gaps: the narrower ones are word spaces.
  const auto third = spaces.begin() + static_cast<std::ptrdiff_t>(spaces.size() / 3);
  std::nth_element(spaces.begin(), third, spaces.end());
  for (LetterGap& gap : gaps) gap.word_space = *third;
  return gaps;
}

}  // namespace trichluc
