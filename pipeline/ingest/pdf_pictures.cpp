#include "pipeline/ingest/pdf_pictures.h"

#include <Gfx.h>
#include <GfxState.h>
#include <OutputDev.h>
#include <Page.h>
#include <SplashOutputDev.h>
#include <Stream.h>
#include <splash/SplashBitmap.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>

namespace trichluc {
namespace {

constexpr std::int64_t kPixelsOfDecoration = 400'000;
constexpr int kDeepestForm = 3;
constexpr int kMostResources = 500;
constexpr double kWholePage = 0.85;  // of its area
constexpr double kDrawnDpi = 300;
constexpr double kMostDrawnPixels = 40'000'000;  // three bytes each
constexpr std::chrono::seconds kLongestDrawing{60};

// --- resources --------------------------------------------------------------------------------------------------

std::int64_t pixels_in(Dict* resources, int depth, int& budget) {
  if (!resources) return 0;
  const Object objects = resources->lookup("XObject");
  if (!objects.isDict()) return 0;
  std::int64_t pixels = 0;
  for (int i = 0; i < objects.dictGetLength() && budget > 0; ++i, --budget) {
    const Object object = objects.dictGetVal(i);
    if (!object.isStream()) continue;
    Dict* const dict = object.streamGetDict();
    const Object kind = dict->lookup("Subtype");
    if (kind.isName("Image")) {
      const Object width = dict->lookup("Width");
      const Object height = dict->lookup("Height");
      if (width.isInt() && height.isInt()) pixels += std::int64_t{width.getInt()} * height.getInt();
    } else if (kind.isName("Form") && depth < kDeepestForm) {
      const Object inner = dict->lookup("Resources");
      if (inner.isDict()) pixels += pixels_in(inner.getDict(), depth + 1, budget);
    }
  }
  return pixels;
}

// --- the pass that looks --------------------------------------------------------------------------------------

/// Draws nothing; subclasses are told of pictures.
class PictureDevice : public OutputDev {
 public:
  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  // Patterns and shadings hold no scan, and some take minutes.
  bool useTilingPatternFill() override { return true; }
  bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int, int, int, double,
                         double) override {
    return true;
  }
  bool useShadedFills(int) override { return true; }
  bool functionShadedFill(GfxState*, GfxFunctionShading*) override { return true; }
  bool axialShadedFill(GfxState*, GfxAxialShading*, double, double) override { return true; }
  bool radialShadedFill(GfxState*, GfxRadialShading*, double, double) override { return true; }
  bool gouraudTriangleShadedFill(GfxState*, GfxGouraudTriangleShading*) override { return true; }
  bool patchMeshShadedFill(GfxState*, GfxPatchMeshShading*) override { return true; }

  void drawImage(GfxState* state, Object*, Stream* stream, int width, int height, GfxImageColorMap* colours, bool,
                 const int*, bool inline_image) override {
    picture(state, stream, width, height, colours, false);
    if (inline_image && !skipped_) skip(stream, width, height, colours);
  }
  void drawImageMask(GfxState* state, Object*, Stream* stream, int width, int height, bool invert, bool,
                     bool inline_image) override {
    picture(state, stream, width, height, nullptr, invert);
    if (inline_image && !skipped_) skip(stream, width, height, nullptr);
  }
  void drawMaskedImage(GfxState* state, Object*, Stream* stream, int width, int height, GfxImageColorMap* colours, bool,
                       Stream*, int, int, bool, bool) override {
    picture(state, stream, width, height, colours, false);
  }
  void drawSoftMaskedImage(GfxState* state, Object*, Stream* stream, int width, int height, GfxImageColorMap* colours,
                           bool, Stream*, int, int, GfxImageColorMap*, bool) override {
    picture(state, stream, width, height, colours, false);
  }

 protected:
  virtual void picture(GfxState* state, Stream* stream, int width, int height, GfxImageColorMap* colours,
                       bool invert) = 0;
  bool skipped_ = false;  // the stream of the last picture was read to its end

