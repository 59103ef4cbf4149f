#include "pipeline/run/pulse.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <new>

#include "pipeline/run/limits.h"

namespace trichluc {
namespace {

// A heartbeat listener is a plain function, and a process has one: the child that works on one document.
Pulse* own_pulse = nullptr;
const Limits* own_limits = nullptr;

/// The kernel ends a step that has used its time even when nobody is left to watch.
void limit_cpu(Stage stage) {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  rlimit limit{};
  getrlimit(RLIMIT_CPU, &limit);
  const rlim_t soft = static_cast<rlim_t>(used.tv_sec + 2 + own_limits->step_ms(stage) / 1000);
  limit.rlim_cur = std::min(soft, limit.rlim_max);
  setrlimit(RLIMIT_CPU, &limit);
}

void on_beat(Stage stage, int page, int pages) {
  Pulse& pulse = *own_pulse;
  if (pages > 0) pulse.pages.store(pages, std::memory_order_relaxed);
  const auto number = static_cast<std::int32_t>(stage);
  if (pulse.stage.load(std::memory_order_relaxed) == number && pulse.page.load(std::memory_order_relaxed) == page)
    return;
  limit_cpu(stage);
  pulse.step_began_ms.store(now_ms(), std::memory_order_relaxed);
  if (stage == Stage::kRender || stage == Stage::kRecognize) pulse.pictures.store(true, std::memory_order_relaxed);
  pulse.page.store(page, std::memory_order_relaxed);
  pulse.stage.store(number, std::memory_order_release);
}

}  // namespace

void Pulse::start_anew() {
  stage = 0;
  page = 0;
  pages = 0;
  pictures = false;
  out_of_memory = false;
  step_began_ms = now_ms();
}

Stage Pulse::stage_now() const {
  return static_cast<Stage>(std::clamp<std::int32_t>(stage, 0, static_cast<std::int32_t>(Stage::kWrite)));
}

void PulseRelease::operator()(Pulse* pulse) const { munmap(pulse, sizeof(Pulse)); }

SharedPulse make_shared_pulse() {
  void* memory = mmap(nullptr, sizeof(Pulse), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return SharedPulse(memory == MAP_FAILED ? nullptr : new (memory) Pulse);
}

void listen_with(Pulse& pulse, const Limits& limits) {
  own_pulse = &pulse;
  own_limits = &limits;
  limit_cpu(Stage::kOpen);
  set_heartbeat_listener(on_beat);
}

std::int64_t now_ms() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

}  // namespace trichluc
