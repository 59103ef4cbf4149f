// pdf_pictures.h - pictures on a PDF page: which there are, and the page as pixels for OCR.
//
// A page that is one picture, as scanners make it, is taken as that picture, pixel for pixel; everything else is drawn
// with Poppler's Splash at 300 dpi. Rows are turned into grey as they come, so that a scan in colour never stands in
// memory at three bytes a pixel. Includes Poppler's core headers.
#pragma once

#include <PDFDoc.h>

#include <optional>
#include <unordered_set>
#include <vector>

#include "pipeline/core/page.h"
#include "pipeline/ingest/layer_choice.h"
#include "pipeline/ingest/ocr.h"
#include "pipeline/ingest/raster.h"

namespace trichluc {

/// Annotations that are not drawn with the page (pdf_annotations.h).
using KeptOut = std::unordered_set<const Annot*>;

/// One picture as drawn.
struct PdfPicture {
  Box box;        // on the displayed page
  int width = 0;  // pixels
  int height = 0;
  bool upright = false;
};

struct PdfPictures {
  std::vector<PdfPicture> pictures;
  std::size_t visible = 0;  // characters, as in LayerEvidence
  std::size_t hidden = 0;
  std::vector<Box> visible_boxes;  // of the characters printed on top, a point or so
};

/// Whether the page's resources hold pictures of more pixels than a crest and a signature have. Costs next to nothing.
bool may_be_pictured(PDFDoc& document, ::Page& page);

/// Goes over the page once, without decoding a picture.
PdfPictures find_pictures(PDFDoc& document, int page_number, const KeptOut& kept_out, float width_pt, float height_pt);

struct PdfRaster {
  Raster raster;
  RasterFrame frame;
};

/// The page as pixels; nothing where it is too large, takes longer than a minute or shows nothing.
std::optional<PdfRaster> rasterize(PDFDoc& document, int page_number, const KeptOut& kept_out,
                                   const PdfPictures& pictures, float width_pt, float height_pt);

}  // namespace trichluc
