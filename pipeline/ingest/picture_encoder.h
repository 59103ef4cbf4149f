// picture_encoder.h - pixels to the bytes a browser shows. For this room.
#pragma once

#include "pipeline/ingest/leptonica.h"
#include "pipeline/ingest/page_picture.h"

namespace trichluc {

/// The dots per inch that a page of this size is drawn at: `dpi`, or what its pixels are limited to.
double pixel_scale(double width_pt, double height_pt, double dpi);

/// Fills in bytes and media type. Errors: kMemory.
Result<PagePicture> encode(PixPtr pix, PagePicture picture);

}  // namespace trichluc
