#include "pipeline/ingest/digit_ink.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace trichluc {
namespace {

constexpr int kLeastContrast = 50;   // of grey, between paper and ink
constexpr float kRuleLength = 1.6F;  // all in sizes of the type: the longest stroke of a digit is shorter
constexpr float kRuleThickness = 0.13F;
constexpr float kSpeck = 0.15F;       // the dots of a colon, and of a dotted line
constexpr float kWide = 0.5F;         // a digit of type is half as wide as the type is large
constexpr float kCutApart = 0.14F;    // the narrowest piece worth a cut
constexpr std::size_t kMostCuts = 3;  // of one part
constexpr float kThinCut = 0.34F;     // of the part's height: more ink than that is no joint
constexpr float kSlants[] = {0, 0.22F, 0.4F};
constexpr std::size_t kMostParts = 4000;

}  // namespace

FieldInk::FieldInk(const GreyView& image, const PixelBox& area, int left, int right, float size, float level)
    : area_(area), size_(size), level_(level) {
  area_.left = std::clamp(area_.left, 0, image.width);
  area_.right = std::clamp(area_.right, area_.left, image.width);
  area_.top = std::clamp(area_.top, 0, image.height);
  area_.bottom = std::clamp(area_.bottom, area_.top, image.height);
  width_ = area_.width();
  height_ = area_.height();
  if (width_ == 0 || height_ == 0) return;
  measure(image, left, right);
  if (ink_.empty()) return;
  take_rules_out(left - area_.left, right - area_.left);
  find_parts();
  choose(left - area_.left, right - area_.left);
  cut_wide_parts();
  number_pieces();
}

/// Grey to ink: what most of the field is, is paper; the darkest of it, ink. Only of the field: a pen is often
/// fainter than the print beside it.
void FieldInk::measure(const GreyView& image, int left, int right) {
  std::array<int, 256> counts{};
  for (int y = area_.top; y < area_.bottom; ++y) {
    const std::uint8_t* const row = image.pixels + static_cast<std::ptrdiff_t>(y) * image.stride;
    for (int x = std::max(left, area_.left); x < std::min(right, area_.right); ++x) ++counts[row[x]];
  }
  const auto level = [&counts](double share) {
    const auto wanted = static_cast<int>(share * std::accumulate(counts.begin(), counts.end(), 0));
    int seen = 0;
    for (int grey = 0; grey < 256; ++grey) {
      seen += counts[static_cast<std::size_t>(grey)];
      if (seen > wanted) return grey;
    }
    return 255;
  };
  const int paper = level(0.75);
  const int darkest = level(0.004);
  if (paper - darkest < kLeastContrast) return;
  ink_.resize(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_));
  const auto range = static_cast<float>(paper - darkest);
  for (int y = 0; y < height_; ++y) {
    const std::uint8_t* const row = image.pixels + static_cast<std::ptrdiff_t>(area_.top + y) * image.stride;
    for (int x = 0; x < width_; ++x)
      ink_[at(x, y)] = std::clamp(static_cast<float>(paper - row[area_.left + x]) / range, 0.0F, 1.0F);
  }
}

/// Underlines of the letterhead above and the line that is written upon. Where a stroke crosses a rule, the ink is
/// higher than the rule is thick, and stays.
void FieldInk::take_rules_out(int left, int right) {
  const auto longest = static_cast<int>(kRuleLength * size_);
  const auto thickest = static_cast<int>(kRuleThickness * size_) + 1;
  std::vector<std::size_t> erased;
  for (int y = 0; y < height_; ++y) {
    for (int x = 0; x < width_;) {
      if (ink_[at(x, y)] < level_) {
        ++x;
        continue;
      }
      int end = x;
      int gap = 0;
      for (int next = x; next < width_ && gap <= 2; ++next) {
        gap = ink_[at(next, y)] < level_ ? gap + 1 : 0;
        if (gap == 0) end = next + 1;
      }
      // What runs on from the field's neighbours is a rule too, if it runs on far enough.
      if (end - x >= longest && x < right && end > left) {
        for (int column = x; column < end; ++column) {
          int top = y;
          int bottom = y;
          while (top > 0 && ink_[at(column, top - 1)] >= level_) --top;
          while (bottom + 1 < height_ && ink_[at(column, bottom + 1)] >= level_) ++bottom;
          if (bottom - top + 1 > thickest) continue;
          for (int row = std::max(0, top - 1); row <= std::min(height_ - 1, bottom + 1); ++row)
            erased.push_back(at(column, row));
        }
      }
      x = end + 1;
    }
  }
  for (const std::size_t pixel : erased) ink_[pixel] = 0;
}

