// What isolation costs, in CPU time of one core: the same documents through the same stages in one process, and through
// run_documents() with one worker, as a run does it and with a process for every document (--alone); in turns, the
// medians of the rounds and of their ratios.
//
//   isolation ROUNDS FILE...
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/core/sha256.h"
#include "pipeline/run/run.h"
#include "tools/trichluc/process.h"
#include "tools/trichluc/rules_location.h"
#include "tools/trichluc/warm_up.h"

namespace {

using namespace trichluc;

/// Used by this process and by those that it waited for.
struct Used {
  double user = 0, system = 0;  // seconds
  double faults = 0;            // pages that the kernel had to find, copy or clear

  static Used until_now() {
    const auto seconds = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    Used sum;
    for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
      rusage usage{};
      getrusage(who, &usage);
      sum.user += seconds(usage.ru_utime);
      sum.system += seconds(usage.ru_stime);
      sum.faults += static_cast<double>(usage.ru_minflt);
    }
    return sum;
  }
  Used since(const Used& before) const { return {user - before.user, system - before.system, faults - before.faults}; }
  double cpu() const { return user + system; }
};

double median(std::vector<double> all) {
  std::sort(all.begin(), all.end());
  return all[all.size() / 2];
}

/// One way of reading all documents, and what it took in each round.
struct Way {
  const char* title;
  std::function<void()> run;
  std::vector<Used> used = {};

  double median_of(double Used::*what) const {
    std::vector<double> all;
    for (const Used& round : used) all.push_back(round.*what);
    return median(all);
  }
};

/// Medians of the rounds. The ratio is the median of the rounds' own ratios: within one the machine is mostly the same.
void print(const Way& way, const Way& once, std::size_t documents) {
  const auto each = static_cast<double>(documents);
  std::vector<double> ratios;
  for (std::size_t round = 0; round < way.used.size(); ++round)
    ratios.push_back(way.used[round].cpu() / once.used[round].cpu());
  const auto [low, high] = std::minmax_element(ratios.begin(), ratios.end());
  const double kernel = way.median_of(&Used::system);
  std::printf("  %-16s %7.2f ms a document (%5.2f by the kernel, %5.0f faults)  %.3f (%.2f to %.2f)\n", way.title,
              (way.median_of(&Used::user) + kernel) * 1000 / each, kernel * 1000 / each,
              way.median_of(&Used::faults) / each, median(ratios), *low, *high);
}

/// Microseconds for a page of memory that is touched for the first time: what a process of its own pays for most, and
/// what differs tenfold between machines and their virtual ones.
double fault_us() {
  constexpr std::size_t kPages = 8192, kPageSize = 4096;
  void* memory = mmap(nullptr, kPages * kPageSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return 0;
  madvise(memory, kPages * kPageSize, MADV_NOHUGEPAGE);
  const Used began = Used::until_now();
  for (std::size_t i = 0; i < kPages; ++i) static_cast<volatile char*>(memory)[i * kPageSize] = 1;
  const double us = Used::until_now().since(began).cpu() * 1e6 / kPages;
  munmap(memory, kPages * kPageSize);
  return us;
}

/// One document after the other, in a process that begins as a worker does: what rules and libraries build at their
/// first use is not there yet, and is not there for the workers of the next round either.
void run_in_one_process(const std::vector<Input>& inputs, const Work& work) {
  const pid_t process = fork();
  if (process < 0) std::perror("fork"), std::exit(1);
  if (process > 0) {
    waitpid(process, nullptr, 0);
    return;
  }
  for (const Input& input : inputs) {
    const auto bytes = read_input(input);
    if (bytes) static_cast<void>(work({input, *bytes, sha256_hex(*bytes)}));
  }
  _exit(0);
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return std::fputs("isolation ROUNDS FILE...\n", stderr), 2;
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  const int rounds = std::max(1, std::atoi(words[1]));
  const auto inputs = list_inputs({words + 2, words + count});
  const auto folders = rule_folders({});
  if (!folders) return std::fputs("no rules\n", stderr), 1;
  const auto extractor = Extractor::load(*folders);
  if (!extractor) return std::fputs("rules are broken\n", stderr), 1;
  LanguageData language(language_source());
  const ProcessOptions options;
  const Work work = [&](const Source& source) { return process(source, *extractor, language, options); };
  RunOptions together;
  together.limits.readable.push_back(language_source());
  RunOptions apart = together;
  together.warm_up = [&] { warm_up(*extractor, language, options); };
  together.company_of = company_of;
  apart.warm_up = [&] { warm_up(*extractor, language, options, samples_folder()); };

  const auto run_isolated = [&](const RunOptions& run_options) {
    const RunReport report =
        run_documents(inputs, run_options, work, [](std::size_t, const Outcome&) -> Result<void> { return {}; });
    if (report.failed() > 0) std::fprintf(stderr, "%zu documents could not be read\n", report.failed()), std::exit(1);
  };
  Way ways[] = {{"in one process", [&] { run_in_one_process(inputs, work); }},
                {"isolated", [&] { run_isolated(together); }},
                {"a process each", [&] { run_isolated(apart); }}};
  for (int round = 0; round <= rounds; ++round) {
    for (Way& way : ways) {
      const Used began = Used::until_now();
      way.run();
      while (wait(nullptr) > 0) {  // a worker may be ended before its last child is gone
      }
      const Used used = Used::until_now().since(began);
      if (round > 0) way.used.push_back(used);  // the first warms up
    }
  }
  std::printf("%zu documents; a page of memory touched for the first time costs %.2f us here\n", inputs.size(),
              fault_us());
  for (const Way& way : ways) print(way, ways[0], inputs.size());
  return 0;
}
