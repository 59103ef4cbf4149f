// ocr_engine.h - printed Vietnamese out of grey pixels, with Tesseract.
//
// The model is Debian's tesseract-ocr-vie (tessdata_fast 4.1.0, LSTM only). One engine lives as long as its process,
// and is there in those forked from it: starting it costs as much as a twentieth of a page. Nothing is printed, and one
// core is used: where processes share cores, OpenMP inside the library slows it manyfold
// (tesseract-ocr/tesseract#3109).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/core/error.h"

namespace trichluc {

/// Pixels from the top left; right and bottom are one past the last.
struct PixelBox {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;

  int width() const { return right - left; }
  int height() const { return bottom - top; }
};

struct OcrSymbol {
  std::string text;  // UTF-8, as a rule one letter with its marks
  PixelBox box;      // of the ink
};

struct OcrWord {
  std::vector<OcrSymbol> symbols;
  PixelBox box;
  float confidence = 0;  // 0..1
  int line = 0;          // of the page, from 0
  int block = 0;
  // The line's baseline goes through these points.
  float base_left_x = 0, base_left_y = 0, base_right_x = 0, base_right_y = 0;

  // Symbols [0, reread) were read by another reader (ocr_fields.h), in place of what the engine recognised.
  std::size_t reread = 0;
  std::string recognised;

  std::string text() const;
};

/// 8-bit grey, 0 black.
struct GreyView {
  const std::uint8_t* pixels = nullptr;
  int width = 0;
  int height = 0;
  int stride = 0;  // bytes from row to row
};

enum class OcrArea {
  kPage,   // columns, tables and pictures are told apart
  kBlock,  // lines below each other
  kLine,
  kWord,
  kCharacter,
};

struct OcrTask {
  OcrArea area = OcrArea::kPage;
  int dpi = 300;
  std::string only;  // the characters that may be read; empty: all
};

/// Reads `image`; the words come in the order of reading.
/// Errors: kMissingModel, naming the package; kUnreadable where the library fails.
Result<std::vector<OcrWord>> recognize(const GreyView& image, const OcrTask& task);

/// Starts the engine, for the processes that will be forked from this one. Where that fails, recognize() says why.
void start_recognition();

}  // namespace trichluc
