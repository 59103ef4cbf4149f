#include "tools/trichluc/run_options.h"

#include <sched.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace trichluc {
namespace {

namespace po = boost::program_options;

// Below this the libraries and rules themselves do not fit.
constexpr std::uint64_t kLeastMemory = std::uint64_t{128} << 20;
constexpr std::uint64_t kMostMemory = std::uint64_t{1} << 40;
constexpr double kLeastSeconds = 0.1, kMostSeconds = 86'400;

/// Cores this process may use, which can be fewer than the machine has.
int usable_cores() {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  if (sched_getaffinity(0, sizeof cores, &cores) != 0) return 1;
  return std::max(1, CPU_COUNT(&cores));
}

/// "512M", "2G", "1073741824" -> bytes; none for anything else.
std::optional<std::uint64_t> read_size(const std::string& text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number > kMostMemory) return std::nullopt;
  const std::string unit(end, text.data() + text.size());
  for (const auto& [names, shift] : {std::pair{"kK", 10}, std::pair{"mM", 20}, std::pair{"gG", 30}}) {
    if (unit.size() == 1 && (unit[0] == names[0] || unit[0] == names[1])) return number << shift;
  }
  return unit.empty() ? std::optional(number) : std::nullopt;
}

}  // namespace

void add_run_options(po::options_description& options, RunSettings& settings) {
  settings.jobs = usable_cores();
  auto add = options.add_options();
  add("jobs,j", po::value(&settings.jobs)->value_name("N"),
      "worker processes (default: the cores there are); the output is the same for any number");
  add("timeout-page", po::value(&settings.page_seconds)->value_name("SECONDS"),
      "wall clock of one page (default 20); three times as much where a picture is read");
  add("memory", po::value(&settings.memory)->value_name("SIZE"),
      "memory of the process that reads a document (default 1G); K, M and G are powers of 1024");
  add("alone", po::bool_switch(&settings.alone),
      "a process for every document; else short ones take turns in one as long as nothing is wrong with them");
  add("resume", "go on where a run into the same output stopped (this is the default)");
  add("fresh", po::bool_switch(&settings.fresh), "forget earlier runs into the same output and start over");
}

std::optional<std::string> check_run_options(const RunSettings& settings) {
  if (settings.jobs < 1) return "--jobs takes a number from 1 on";
  if (!std::isfinite(settings.page_seconds) || settings.page_seconds < kLeastSeconds ||
      settings.page_seconds > kMostSeconds)
    return "--timeout-page takes seconds from 0.1 to 86400";
  const auto memory = read_size(settings.memory);
  if (!memory || *memory < kLeastMemory || *memory > kMostMemory)
    return "--memory takes a size from 128M to 1024G, as 512M or 2G";
  return std::nullopt;
}

Limits limits_of(const RunSettings& settings) {
  Limits limits;
  limits.page_ms = std::llround(settings.page_seconds * 1000);
  limits.memory_bytes = read_size(settings.memory).value_or(limits.memory_bytes);
  return limits;
}

}  // namespace trichluc
