#include "pipeline/ingest/digit_net.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string>

#include "pipeline/ingest/little_endian.h"

namespace trichluc {
namespace {

constexpr std::string_view kMagic = "trichluc digits\n";
constexpr int kFirst = 12;
constexpr int kSecond = 32;
constexpr int kHidden = 80;
constexpr int kClasses = 11;
constexpr int kFirstSide = kDigitSide - 4;                                                  // after the 5x5
constexpr int kFirstHalf = kFirstSide / 2;                                                  // after the first maximum
constexpr int kSecondSide = kFirstHalf - 2;                                                 // after the 3x3
constexpr int kSecondHalf = kSecondSide / 2;                                                // after the second
constexpr std::uint32_t kShape[] = {1, 0, kDigitSide, kFirst, kSecond, kHidden, kClasses};  // 0: any number of networks
constexpr std::uint32_t kMostNets = 8;

tl::unexpected<Error> damaged(const std::string& what) {
  return fail(ErrorCode::kDamaged, "the digit recogniser: " + what,
              "restore rules/digits/digits.net, or make it again with tools/digits/train");
}

/// Sum over a window of `side` x `side` for a row of `count` places at once, which the compiler turns into vectors.
void convolve_row(const float* in, int in_side, const float* kernel, int side, float* out, int count) {
  for (int dy = 0; dy < side; ++dy) {
    for (int dx = 0; dx < side; ++dx) {
      const float weight = kernel[dy * side + dx];
      const float* const from = in + dy * in_side + dx;
      for (int x = 0; x < count; ++x) out[x] += weight * from[x];
    }
  }
}

/// Valid convolution of `in_maps` maps to `out_maps`, ReLU, and the maximum of each 2x2.
void convolve(const float* in, int in_maps, int in_side, const std::vector<float>& weights,
              const std::vector<float>& bias, int out_maps, int side, float* out) {
  const int made = in_side - side + 1;
  const int half = made / 2;
  std::array<float, kFirstSide> rows[2];
  for (int map = 0; map < out_maps; ++map) {
    for (int y = 0; y < half; ++y) {
      for (int row = 0; row < 2; ++row) {
        rows[row].fill(bias[static_cast<std::size_t>(map)]);
        for (int from = 0; from < in_maps; ++from) {
          convolve_row(in + (from * in_side + 2 * y + row) * in_side, in_side,
                       weights.data() + (map * in_maps + from) * side * side, side, rows[row].data(), made);
        }
      }
      for (int x = 0; x < half; ++x) {
        const auto at = static_cast<std::size_t>(2 * x);
        const float most = std::max({rows[0][at], rows[0][at + 1], rows[1][at], rows[1][at + 1]});
        out[(map * half + y) * half + x] = std::max(0.0F, most);
      }
    }
  }
}

void connect(const float* in, int in_count, const std::vector<float>& weights, const std::vector<float>& bias,
             int out_count, float* out) {
  for (int i = 0; i < out_count; ++i) {
    const float* const row = weights.data() + static_cast<std::ptrdiff_t>(i) * in_count;
    // Four sums, so that additions need not wait for each other.
    float sums[4] = {bias[static_cast<std::size_t>(i)], 0, 0, 0};
    for (int k = 0; k < in_count; k += 4) {
      for (int part = 0; part < 4; ++part) sums[part] += row[k + part] * in[k + part];
    }
    out[i] = sums[0] + sums[1] + sums[2] + sums[3];
  }
}

}  // namespace

Result<DigitNet> DigitNet::parse(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return damaged("the file is of another kind");
  const LittleEndian file(bytes);
  std::size_t at = kMagic.size();
  constexpr std::size_t kHead = sizeof(kShape) + sizeof(float);
  if (bytes.size() < at + kHead) return damaged("the file is cut off");
  std::uint32_t nets = 0;
  for (std::size_t i = 0; i < std::size(kShape); ++i, at += 4) {
    const std::uint32_t value = file.u32(at);
    if (i == 1) {
      nets = value;
    } else if (value != kShape[i]) {
      return damaged("the file is for another version of the program");
    }
  }
  DigitNet net;
  net.temperature_ = std::bit_cast<float>(file.u32(at));
  at += 4;
  if (nets == 0 || nets > kMostNets || !(net.temperature_ > 0.01F && net.temperature_ < 100))
    return damaged("the head of the file makes no sense");

  constexpr std::size_t kFloats = kFirst * 26 + kSecond * (kFirst * 9 + 1) +
                                  kHidden * (kSecond * kSecondHalf * kSecondHalf + 1) + kClasses * (kHidden + 1);
  if (bytes.size() - at != nets * kFloats * sizeof(float)) return damaged("the file is cut off, or too long");
  bool sound = true;
  const auto take = [&](std::vector<float>& values, std::size_t count) {
    values.resize(count);
    for (float& value : values) {
      value = std::bit_cast<float>(file.u32(at));
      sound = sound && std::isfinite(value);
      at += 4;
    }
  };
  for (std::uint32_t i = 0; i < nets; ++i) {
    Layers& layers = net.nets_.emplace_back();
    take(layers.first, std::size_t{kFirst} * 25);
    take(layers.first_bias, kFirst);
    take(layers.second, std::size_t{kSecond} * kFirst * 9);
    take(layers.second_bias, kSecond);
    take(layers.hidden, std::size_t{kHidden} * kSecond * kSecondHalf * kSecondHalf);
    take(layers.hidden_bias, kHidden);
    take(layers.last, std::size_t{kClasses} * kHidden);
    take(layers.last_bias, kClasses);
  }
  if (!sound) return damaged("the file holds weights that are no numbers");
  return net;
}

void DigitNet::run(const Layers& layers, const DigitPicture& picture, DigitScores& logits) {
  std::array<float, std::tuple_size_v<DigitPicture>> ink;
  for (std::size_t i = 0; i < ink.size(); ++i) ink[i] = static_cast<float>(picture[i]) / 255;
  std::array<float, std::size_t{kFirst} * kFirstHalf * kFirstHalf> first;
  convolve(ink.data(), 1, kDigitSide, layers.first, layers.first_bias, kFirst, 5, first.data());
  std::array<float, std::size_t{kSecond} * kSecondHalf * kSecondHalf> second;
  convolve(first.data(), kFirst, kFirstHalf, layers.second, layers.second_bias, kSecond, 3, second.data());
  std::array<float, kHidden> hidden;
  connect(second.data(), static_cast<int>(second.size()), layers.hidden, layers.hidden_bias, kHidden, hidden.data());
  for (float& value : hidden) value = std::max(0.0F, value);
  connect(hidden.data(), kHidden, layers.last, layers.last_bias, kClasses, logits.data());
}

DigitScores DigitNet::classify(const DigitPicture& picture) const {
  DigitScores mean{};
  for (const Layers& layers : nets_) {
    DigitScores logits{};
    run(layers, picture, logits);
    const float most = *std::max_element(logits.begin(), logits.end());
    float sum = 0;
    for (float& value : logits) {
      value = std::exp((value - most) / temperature_);
      sum += value;
    }
    for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += logits[i] / (sum * static_cast<float>(nets_.size()));
  }
  return mean;
}

const DigitNet* DigitReader::net() {
  if (net_ || error_) return net_.get();
  std::ifstream file(file_, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file.good() && bytes.empty()) {
    error_ = Error{ErrorCode::kNotFound,
                   "the digit recogniser cannot be read",
                   "restore it, or install it",
                   {.file = file_.string()}};
    return nullptr;
  }
  Result<DigitNet> parsed = DigitNet::parse(bytes);
  if (!parsed) {
    error_ = parsed.error();
    error_->where.file = file_.string();
    return nullptr;
  }
  net_ = std::make_unique<DigitNet>(*std::move(parsed));
  return net_.get();
}

}  // namespace trichluc
