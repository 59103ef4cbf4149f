#include "pipeline/ingest/thin_strokes.h"

#include <algorithm>
#include <cstddef>

namespace trichluc {
namespace {

/// The closing along pixels that are `step` apart: the lightest of each stretch, then of all stretches that hold a
/// pixel the darkest. Stretches are put together from two halves (van Herk needs fewer looks, but one pixel at a time;
/// these loops take 16). A stretch across that runs over the end of a row goes on in the next: margins are white.
std::vector<std::uint8_t> close_along(const std::vector<std::uint8_t>& grey, std::size_t step) {
  const std::size_t count = grey.size();
  const std::size_t whole = step * kLongStroke;
  if (count < whole) return std::vector<std::uint8_t>(count, 255);
  std::vector<std::uint8_t> now(grey);
  std::vector<std::uint8_t> next(count);
  for (std::size_t shift = step; shift < whole; shift *= 2) {
    const std::uint8_t* const from = now.data();
    std::uint8_t* const to = next.data();
    for (std::size_t i = 0; i < count - shift; ++i) to[i] = std::max(from[i], from[i + shift]);
    std::fill(next.end() - static_cast<std::ptrdiff_t>(shift), next.end(), std::uint8_t{255});
    std::swap(now, next);
  }
  for (std::size_t shift = step; shift < whole; shift *= 2) {
    const std::uint8_t* const from = now.data();
    std::uint8_t* const to = next.data();
    std::copy_n(from, shift, to);
    for (std::size_t i = shift; i < count; ++i) to[i] = std::min(from[i], from[i - shift]);
    std::swap(now, next);
  }
  return now;
}

}  // namespace

void keep_thin_strokes(const std::vector<std::uint8_t>& grey, int width, std::vector<std::uint8_t>& median) {
  for (const std::size_t step : {std::size_t{1}, static_cast<std::size_t>(width)}) {
    const std::vector<std::uint8_t> strokes = close_along(grey, step);
    std::transform(median.begin(), median.end(), strokes.begin(), median.begin(),
                   [](std::uint8_t a, std::uint8_t b) { return std::min(a, b); });
  }
}

}  // namespace trichluc
