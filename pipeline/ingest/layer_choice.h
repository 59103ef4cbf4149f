// layer_choice.h - page by page: its text layer, OCR, or both.
//
// A text layer counts if it is what a reader of the page sees: it covers the page's ink and reads as Vietnamese (or
// was typed there, whatever its language). The layer of a scanner in another language does neither; the text that a
// signing tool prints over a scan covers a corner of it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "pipeline/core/text_quality.h"

namespace trichluc {

/// What is known of a page before a pixel of it is looked at.
struct LayerEvidence {
  std::size_t visible = 0;    // characters that are printed on top
  std::size_t hidden = 0;     // characters that are invisible, or lie under a picture of the page
  std::size_t shapes = 0;     // filled outlines: letters turned into curves come by the hundred
  double picture_share = 0;   // of the page's area, by its largest picture
  bool legacy_fonts = false;  // most characters are in fonts with an encoding of their own, which normalize decodes
};

enum class LayerUse {
  kLayer,    // the text layer as it is
  kMeasure,  // whether it covers the page's ink is to be seen first
  kOcr,      // its text is of no use
  kBlank,    // nothing is on the page
};

struct LayerChoice {
  LayerUse use = LayerUse::kLayer;
  std::string reason;
};

/// `quality` is that of the text layer.
LayerChoice choose_layer(const LayerEvidence& evidence, const TextQuality& quality);

/// Whether a font's name is that of a Vietnamese encoding older than Unicode: ".VnTime" and "VnArial" (TCVN3),
/// "VNI-Times", "VPS Times". A subset's prefix ("ABCDEF+") may stand before it.
bool is_legacy_font(std::string_view name);

/// For kMeasure: whether characters on `covered` of the page's ink (0..1) are all there is to read.
bool covers_enough(double covered);

/// Whether recognised text is to be preferred to the layer it was made beside. `confidence` is that of recognition.
bool is_better(const TextQuality& recognised, double confidence, const TextQuality& layer);

}  // namespace trichluc
