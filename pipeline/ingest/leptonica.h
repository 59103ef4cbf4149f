// leptonica.h - Leptonica's images as C++ values; for the files of this folder that use the library.
#pragma once

#include <leptonica/allheaders.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace trichluc {

struct PixDeleter {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
/// Null where the library had no memory or refused.
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

/// The library prints what it dislikes unless it is told not to.
void silence_leptonica();

/// 8-bit grey, rows without padding, to an image and back.
PixPtr to_pix(const std::uint8_t* grey, int width, int height);
std::vector<std::uint8_t> to_bytes(Pix* grey);

/// Paints `mask`, which is `factor` times smaller, white.
void paint_white(Pix* grey, Pix* mask, int factor);

}  // namespace trichluc
