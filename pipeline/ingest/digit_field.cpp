#include "pipeline/ingest/digit_field.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "pipeline/ingest/digit_ink.h"

namespace trichluc {
namespace {

constexpr std::size_t kMostPieces = 16;  // more is a stamp, or print
constexpr std::size_t kMostJoined = 4;   // pieces of one digit
constexpr std::size_t kMostWays = 40;    // that are followed at a time
constexpr std::size_t kMostDigits = 5;
constexpr float kDark = 0.45F;  // levels of ink
constexpr float kFaint = 0.28F;
constexpr float kAlone = 0.5F;  // what a reading is worth that the other level does not bear out
constexpr float kMostDust = 0.4F;
// In sizes of the type.
constexpr float kAbove = 1.25F;
constexpr float kBelow = 0.55F;
constexpr float kBeside = 2;  // looked at for rules that run on
constexpr float kWidest = 1.15F;
constexpr float kLeastHeight = 0.36F;
constexpr float kMostHeight = 1.75F;

/// Pieces [first, last) as one digit.
struct Segment {
  DigitScores scores{};
  PixelBox box;
  float fit = 0;  // 0..1, how well the pieces fit together; 0: not at all
};

PixelBox unite(const PixelBox& a, const PixelBox& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

/// One way to read the pieces so far.
struct Way {
  std::string digits;
  std::vector<PixelBox> boxes;
  float weight = 1;   // of this way against others
  float certain = 1;  // that each of its digits is right
};

PixelBox area_of(const DigitField& field) {
  const auto pixels = [&field](float sizes) { return static_cast<int>(std::lround(sizes * field.size)); };
  const auto base = static_cast<int>(std::lround(field.base));
  return {field.left - pixels(kBeside), base - pixels(kAbove), field.right + pixels(kBeside), base + pixels(kBelow)};
}

class FieldReader {
 public:
  FieldReader(const GreyView& image, const DigitField& field, const DigitNet& net, float level)
      : field_(field), net_(net), ink_(image, area_of(field), field.left, field.right, field.size, level) {}

  std::optional<FieldDigits> go() {
    const std::size_t count = ink_.pieces().size();
    if (count == 0 || count > kMostPieces) return std::nullopt;
    std::vector<std::vector<Way>> ways(count + 1);
    ways[0].emplace_back();
    for (std::size_t at = 0; at < count; ++at) {
      prune(ways[at]);
      for (const Way& way : ways[at]) {
        ways[at + 1].push_back(without(way, at));
        if (way.digits.size() >= kMostDigits) continue;
        for (std::size_t last = at + 1; last <= std::min(count, at + kMostJoined); ++last)
          go_on(way, at, last, ways[last]);
      }
    }
    return best(ways[count]);
  }

 private:
  float sizes(int pixels) const { return static_cast<float>(pixels) / field_.size; }

  static void prune(std::vector<Way>& ways) {
    std::sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.digits < b.digits;
    });
    if (ways.size() > kMostWays) ways.resize(kMostWays);
  }

  /// `way` with the piece `at` taken for no part of a digit.
  Way without(const Way& way, std::size_t at) const {
    const float ink = static_cast<float>(ink_.pieces()[at].pixels) / (field_.size * field_.size);
    Way made = way;
    made.weight *= ink < 0.012F ? 0.5F : ink < 0.03F ? 0.1F : 0.004F;
    made.certain *= ink < 0.012F ? 0.99F : ink < 0.03F ? 0.9F : 0.3F;
    return made;
  }

  void go_on(const Way& way, std::size_t first, std::size_t last, std::vector<Way>& ways) {
    constexpr float kLeast = 0.003F;
    const Segment& segment = segment_of(first, last);
    if (segment.fit <= 0) return;
    for (std::size_t digit = 0; digit < 10; ++digit) {
      if (segment.scores[digit] < kLeast) continue;
      Way made = way;
      made.digits.push_back(static_cast<char>('0' + digit));
      made.boxes.push_back(segment.box);
      made.weight *= segment.scores[digit] * segment.fit;
      made.certain *= segment.scores[digit];
      ways.push_back(std::move(made));
    }
  }

  const Segment& segment_of(std::size_t first, std::size_t last) {
    const auto [place, made] = segments_.try_emplace({first, last});
    Segment& segment = place->second;
    if (!made) return segment;
    const auto pieces = ink_.pieces();
    segment.box = pieces[first].box;
    segment.fit = 1;
    for (std::size_t i = first + 1; i < last; ++i) {
      const PixelBox& next = pieces[i].box;
      // A hat, a bar or a worn stamp leaves gaps, but small ones; what was cut apart a moment ago has none.
      const float gap = sizes(std::max(next.left - segment.box.right, 0));
      segment.fit *= std::exp(-gap / 0.08F);
      segment.box = unite(segment.box, next);
    }
    const float width = sizes(segment.box.width());
    const float height = sizes(segment.box.height());
    if (width > kWidest || height > kMostHeight || height < kLeastHeight) segment.fit = 0;
    if (height < 0.5F) segment.fit *= 0.3F;
    // Digits do not stand over each other: what is left out of this one must not lie within it.
    for (const std::size_t other : {first - 1, last}) {
      if (other >= pieces.size()) continue;
      const PixelBox& box = pieces[other].box;
      const int shared = std::min(box.right, segment.box.right) - std::max(box.left, segment.box.left);
      const int narrower = std::min(box.width(), segment.box.width());
      if (shared * 2 > narrower && !pieces[std::max(other, first)].cut_left) segment.fit *= 0.3F;
    }
    if (segment.fit > 0.001F) {
      segment.scores = net_.classify(ink_.picture(first, last));
    } else {
      segment.fit = 0;
    }
    return segment;
  }

