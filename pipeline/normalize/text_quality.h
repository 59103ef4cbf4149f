// text_quality.h - measures whether a page's text is sound Vietnamese, for the choice between text layer and OCR.
//
// Measured on pages of reports (share of well-formed syllables; words with Vietnamese letters; words of one letter):
//
//     sound text             0.87 .. 1.0    0.77 .. 0.91    0    .. 0.04
//     a legacy encoding      0.31 .. 0.43   0.19 .. 0.30    0.19 .. 0.31    before it is decoded
//     UTF-8 as Latin-1       0.44 .. 0.56   0.39 .. 0.51    0.31 .. 0.40
//     marks lost             0.87 .. 1.0    0               0    .. 0.04
//     split at its marks     0.49 .. 0.54   0.36 .. 0.42    0.70 .. 0.77
#pragma once

#include "pipeline/core/text_quality.h"

namespace trichluc {

/// Of `page` once normalize() went over it, its encoding decoded first where it is a file of text; the page itself is
/// left alone.
TextQuality judge_text(const Page& page);

}  // namespace trichluc
