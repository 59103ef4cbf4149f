// digit_net.h - a small convolutional network that says which digit a picture of one shows.
//
// It is for what Tesseract's model has not seen: digits of numbering machines and of hands. Trained by tools/digits on
// MNIST, on the digits of many typefaces, and on digits as schools in Vietnam teach to write them; a quarter of all it
// saw was no digit, or not one digit, and it can say so.
//
//   24x24 ink ─ 12 x 5x5 ─ ReLU ─ max 2x2 ─ 32 x 3x3 ─ ReLU ─ max 2x2 ─ 80 ─ ReLU ─ 11 ─ softmax
//
// The file holds several networks, trained apart; their answers are averaged. It begins with "trichluc digits\n", then,
// little endian: seven 32-bit words (format 1, networks, 24, 12, 32, 80, 11), the temperature of the softmax, and for
// every network the weights and biases of its four layers, as 32-bit floats in the order of PyTorch.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/core/error.h"

namespace trichluc {

constexpr int kDigitSide = 24;  // pixels of a picture
constexpr int kDigitBox = 20;   // of these, the longer side of the ink, in the middle

/// Row by row; 0 paper .. 255 ink.
using DigitPicture = std::array<std::uint8_t, static_cast<std::size_t>(kDigitSide) * kDigitSide>;

/// Probabilities of 0 to 9; the last: that it is no digit. Their sum is 1.
using DigitScores = std::array<float, 11>;

class DigitNet {
 public:
  /// Errors: kDamaged: another format, a length that does not fit, or numbers that are none.
  static Result<DigitNet> parse(std::string_view bytes);

  DigitScores classify(const DigitPicture& picture) const;

 private:
  DigitNet() = default;

  struct Layers {
    std::vector<float> first, first_bias;    // [12][25]
    std::vector<float> second, second_bias;  // [32][12 * 9]
    std::vector<float> hidden, hidden_bias;  // [80][32 * 16]
    std::vector<float> last, last_bias;      // [11][80]
  };
  static void run(const Layers& layers, const DigitPicture& picture, DigitScores& logits);

  std::vector<Layers> nets_;
  float temperature_ = 1;
};

/// The network of a file, read when first asked for. One per process; not for several threads.
class DigitReader {
 public:
  /// `folder`: rules/digits, which holds digits.net. Nothing is read yet.
  explicit DigitReader(const std::filesystem::path& folder) : file_(folder / "digits.net") {}
  /// With a network made in another way.
  explicit DigitReader(DigitNet net) : net_(std::make_unique<DigitNet>(std::move(net))) {}

  /// Null when the file cannot be read; error() then says why.
  const DigitNet* net();
  const std::optional<Error>& error() const { return error_; }

 private:
  std::filesystem::path file_;
  std::unique_ptr<DigitNet> net_;
  std::optional<Error> error_;
};

}  // namespace trichluc
