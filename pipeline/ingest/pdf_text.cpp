#include "pipeline/ingest/pdf_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "pipeline/ingest/utf8.h"

namespace trichluc {
namespace {

constexpr float kThickestRule = 3;
constexpr float kShortestRule = 8;
constexpr std::size_t kMostRules = 8192;  // a drawing; the cells give up before

float within(double value, float most) {
  if (!(value > 0)) return 0;  // also what is no number
  return value < static_cast<double>(most) ? static_cast<float>(value) : most;
}

bool contains_any(const std::string& name, std::initializer_list<const char*> parts) {
  return std::any_of(parts.begin(), parts.end(), [&name](const char* part) { return name.find(part) != name.npos; });
}

PrintedFont describe_font(const TextFontInfo* info) {
  PrintedFont font;
  if (!info) return font;
  font.bold = info->isBold();
  font.italic = info->isItalic();
  if (const GooString* name = info->getFontName()) font.name = clean_utf8(name->toStr());
  std::string lower = font.name;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  font.bold = font.bold || contains_any(lower, {"bold", "black", "heavy", "demi"});
  font.italic = font.italic || contains_any(lower, {"italic", "oblique"});
  return font;
}

/// Copies the words of Poppler's flows.
class WordCollector {
 public:
  explicit WordCollector(PrintedPage& page) : page_(page) {}

  void collect(const TextFlow* flow) {
    for (; flow; flow = flow->getNext()) {
      for (const TextBlock* block = flow->getBlocks(); block; block = block->getNext(), ++block_) {
        for (const TextLine* line = block->getLines(); line; line = line->getNext(), ++line_) {
          for (const TextWord* word = line->getWords(); word; word = word->getNext()) add(*word);
        }
      }
    }
  }

 private:
  void add(const TextWord& found) {
    double x0 = 0;
    double y0 = 0;
    double x1 = 0;
    double y1 = 0;
    found.getBBox(&x0, &y0, &x1, &y1);
    const double base = found.getBaseline();
    if (!std::isfinite(x0 + y0 + x1 + y1 + base + found.getFontSize())) return;

    PrintedWord word;
    word.first = static_cast<std::uint32_t>(page_.characters.size());
    for (int i = 0; i < found.getLength(); ++i) add_character(found, i);
    word.last = static_cast<std::uint32_t>(page_.characters.size());
    if (word.first == word.last) return;
    word.size_pt = static_cast<float>(found.getFontSize());
    word.box = box(x0, y0, x1, y1);
    word.turn = static_cast<std::uint8_t>(found.getRotation() & 3);
    switch (word.turn) {
      case 0: set_run(word, x0, x1, base); break;
      case 1: set_run(word, y0, y1, -base); break;
      case 2: set_run(word, -x1, -x0, -base); break;
      default: set_run(word, -y1, -y0, base); break;
    }
    word.blank_after = found.hasSpaceAfter();
    word.found_line = line_;
    word.found_block = block_;
    page_.words.push_back(word);
  }

  static void set_run(PrintedWord& word, double begin, double end, double base) {
    word.begin = static_cast<float>(begin);
    word.end = static_cast<float>(end);
    word.base = static_cast<float>(base);
  }

  /// A mark that Poppler combined with its letter shares the letter's box with it, and so do the code points of a
  /// ligature: each has its part of it.
  void add_character(const TextWord& found, int i) {
    const Unicode* code = found.getChar(i);
    if (!code) return;
    double x0 = 0;
    double y0 = 0;
    double x1 = 0;
    double y1 = 0;
    found.getCharBBox(i, &x0, &y0, &x1, &y1);
    page_.characters.push_back({clean_code_point(*code), box(x0, y0, x1, y1), font(found.getFontInfo(i))});
  }

  Box box(double x0, double y0, double x1, double y1) const {
    return {within(std::min(x0, x1), page_.width_pt), within(std::min(y0, y1), page_.height_pt),
            within(std::max(x0, x1), page_.width_pt), within(std::max(y0, y1), page_.height_pt)};
  }

