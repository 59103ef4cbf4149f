#include "pipeline/ingest/page_turn.h"

#include "pipeline/ingest/cleaned_scan.h"
#include "pipeline/ingest/leptonica.h"

namespace trichluc {
namespace {

std::vector<std::uint8_t> turned(const std::vector<std::uint8_t>& pixels, int width, int height, int quarter_turns) {
  if (pixels.empty()) return {};
  const PixPtr upright(to_pix(pixels.data(), width, height));
  const PixPtr made(upright ? pixRotateOrth(upright.get(), quarter_turns) : nullptr);
  return made ? to_bytes(made.get()) : std::vector<std::uint8_t>();
}

}  // namespace

int find_quarter_turns(const Raster& raster) {
  silence_leptonica();
  constexpr float kLookedAtDpi = 150;
  const PixPtr grey = to_pix(raster.grey.data(), raster.width, raster.height);
  if (!grey) return 0;
  const float factor = kLookedAtDpi / believable_dpi(raster);
  const PixPtr small(factor < 1 ? pixScaleAreaMap(grey.get(), factor, factor)
                                : pixScaleGrayLI(grey.get(), factor, factor));
  Pix* made = nullptr;
  if (!small || pixOtsuAdaptiveThreshold(small.get(), pixGetWidth(small.get()), pixGetHeight(small.get()), 0, 0, 0.1F,
                                         nullptr, &made) != 0)
    return 0;
  const PixPtr binary(made);
  l_float32 up = 0;
  l_float32 left = 0;
  l_int32 decision = L_TEXT_ORIENT_UNKNOWN;
  if (pixOrientDetect(binary.get(), &up, &left, 0, 0) != 0 || makeOrientDecision(up, left, 0, 0, &decision, 0) != 0)
    return 0;
  switch (decision) {
    case L_TEXT_ORIENT_LEFT: return 1;  // its top is at the left
    case L_TEXT_ORIENT_DOWN: return 2;
    case L_TEXT_ORIENT_RIGHT: return 3;
    default: return 0;
  }
}

Raster turn_raster(const Raster& raster, int quarter_turns) {
  Raster made;
  const bool sideways = quarter_turns % 2 != 0;
  made.width = sideways ? raster.height : raster.width;
  made.height = sideways ? raster.width : raster.height;
  made.dpi = raster.dpi;
  made.grey = turned(raster.grey, raster.width, raster.height, quarter_turns);
  made.red = turned(raster.red, raster.width, raster.height, quarter_turns);
  if (made.grey.empty()) return raster;
  return made;
}

}  // namespace trichluc
