#include "pipeline/normalize/normalize.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>

#include "tools/bench/commands.h"
#include "tools/bench/healthy_text.h"

namespace trichluc::bench {
namespace {

constexpr int kRounds = 9;

template <class Work>
double median_seconds(Work work) {
  std::vector<double> seconds;
  for (int round = 0; round <= kRounds; ++round) {
    const double spent = work();
    if (round > 0) seconds.push_back(spent);  // the first one only warms up
  }
  std::nth_element(seconds.begin(), seconds.begin() + kRounds / 2, seconds.end());
  return seconds[kRounds / 2];
}

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

}  // namespace

int normalize_speed(const std::vector<std::string>& arguments) {
  std::vector<std::string> paths = arguments;
  const bool show = std::erase(paths, "--repairs") > 0;
  const std::vector<Text> texts = read_texts(paths);
  std::vector<Reading> readings;
  std::size_t bytes = 0, repairs = 0;
  for (const Text& text : texts) {
    readings.push_back(reading_of(text.text));
    bytes += text.text.size();
    Reading reading = readings.back();
    normalize(reading);
    const Page& page = reading.pages[0];
    repairs += page.repairs.size();
    for (const Repair& repair : page.repairs) {
      if (show)
        std::printf("%s\t%s\t%s\t%s\n", text.file.c_str(), repair.rule.c_str(), repair.from.c_str(), repair.to.c_str());
    }
  }
  const std::size_t copies = std::max<std::size_t>(1, 16'000'000 / bytes);

  const double all = median_seconds([&] {
    double spent = 0;
    for (std::size_t copy = 0; copy < copies; ++copy) {
      std::vector<Reading> fresh = readings;
      const auto begin = Clock::now();
      for (Reading& reading : fresh) normalize(reading);
      spent += seconds_since(begin);
    }
    return spent;
  });
  // What any pass over the text has to do at least.
  volatile std::uint64_t letters = 0;
  const double look = median_seconds([&] {
    const auto begin = Clock::now();
    for (std::size_t copy = 0; copy < copies; ++copy) {
      for (const Text& text : texts) {
        std::uint64_t count = 0;
        for (const char byte : text.text) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
        letters = letters + count;
      }
    }
    return seconds_since(begin);
  });
  const double mb = static_cast<double>(bytes * copies) / 1e6;
  std::printf("%zu texts, %.2f MB, %zu repairs\n", texts.size(), static_cast<double>(bytes) / 1e6, repairs);
  std::printf("normalize        %8.0f MB/s\n", mb / all);
  std::printf("count characters %8.0f MB/s  (%.1f times as fast)\n", mb / look, all / look);
  return 0;
}

}  // namespace trichluc::bench
