#include "pipeline/ingest/ocr.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "pipeline/ingest/ocr_cells.h"
#include "pipeline/ingest/ocr_ending.h"
#include "pipeline/ingest/ocr_fields.h"
#include "pipeline/ingest/ocr_second.h"
#include "pipeline/ingest/ocr_words.h"
#include "pipeline/ingest/page_turn.h"
#include "pipeline/ingest/shaded_cells.h"
#include "pipeline/ingest/unread_ink.h"

namespace trichluc {
namespace {

/// The words of a scan as a printed page, in points of the straightened page.
class Printer {
 public:
  Printer(const CleanedScan& scan, const RasterFrame& frame)
      : x_step_(frame.x_step / scan.place.scale),
        y_step_(frame.y_step / scan.place.scale),
        place_(scan.place),
        frame_(frame) {
    page_.width_pt = frame.width_pt;
    page_.height_pt = frame.height_pt;
    page_.fonts.push_back({});  // nobody knows which
    for (const RuledLine& rule : scan.across) page_.across.push_back({y(rule.at), x(rule.from), x(rule.to)});
    for (const RuledLine& rule : scan.down) page_.down.push_back({x(rule.at), y(rule.from), y(rule.to)});
  }

  void print(const std::vector<OcrWord>& words) {
    for (std::size_t first = 0; first < words.size();) {
      std::size_t last = first + 1;
      while (last < words.size() && words[last].line == words[first].line) ++last;
      const float size_px = letter_size({words.data() + first, last - first});
      for (; first < last; ++first) add(words[first], size_px);
    }
  }

  PrintedPage take() { return std::move(page_); }

 private:
  float x(float pixel) const { return std::clamp(frame_.left + pixel * x_step_, 0.0F, page_.width_pt); }
  float y(float pixel) const { return std::clamp(frame_.top + pixel * y_step_, 0.0F, page_.height_pt); }
  Box box(const PixelBox& pixels) const {
    const float middle = static_cast<float>(pixels.top + pixels.bottom) / 2;
    return {x(place_.upright(static_cast<float>(pixels.left), middle)), y(static_cast<float>(pixels.top)),
            x(place_.upright(static_cast<float>(pixels.right), middle)), y(static_cast<float>(pixels.bottom))};
  }

  void add(const OcrWord& found, float size_px) {
    PrintedWord word;
    word.first = static_cast<std::uint32_t>(page_.characters.size());
    for (const OcrSymbol& symbol : found.symbols) add(symbol);
    word.last = static_cast<std::uint32_t>(page_.characters.size());
    if (word.first == word.last) return;
    word.box = box(found.box);
    word.begin = word.box.left;
    word.end = word.box.right;
    word.base = y((found.base_left_y + found.base_right_y) / 2);
    word.size_pt = std::max(1.0F, size_px * y_step_);
    word.blank_after = true;
    word.found_line = static_cast<std::uint32_t>(found.line);
    word.found_block = static_cast<std::uint32_t>(found.block);
    word.confidence = found.confidence;
    page_.words.push_back(word);
    if (found.reread > 0) {
      const auto last = word.first + static_cast<std::uint32_t>(found.reread);
      page_.rereadings.push_back({word.first, last, found.recognised, found.confidence});
    }
  }

  /// A symbol of several code points shares its box among them.
  void add(const OcrSymbol& symbol) {
    const std::u32string codes = code_points(symbol.text);
    const Box whole = box(symbol.box);
    const float step = whole.width() / static_cast<float>(std::max<std::size_t>(1, codes.size()));
    for (std::size_t i = 0; i < codes.size(); ++i) {
      Box part = whole;
      part.left = whole.left + step * static_cast<float>(i);
      part.right = i + 1 == codes.size() ? whole.right : part.left + step;
      page_.characters.push_back({codes[i], part, 0});
    }
  }

