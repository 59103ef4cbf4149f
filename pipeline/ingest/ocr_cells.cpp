#include "pipeline/ingest/ocr_cells.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "pipeline/ingest/ocr_words.h"
#include "pipeline/ingest/printed_cells.h"

namespace trichluc {
namespace {

constexpr int kDark = 128;
constexpr int kMargin = 12;
constexpr double kMissedInk = 0.3;  // of the cell's ink
constexpr int kLeastInk = 60;       // pixels at 300 dpi: half a digit
constexpr std::size_t kMostReadings = 120;

bool inside(const OcrWord& word, const PixelBox& cell) {
  const int x = (word.box.left + word.box.right) / 2;
  const int y = (word.box.top + word.box.bottom) / 2;
  return cell.left <= x && x < cell.right && cell.top <= y && y < cell.bottom;
}

bool covered(int x, int y, const std::vector<const OcrWord*>& words) {
  return std::any_of(words.begin(), words.end(), [x, y](const OcrWord* word) {
    const PixelBox& box = word->box;
    return box.left - 3 <= x && x < box.right + 3 && box.top - 3 <= y && y < box.bottom + 3;
  });
}

/// Whether much of the ink in `cell` lies outside of `words`.
bool misses_ink(const CleanedScan& scan, const PixelBox& cell, const std::vector<const OcrWord*>& words) {
  constexpr int kFrame = 8;  // remains of the rules
  int dark = 0;
  int missed = 0;
  for (int y = std::max(0, cell.top + kFrame); y < std::min(scan.height, cell.bottom - kFrame); ++y) {
    const std::uint8_t* const row =
        scan.grey.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(scan.width);
    for (int x = std::max(0, cell.left + kFrame); x < std::min(scan.width, cell.right - kFrame); ++x) {
      if (row[x] >= kDark) continue;
      ++dark;
      missed += !covered(x, y, words);
    }
  }
  return missed >= kLeastInk && missed > kMissedInk * dark;
}

}  // namespace

std::vector<PixelBox> cells_of(const CleanedScan& scan) {
  if (scan.down.size() < 2) return {};
  const float points = 72 / static_cast<float>(scan.dpi);
  PrintedPage ruled;
  for (const RuledLine& rule : scan.across)
    ruled.across.push_back({rule.at * points, rule.from * points, rule.to * points});
  for (const RuledLine& rule : scan.down)
    ruled.down.push_back({rule.at * points, rule.from * points, rule.to * points});
  std::vector<PixelBox> cells;
  for (const Box& cell : PrintedCells(ruled).cells()) {
    // Rules stand upright in their list, and slanted in the image.
    const float middle = (cell.top + cell.bottom) / 2 / points;
    const float shift = scan.place.slant * (middle - scan.place.middle_y);
    const auto pixel = [points](float at, float by) { return static_cast<int>(std::lround(at / points + by)); };
    cells.push_back({pixel(cell.left, shift), pixel(cell.top, 0), pixel(cell.right, shift), pixel(cell.bottom, 0)});
  }
  return cells;
}

Result<void> read_missed_cells(const CleanedScan& scan, const std::vector<PixelBox>& cells,
                               std::vector<OcrWord>& words) {
  int line = words.empty() ? 0 : words.back().line + 1;
  int block = 0;
  for (const OcrWord& word : words) {
    line = std::max(line, word.line + 1);
    block = std::max(block, word.block + 1);
  }
  std::size_t readings = 0;
  for (const PixelBox& cell : cells) {
    // A cell as large as the page is a frame around it.
    if (2 * cell.height() > scan.height && 2 * cell.width() > scan.width) continue;
    std::vector<const OcrWord*> here;
    for (const OcrWord& word : words) {
      if (inside(word, cell)) here.push_back(&word);
    }
    if (!misses_ink(scan, cell, here) || ++readings > kMostReadings) continue;
    const int frame = 6;
    const PixelBox inner{cell.left + frame, cell.top + frame, cell.right - frame, cell.bottom - frame};
    const Snippet cut = cut_out(scan, inner, kMargin, 1);
    auto read = recognize(cut.view(), {OcrArea::kBlock, scan.dpi, {}});
    if (!read) return tl::unexpected(read.error());
    drop_noise(*read);
    std::size_t before = 0;
    for (const OcrWord* word : here) before += word->symbols.size();
    std::size_t now = 0;
    for (const OcrWord& word : *read) now += word.symbols.size();
    if (now <= before) continue;
    std::erase_if(words, [&cell](const OcrWord& word) { return inside(word, cell); });
    int last = -1;
    for (OcrWord& word : *read) {
      move_word(word, inner.left - kMargin, inner.top - kMargin, 1);
      if (word.line != last) ++line;
      last = word.line;
      word.line = line;
      word.block = block;
      words.push_back(std::move(word));
    }
    ++block;
    ++line;
  }
  return {};
}

}  // namespace trichluc
