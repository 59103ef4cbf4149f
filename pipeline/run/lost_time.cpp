#include "pipeline/run/lost_time.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string_view>
#include <utility>

namespace trichluc {
namespace {

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

}  // namespace

Scheduling scheduling_of(pid_t process) {
  const std::string folder = "/proc/" + std::to_string(process) + "/";
  return read_scheduling(first_line(folder + "schedstat"), first_line(folder + "stat"));
}

Scheduling read_scheduling(const std::string& schedstat, const std::string& stat) {
  Scheduling child;
  std::istringstream(schedstat) >> child.ran_ns >> child.waited_ns;
  // The name may hold anything, parentheses and blanks too.
  const std::size_t name_end = stat.rfind(") ");
  if (name_end != std::string::npos && name_end + 2 < stat.size())
    child.ready = std::string_view("RD").find(stat[name_end + 2]) != std::string_view::npos;
  return child;
}

void LostTime::begin_document(std::int64_t now_ms) {
  step_ = {now_ms};
  document_ = {now_ms};
}

void LostTime::look(std::int64_t now_ms, const Scheduling& child, std::int64_t step_began_ms) {
  const std::int64_t since = std::max<std::int64_t>(0, now_ms - looked_ms_);
  const std::int64_t late = std::max<std::int64_t>(0, since - kLookEvery);
  std::int64_t waited = 0;
  if (child.ready && child.ran_ns == seen_.ran_ns && child.waited_ns == seen_.waited_ns) {
    waited = since;
    ahead_ms_ += since;
  } else {
    waited = child.waited_ns / 1'000'000 - seen_.waited_ns / 1'000'000 - std::exchange(ahead_ms_, 0);
  }
  waited = std::clamp<std::int64_t>(waited - late, 0, since - late);
  looked_ms_ = now_ms;
  seen_ = child;

  if (step_.began_ms != step_began_ms) step_ = {step_began_ms};
  step_.add(now_ms, late, waited);
  document_.add(now_ms, late, waited);
}

void LostTime::Lost::add(std::int64_t now_ms, std::int64_t more_late, std::int64_t more_waited) {
  // What began since the last look can have lost no more than it has had.
  std::int64_t room = std::max<std::int64_t>(0, now_ms - began_ms - late - waited);
  more_late = std::min(more_late, room);
  late += more_late;
  waited += std::min(more_waited, room - more_late);
}

std::int64_t LostTime::Lost::within(std::int64_t limit_ms) const {
  return late + std::min(waited, kMostWaits * limit_ms);
}

}  // namespace trichluc
