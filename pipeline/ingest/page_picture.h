// page_picture.h - a page as a picture for people's eyes: what the paper shows, stamps, notes and signatures included.
//
// Of PDFs (Poppler) and of pictures (Leptonica); no other format has pages. To be called where a hostile file does no
// harm: in a process with limits.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/core/error.h"

namespace trichluc {

struct PagePicture {
  std::string bytes;                   // PNG, or JPEG where a scan makes a PNG large
  std::string media_type;              // "image/png", "image/jpeg"
  double width_pt = 0, height_pt = 0;  // boxes of facts are in these
};

/// `page_number` from 1. `dpi` is lowered where the page would have more pixels than a screen has use for.
/// Errors: kUnsupported (a format without pages), kEncrypted, kDamaged, kNotFound (no such page), kLimit.
Result<PagePicture> picture_of_page(std::string_view bytes, std::string_view name, int page_number, double dpi);

/// The same for each format. `bytes` is one.
Result<PagePicture> picture_of_pdf_page(std::string_view bytes, int page_number, double dpi);
Result<PagePicture> picture_of_image(std::string_view bytes, int page_number, double dpi);

}  // namespace trichluc
