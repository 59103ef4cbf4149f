// Pictures of pictures, and the choice between the two.
#include "pipeline/ingest/page_picture.h"

#include "pipeline/ingest/cleaned_scan.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/leptonica.h"
#include "pipeline/ingest/picture_encoder.h"
#include "pipeline/ingest/raster.h"

namespace trichluc {

Result<PagePicture> picture_of_image(std::string_view bytes, int page_number, double dpi) {
  silence_leptonica();
  const auto* const data = reinterpret_cast<const l_uint8*>(bytes.data());
  l_int32 format = 0, width = 0, height = 0;
  const auto damaged = [] {
    return fail(ErrorCode::kDamaged, "not an image that can be opened", "get the file again from its source");
  };
  if (pixReadHeaderMem(data, bytes.size(), &format, &width, &height, nullptr, nullptr, nullptr) != 0) return damaged();
  const bool tiff =
      format == IFF_TIFF || (format >= IFF_TIFF_PACKBITS && format <= IFF_TIFF_ZIP) || format == IFF_TIFF_JPEG;
  if (!tiff && page_number != 1) return fail(ErrorCode::kNotFound, "has one page only");
  if (tiff && readHeaderMemTiff(data, bytes.size(), page_number - 1, &width, &height, nullptr, nullptr, nullptr,
                                nullptr, nullptr) != 0)
    return fail(ErrorCode::kNotFound, "has no page " + std::to_string(page_number));
  if (!fits_in_memory(width, height)) return fail(ErrorCode::kLimit, "has more pixels than are read");
  PixPtr pix(tiff ? pixReadMemTiff(data, bytes.size(), page_number - 1) : pixReadMem(data, bytes.size()));
  if (!pix) return damaged();
  Raster size;
  size.width = pixGetWidth(pix.get()), size.height = pixGetHeight(pix.get());
  size.dpi = static_cast<float>(pixGetXRes(pix.get()));
  const float own_dpi = believable_dpi(size);
  PagePicture picture;
  picture.width_pt = size.width * 72.0 / static_cast<double>(own_dpi);
  picture.height_pt = size.height * 72.0 / static_cast<double>(own_dpi);
  const double scale = pixel_scale(picture.width_pt, picture.height_pt, dpi) / static_cast<double>(own_dpi);
  if (scale < 1) {
    if (pixGetDepth(pix.get()) != 8 || pixGetColormap(pix.get())) {
      const bool colour = pixGetDepth(pix.get()) == 32 || pixGetColormap(pix.get());
      pix.reset(colour ? pixConvertTo32(pix.get()) : pixConvertTo8(pix.get(), 0));
    }
    if (pix) pix.reset(pixScale(pix.get(), static_cast<l_float32>(scale), static_cast<l_float32>(scale)));
    if (!pix) return fail(ErrorCode::kMemory, "needs more memory than its limit");
  }
  return encode(std::move(pix), std::move(picture));
}

Result<PagePicture> picture_of_page(std::string_view bytes, std::string_view name, int page_number, double dpi) {
  const auto format = detect_format(bytes, name);
  if (!format) return tl::unexpected(format.error());
  if (*format == Format::kPdf) return picture_of_pdf_page(bytes, page_number, dpi);
  if (*format == Format::kImage) return picture_of_image(bytes, page_number, dpi);
  return fail(ErrorCode::kUnsupported, "a format without pages", "read its text");
}

}  // namespace trichluc
