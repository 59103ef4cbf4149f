#include "pipeline/ingest/table_rules.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace trichluc {
namespace {

/// A long thin stroke, in pixels of the whole image.
struct Stroke {
  float at = 0;  // of its middle
  float from = 0;
  float to = 0;
  float slope = 0;  // of `at` along the stroke
};

/// Mean place of the dark pixels of `stroke` across its run, in the rows (or columns) of one end.
float end_place(Pix* stroke, bool across, bool last) {
  const int width = pixGetWidth(stroke);
  const int height = pixGetHeight(stroke);
  const int length = across ? width : height;
  const int depth = std::max(1, length / 10);
  const int begin = last ? length - depth : 0;
  double sum = 0;
  int dark = 0;
  for (int i = begin; i < begin + depth; ++i) {
    for (int k = 0; k < (across ? height : width); ++k) {
      l_uint32 pixel = 0;
      pixGetPixel(stroke, across ? i : k, across ? k : i, &pixel);
      if (pixel == 0) continue;
      sum += k;
      ++dark;
    }
  }
  return dark == 0 ? 0 : static_cast<float>(sum / dark);
}

std::vector<Stroke> find_strokes(Pix* mask, bool across) {
  std::vector<Stroke> found;
  constexpr int kThickest = 9;  // at 150 dpi, 1.5 mm: a double rule
  constexpr int kMostStrokes = 2000;
  Pixa* parts = nullptr;
  Boxa* boxes = pixConnComp(mask, &parts, 8);
  const int count = boxes ? boxaGetCount(boxes) : 0;
  for (int i = 0; i < std::min(count, kMostStrokes); ++i) {
    l_int32 x = 0;
    l_int32 y = 0;
    l_int32 w = 0;
    l_int32 h = 0;
    boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
    const int length = across ? w : h;
    const PixPtr part(pixaGetPix(parts, i, L_CLONE));
    l_int32 area = 0;
    if (!part || pixCountPixels(part.get(), &area, nullptr) != 0 || area > kThickest * length) continue;
    const float first = end_place(part.get(), across, false);
    const float last = end_place(part.get(), across, true);
    const auto twice = [](int value) { return static_cast<float>(2 * value); };
    found.push_back({twice(across ? y : x) + first + last + 1, twice(across ? x : y), twice(across ? x + w : y + h),
                     (last - first) / (0.9F * static_cast<float>(length))});
  }
  boxaDestroy(&boxes);
  pixaDestroy(&parts);
  return found;
}

/// The slope that most of the strokes' length has.
float common_slope(std::vector<Stroke> strokes) {
  std::sort(strokes.begin(), strokes.end(), [](const Stroke& a, const Stroke& b) { return a.slope < b.slope; });
  float length = 0;
  for (const Stroke& stroke : strokes) length += stroke.to - stroke.from;
  float seen = 0;
  for (const Stroke& stroke : strokes) {
    seen += stroke.to - stroke.from;
    if (2 * seen >= length) return stroke.slope;
  }
  return 0;
}

bool meet(const RuledLine& across, const RuledLine& down) {
  constexpr float kSlack = 20;  // pixels at 300 dpi: rules are worn at their corners
  return across.from - kSlack <= down.at && down.at <= across.to + kSlack && down.from - kSlack <= across.at &&
         across.at <= down.to + kSlack;
}

/// Folds, shadows, underlines and strokes of a signature are long and thin too: a table's rules cross each other.
void keep_crossing(CleanedScan& scan) {
  for (bool again = true; again;) {
    const std::size_t before = scan.across.size() + scan.down.size();
    std::erase_if(scan.down, [&](const RuledLine& rule) {
      return std::count_if(scan.across.begin(), scan.across.end(),
                           [&](const RuledLine& other) { return meet(other, rule); }) < 2;
    });
    std::erase_if(scan.across, [&](const RuledLine& rule) {
      return std::count_if(scan.down.begin(), scan.down.end(),
                           [&](const RuledLine& other) { return meet(rule, other); }) < 2;
    });
    again = scan.across.size() + scan.down.size() < before;
  }
}

constexpr l_int32 kErasedWidth = 19;  // at 150 dpi: no rule is straight, what is erased in there are its strokes

/// Of the stroke at `at`.
float slope_of(const std::vector<Stroke>& strokes, float at) {
  const auto stroke = std::find_if(strokes.begin(), strokes.end(), [at](const Stroke& one) { return one.at == at; });
  return stroke == strokes.end() ? 0 : stroke->slope;
}

constexpr const char* kAcross = "o40.1 + c15.1";
constexpr const char* kDown = "o1.32 + c1.15";
constexpr const char* kAcrossBroken = "o40.1 + c60.1";  // pieces of one rule are put together
constexpr const char* kDownBroken = "o1.32 + c1.60";

/// Rules that noise has broken up, at half the resolution: no pixel of theirs says much, all of a stretch do. What is
/// darker along it than the paper beside it, added to `rules`.
void add_faint_rules(Pix* half, bool across, Pix* rules) {
  constexpr l_int32 kReach = 20, kBeside = 7;  // pixels to either side
  constexpr l_int32 kDarker = 12;              // means of mere noise differ by a few
  const PixPtr along(pixBlockconv(half, across ? kReach : 0, across ? 0 : kReach));
  const PixPtr around(pixBlockconv(half, across ? kReach : kBeside, across ? kBeside : kReach));
  const PixPtr darker(along && around ? pixSubtractGray(nullptr, around.get(), along.get()) : nullptr);
  const PixPtr mask(darker ? pixThresholdToBinary(darker.get(), kDarker) : nullptr);
  if (!mask || pixInvert(mask.get(), mask.get()) == nullptr) return;
  if (const PixPtr strokes(pixMorphCompSequence(mask.get(), across ? kAcrossBroken : kDownBroken, 0)); strokes)
    pixOr(rules, rules, strokes.get());
}

}  // namespace