/// Numbers what hangs together, over corners too.
void FieldInk::find_parts() {
  part_of_.assign(ink_.size(), 0);
  parts_.assign(1, {});
  std::vector<std::pair<int, int>> open;
  for (int y = 0; y < height_; ++y) {
    for (int x = 0; x < width_; ++x) {
      if (ink_[at(x, y)] < level_ || part_of_[at(x, y)] != 0 || parts_.size() >= kMostParts) continue;
      const auto number = static_cast<std::uint16_t>(parts_.size());
      InkPiece part{{x, y, x + 1, y + 1}, 0, false};
      open.assign(1, {x, y});
      part_of_[at(x, y)] = number;
      while (!open.empty()) {
        const auto [px, py] = open.back();
        open.pop_back();
        ++part.pixels;
        part.box.left = std::min(part.box.left, px);
        part.box.right = std::max(part.box.right, px + 1);
        part.box.top = std::min(part.box.top, py);
        part.box.bottom = std::max(part.box.bottom, py + 1);
        for (int dy = -1; dy <= 1; ++dy) {
          for (int dx = -1; dx <= 1; ++dx) {
            const int nx = px + dx;
            const int ny = py + dy;
            if (nx < 0 || ny < 0 || nx >= width_ || ny >= height_) continue;
            if (ink_[at(nx, ny)] < level_ || part_of_[at(nx, ny)] != 0) continue;
            part_of_[at(nx, ny)] = number;
            open.emplace_back(nx, ny);
          }
        }
      }
      parts_.push_back(part);
    }
  }
}

/// Leaves the parts that may be digits of the field.
void FieldInk::choose(int left, int right) {
  const auto drop = [this](std::size_t number) { parts_[number].pixels = 0; };
  for (std::size_t number = 1; number < parts_.size(); ++number) {
    InkPiece& part = parts_[number];
    const auto width = static_cast<float>(part.box.width());
    const auto height = static_cast<float>(part.box.height());
    const bool speck = width < kSpeck * size_ && height < kSpeck * size_;
    // Hanging in from the line above or the line below.
    const bool other_line =
        (part.box.top == 0 && height < 0.45F * size_) || (part.box.bottom == height_ && height < 0.45F * size_);
    const bool outside = part.box.right <= left || part.box.left >= right;
    if (speck && part.box.left >= left && part.box.right <= right) specks_ += part.pixels;
    if (speck || other_line || outside) {
      drop(number);
      continue;
    }
    if (part.box.left >= left && part.box.right <= right) continue;
    int inside = 0;
    PixelBox box{width_, height_, 0, 0};
    for (int y = part.box.top; y < part.box.bottom; ++y) {
      for (int x = std::max(left, part.box.left); x < std::min(right, part.box.right); ++x) {
        if (part_of_[at(x, y)] != number) continue;
        ++inside;
        box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x + 1), std::max(box.bottom, y + 1)};
      }
    }
    if (3 * inside >= 2 * part.pixels) continue;  // a digit that leans out
    for (int y = part.box.top; y < part.box.bottom; ++y) {
      for (int x = part.box.left; x < part.box.right; ++x) {
        if (part_of_[at(x, y)] == number && (x < left || x >= right)) part_of_[at(x, y)] = 0;
      }
    }
    part.box = box;
    part.pixels = inside;
    if (inside == 0 || static_cast<float>(box.width()) < 0.14F * size_) drop(number);
  }
}

