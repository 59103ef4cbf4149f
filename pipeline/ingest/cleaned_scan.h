// cleaned_scan.h - a page's pixels made ready for OCR, and the ruled lines on it.
//
// Leptonica does it. What is measured on scans of reports: lines are brought to a height of 36 pixels for Tesseract's
// network whatever the scan's resolution, so that grey scans of 200 dpi are read as they are (enlarged to 300 they take
// half as long again, and are read no better); those in black and white are enlarged, which gives their letters edges.
// At 300 dpi a 3x3 median brings the words of a scan with specks from 86 to 99 %; it is left out where there are none,
// since it eats the dots of thin letters. At 200 dpi it eats the letters: specks alone are taken out. Dark edges of the
// glass become columns of noise.
#pragma once

#include <vector>

#include "pipeline/ingest/ocr_engine.h"
#include "pipeline/ingest/printed.h"
#include "pipeline/ingest/raster.h"

namespace trichluc {

/// The way back from upright places to the raster. Upright: turned by the skew of the text, and sheared so that the
/// rules of tables, which a sheet fed at an angle leaves slanted, are vertical. The image itself is turned, not
/// sheared.
struct ScanPlace {
  float scale = 1;   // cleaned pixels for one pixel of the raster
  float cosine = 1;  // of the turn that took out the skew
  float sine = 0;
  float middle_x = 0;  // around which it was turned, in cleaned pixels
  float middle_y = 0;
  float slant = 0;  // pixels to the right for each pixel down that vertical rules run

  /// Upright x of a place in the cleaned image.
  float upright(float x, float y) const { return x - slant * (y - middle_y); }
  /// Raster pixels of an upright place, in cleaned pixels.
  void to_raster(float x, float y, float& raster_x, float& raster_y) const;
};

struct CleanedScan {
  int width = 0;
  int height = 0;
  int dpi = 300;
  std::vector<std::uint8_t> grey;   // [width * height]
  std::vector<std::uint8_t> red;    // the same for red ink; empty: none
  std::vector<std::uint8_t> whole;  // `grey` with the large strokes that were taken out of it; empty: there were none
  std::vector<PixelBox> seals;      // in black, taken out with all they hold
  std::vector<RuledLine> across;    // rules of tables, in upright pixels
  std::vector<RuledLine> down;
  ScanPlace place;
  double ink = 0;  // share of the page that is dark, rules and borders left out

  GreyView view() const { return {grey.data(), width, height, width}; }
};

/// Images often lie about their resolution (72, 96) or say nothing; a page is about as large as A4.
float believable_dpi(const Raster& raster);

/// Scales, straightens, despeckles, takes dark borders off, table rules, signatures and black seals out (where they
/// are, layout analysis sees a picture and passes over the words). `raster` is used up.
CleanedScan clean_scan(Raster raster);

/// `box` of `scan` with `margin` white pixels around it, `factor` times as large.
struct Snippet {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> grey;
  GreyView view() const { return {grey.data(), width, height, width}; }
};
Snippet cut_out(const CleanedScan& scan, PixelBox box, int margin, float factor);
/// The same with the strokes that were taken out.
Snippet cut_out_whole(const CleanedScan& scan, PixelBox box, int margin);

}  // namespace trichluc
