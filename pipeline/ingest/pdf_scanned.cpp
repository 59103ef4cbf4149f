#include "pipeline/ingest/pdf_scanned.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "pipeline/ingest/layer_choice.h"
#include "pipeline/ingest/ocr.h"

namespace trichluc {
namespace {

TextQuality quality_of(const Page& page, const ReadOptions& options) {
  return options.judge ? options.judge(page) : TextQuality{.words = page.glyphs.size()};
}

double largest_share(const PdfPictures& found, const PrintedPage& layer) {
  double share = 0;
  double all = 0;
  const double page = static_cast<double>(layer.width_pt) * static_cast<double>(layer.height_pt);
  for (const PdfPicture& picture : found.pictures) {
    const double width = std::min(picture.box.right, layer.width_pt) - std::max(picture.box.left, 0.0F);
    const double height = std::min(picture.box.bottom, layer.height_pt) - std::max(picture.box.top, 0.0F);
    if (width <= 0 || height <= 0 || page <= 0) continue;
    share = std::max(share, width * height / page);
    all += width * height / page;
  }
  // Some scanners cut a page into strips.
  return found.pictures.size() > 3 ? std::min(1.0, all) : share;
}

/// Share of the dark pixels that lie under words of the layer; 1 where nothing is dark. The frame of the page, where
/// scans have shadows, does not count.
double covered_ink(const PdfRaster& picture, const PrintedPage& layer) {
  const int columns = std::max(1, static_cast<int>(std::ceil(layer.width_pt)));
  const int rows = std::max(1, static_cast<int>(std::ceil(layer.height_pt)));
  if (static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows) > kMostPixels) return 0;
  std::vector<char> covered(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), 0);
  for (const PrintedWord& word : layer.words) {
    const int left = std::clamp(static_cast<int>(word.box.left) - 1, 0, columns);
    const int right = std::clamp(static_cast<int>(word.box.right) + 2, 0, columns);
    const int top = std::clamp(static_cast<int>(word.box.top) - 1, 0, rows);
    const int bottom = std::clamp(static_cast<int>(word.box.bottom) + 2, 0, rows);
    for (int y = top; y < bottom; ++y)
      std::fill_n(covered.begin() + std::ptrdiff_t{y} * columns + left, right - left, char{1});
  }
  std::size_t dark = 0;
  std::size_t under = 0;
  const float margin_x = 0.03F * layer.width_pt;
  const float margin_y = 0.03F * layer.height_pt;
  for (int y = 0; y < picture.raster.height; y += 2) {
    const float page_y = picture.frame.top + static_cast<float>(y) * picture.frame.y_step;
    if (page_y < margin_y || page_y >= layer.height_pt - margin_y) continue;
    const std::uint8_t* const row = picture.raster.row(y);
    for (int x = 0; x < picture.raster.width; x += 2) {
      if (row[x] >= 128) continue;
      const float page_x = picture.frame.left + static_cast<float>(x) * picture.frame.x_step;
      if (page_x < margin_x || page_x >= layer.width_pt - margin_x) continue;
      ++dark;
      under += covered[static_cast<std::size_t>(page_y) * static_cast<std::size_t>(columns) +
                       static_cast<std::size_t>(page_x)] != 0;
    }
  }
  return dark == 0 ? 1 : static_cast<double>(under) / static_cast<double>(dark);
}

/// Whether most characters are in legacy fonts.
bool in_legacy_fonts(const PrintedPage& layer) {
  std::vector<char> legacy;
  for (const PrintedFont& font : layer.fonts) legacy.push_back(is_legacy_font(font.name) ? 1 : 0);
  const auto count =
      std::count_if(layer.characters.begin(), layer.characters.end(),
                    [&legacy](const PrintedCharacter& c) { return c.font < legacy.size() && legacy[c.font] != 0; });
  return 2 * static_cast<std::size_t>(count) > layer.characters.size();
}