/// Cuts where little ink joins two digits, along the slant that goes through least of it.
void FieldInk::cut_wide_parts() {
  const std::size_t found = parts_.size();
  for (std::size_t number = 1; number < found; ++number) {
    const InkPiece part = parts_[number];
    if (part.pixels == 0 || static_cast<float>(part.box.width()) < kWide * size_) continue;
    const auto apart = std::max(2, static_cast<int>(kCutApart * size_));
    const float middle = static_cast<float>(part.box.top + part.box.bottom) / 2;
    const auto shifted = [middle](int x, int y, float slant) {
      return static_cast<int>(std::lround(static_cast<float>(x) + slant * (static_cast<float>(y) - middle)));
    };
    std::vector<int> best_cuts;
    float best_slant = 0;
    int best_ink = 1 << 30;
    for (const float slant : kSlants) {
      const int reach = static_cast<int>(slant * static_cast<float>(part.box.height()) / 2) + 1;
      const int first = part.box.left - reach;
      std::vector<int> crossed(static_cast<std::size_t>(part.box.width() + 2 * reach + 1), 0);
      for (int y = part.box.top; y < part.box.bottom; ++y) {
        for (int x = part.box.left; x < part.box.right; ++x) {
          if (part_of_[at(x, y)] == number) ++crossed[static_cast<std::size_t>(shifted(x, y, slant) - first)];
        }
      }
      const auto begin = static_cast<std::size_t>(
          std::find_if(crossed.begin(), crossed.end(), [](int ink) { return ink > 0; }) - crossed.begin());
      std::size_t end = crossed.size();
      while (end > begin && crossed[end - 1] == 0) --end;
      std::vector<std::pair<int, std::size_t>> candidates;  // ink, place
      const auto most = static_cast<int>(kThinCut * static_cast<float>(part.box.height()));
      const auto step = static_cast<std::size_t>(apart);
      for (std::size_t x = begin + step; x + step < end; ++x) {
        const auto low = crossed.begin() + static_cast<std::ptrdiff_t>(x - step / 2);
        if (crossed[x] <= most && *std::min_element(low, low + static_cast<std::ptrdiff_t>(step)) == crossed[x])
          candidates.emplace_back(crossed[x], x);
      }
      std::sort(candidates.begin(), candidates.end());
      std::vector<int> cuts;
      int ink = 0;
      for (const auto& [cost, place] : candidates) {
        const int x = static_cast<int>(place) + first;
        const bool close = std::any_of(cuts.begin(), cuts.end(), [&](int cut) { return std::abs(cut - x) < apart; });
        if (close || cuts.size() >= kMostCuts) continue;
        if (cuts.empty()) ink = cost;
        cuts.push_back(x);
      }
      if (!cuts.empty() && ink < best_ink) {
        best_ink = ink;
        best_cuts = cuts;
        best_slant = slant;
      }
    }
    if (best_cuts.empty()) continue;
    std::sort(best_cuts.begin(), best_cuts.end());
    std::vector<InkPiece> made(best_cuts.size() + 1, InkPiece{{width_, height_, 0, 0}, 0, true});
    made.front().cut_left = false;
    const auto first_new = parts_.size();
    for (int y = part.box.top; y < part.box.bottom; ++y) {
      for (int x = part.box.left; x < part.box.right; ++x) {
        if (part_of_[at(x, y)] != number) continue;
        const int place = shifted(x, y, best_slant);
        const auto piece =
            static_cast<std::size_t>(std::upper_bound(best_cuts.begin(), best_cuts.end(), place) - best_cuts.begin());
        PixelBox& box = made[piece].box;
        box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x + 1), std::max(box.bottom, y + 1)};
        ++made[piece].pixels;
        part_of_[at(x, y)] = static_cast<std::uint16_t>(first_new + piece);
      }
    }
    parts_[number].pixels = 0;
    parts_.insert(parts_.end(), made.begin(), made.end());
  }
}

void FieldInk::number_pieces() {
  for (std::size_t number = 1; number < parts_.size(); ++number) {
    if (parts_[number].pixels > 0) piece_part_.push_back(static_cast<std::uint16_t>(number));
  }
  const auto middle = [this](std::uint16_t number) { return parts_[number].box.left + parts_[number].box.right; };
  std::stable_sort(piece_part_.begin(), piece_part_.end(),
                   [&](std::uint16_t a, std::uint16_t b) { return middle(a) < middle(b); });
  for (const std::uint16_t number : piece_part_) {
    InkPiece piece = parts_[number];
    piece.box.left += area_.left;
    piece.box.right += area_.left;
    piece.box.top += area_.top;
    piece.box.bottom += area_.top;
    pieces_.push_back(piece);
  }
}

float FieldInk::dust() const {
  int kept = 0;
  for (const InkPiece& piece : pieces_) kept += piece.pixels;
  return kept == 0 ? 0 : static_cast<float>(specks_) / static_cast<float>(kept);
}

