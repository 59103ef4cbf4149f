#include "pipeline/ingest/pdf_annotations.h"

#include <Annot.h>
#include <Catalog.h>
#include <Form.h>
#include <Gfx.h>
#include <Page.h>
#include <UTF.h>
#include <goo/gmem.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace trichluc {
namespace {

constexpr int kMostParents = 16;            // fields may be their own grandparents
constexpr std::size_t kLongestNumber = 24;  // "12345/QĐ-UBND-VX" and the like
constexpr int kLongestValue = 4000;

/// An entry of the field, or of the nearest parent that has it.
Object inherited(const Object& field, const char* key) {
  Object at = field.copy();
  for (int i = 0; i < kMostParents && at.isDict(); ++i) {
    Object value = at.dictLookup(key);
    if (!value.isNull()) return value;
    at = at.dictLookup("Parent");
  }
  return Object(objNull);
}

/// A rectangle of the file as a box of the displayed page.
Box displayed(const PDFRectangle& rectangle, ::Page& page) {
  const PDFRectangle* crop = page.getCropBox();
  if (!crop) return {};
  const auto turned = [&](double x, double y) -> std::pair<double, double> {
    switch (page.getRotate()) {
      case 90: return {y - crop->y1, x - crop->x1};
      case 180: return {crop->x2 - x, y - crop->y1};
      case 270: return {crop->y2 - y, crop->x2 - x};
      default: return {x - crop->x1, crop->y2 - y};
    }
  };
  const bool sideways = page.getRotate() == 90 || page.getRotate() == 270;
  const double width = sideways ? page.getCropHeight() : page.getCropWidth();
  const double height = sideways ? page.getCropWidth() : page.getCropHeight();
  const auto [x0, y0] = turned(rectangle.x1, rectangle.y1);
  const auto [x1, y1] = turned(rectangle.x2, rectangle.y2);
  const auto within = [](double value, double most) {
    if (!(value > 0)) return 0.0F;  // also what is no number
    return static_cast<float>(std::min(value, most));
  };
  return {within(std::min(x0, x1), width), within(std::min(y0, y1), height), within(std::max(x0, x1), width),
          within(std::max(y0, y1), height)};
}

/// The lines that `annotation` alone puts on the page, each ended by '\n'.
std::string text_of(Annot& annotation, PDFDoc& document, ::Page& page, PdfPageDevice& device) {
  {
    // Without the page's resources: an appearance has its own, and reading the page's fonts takes as long as the page.
    Gfx graphics(&document, &device, page.getNum(), nullptr, 72, 72, page.getCropBox(), nullptr, 0);
    graphics.saveState();
    annotation.draw(&graphics, false);
    graphics.restoreState();
  }
  const auto longest = static_cast<float>(std::max(page.getCropWidth(), page.getCropHeight()));
  const PrintedPage printed = device.take(longest, longest);
  return make_page(printed, arrange_lines(printed)).text;
}

/// "11", "08", "1234/TB-UBND", but not "Nguyễn Văn A" and not "09.01.2025 10:21:11".
bool is_stamped_number(const std::string& text) {
  if (text.empty() || text.size() > kLongestNumber || text.front() < '0' || text.front() > '9') return false;
  return text.find_first_of(" \n:@") == text.size() - 1;
}

std::vector<char32_t> value_text(const Object& value) {
  std::vector<char32_t> text;
  if (!value.isString()) return text;
  Unicode* codes = nullptr;
  const int count = TextStringToUCS4(value.getString()->toStr(), &codes);
  for (int i = 0; i < std::min(count, kLongestValue); ++i) {
    const char32_t code = codes[i];
    text.push_back(code == U'\r' || code == U'\n' ? U'\n' : clean_code_point(code));
  }
  gfree(codes);
  const bool blank = std::all_of(text.begin(), text.end(), [](char32_t c) { return c == U' ' || c == U'\n'; });
  return blank ? std::vector<char32_t>() : text;
}

}  // namespace

