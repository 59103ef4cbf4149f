#include "pipeline/ingest/picture_encoder.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace trichluc {
namespace {

// A4 at 300 dpi has 8.7 million pixels.
constexpr double kMostPixelsShown = 12e6;
// Letters in a PNG of this many bytes per pixel are letters; more is the grain of a scan.
constexpr double kGrain = 0.35;
constexpr int kJpegQuality = 85;
// zlib's fastest: the picture goes to the next window, not around the world. Leptonica takes it as 10 + level.
constexpr int kFastest = 11;

/// Whether red, green and blue are the same everywhere: a third of the bytes.
bool is_grey(Pix* pix) {
  if (pixGetDepth(pix) != 32) return false;
  const l_uint32* const data = pixGetData(pix);
  const std::ptrdiff_t words = static_cast<std::ptrdiff_t>(pixGetWpl(pix)) * pixGetHeight(pix);
  return std::all_of(data, data + words, [](l_uint32 word) {
    const l_uint32 red = word >> 24, green = (word >> 16) & 0xFF, blue = (word >> 8) & 0xFF;
    return red == green && green == blue;
  });
}

}  // namespace

double pixel_scale(double width_pt, double height_pt, double dpi) {
  const double square_inches = std::max(width_pt * height_pt / (72 * 72), 1e-6);
  return std::clamp(dpi, 1.0, std::sqrt(kMostPixelsShown / square_inches));
}

Result<PagePicture> encode(PixPtr pix, PagePicture picture) {
  if (is_grey(pix.get())) pix.reset(pixGetRGBComponent(pix.get(), COLOR_GREEN));
  if (!pix) return fail(ErrorCode::kMemory, "needs more memory than its limit");
  const double pixels = static_cast<double>(pixGetWidth(pix.get())) * pixGetHeight(pix.get());
  l_uint8* data = nullptr;
  std::size_t size = 0;
  pixSetSpecial(pix.get(), kFastest);
  const bool made = pixWriteMemPng(&data, &size, pix.get(), 0) == 0 && data != nullptr;
  picture.media_type = "image/png";
  if (made && static_cast<double>(size) > pixels * kGrain && pixGetDepth(pix.get()) >= 8) {
    l_uint8* jpeg = nullptr;
    std::size_t jpeg_size = 0;
    if (pixWriteMemJpeg(&jpeg, &jpeg_size, pix.get(), kJpegQuality, 0) == 0 && jpeg_size < size) {
      std::swap(data, jpeg);
      std::swap(size, jpeg_size);
      picture.media_type = "image/jpeg";
    }
    std::free(jpeg);
  }
  if (made) picture.bytes.assign(reinterpret_cast<const char*>(data), size);
  std::free(data);
  if (!made) return fail(ErrorCode::kMemory, "the picture cannot be written");
  return picture;
}

}  // namespace trichluc