void take_rules_out(Pix* grey, Pix* binary, bool noisy, CleanedScan& scan) {
  const PixPtr across(pixMorphCompSequence(binary, kAcross, 0));
  const PixPtr down(pixMorphCompSequence(binary, kDown, 0));
  if (!across || !down) return;
  if (const PixPtr half(noisy ? pixScaleAreaMap2(grey) : nullptr); half) {
    add_faint_rules(half.get(), true, across.get());
    add_faint_rules(half.get(), false, down.get());
  }
  std::vector<Stroke> rows = find_strokes(across.get(), true);
  std::vector<Stroke> columns = find_strokes(down.get(), false);
  constexpr float kMostSlant = 0.05F;
  std::erase_if(columns, [](const Stroke& stroke) { return std::fabs(stroke.slope) > kMostSlant; });
  std::erase_if(rows, [](const Stroke& stroke) { return std::fabs(stroke.slope) > kMostSlant; });
  if (columns.size() < 2 || rows.size() < 2) return;

  scan.place.slant = common_slope(columns);
  const auto upright = [&scan](float x, float y) { return scan.place.upright(x, y); };
  for (const Stroke& row : rows) scan.across.push_back({row.at, upright(row.from, row.at), upright(row.to, row.at)});
  for (const Stroke& column : columns)
    scan.down.push_back({upright(column.at, (column.from + column.to) / 2), column.from, column.to});
  keep_crossing(scan);
  if (scan.down.size() < 2) {
    scan.across.clear();
    scan.down.clear();
    scan.place.slant = 0;
    return;
  }
  // Other strokes stay: stems of large letters are as long.
  const PixPtr rules(pixCreateTemplate(binary));
  if (!rules) return;
  const auto half = [](float at) { return static_cast<l_int32>(std::lround(at / 2)); };
  for (const RuledLine& row : scan.across) {
    const float rise = slope_of(rows, row.at) * (row.to - row.from) / 2;
    const float shift = scan.place.slant * (row.at - scan.place.middle_y);
    pixRenderLine(rules.get(), half(row.from + shift), half(row.at - rise), half(row.to + shift), half(row.at + rise),
                  kErasedWidth, L_SET_PIXELS);
  }
  for (const RuledLine& column : scan.down) {
    const auto x = [&](float y) { return half(column.at + scan.place.slant * (y - scan.place.middle_y)); };
    pixRenderLine(rules.get(), x(column.from), half(column.from), x(column.to), half(column.to), kErasedWidth,
                  L_SET_PIXELS);
  }
  const PixPtr strokes(pixOr(nullptr, across.get(), down.get()));
  const PixPtr thick(strokes ? pixMorphSequence(strokes.get(), "d3.3", 0) : nullptr);
  if (!thick) return;
  pixAnd(rules.get(), rules.get(), thick.get());
  paint_white(grey, rules.get(), 2);
  pixSubtract(binary, binary, rules.get());
}

}  // namespace trichluc
