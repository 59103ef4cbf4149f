#include "pipeline/ingest/cleaned_scan.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <utility>

#include "pipeline/ingest/leptonica.h"
#include "pipeline/ingest/noise.h"
#include "pipeline/ingest/table_rules.h"

namespace trichluc {
namespace {

constexpr float kWantedDpi = 300;
constexpr float kDpiKept[] = {190, 420};  // in between, an image is read as it is
constexpr float kBilevelKept = 250;       // black and white alone: below, its steps are as large as strokes
constexpr float kFine = 250;              // below, a median eats strokes
constexpr double kSpecksOfNoise = 0.001;
constexpr int kGrainOfNoise = 5;
constexpr int kCoarseGrain = 8;            // pixels that say little one by one
constexpr double kGreysOfBilevel = 0.003;  // share of pixels
constexpr float kBlurringFactor = 2;
constexpr float kLeastSkew = 0.15F;   // degrees
constexpr float kSkewConfidence = 3;  // Leptonica's own threshold for an angle that can be trusted
constexpr float kLongA4 = 11.69F;     // inches

PixPtr scaled(PixPtr pix, float factor) {
  if (!pix || factor == 1) return pix;
  PixPtr made(factor > 1 ? pixScaleGrayLI(pix.get(), factor, factor) : pixScaleAreaMap(pix.get(), factor, factor));
  if (made && factor > kBlurringFactor) {
    // Enlarged so much, strokes are blurred as wide as they are.
    if (PixPtr sharp(pixUnsharpMaskingGray(made.get(), static_cast<l_int32>(factor), 0.5F)); sharp)
      made = std::move(sharp);
  }
  return made ? std::move(made) : std::move(pix);
}

PixPtr turned(PixPtr pix, float radians) {
  if (!pix) return pix;
  PixPtr made(pixRotate(pix.get(), radians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
  return made ? std::move(made) : std::move(pix);
}

/// Black on white at half the resolution; thin strokes stay.
PixPtr half_binary(Pix* grey) {
  PixPtr threshold_map;
  Pix* map = nullptr;
  pixOtsuAdaptiveThreshold(grey, pixGetWidth(grey), pixGetHeight(grey), 0, 0, 0.1F, &map, nullptr);
  l_uint32 level = 128;
  if (map) {
    threshold_map.reset(map);
    pixGetPixel(map, 0, 0, &level);
  }
  // Otsu on a page with next to no ink takes the paper apart.
  level = std::clamp<l_uint32>(level, 90, 200);
  const PixPtr whole(pixThresholdToBinary(grey, static_cast<l_int32>(level)));
  if (!whole) return {};
  return PixPtr(pixReduceRankBinary2(whole.get(), 1, nullptr));
}

/// What touches the edge of the image and is a bar, a shadow or a corner, no letter.
PixPtr dark_borders(Pix* binary) {
  const PixPtr small(pixReduceRankBinary2(binary, 2, nullptr));
  if (!small) return {};
  const PixPtr touching(pixExtractBorderConnComps(small.get(), 8));
  if (!touching) return {};
  const int width = pixGetWidth(small.get());
  const int height = pixGetHeight(small.get());
  // All of it near the edge, and what is solid further in: letters that hang on it stay.
  PixPtr erase(pixMorphSequence(touching.get(), "o7.7 + d5.5", 0));
  PixPtr edge(pixCopy(nullptr, touching.get()));
  if (!erase || !edge) return {};
  const int margin = std::max(4, width / 40);
  pixRasterop(edge.get(), margin, margin, width - 2 * margin, height - 2 * margin, PIX_CLR, nullptr, 0, 0);
  pixOr(erase.get(), erase.get(), edge.get());
  PixPtr mask(pixMorphSequence(erase.get(), "d3.3", 0));
  l_int32 none = 1;
  if (!mask || pixZero(mask.get(), &none) != 0 || none) return {};
  return mask;
}

/// Whether most of `part` are straight strokes along both sides of the page: a frame, a form, the rest of a table. A
/// flourish under a signature is straight in one direction.
bool is_frame(Pix* part, l_int32 pixels) {
  const PixPtr across(pixMorphCompSequence(part, "o25.1", 0));
  const PixPtr down(pixMorphCompSequence(part, "o1.25", 0));
  l_int32 straight_across = 0;
  l_int32 straight_down = 0;
  if (!across || pixCountPixels(across.get(), &straight_across, nullptr) != 0) return true;
  if (!down || pixCountPixels(down.get(), &straight_down, nullptr) != 0) return true;
  return 2 * (straight_across + straight_down) > pixels && 8 * straight_down > pixels;
}

/// Signatures and rings of seals: connected, far larger than letters, thin and curved. A page with many is a drawing,
/// and has none.
PixPtr find_large_strokes(Pix* binary, float dpi) {
  // A letter of a title is 9 mm high and wide, a line whose letters run together 6 high.
  constexpr float kLeastWidthMm = 11;
  constexpr float kLeastHeightMm = 7.5F;
  constexpr float kMostMm = 130;
  constexpr int kMostStrokes = 12;
  constexpr float kSolid = 0.3F;  // dark share of the box: letters have more
  const float mm = dpi / 25.4F;
  const PixPtr large(pixSelectBySize(binary, static_cast<l_int32>(kLeastWidthMm * mm),
                                     static_cast<l_int32>(kLeastHeightMm * mm), 8, L_SELECT_IF_BOTH, L_SELECT_IF_GTE,
                                     nullptr));
  l_int32 none = 1;
  if (!large || pixZero(large.get(), &none) != 0 || none) return {};
  PixPtr strokes(pixCreateTemplate(binary));
  Pixa* parts = nullptr;
  Boxa* boxes = pixConnComp(large.get(), &parts, 8);
  const int count = boxes ? boxaGetCount(boxes) : 0;
  int found = 0;
  for (int i = 0; strokes && i < count && count <= 4 * kMostStrokes; ++i) {
    l_int32 x = 0;
    l_int32 y = 0;
    l_int32 w = 0;
    l_int32 h = 0;
    boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
    if (static_cast<float>(std::max(w, h)) > kMostMm * mm) continue;
    const PixPtr part(pixaGetPix(parts, i, L_CLONE));
    l_int32 pixels = 0;
    if (!part || pixCountPixels(part.get(), &pixels, nullptr) != 0) continue;
    if (static_cast<float>(pixels) > kSolid * static_cast<float>(w) * static_cast<float>(h)) continue;
    if (is_frame(part.get(), pixels)) continue;
    pixRasterop(strokes.get(), x, y, w, h, PIX_PAINT, part.get(), 0, 0);
    ++found;
  }
  boxaDestroy(&boxes);
  pixaDestroy(&parts);
  return found == 0 || found > kMostStrokes ? PixPtr() : std::move(strokes);
}

struct Circle {
  int x = 0;
  int y = 0;
  int radius = 0;
};

/// The seal's outer ring among `strokes`, by votes of their pixels for its middle (Hough): signatures run into it, and
/// worn seals have gaps. Seals of offices are 30 to 42 mm wide.
std::optional<Circle> find_ring(Pix* strokes, float dpi) {
  constexpr int kReduced = 4;
  constexpr int kAngles = 48;
  constexpr float kLeastShare = 0.5F;  // of the ring that must be there
  const PixPtr half(pixReduceRankBinary2(strokes, 1, nullptr));
  const PixPtr small(half ? pixReduceRankBinary2(half.get(), 1, nullptr) : nullptr);
  if (!small) return {};
  const int width = pixGetWidth(small.get());
  const int height = pixGetHeight(small.get());
  std::vector<std::pair<int, int>> dark;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      l_uint32 pixel = 0;
      pixGetPixel(small.get(), x, y, &pixel);
      if (pixel != 0) dark.emplace_back(x, y);
    }
  }
  constexpr std::size_t kMostPixelsOfStrokes = 6000;
  if (dark.empty() || dark.size() > kMostPixelsOfStrokes) return {};
  const float mm = dpi / kReduced / 25.4F;
  std::optional<Circle> best;
  float best_share = kLeastShare;
  std::vector<std::uint64_t> votes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (int radius = static_cast<int>(14 * mm); radius <= static_cast<int>(22 * mm); ++radius) {
    // A bit for each direction a middle was voted for from: dense ink votes as often, but from few sides.
    std::fill(votes.begin(), votes.end(), 0);
    for (int angle = 0; angle < kAngles; ++angle) {
      const double turn = 2 * 3.14159265 * angle / kAngles;
      const auto dx = static_cast<int>(std::lround(radius * std::cos(turn)));
      const auto dy = static_cast<int>(std::lround(radius * std::sin(turn)));
      for (const auto& [x, y] : dark) {
        const int to_x = x + dx;
        const int to_y = y + dy;
        if (to_x < 0 || to_x >= width || to_y < 0 || to_y >= height) continue;
        votes[static_cast<std::size_t>(to_y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(to_x)] |=
            std::uint64_t{1} << static_cast<unsigned>(angle);
      }
    }
    for (std::size_t i = 0; i < votes.size(); ++i) {
      const float share = static_cast<float>(std::popcount(votes[i])) / kAngles;
      // The outer of two rings.
      if (share < best_share + (best ? -0.1F : 0.0F)) continue;
      best_share = std::max(best_share, share);
      best = Circle{static_cast<int>(i) % width * kReduced, static_cast<int>(i) / width * kReduced,
                    (radius + 1) * kReduced};
    }
  }
  return best;
}

void fill(const Circle& circle, Pix* binary, int operation) {
  const int top = std::max(0, circle.y - circle.radius);
  const int bottom = std::min(pixGetHeight(binary), circle.y + circle.radius);
  for (int y = top; y < bottom; ++y) {
    const int rise = y - circle.y;
    const auto half = static_cast<int>(std::sqrt(static_cast<float>(circle.radius * circle.radius - rise * rise)));
    pixRasterop(binary, circle.x - half, y, 2 * half, 1, operation, nullptr, 0, 0);
  }
}

/// Takes out of `grey` what hides the words at the end of a document from layout analysis, which sees a picture there:
/// signatures, and seals in black with all they hold. In colour a seal has gone already.
void take_seals_out(Pix* grey, Pix* binary, CleanedScan& scan) {
  const float dpi = static_cast<float>(scan.dpi) / 2;
  const PixPtr strokes = find_large_strokes(binary, dpi);
  if (!strokes) return;
  scan.whole = to_bytes(grey);
  // Found ones are left out of the next look.
  const PixPtr rest(pixCopy(nullptr, strokes.get()));
  constexpr int kMostSeals = 4;
  for (int i = 0; rest && i < kMostSeals; ++i) {
    const std::optional<Circle> ring = find_ring(rest.get(), dpi);
    if (!ring) break;
    fill(*ring, strokes.get(), PIX_SET);
    fill(*ring, rest.get(), PIX_CLR);
    scan.seals.push_back({2 * (ring->x - ring->radius), 2 * (ring->y - ring->radius), 2 * (ring->x + ring->radius),
                          2 * (ring->y + ring->radius)});
  }
  const PixPtr thick(pixMorphSequence(strokes.get(), "d3.3", 0));
  if (thick) paint_white(grey, thick.get(), 2);
}

/// Whether there was noise.
bool despeckle(std::vector<std::uint8_t>& grey, int width, int height, float dpi) {
  std::vector<std::uint8_t> median = median_3x3(grey, width, height);
  const Noise noise = measure_noise(grey, median, width, height);
  if (noise.specks <= kSpecksOfNoise && noise.grain < kGrainOfNoise) return false;
  if (dpi >= kFine) {
    grey = std::move(median);
    return true;
  }
  const bool coarse = noise.grain >= kCoarseGrain;
  remove_specks(grey, median, width, height, coarse ? 1 : 0);
  if (coarse) smooth_3x3(grey, width, height);
  return true;
}

/// Whether a page was scanned in black and white: it has next to no greys. Letters in grey have them at every edge.
bool is_bilevel(const std::vector<std::uint8_t>& grey) {
  const auto greys =
      std::count_if(grey.begin(), grey.end(), [](std::uint8_t value) { return value >= 64 && value < 192; });
  return static_cast<double>(greys) < kGreysOfBilevel * static_cast<double>(grey.size());
}

}  // namespace

float believable_dpi(const Raster& raster) {
  const auto longest = static_cast<float>(std::max(raster.width, raster.height));
  if (raster.dpi > 0 && longest / raster.dpi > 5 && longest / raster.dpi < 60) {
    if (raster.dpi > 100 || longest / raster.dpi < 1.3F * kLongA4) return raster.dpi;
  }
  return longest / kLongA4;
}

void ScanPlace::to_raster(float x, float y, float& raster_x, float& raster_y) const {
  const float from_x = x + slant * (y - middle_y) - middle_x;
  const float from_y = y - middle_y;
  raster_x = (middle_x + from_x * cosine + from_y * sine) / scale;
  raster_y = (middle_y + from_y * cosine - from_x * sine) / scale;
}

CleanedScan clean_scan(Raster raster) {
  silence_leptonica();
  CleanedScan scan;
  const float dpi = believable_dpi(raster);
  const float least = dpi < kBilevelKept && is_bilevel(raster.grey) ? kBilevelKept : kDpiKept[0];
  float factor = dpi < least || dpi > kDpiKept[1] ? std::min(kWantedDpi / dpi, 4.0F) : 1.0F;
  if (!fits_in_memory(static_cast<std::int64_t>(static_cast<float>(raster.width) * factor),
                      static_cast<std::int64_t>(static_cast<float>(raster.height) * factor))) {
    factor = 1;
  }
  const bool noisy = despeckle(raster.grey, raster.width, raster.height, dpi);
  PixPtr grey = to_pix(raster.grey.data(), raster.width, raster.height);
  PixPtr red = raster.red.empty() ? PixPtr() : to_pix(raster.red.data(), raster.width, raster.height);
  const bool has_red = red != nullptr;
  raster.grey = {};
  raster.red = {};
  grey = scaled(std::move(grey), factor);
  red = scaled(std::move(red), factor);
  scan.dpi = static_cast<int>(std::lround(dpi * factor));
  scan.place.scale = factor;
  if (!grey) return scan;

  scan.place.middle_x = static_cast<float>(pixGetWidth(grey.get()) / 2);
  scan.place.middle_y = static_cast<float>(pixGetHeight(grey.get()) / 2);
  PixPtr binary = half_binary(grey.get());
  if (binary) {
    if (const PixPtr borders = dark_borders(binary.get())) {
      paint_white(grey.get(), borders.get(), 4);
      const PixPtr half(pixExpandReplicate(borders.get(), 2));
      if (half) pixSubtract(binary.get(), binary.get(), half.get());
    }
    l_float32 degrees = 0;
    l_float32 confidence = 0;
    if (pixFindSkew(binary.get(), &degrees, &confidence) == 0 && confidence > kSkewConfidence &&
        std::fabs(degrees) >= kLeastSkew) {
      const float radians = degrees * 3.14159265F / 180;
      grey = turned(std::move(grey), radians);
      red = turned(std::move(red), radians);
      scan.place.cosine = std::cos(radians);
      scan.place.sine = std::sin(radians);
      binary = half_binary(grey.get());
    }
  }
  if (binary) {
    take_rules_out(grey.get(), binary.get(), noisy, scan);
    take_seals_out(grey.get(), binary.get(), scan);
    l_float32 dark = 0;
    if (pixForegroundFraction(binary.get(), &dark) == 0) scan.ink = static_cast<double>(dark);
  }
  scan.width = pixGetWidth(grey.get());
  scan.height = pixGetHeight(grey.get());
  scan.grey = to_bytes(grey.get());
  if (has_red && red) scan.red = to_bytes(red.get());
  return scan;
}

namespace {

Snippet cut(const std::vector<std::uint8_t>& grey, const CleanedScan& scan, PixelBox box, int margin) {
  box.left = std::clamp(box.left, 0, scan.width);
  box.right = std::clamp(box.right, box.left, scan.width);
  box.top = std::clamp(box.top, 0, scan.height);
  box.bottom = std::clamp(box.bottom, box.top, scan.height);
  Snippet made;
  made.width = box.width() + 2 * margin;
  made.height = box.height() + 2 * margin;
  made.grey.assign(static_cast<std::size_t>(made.width) * static_cast<std::size_t>(made.height), 255);
  for (int y = 0; y < box.height(); ++y) {
    const std::size_t from = static_cast<std::size_t>(box.top + y) * static_cast<std::size_t>(scan.width) +
                             static_cast<std::size_t>(box.left);
    const std::size_t to =
        static_cast<std::size_t>(margin + y) * static_cast<std::size_t>(made.width) + static_cast<std::size_t>(margin);
    std::copy_n(grey.begin() + static_cast<std::ptrdiff_t>(from), box.width(),
                made.grey.begin() + static_cast<std::ptrdiff_t>(to));
  }
  return made;
}

}  // namespace

Snippet cut_out_whole(const CleanedScan& scan, PixelBox box, int margin) {
  return cut(scan.whole.empty() ? scan.grey : scan.whole, scan, box, margin);
}

Snippet cut_out(const CleanedScan& scan, PixelBox box, int margin, float factor) {
  Snippet made = cut(scan.grey, scan, box, margin);
  if (factor == 1) return made;
  PixPtr pix = scaled(to_pix(made.grey.data(), made.width, made.height), factor);
  if (!pix) return made;
  return {pixGetWidth(pix.get()), pixGetHeight(pix.get()), to_bytes(pix.get())};
}

}  // namespace trichluc
