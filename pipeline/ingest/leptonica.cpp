#include "pipeline/ingest/leptonica.h"

#include <cstring>

namespace trichluc {

void silence_leptonica() {
  static const bool once = [] {
    setMsgSeverity(L_SEVERITY_NONE);
    return true;
  }();
  static_cast<void>(once);
}

PixPtr to_pix(const std::uint8_t* grey, int width, int height) {
  PixPtr pix(pixCreateNoInit(width, height, 8));
  if (!pix) return pix;
  const int words = pixGetWpl(pix.get());
  for (int y = 0; y < height; ++y) {
    std::uint32_t* const line = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * words;
    line[words - 1] = 0;
    std::memcpy(line, grey + static_cast<std::size_t>(y) * static_cast<std::size_t>(width),
                static_cast<std::size_t>(width));
  }
  pixEndianByteSwap(pix.get());  // the library keeps the first pixel in a word's highest byte
  return pix;
}

std::vector<std::uint8_t> to_bytes(Pix* grey) {
  const int width = pixGetWidth(grey);
  const int height = pixGetHeight(grey);
  const int words = pixGetWpl(grey);
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  pixEndianByteSwap(grey);
  for (int y = 0; y < height; ++y) {
    std::memcpy(bytes.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width),
                pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * words, static_cast<std::size_t>(width));
  }
  pixEndianByteSwap(grey);
  return bytes;
}

void paint_white(Pix* grey, Pix* mask, int factor) {
  const PixPtr large(pixExpandReplicate(mask, factor));
  if (large) pixSetMasked(grey, large.get(), 255);
}

}  // namespace trichluc