 private:
  /// The data of an inline picture stand in the content stream.
  static void skip(Stream* stream, int width, int height, GfxImageColorMap* colours) {
    const std::int64_t bits = std::int64_t{width} * (colours ? colours->getNumPixelComps() * colours->getBits() : 1);
    stream->reset();
    for (std::int64_t left = (bits + 7) / 8 * height; left > 0 && stream->getChar() != EOF; --left) {
    }
    stream->close();
  }
};

/// The unit square as the state puts it on the page.
PdfPicture placed(const GfxState* state, int width, int height) {
  PdfPicture picture;
  picture.width = width;
  picture.height = height;
  const auto& m = state->getCTM();
  const double x0 = std::min({0.0, m[0], m[2], m[0] + m[2]}) + m[4];
  const double x1 = std::max({0.0, m[0], m[2], m[0] + m[2]}) + m[4];
  const double y0 = std::min({0.0, m[1], m[3], m[1] + m[3]}) + m[5];
  const double y1 = std::max({0.0, m[1], m[3], m[1] + m[3]}) + m[5];
  picture.box = {static_cast<float>(x0), static_cast<float>(y0), static_cast<float>(x1), static_cast<float>(y1)};
  const double small = 0.002 * (std::fabs(m[0]) + std::fabs(m[3]));
  picture.upright = m[0] > 0 && m[3] < 0 && std::fabs(m[1]) < small && std::fabs(m[2]) < small;
  return picture;
}

double area_on(const Box& box, float width_pt, float height_pt) {
  const float width = std::min(box.right, width_pt) - std::max(box.left, 0.0F);
  const float height = std::min(box.bottom, height_pt) - std::max(box.top, 0.0F);
  return width > 0 && height > 0 ? static_cast<double>(width) * static_cast<double>(height) : 0;
}

bool is_finite(const Box& box) { return std::isfinite(box.left + box.top + box.right + box.bottom); }

class PictureFinder : public PictureDevice {
 public:
  PictureFinder(float width_pt, float height_pt) : width_pt_(width_pt), height_pt_(height_pt) {}

  void drawChar(GfxState* state, double x, double y, double, double, double, double, CharCode, int, const Unicode* code,
                int count) override {
    if (count == 1 && code && (*code == ' ' || *code == 0xA0)) return;
    constexpr int kInvisible = 3;
    if ((state->getRender() & 3) == kInvisible) {
      ++found_.hidden;
      return;
    }
    ++found_.visible;
    double page_x = 0;
    double page_y = 0;
    state->transform(x, y, &page_x, &page_y);
    const auto left = static_cast<float>(page_x);
    const auto base = static_cast<float>(page_y);
    if (std::isfinite(left + base)) found_.visible_boxes.push_back({left, base - 1, left + 1, base});
  }

  PdfPictures take() { return std::move(found_); }

 private:
  void picture(GfxState* state, Stream*, int width, int height, GfxImageColorMap*, bool) override {
    const PdfPicture picture = placed(state, width, height);
    if (!is_finite(picture.box) || found_.pictures.size() >= 10'000) return;
    // What was printed before a picture of the page lies under it.
    const double page = static_cast<double>(width_pt_) * static_cast<double>(height_pt_);
    if (area_on(picture.box, width_pt_, height_pt_) >= 0.5 * page) {
      const auto under =
          std::partition(found_.visible_boxes.begin(), found_.visible_boxes.end(), [&picture](const Box& character) {
            return character.left < picture.box.left || character.left > picture.box.right ||
                   character.bottom < picture.box.top || character.bottom > picture.box.bottom;
          });
      const auto hidden = static_cast<std::size_t>(found_.visible_boxes.end() - under);
      found_.visible -= hidden;
      found_.hidden += hidden;
      found_.visible_boxes.erase(under, found_.visible_boxes.end());
    }
    found_.pictures.push_back(picture);
  }

  const float width_pt_;
  const float height_pt_;
  PdfPictures found_;
};

// --- the pass that takes ----------------------------------------------------------------------------------------

class PictureTaker : public PictureDevice {
 public:
  explicit PictureTaker(const PdfPicture& wanted) : wanted_(wanted) {}
  std::optional<Raster> taken;

 private:
  void picture(GfxState* state, Stream* stream, int width, int height, GfxImageColorMap* colours,
               bool invert) override {
    skipped_ = false;
    if (taken || width != wanted_.width || height != wanted_.height) return;
    if (std::fabs(placed(state, width, height).box.left - wanted_.box.left) > 1) return;
    skipped_ = true;
    const float dpi = 72 * static_cast<float>(width) / wanted_.box.width();
    RasterRows rows(width, height, dpi);
    if (!colours) {
      read_mask(*stream, width, height, invert, rows);
    } else {
      read_colours(*stream, width, height, *colours, rows);
    }
    taken = rows.finish();
  }

  static void read_mask(Stream& stream, int width, int height, bool invert, RasterRows& rows) {
    ImageStream lines(&stream, width, 1, 1);
    lines.reset();
    std::vector<std::uint8_t> grey(static_cast<std::size_t>(width));
    for (int y = 0; y < height; ++y) {
      const unsigned char* line = lines.getLine();
      if (!line) break;
      // Ink where the sample is 0, or 1 where the mask is inverted.
      for (int x = 0; x < width; ++x) grey[static_cast<std::size_t>(x)] = (line[x] != 0) == invert ? 0 : 255;
      rows.add_grey(grey.data());
    }
    lines.close();
  }

