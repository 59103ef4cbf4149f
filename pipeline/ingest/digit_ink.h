// digit_ink.h - the ink of a field, taken apart into pieces that may each be a digit or a part of one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "pipeline/ingest/digit_net.h"
#include "pipeline/ingest/ocr_engine.h"

namespace trichluc {

/// A piece of ink; boxes are in pixels of the image.
struct InkPiece {
  PixelBox box;
  int pixels = 0;
  bool cut_left = false;  // from a piece that held together
};

class FieldInk {
 public:
  /// Ink of `image` in `area` that is no rule, no dotted line and no speck; `size` is that of the type around it, in
  /// pixels. What hangs out of [left, right) by less than a third belongs to it as a whole, what hangs out by more is
  /// cut off there. `level`, 0..1: from how much ink on a pixel is dark.
  FieldInk(const GreyView& image, const PixelBox& area, int left, int right, float size, float level = 0.45F);

  /// From left to right.
  std::span<const InkPiece> pieces() const { return pieces_; }

  /// Dark pixels of the field that were taken for specks, as a share of those of the pieces: much of it is a digit that
  /// hardly printed.
  float dust() const;

  /// Pieces [first, last) as the network wants to see them.
  DigitPicture picture(std::size_t first, std::size_t last) const;

 private:
  void measure(const GreyView& image, int left, int right);
  void take_rules_out(int left, int right);
  void find_parts();
  void choose(int left, int right);
  void cut_wide_parts();
  void number_pieces();

  std::size_t at(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
  }

  PixelBox area_;
  float size_ = 0;
  float level_ = 0;
  int width_ = 0;
  int height_ = 0;
  int specks_ = 0;                         // their pixels
  std::vector<float> ink_;                 // [width * height], 0 paper .. 1 ink
  std::vector<std::uint16_t> part_of_;     // [width * height]; 0: none
  std::vector<InkPiece> parts_;            // by number; [0] is none. Boxes in pixels of the area
  std::vector<InkPiece> pieces_;           // what is left, in order
  std::vector<std::uint16_t> piece_part_;  // the number of each piece's part
};

/// Whether `picture` holds a straight stroke from the upper right to the lower left, as a printed "/" is.
bool is_slash(const DigitPicture& picture);

}  // namespace trichluc
