// A page of a PDF as Poppler draws it.
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <SplashOutputDev.h>
#include <splash/SplashBitmap.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "pipeline/ingest/page_picture.h"
#include "pipeline/ingest/picture_encoder.h"

namespace trichluc {

Result<PagePicture> picture_of_pdf_page(std::string_view bytes, int page_number, double dpi) {
  // Poppler prints to standard error unless it is told not to.
  static const GlobalParamsIniter library([](ErrorCategory, Goffset, const char*) {});
  PDFDoc document(new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)));
  if (!document.isOk()) {
    if (document.getErrorCode() == errEncrypted)
      return fail(ErrorCode::kEncrypted, "needs a password", "remove the password from a copy");
    return fail(ErrorCode::kDamaged, "not a PDF that can be opened", "get the file again from its source");
  }
  if (page_number < 1 || page_number > document.getNumPages() || document.getPage(page_number) == nullptr)
    return fail(ErrorCode::kNotFound, "has no page " + std::to_string(page_number));
  const int turn = document.getPageRotate(page_number);
  PagePicture picture;
  picture.width_pt = document.getPageCropWidth(page_number);
  picture.height_pt = document.getPageCropHeight(page_number);
  if (turn == 90 || turn == 270) std::swap(picture.width_pt, picture.height_pt);
  if (!(picture.width_pt >= 1) || !(picture.height_pt >= 1) || !std::isfinite(picture.width_pt * picture.height_pt))
    return fail(ErrorCode::kDamaged, "a page without size");
  dpi = pixel_scale(picture.width_pt, picture.height_pt, dpi);

  SplashColor paper = {255, 255, 255};
  SplashOutputDev device(splashModeRGB8, 4, false, paper);
  device.setFontAntialias(true);
  device.setVectorAntialias(true);
  device.startDoc(&document);
  document.displayPage(&device, page_number, dpi, dpi, 0, false, true, false);
  SplashBitmap* const bitmap = device.getBitmap();
  if (!bitmap || !bitmap->getDataPtr() || bitmap->getWidth() <= 0 || bitmap->getHeight() <= 0)
    return fail(ErrorCode::kDamaged, "a page that cannot be drawn");

  PixPtr pix(pixCreateNoInit(bitmap->getWidth(), bitmap->getHeight(), 32));
  if (!pix) return fail(ErrorCode::kMemory, "needs more memory than its limit");
  const int words = pixGetWpl(pix.get());
  for (int y = 0; y < bitmap->getHeight(); ++y) {
    const unsigned char* from = bitmap->getDataPtr() + static_cast<std::ptrdiff_t>(y) * bitmap->getRowSize();
    l_uint32* const to = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * words;
    for (int x = 0; x < bitmap->getWidth(); ++x, from += 3)
      to[x] = l_uint32{from[0]} << 24 | l_uint32{from[1]} << 16 | l_uint32{from[2]} << 8;
  }
  return encode(std::move(pix), std::move(picture));
}

}  // namespace trichluc