PdfAnnotations find_annotations(PDFDoc& document, ::Page& page, PdfPageDevice& device) {
  PdfAnnotations found;
  Annots* annotations = page.getAnnots();
  if (!annotations || annotations->getAnnots().empty()) return found;
  const Catalog* catalog = document.getCatalog();
  Form* form = catalog ? document.getCatalog()->getForm() : nullptr;
  const bool pictures_are_stale = form && form->getNeedAppearances();

  for (Annot* annotation : annotations->getAnnots()) {
    if (!annotation) continue;
    const bool shown = (annotation->getFlags() & (Annot::flagHidden | Annot::flagNoView)) == 0;
    const Object kind =
        annotation->getType() == Annot::typeWidget ? inherited(annotation->getAnnotObj(), "FT") : Object(objNull);
    if (kind.isName("Sig") || annotation->getType() == Annot::typeStamp) {
      std::string text = shown ? text_of(*annotation, document, page, device) : std::string();
      if (is_stamped_number(text)) continue;
      found.kept_out.insert(annotation);
      while (!text.empty() && text.back() == '\n') text.pop_back();
      if (text.empty()) continue;  // a picture only
      found.stamps.push_back(
          {kind.isName("Sig") ? "e-signature" : "stamp", std::move(text), displayed(annotation->getRect(), page)});
    } else if (shown && (kind.isName("Tx") || kind.isName("Ch"))) {
      // Poppler would draw the value anew, but only in the letters of the field's own font.
      if (!pictures_are_stale && annotation->getAppearance().isStream()) continue;
      std::vector<char32_t> value = value_text(inherited(annotation->getAnnotObj(), "V"));
      if (value.empty()) continue;
      found.kept_out.insert(annotation);
      found.values.push_back({std::move(value), displayed(annotation->getRect(), page)});
    }
  }
  return found;
}

void print_values(PrintedPage& page, const std::vector<PdfFieldValue>& values) {
  if (values.empty() || page.fonts.size() > 0xFFFF) return;
  const auto font = static_cast<std::uint16_t>(page.fonts.size());
  page.fonts.push_back({});  // nobody knows which
  std::uint32_t line = page.words.empty() ? 0 : page.words.back().found_line + 1;
  std::uint32_t block = page.words.empty() ? 0 : page.words.back().found_block + 1;
  for (const PdfFieldValue& value : values) {
    const auto rows = static_cast<float>(1 + std::count(value.text.begin(), value.text.end(), U'\n'));
    const float row_height = value.box.height() / rows;
    const float size_pt = std::min(0.75F * row_height, 12.0F);
    // Half an em is as good a width as any, as long as the value stays inside its field.
    const float step = std::min(0.5F * size_pt, value.box.width() / static_cast<float>(value.text.size()));
    float base = value.box.top + 0.5F * row_height + 0.35F * size_pt;
    std::size_t column = 0;
    const auto box = [&](std::size_t first, std::size_t last) {
      const auto x = [&](std::size_t at) {
        return std::min(value.box.left + step * static_cast<float>(at), value.box.right);
      };
      return Box{x(first), base - 0.8F * size_pt, x(last), std::min(base + 0.2F * size_pt, value.box.bottom)};
    };
    PrintedWord word;
    word.first = static_cast<std::uint32_t>(page.characters.size());
    std::size_t word_column = 0;
    const auto end_word = [&] {
      word.last = static_cast<std::uint32_t>(page.characters.size());
      if (word.last > word.first) {
        word.box = box(word_column, column);
        word.begin = word.box.left;
        word.end = word.box.right;
        word.base = base;
        word.size_pt = size_pt;
        word.blank_after = true;
        word.found_line = line;
        word.found_block = block;
        page.words.push_back(word);
      }
      word.first = word.last;
    };
    for (const char32_t code : value.text) {
      if (code == U' ' || code == U'\n') {
        end_word();
        ++column;
        if (code == U'\n') {
          ++line;
          column = 0;
          base += row_height;
        }
        word_column = column;
        continue;
      }
      page.characters.push_back({code, box(column, column + 1), font});
      ++column;
    }
    end_word();
    ++line;
    ++block;
  }
}

}  // namespace trichluc