  /// Digits of one hand are about equally large, and stand beside each other.
  static float evenness(const Way& way) {
    float fit = 1;
    for (const PixelBox& a : way.boxes) {
      for (const PixelBox& b : way.boxes) {
        const auto higher = static_cast<float>(std::max(a.height(), b.height()));
        const auto lower = static_cast<float>(std::min(a.height(), b.height()));
        const auto apart = static_cast<float>(std::abs(a.top + a.bottom - b.top - b.bottom)) / 2;
        if (lower < 0.5F * higher) fit = std::min(fit, 0.05F);
        if (lower < 0.65F * higher) fit = std::min(fit, 0.5F);
        if (apart > 0.5F * higher) fit = std::min(fit, 0.05F);
      }
    }
    return fit;
  }

  std::optional<FieldDigits> best(std::vector<Way>& ways) const {
    std::map<std::string, float> weights;
    float all = 0;
    const Way* found = nullptr;
    for (Way& way : ways) {
      if (way.digits.empty()) continue;
      way.weight *= evenness(way);
      all += way.weight;
      weights[way.digits] += way.weight;
    }
    float most = 0;
    for (const Way& way : ways) {
      if (!can_be(field_.kind, way.digits)) continue;
      const float weight = weights[way.digits];
      if (weight > most || (weight == most && found && way.digits == found->digits && way.weight > found->weight)) {
        most = weight;
        found = &way;
      }
    }
    if (!found || all <= 0) return std::nullopt;
    // Of the ways to the same digits, the likeliest says where they are.
    for (const Way& way : ways) {
      if (way.digits == found->digits && way.weight > found->weight) found = &way;
    }
    const float clean = ink_.dust() > kMostDust ? kAlone : 1;
    return FieldDigits{found->digits, found->boxes, found->certain * evenness(*found) * clean * most / all};
  }

  const DigitField field_;
  const DigitNet& net_;
  const FieldInk ink_;
  std::map<std::pair<std::size_t, std::size_t>, Segment> segments_;
};

}  // namespace

bool can_be(FieldKind kind, const std::string& digits) {
  const bool zeros = digits.find_first_not_of('0') == std::string::npos;
  if (digits.empty() || zeros) return false;
  if (kind == FieldKind::kNumber) return digits.size() <= kMostDigits;
  return digits.size() <= 2 && std::stoi(digits) <= (kind == FieldKind::kDay ? 31 : 12);
}

std::optional<FieldDigits> read_field(const GreyView& image, const DigitField& field, const DigitNet& net) {
  if (field.right <= field.left || field.size < 4) return std::nullopt;
  // Where a pen is faint or a stamp worn, what is ink depends on the level; what is written does not.
  std::optional<FieldDigits> dark = FieldReader(image, field, net, kDark).go();
  std::optional<FieldDigits> faint = FieldReader(image, field, net, kFaint).go();
  if (!dark || !faint) {
    std::optional<FieldDigits>& one = dark ? dark : faint;
    if (one) one->confidence *= kAlone;
    return std::move(one);
  }
  FieldDigits& better = dark->confidence >= faint->confidence ? *dark : *faint;
  const FieldDigits& other = &better == &*dark ? *faint : *dark;
  if (other.digits != better.digits) better.confidence *= 1 - std::max(other.confidence, 1 - kAlone);
  return std::move(better);
}

bool set_in_type(const GreyView& image, const DigitField& field) {
  if (field.right <= field.left || field.size < 4) return false;
  const FieldInk ink(image, area_of(field), field.left, field.right, field.size);
  int top = image.height;
  int bottom = 0;
  for (const InkPiece& piece : ink.pieces()) {
    if (static_cast<float>(piece.box.height()) < 0.5F * field.size) continue;
    const auto height = static_cast<float>(piece.box.height()) / field.size;
    if (height < 0.58F || height > 0.78F) return false;
    top = std::min(top, piece.box.top);
    bottom = std::max(bottom, piece.box.bottom);
  }
  return bottom > top && static_cast<float>(bottom - top) < 0.8F * field.size &&
         std::fabs(static_cast<float>(bottom) - field.base) < 0.1F * field.size;
}

}  // namespace trichluc
