// digit_field.h - the digits that were stamped or written by hand into the gap of a printed line.
//
//   Số: ▁1983▁ /BC-SYT             the ink in the gap is taken apart wherever a digit may end; pieces next to each
//   other
//       1│9│8│3                    are put together in every way, each is shown to the network, and the way with the
//       19 │8│3  ...               likeliest digits is read. Other ways, and pieces that are no digit, lower the
//                                  confidence.
//
// Rules, dotted lines and specks are taken out first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/ingest/digit_net.h"
#include "pipeline/ingest/ocr_engine.h"

namespace trichluc {

/// What may stand in a field; nothing else is read from it.
enum class FieldKind {
  kNumber,  // one to five digits, not all of them 0
  kDay,     // 1 to 31, 01 to 09
  kMonth,   // 1 to 12, 01 to 09
};

struct DigitField {
  FieldKind kind = FieldKind::kNumber;
  int left = 0;  // between what is printed, in pixels
  int right = 0;
  float base = 0;  // y of the printed line's baseline
  float size = 0;  // of its type, in pixels
};

struct FieldDigits {
  std::string digits;
  std::vector<PixelBox> boxes;  // in step with digits
  float confidence = 0;         // 0..1: that all of them are right
};

/// Whether a field of this kind may hold `digits`.
bool can_be(FieldKind kind, const std::string& digits);

/// Whether what stands in the field is as high as the digits of its type and on its baseline: the engine reads it as
/// well as any other print.
bool set_in_type(const GreyView& image, const DigitField& field);

/// Nothing where there is no ink, or where no way to read it makes what `field` may hold.
std::optional<FieldDigits> read_field(const GreyView& image, const DigitField& field, const DigitNet& net);

}  // namespace trichluc
