// What it costs to give every document a process of its own, in CPU time of one core: the same documents through the
// same stages in one process, and through run_documents() with one worker; in turns, medians.
//
//   isolation ROUNDS FILE...
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "pipeline/core/sha256.h"
#include "pipeline/run/run.h"
#include "tools/trichluc/process.h"
#include "tools/trichluc/rules_location.h"
#include "tools/trichluc/warm_up.h"

namespace {

using namespace trichluc;

double cpu_seconds() {
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  double sum = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    getrusage(who, &usage);
    sum += seconds(usage.ru_utime) + seconds(usage.ru_stime);
  }
  return sum;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return std::fputs("isolation ROUNDS FILE...\n", stderr), 2;
  const int rounds = std::max(1, std::atoi(words[1]));
  const auto inputs = list_inputs({words + 2, words + count});
  const auto folders = rule_folders({});
  if (!folders) return std::fputs("no rules\n", stderr), 1;
  const auto extractor = Extractor::load(*folders);
  if (!extractor) return std::fputs("rules are broken\n", stderr), 1;
  LanguageData language(language_source());
  const ProcessOptions options;
  const Work work = [&](const Source& source) { return process(source, *extractor, language, options); };
  RunOptions run_options;
  run_options.limits.readable.push_back(language_source());
  run_options.warm_up = [&] { warm_up(*extractor, language, options); };

  std::vector<double> alone, isolated;
  for (int round = 0; round <= rounds; ++round) {
    double began = cpu_seconds();
    for (const Input& input : inputs) {
      const auto bytes = read_input(input);
      if (bytes) static_cast<void>(work({input, *bytes, sha256_hex(*bytes)}));
    }
    const double once = cpu_seconds() - began;
    began = cpu_seconds();
    run_documents(inputs, run_options, work, [](std::size_t, const Outcome&) -> Result<void> { return {}; });
    const double apart = cpu_seconds() - began;
    if (round == 0) continue;  // warms up
    alone.push_back(once);
    isolated.push_back(apart);
  }
  std::printf("%zu documents  one process %.3f s  a process each %.3f s  ratio %.3f  %.2f ms a document\n",
              inputs.size(), median(alone), median(isolated), median(isolated) / median(alone),
              (median(isolated) - median(alone)) * 1000 / static_cast<double>(inputs.size()));
  return 0;
}
