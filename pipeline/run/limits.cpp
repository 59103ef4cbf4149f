#include "pipeline/run/limits.h"

#include <algorithm>

namespace trichluc {
namespace {

constexpr int kPictureFactor = 3;
constexpr int kMostPagesCounted = 10'000;

bool is_picture_work(Stage stage) { return stage == Stage::kRender || stage == Stage::kRecognize; }

}  // namespace

std::int64_t Limits::step_ms(Stage stage) const { return is_picture_work(stage) ? kPictureFactor * page_ms : page_ms; }

std::int64_t Limits::document_ms(int pages, bool pictures) const {
  const std::int64_t counted = std::clamp(pages, 0, kMostPagesCounted);
  return page_ms * (16 + counted) / 4 * (pictures ? kPictureFactor : 1);
}

std::string Limits::words() const {
  return "page " + std::to_string(page_ms) + " ms, memory " + std::to_string(memory_bytes) + " bytes";
}

}  // namespace trichluc