  const float x_step_;
  const float y_step_;
  const ScanPlace& place_;
  const RasterFrame& frame_;
  PrintedPage page_;
};

double mean_confidence(const std::vector<OcrWord>& words) {
  double sum = 0;
  std::size_t symbols = 0;
  for (const OcrWord& word : words) {
    sum += static_cast<double>(word.confidence) * static_cast<double>(word.symbols.size());
    symbols += word.symbols.size();
  }
  return symbols == 0 ? 1 : sum / static_cast<double>(symbols);
}

/// The frame of a raster turned clockwise by quarter turns.
RasterFrame turned(const RasterFrame& frame, int quarter_turns, int width, int height) {
  const float right = frame.width_pt - frame.left - static_cast<float>(width) * frame.x_step;
  const float below = frame.height_pt - frame.top - static_cast<float>(height) * frame.y_step;
  switch (quarter_turns) {
    case 1: return {frame.height_pt, frame.width_pt, below, frame.left, frame.y_step, frame.x_step};
    case 2: return {frame.width_pt, frame.height_pt, right, below, frame.x_step, frame.y_step};
    case 3: return {frame.height_pt, frame.width_pt, frame.top, right, frame.y_step, frame.x_step};
    default: return frame;
  }
}

struct Recognised {
  CleanedScan scan;
  std::vector<PixelBox> cells;
  std::vector<OcrWord> words;
  double confidence = 0;
};

Result<Recognised> recognise(Raster raster) {
  Recognised made;
  made.scan = clean_scan(std::move(raster));
  made.cells = cells_of(made.scan);
  whiten_shaded_cells(made.scan, made.cells);
  auto words = recognize(made.scan.view(), {OcrArea::kPage, made.scan.dpi, {}});
  if (!words) return tl::unexpected(words.error());
  made.words = *std::move(words);
  drop_noise(made.words);
  join_numbers(made.words);
  made.confidence = mean_confidence(made.words);
  return made;
}

/// Whether most words are higher than they are wide: the library reads lines that run down the page, too, but says so
/// in no other way.
bool runs_down(const std::vector<OcrWord>& words) {
  std::size_t high = 0;
  std::size_t wide = 0;
  for (const OcrWord& word : words) {
    if (word.symbols.size() >= 3) (word.box.height() > word.box.width() ? high : wide) += 1;
  }
  return high > wide;
}

/// Reads `raster`, turned as its letters stand: a page on its head reads as noise, one on its side in columns.
Result<Recognised> recognise_upright(Raster raster, int& quarter_turns) {
  constexpr double kReadsBadly = 0.75;
  constexpr double kClearlyBetter = 0.1;
  constexpr std::size_t kFewWords = 12;
  quarter_turns = 0;
  const Raster kept = raster;
  auto made = recognise(std::move(raster));
  if (!made) return made;
  const bool down = runs_down(made->words);
  if (made->confidence >= kReadsBadly && made->words.size() >= kFewWords && !down) return made;
  const int turns = find_quarter_turns(kept);
  if (turns == 0) return made;
  auto other = recognise(turn_raster(kept, turns));
  if (!other) return other;
  const bool better = other->words.size() >= kFewWords &&
                      (made->words.empty() || (down && !runs_down(other->words)) ||
                       other->confidence > made->confidence + kClearlyBetter ||
                       (other->confidence > kReadsBadly && other->words.size() > 3 * made->words.size()));
  if (!better) return made;
  quarter_turns = turns;
  return other;
}

}  // namespace

void OcrPage::move_boxes(Page& page) const {
  const auto moved = [this](const Box& box) -> Box {
    if (box.empty()) return box;
    // Boxes stay upright: the middle moves, width and height stay.
    const float scale = place.scale;
    float raster_x = 0;
    float raster_y = 0;
    place.to_raster(((box.left + box.right) / 2 - frame.left) / frame.x_step * scale,
                    ((box.top + box.bottom) / 2 - frame.top) / frame.y_step * scale, raster_x, raster_y);
    float x = frame.left + raster_x * frame.x_step;
    float y = frame.top + raster_y * frame.y_step;
    float half_width = box.width() / 2;
    float half_height = box.height() / 2;
    float page_width = frame.width_pt;
    float page_height = frame.height_pt;
    for (int turn = 0; turn < quarter_turns; ++turn) {  // one back, counter-clockwise, each time
      std::swap(page_width, page_height);
      std::swap(half_width, half_height);
      std::swap(x, y);
      y = page_height - y;
    }
    return {std::clamp(x - half_width, 0.0F, page_width), std::clamp(y - half_height, 0.0F, page_height),
            std::clamp(x + half_width, 0.0F, page_width), std::clamp(y + half_height, 0.0F, page_height)};
  };
  if (place.sine == 0 && place.slant == 0 && quarter_turns == 0) return;
  for (Glyph& glyph : page.glyphs) glyph.box = moved(glyph.box);
}

Result<OcrPage> read_raster(Raster raster, const RasterFrame& frame, PairMemory& memory, DigitReader* digits) {
  OcrPage page;
  const int width = raster.width;
  const int height = raster.height;
  auto recognised = recognise_upright(std::move(raster), page.quarter_turns);
  if (!recognised) return tl::unexpected(recognised.error());
  const CleanedScan& scan = recognised->scan;
  std::vector<OcrWord>& words = recognised->words;
  page.frame = turned(frame, page.quarter_turns, width, height);
  page.dpi = scan.dpi;
  page.place = scan.place;
  const std::vector<PixelBox>& cells = recognised->cells;
  if (auto missed = read_missed_cells(scan, cells, words); !missed) return tl::unexpected(missed.error());
  if (auto unread = read_unread_lines(scan, words); !unread) return tl::unexpected(unread.error());
  if (auto again = read_again(scan, cells, words); !again) return tl::unexpected(again.error());
  if (auto ending = read_ending_again(scan, words); !ending) return tl::unexpected(ending.error());
  if (const DigitNet* net = digits ? digits->net() : nullptr) read_fields(scan, *net, words);
  memory.learn(words);
  memory.correct(words);
  page.confidence = mean_confidence(words);
  Printer printer(scan, page.frame);
  printer.print(words);
  page.printed = printer.take();
  return page;
}

}  // namespace trichluc