  static void read_colours(Stream& stream, int width, int height, GfxImageColorMap& colours, RasterRows& rows) {
    ImageStream lines(&stream, width, colours.getNumPixelComps(), colours.getBits());
    lines.reset();
    const bool grey = colours.getNumPixelComps() == 1 && colours.getColorSpace()->getMode() != csIndexed;
    std::vector<std::uint8_t> row(static_cast<std::size_t>(width) * 3);
    for (int y = 0; y < height; ++y) {
      unsigned char* line = lines.getLine();
      if (!line) break;
      if (grey) {
        colours.getGrayLine(line, row.data(), width);
        rows.add_grey(row.data());
      } else {
        colours.getRGBLine(line, row.data(), width);
        rows.add_rgb(row.data());
      }
    }
    lines.close();
  }

  const PdfPicture& wanted_;
};

bool decide(Annot* annotation, void* kept_out) { return !static_cast<const KeptOut*>(kept_out)->contains(annotation); }

/// The page's only picture, when it is the page.
const PdfPicture* page_picture(const PdfPictures& found, float width_pt, float height_pt) {
  if (found.pictures.size() != 1) return nullptr;
  const PdfPicture& picture = found.pictures.front();
  const double share =
      area_on(picture.box, width_pt, height_pt) / (static_cast<double>(width_pt) * static_cast<double>(height_pt));
  if (!picture.upright || share < kWholePage || picture.box.width() < 1 || picture.box.height() < 1) return nullptr;
  return &picture;
}

std::optional<PdfRaster> draw(PDFDoc& document, int page_number, const KeptOut& kept_out, float width_pt,
                              float height_pt) {
  double dpi = kDrawnDpi;
  const double square_inches = static_cast<double>(width_pt) * static_cast<double>(height_pt) / (72 * 72);
  if (square_inches <= 0) return {};
  dpi = std::min(dpi, std::sqrt(kMostDrawnPixels / square_inches));
  if (dpi < 20) return {};  // a page of ten metres

  SplashColor paper = {255, 255, 255};
  SplashOutputDev device(splashModeRGB8, 4, false, paper);
  device.setFontAntialias(true);
  device.setVectorAntialias(true);
  device.startDoc(&document);
  const auto end = std::chrono::steady_clock::now() + kLongestDrawing;
  struct Callbacks {
    const KeptOut* kept_out;
    std::chrono::steady_clock::time_point end;
  } callbacks{&kept_out, end};
  document.displayPage(
      &device, page_number, dpi, dpi, 0, false, true, false,
      [](void* data) { return std::chrono::steady_clock::now() > static_cast<Callbacks*>(data)->end; }, &callbacks,
      [](Annot* annotation, void* data) { return !static_cast<Callbacks*>(data)->kept_out->contains(annotation); },
      &callbacks);
  if (std::chrono::steady_clock::now() > end) return {};
  SplashBitmap* const bitmap = device.getBitmap();
  if (!bitmap || !bitmap->getDataPtr() || bitmap->getWidth() <= 0 || bitmap->getHeight() <= 0) return {};
  RasterRows rows(bitmap->getWidth(), bitmap->getHeight(), static_cast<float>(dpi));
  for (int y = 0; y < bitmap->getHeight(); ++y)
    rows.add_rgb(bitmap->getDataPtr() + static_cast<std::ptrdiff_t>(y) * bitmap->getRowSize());
  PdfRaster made;
  made.raster = rows.finish();
  made.frame = {width_pt,
                height_pt,
                0,
                0,
                width_pt / static_cast<float>(made.raster.width),
                height_pt / static_cast<float>(made.raster.height)};
  return made;
}

}  // namespace

bool may_be_pictured(PDFDoc&, ::Page& page) {
  int budget = kMostResources;
  return pixels_in(page.getResourceDict(), 0, budget) >= kPixelsOfDecoration;
}

PdfPictures find_pictures(PDFDoc& document, int page_number, const KeptOut& kept_out, float width_pt, float height_pt) {
  PictureFinder finder(width_pt, height_pt);
  document.displayPage(&finder, page_number, 72, 72, 0, false, true, false, nullptr, nullptr, &decide,
                       const_cast<KeptOut*>(&kept_out));
  return finder.take();
}

std::optional<PdfRaster> rasterize(PDFDoc& document, int page_number, const KeptOut& kept_out, const PdfPictures& found,
                                   float width_pt, float height_pt) {
  for (const PdfPicture& picture : found.pictures) {
    if (!fits_in_memory(picture.width, picture.height)) return {};
  }
  if (const PdfPicture* picture = page_picture(found, width_pt, height_pt)) {
    PictureTaker taker(*picture);
    document.displayPage(&taker, page_number, 72, 72, 0, false, true, false, nullptr, nullptr, &decide,
                         const_cast<KeptOut*>(&kept_out));
    if (taker.taken && !taker.taken->empty()) {
      PdfRaster made;
      made.frame = {width_pt,
                    height_pt,
                    picture->box.left,
                    picture->box.top,
                    picture->box.width() / static_cast<float>(picture->width),
                    picture->box.height() / static_cast<float>(picture->height)};
      made.raster = *std::move(taker.taken);
      return made;
    }
  }
  return draw(document, page_number, kept_out, width_pt, height_pt);
}

}  // namespace trichluc
