// Pictures of pages in files of their own, with Leptonica.
#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "pipeline/core/heartbeat.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/leptonica.h"
#include "pipeline/ingest/ocr.h"

namespace trichluc {
namespace {

constexpr int kMostPages = 10'000;
constexpr float kPointsPerInch = 72;

std::string media_type(l_int32 format) {
  switch (format) {
    case IFF_PNG: return "image/png";
    case IFF_JFIF_JPEG: return "image/jpeg";
    default: return "image/tiff";
  }
}

bool is_tiff(l_int32 format) {
  return format == IFF_TIFF || (format >= IFF_TIFF_PACKBITS && format <= IFF_TIFF_ZIP) || format == IFF_TIFF_JPEG;
}

tl::unexpected<Error> damaged(std::optional<int> page) {
  return fail(ErrorCode::kDamaged, "not an image that can be opened", "get the file again from its source",
              {.page = page});
}

/// Rows of `pix`, whatever its depth, as a raster.
std::optional<Raster> to_raster(PixPtr pix) {
  const int width = pixGetWidth(pix.get());
  const int height = pixGetHeight(pix.get());
  const auto dpi = static_cast<float>(pixGetXRes(pix.get()));
  RasterRows rows(width, height, dpi);
  if (pixGetDepth(pix.get()) == 32 || pixGetColormap(pix.get())) {
    if (pixGetDepth(pix.get()) != 32) pix.reset(pixConvertTo32(pix.get()));
    if (!pix) return {};
    std::vector<std::uint8_t> row(static_cast<std::size_t>(width) * 3);
    const int words = pixGetWpl(pix.get());
    for (int y = 0; y < height; ++y) {
      const l_uint32* const line = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * words;
      for (int x = 0; x < width; ++x) {
        l_int32 r = 0;
        l_int32 g = 0;
        l_int32 b = 0;
        extractRGBValues(line[x], &r, &g, &b);
        std::uint8_t* const out = row.data() + static_cast<std::size_t>(x) * 3;
        out[0] = static_cast<std::uint8_t>(r);
        out[1] = static_cast<std::uint8_t>(g);
        out[2] = static_cast<std::uint8_t>(b);
      }
      rows.add_rgb(row.data());
    }
    return rows.finish();
  }
  if (pixGetDepth(pix.get()) != 8) pix.reset(pixConvertTo8(pix.get(), 0));
  if (!pix) return {};
  const std::vector<std::uint8_t> grey = to_bytes(pix.get());
  for (int y = 0; y < height; ++y)
    rows.add_grey(grey.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width));
  return rows.finish();
}

Result<Page> read_page(PixPtr pix, int number, const ReadOptions& options, PairMemory& memory) {
  std::optional<Raster> raster = to_raster(std::move(pix));
  if (!raster || raster->empty()) return damaged(number);
  const float dpi = believable_dpi(*raster);
  RasterFrame frame;
  frame.x_step = kPointsPerInch / dpi;
  frame.y_step = frame.x_step;
  frame.width_pt = static_cast<float>(raster->width) * frame.x_step;
  frame.height_pt = static_cast<float>(raster->height) * frame.y_step;
  auto recognised = read_raster(*std::move(raster), frame, memory, options.digits);
  if (!recognised) return tl::unexpected(recognised.error());
  Page page = make_page(recognised->printed, arrange_lines(recognised->printed));
  recognised->move_boxes(page);
  page.number = number;
  page.origin = {"ocr", -1, recognised->confidence, recognised->dpi, "a picture"};
  if (options.judge) {
    const TextQuality quality = options.judge(page);
    if (quality.words > 0) page.origin.quality = quality.syllables;
  }
  return page;
}

}  // namespace

Result<Reading> read_image(std::string_view bytes, const ReadOptions& options) {
  silence_leptonica();
  if (options.ocr == OcrMode::kNever) {
    return fail(ErrorCode::kNoText, "a picture has no text layer", "run again without --ocr never");
  }
  const auto* const data = reinterpret_cast<const l_uint8*>(bytes.data());
  l_int32 format = 0;
  l_int32 width = 0;
  l_int32 height = 0;
  if (pixReadHeaderMem(data, bytes.size(), &format, &width, &height, nullptr, nullptr, nullptr) != 0)
    return damaged({});

  Reading reading;
  reading.media_type = media_type(format);
  reading.text_origin = "ocr";
  reading.has_pages = true;
  bool any_text = false;
  PairMemory memory(options.letters);
  std::size_t offset = 0;  // of the next picture in a TIFF file
  for (int number = 1; number <= kMostPages; ++number) {
    beat(Stage::kRead, number);
    if (is_tiff(format) && readHeaderMemTiff(data, bytes.size(), number - 1, &width, &height, nullptr, nullptr, nullptr,
                                             nullptr, nullptr) != 0) {
      break;
    }
    if (!fits_in_memory(width, height)) {
      return fail(ErrorCode::kUnsupported,
                  std::to_string(width) + " by " + std::to_string(height) + " pixels are more than a page has",
                  "scan it at 300 dpi and run again", {.page = number});
    }
    PixPtr pix(is_tiff(format) ? pixReadMemFromMultipageTiff(data, bytes.size(), &offset)
                               : pixReadMem(data, bytes.size()));
    if (!pix) return damaged(number);
    if (!options.wants(number)) {
      reading.pages.emplace_back().number = number;
      if (!is_tiff(format) || offset == 0) break;
      continue;
    }
    auto page = read_page(std::move(pix), number, options, memory);
    if (!page) return tl::unexpected(page.error());
    any_text = any_text || !page->lines.empty();
    reading.pages.push_back(*std::move(page));
    if (!is_tiff(format) || offset == 0) break;
  }
  if (!any_text) {
    return fail(ErrorCode::kNoText, "a picture in which no text could be recognised",
                "look at the file: it may be blank, or need a better scan");
  }
  return reading;
}

}  // namespace trichluc