bool overlap(const Box& a, const Box& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/// Leaves out of `layer` what nobody sees.
void keep_visible(PrintedPage& layer, const std::vector<Box>& visible) {
  std::erase_if(layer.words, [&visible](const PrintedWord& word) {
    return std::none_of(visible.begin(), visible.end(), [&word](const Box& box) { return overlap(box, word.box); });
  });
}

/// Adds the words of `layer` to `page`, in place of what was recognised under them.
void print_over(PrintedPage& page, const PrintedPage& layer) {
  if (layer.words.empty()) return;
  std::erase_if(page.words, [&layer](const PrintedWord& word) {
    return std::any_of(layer.words.begin(), layer.words.end(), [&word](const PrintedWord& typed) {
      const float width = std::min(word.box.right, typed.box.right) - std::max(word.box.left, typed.box.left);
      const float height = std::min(word.box.bottom, typed.box.bottom) - std::max(word.box.top, typed.box.top);
      return width > 0 && height > 0 && width * height > 0.5F * word.box.width() * word.box.height();
    });
  });
  std::uint32_t line = 0;
  std::uint32_t block = 0;
  for (const PrintedWord& word : page.words) {
    line = std::max(line, word.found_line + 1);
    block = std::max(block, word.found_block + 1);
  }
  const auto fonts = static_cast<std::uint16_t>(page.fonts.size());
  const auto characters = static_cast<std::uint32_t>(page.characters.size());
  page.fonts.insert(page.fonts.end(), layer.fonts.begin(), layer.fonts.end());
  for (PrintedCharacter character : layer.characters) {
    character.font = static_cast<std::uint16_t>(character.font + fonts);
    page.characters.push_back(character);
  }
  for (PrintedWord word : layer.words) {
    word.first += characters;
    word.last += characters;
    word.found_line += line;
    word.found_block += block;
    page.words.push_back(word);
  }
}

Page with_origin(Page page, PageOrigin origin) {
  page.origin = std::move(origin);
  return page;
}

}  // namespace

Result<Page> read_with_ocr(PdfPage& page, Page layer_page, const ReadOptions& options, PairMemory& memory) {
  PrintedPage& layer = page.layer;
  const bool always = options.ocr == OcrMode::kAlways;
  const TextQuality layer_quality = quality_of(layer_page, options);
  const double quality = layer_quality.words > 0 ? layer_quality.syllables : -1;
  LayerEvidence evidence{
      .visible = layer.characters.size(), .shapes = page.shapes, .legacy_fonts = in_legacy_fonts(layer)};
  PdfPictures pictures;
  if (always || layer.words.empty() || may_be_pictured(page.document, page.page)) {
    pictures = find_pictures(page.document, page.number, page.kept_out, layer.width_pt, layer.height_pt);
    evidence.picture_share = largest_share(pictures, layer);
    evidence.visible = pictures.visible;
    evidence.hidden = pictures.hidden;
    // Letters of fonts that are drawn as pictures (Type 3) are seen by the text device alone.
    if (evidence.visible + evidence.hidden == 0) evidence.visible = layer.characters.size();
  }
  LayerChoice choice = choose_layer(evidence, layer_quality);
  if (always) choice = {LayerUse::kOcr, "asked for"};
  if (choice.use == LayerUse::kBlank) return with_origin(std::move(layer_page), {"blank", -1, -1, 0, choice.reason});
  if (choice.use == LayerUse::kLayer) {
    return with_origin(std::move(layer_page), {"text-layer", quality, -1, 0, choice.reason});
  }

  std::optional<PdfRaster> picture =
      rasterize(page.document, page.number, page.kept_out, pictures, layer.width_pt, layer.height_pt);
  if (!picture) {
    layer_page.messages.push_back("the page is too large to be read as a picture");
    return with_origin(std::move(layer_page), {"text-layer", quality, -1, 0, "too large to be read as a picture"});
  }
  if (choice.use == LayerUse::kMeasure) {
    const double covered = covered_ink(*picture, layer);
    const std::string share = std::to_string(static_cast<int>(std::lround(100 * covered))) + " % of the page's ink";
    if (covers_enough(covered)) {
      return with_origin(std::move(layer_page), {"text-layer", quality, -1, 0, "sound, and covers " + share});
    }
    choice.reason = "the text layer covers " + share;
  }
  auto recognised = read_raster(std::move(picture->raster), picture->frame, memory, options.digits);
  if (!recognised) return tl::unexpected(recognised.error());
  const PageOrigin origin{"ocr", -1, recognised->confidence, recognised->dpi, choice.reason};
  if (!always) keep_visible(layer, pictures.visible_boxes);
  const bool both = !always && evidence.hidden <= evidence.visible && !layer.words.empty();
  if (both || (!always && !layer.words.empty() && evidence.hidden > 0)) print_over(recognised->printed, layer);
  Page made = make_page(recognised->printed, arrange_lines(recognised->printed));
  recognised->move_boxes(made);
  const TextQuality made_quality = quality_of(made, options);
  if (!always && !both && options.judge && !is_better(made_quality, recognised->confidence, layer_quality)) {
    return with_origin(std::move(layer_page), {"text-layer", quality, recognised->confidence, recognised->dpi,
                                               choice.reason + "; OCR is no better"});
  }
  made.stamps = std::move(layer_page.stamps);
  made.origin = origin;
  if (both) made.origin.kind = "mixed";
  if (made_quality.words > 0) made.origin.quality = made_quality.syllables;
  return made;
}

}  // namespace trichluc
