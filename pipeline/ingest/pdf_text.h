// pdf_text.h - words and rules of one page out of Poppler's text device.
//
// Poppler's own reading order (no -layout, no -raw) with its lines and blocks; what it drops while dumping text (a
// hyphen at a line's end, the place of a character) is still here. Includes Poppler's core headers.
#pragma once

#include <TextOutputDev.h>

#include "pipeline/ingest/printed.h"

namespace trichluc {

/// Collects text, and the thin straight lines that rule tables.
class PdfPageDevice : public TextOutputDev {
 public:
  PdfPageDevice() : TextOutputDev(nullptr, false, 0, false, false) {}

  void stroke(GfxState* state) override;
  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override;

  /// What was drawn since the page began; call after it ended. The page is `width_pt` by `height_pt`.
  PrintedPage take(float width_pt, float height_pt);
  /// Filled outlines since the last take().
  std::size_t shapes() const { return shapes_; }

 private:
  void add_rule(float x0, float y0, float x1, float y1);
  void add_filled(GfxState* state);

  std::vector<RuledLine> across_;
  std::vector<RuledLine> down_;
  std::size_t shapes_ = 0;
};

/// What cannot be text becomes U+FFFD: U+0000 and other controls, surrogates, numbers that are no code point.
char32_t clean_code_point(char32_t code);

/// `bytes` with everything that is not UTF-8 or is a control character replaced by U+FFFD.
std::string clean_utf8(std::string_view bytes);

}  // namespace trichluc