DigitPicture FieldInk::picture(std::size_t first, std::size_t last) const {
  PixelBox box{width_, height_, 0, 0};
  std::vector<char> wanted(parts_.size(), 0);
  for (std::size_t i = first; i < last; ++i) {
    const InkPiece& part = parts_[piece_part_[i]];
    wanted[piece_part_[i]] = 1;
    box.left = std::min(box.left, part.box.left);
    box.top = std::min(box.top, part.box.top);
    box.right = std::max(box.right, part.box.right);
    box.bottom = std::max(box.bottom, part.box.bottom);
  }
  // Its own ink, and the grey edge of it; not what the neighbours' strokes bring into the box.
  const auto own_ink = [&](int x, int y) {
    const std::uint16_t part = part_of_[at(x, y)];
    if (part != 0) return wanted[part] != 0 ? ink_[at(x, y)] : 0.0F;
    for (int ny = std::max(0, y - 1); ny <= std::min(height_ - 1, y + 1); ++ny) {
      for (int nx = std::max(0, x - 1); nx <= std::min(width_ - 1, x + 1); ++nx) {
        if (wanted[part_of_[at(nx, ny)]] != 0) return std::min(ink_[at(x, y)], level_);
      }
    }
    return 0.0F;
  };
  DigitPicture picture{};
  if (box.width() <= 0 || box.height() <= 0) return picture;
  std::vector<float> own(static_cast<std::size_t>(box.width()) * static_cast<std::size_t>(box.height()));
  for (int y = 0; y < box.height(); ++y) {
    for (int x = 0; x < box.width(); ++x)
      own[static_cast<std::size_t>(y) * static_cast<std::size_t>(box.width()) + static_cast<std::size_t>(x)] =
          own_ink(box.left + x, box.top + y);
  }
  const float factor = static_cast<float>(kDigitBox) / static_cast<float>(std::max(box.width(), box.height()));
  const int across = std::max(1, static_cast<int>(std::lround(static_cast<float>(box.width()) * factor)));
  const int down = std::max(1, static_cast<int>(std::lround(static_cast<float>(box.height()) * factor)));
  // The mean of what each pixel covers; first along the rows, then down.
  const auto shrink = [](const std::vector<float>& in, int rows, int columns, int made) {
    std::vector<float> out(static_cast<std::size_t>(rows) * static_cast<std::size_t>(made), 0);
    const float step = static_cast<float>(columns) / static_cast<float>(made);
    for (int x = 0; x < made; ++x) {
      const float begin = static_cast<float>(x) * step;
      const float end = begin + step;
      for (int from = static_cast<int>(begin); from < columns && static_cast<float>(from) < end; ++from) {
        const float share = std::min(end, static_cast<float>(from + 1)) - std::max(begin, static_cast<float>(from));
        for (int y = 0; y < rows; ++y) {
          out[static_cast<std::size_t>(y) * static_cast<std::size_t>(made) + static_cast<std::size_t>(x)] +=
              share / step *
              in[static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(from)];
        }
      }
    }
    return out;
  };
  const auto turned = [](const std::vector<float>& in, int rows, int columns) {
    std::vector<float> out(in.size());
    for (int y = 0; y < rows; ++y) {
      for (int x = 0; x < columns; ++x)
        out[static_cast<std::size_t>(x) * static_cast<std::size_t>(rows) + static_cast<std::size_t>(y)] =
            in[static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x)];
    }
    return out;
  };
  const std::vector<float> narrow = shrink(own, box.height(), box.width(), across);
  const std::vector<float> small = shrink(turned(narrow, box.height(), across), across, box.height(), down);
  const int left = (kDigitSide - across) / 2;
  const int top = (kDigitSide - down) / 2;
  for (int y = 0; y < down; ++y) {
    for (int x = 0; x < across; ++x) {
      const float ink =
          small[static_cast<std::size_t>(x) * static_cast<std::size_t>(down) + static_cast<std::size_t>(y)];
      picture[static_cast<std::size_t>(top + y) * kDigitSide + static_cast<std::size_t>(left + x)] =
          static_cast<std::uint8_t>(std::lround(255 * std::clamp(ink, 0.0F, 1.0F)));
    }
  }
  return picture;
}

bool is_slash(const DigitPicture& picture) {
  double rows = 0;
  double sum_x = 0;
  double sum_y = 0;
  double sum_xy = 0;
  double sum_yy = 0;
  std::array<double, kDigitSide> middles{};
  std::array<int, kDigitSide> widths{};
  for (int y = 0; y < kDigitSide; ++y) {
    double ink = 0;
    double moment = 0;
    int first = kDigitSide;
    int last = -1;
    for (int x = 0; x < kDigitSide; ++x) {
      const int value = picture[static_cast<std::size_t>(y * kDigitSide + x)];
      ink += value;
      moment += value * x;
      if (value < 100) continue;
      first = std::min(first, x);
      last = x;
    }
    const auto at = static_cast<std::size_t>(y);
    widths[at] = std::max(0, last - first + 1);
    if (widths[at] == 0) continue;
    middles[at] = moment / ink;
    ++rows;
    sum_x += middles[at];
    sum_y += y;
    sum_xy += middles[at] * y;
    sum_yy += y * y;
  }
  if (rows < kDigitBox - 2) return false;  // lies, or has gaps
  const double slope = (rows * sum_xy - sum_x * sum_y) / (rows * sum_yy - sum_y * sum_y);
  if (slope > -0.18 || slope < -0.8) return false;
  const double start = (sum_x - slope * sum_y) / rows;
  for (int y = 0; y < kDigitSide; ++y) {
    const auto at = static_cast<std::size_t>(y);
    if (widths[at] == 0) continue;
    if (widths[at] > 6 || std::fabs(middles[at] - start - slope * y) > 1.3) return false;
  }
  return true;
}

}  // namespace trichluc