  /// Poppler leaves the font of a character null where the file names none that can be read.
  std::uint16_t font(const TextFontInfo* info) {
    if (!seen_.empty() && seen_[last_seen_] == info) return last_seen_;
    const auto found = std::find(seen_.begin(), seen_.end(), info);
    if (found == seen_.end()) {
      if (seen_.size() > std::numeric_limits<std::uint16_t>::max()) return 0;
      seen_.push_back(info);
      page_.fonts.push_back(describe_font(info));
      last_seen_ = static_cast<std::uint16_t>(seen_.size() - 1);
    } else {
      last_seen_ = static_cast<std::uint16_t>(found - seen_.begin());
    }
    return last_seen_;
  }

  PrintedPage& page_;
  std::vector<const TextFontInfo*> seen_;  // in step with page_.fonts
  std::uint16_t last_seen_ = 0;
  std::uint32_t line_ = 0;
  std::uint32_t block_ = 0;
};

}  // namespace

char32_t clean_code_point(char32_t code) {
  constexpr char32_t kReplacement = 0xFFFD;
  if (code < 0x20) return code == U'\t' ? U' ' : kReplacement;
  if (code == 0x7F || code > 0x10FFFF) return kReplacement;
  return 0xD800 <= code && code <= 0xDFFF ? kReplacement : code;
}

std::string clean_utf8(std::string_view bytes) {
  std::string clean;
  while (!bytes.empty()) {
    const std::size_t valid = find_invalid_utf8(bytes).value_or(bytes.size());
    for (const char c : bytes.substr(0, valid)) {
      const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
      control ? clean.append("\uFFFD") : clean.append(1, c);
    }
    if (valid == bytes.size()) break;
    clean += "\uFFFD";
    bytes.remove_prefix(valid + 1);
  }
  return clean;
}

void PdfPageDevice::add_rule(float x0, float y0, float x1, float y1) {
  if (!std::isfinite(x0 + y0 + x1 + y1) || across_.size() + down_.size() >= kMostRules) return;
  const auto [left, right] = std::minmax(x0, x1);
  const auto [top, bottom] = std::minmax(y0, y1);
  if (right - left <= kThickestRule && bottom - top >= kShortestRule)
    down_.push_back({(left + right) / 2, top, bottom});
  if (bottom - top <= kThickestRule && right - left >= kShortestRule)
    across_.push_back({(top + bottom) / 2, left, right});
}

void PdfPageDevice::stroke(GfxState* state) {
  const GfxPath* path = state ? state->getPath() : nullptr;
  if (!path) return;
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath* part = path->getSubpath(i);
    double x = 0;
    double y = 0;
    for (int j = 0; j < part->getNumPoints(); ++j) {
      const double before_x = x;
      const double before_y = y;
      state->transform(part->getX(j), part->getY(j), &x, &y);
      if (j == 0 || part->getCurve(j)) continue;
      add_rule(static_cast<float>(before_x), static_cast<float>(before_y), static_cast<float>(x),
               static_cast<float>(y));
    }
  }
}

void PdfPageDevice::fill(GfxState* state) { add_filled(state); }
void PdfPageDevice::eoFill(GfxState* state) { add_filled(state); }

/// Word processors draw the rules of a table as thin filled boxes.
void PdfPageDevice::add_filled(GfxState* state) {
  const GfxPath* path = state ? state->getPath() : nullptr;
  if (!path) return;
  shapes_ += static_cast<std::size_t>(path->getNumSubpaths());
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath* part = path->getSubpath(i);
    if (part->getNumPoints() < 4 || part->getNumPoints() > 5) continue;
    double x = 0;
    double y = 0;
    state->transform(part->getX(0), part->getY(0), &x, &y);
    double left = x;
    double right = x;
    double top = y;
    double bottom = y;
    for (int j = 1; j < part->getNumPoints(); ++j) {
      state->transform(part->getX(j), part->getY(j), &x, &y);
      left = std::min(left, x);
      right = std::max(right, x);
      top = std::min(top, y);
      bottom = std::max(bottom, y);
    }
    add_rule(static_cast<float>(left), static_cast<float>(top), static_cast<float>(right), static_cast<float>(bottom));
  }
}

PrintedPage PdfPageDevice::take(float width_pt, float height_pt) {
  PrintedPage page;
  page.width_pt = width_pt;
  page.height_pt = height_pt;
  WordCollector(page).collect(getFlows());
  page.across = std::exchange(across_, {});
  page.down = std::exchange(down_, {});
  shapes_ = 0;
  return page;
}

}  // namespace trichluc
