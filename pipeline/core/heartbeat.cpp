#include "pipeline/core/heartbeat.h"

#include <atomic>

namespace trichluc {
namespace {

// Process-wide on purpose: it carries no value from stage to stage, and a stage that has to be handed a listener would
// hand it on through every function down to the page loops.
std::atomic<HeartbeatListener> current_listener{nullptr};
std::atomic<int> last_page{0};

}  // namespace

const char* stage_name(Stage stage) {
  switch (stage) {
    case Stage::kOpen: return "open";
    case Stage::kRead: return "read";
    case Stage::kRender: return "render";
    case Stage::kRecognize: return "recognize";
    case Stage::kNormalize: return "normalize";
    case Stage::kLayout: return "layout";
    case Stage::kExtract: return "extract";
    case Stage::kWrite: return "write";
  }
  return "unknown";
}

void beat(Stage stage, int page, int pages) {
  last_page.store(page, std::memory_order_relaxed);
  if (const HeartbeatListener listener = current_listener.load(std::memory_order_relaxed)) listener(stage, page, pages);
}

void beat_same_page(Stage stage) { beat(stage, last_page.load(std::memory_order_relaxed)); }

void set_heartbeat_listener(HeartbeatListener listener) { current_listener.store(listener); }

}  // namespace trichluc
