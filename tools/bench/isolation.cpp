// What it costs to give every document a process of its own, in CPU time of one core: the same documents through the
// same stages in one process, and through run_documents() with one worker; in turns, medians.
//
//   isolation ROUNDS FILE...
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
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

Used median(std::vector<Used> all) {
  const auto middle = [&all](double Used::*what) {
    std::sort(all.begin(), all.end(), [what](const Used& one, const Used& other) { return one.*what < other.*what; });
    return all[all.size() / 2].*what;
  };
  return {middle(&Used::user), middle(&Used::system), middle(&Used::faults)};
}

void print(const char* title, const Used& used, std::size_t documents) {
  const auto each = static_cast<double>(documents);
  std::printf("%s %.2f ms (%.2f by the kernel, %.0f faults)  ", title, used.cpu() * 1000 / each,
              used.system * 1000 / each, used.faults / each);
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
  run_options.warm_up = [&] { warm_up(*extractor, language, options, samples_folder()); };

  std::vector<Used> alone, isolated;
  std::vector<double> ratios;
  for (int round = 0; round <= rounds; ++round) {
    Used began = Used::until_now();
    run_in_one_process(inputs, work);
    const Used once = Used::until_now().since(began);
    began = Used::until_now();
    run_documents(inputs, run_options, work, [](std::size_t, const Outcome&) -> Result<void> { return {}; });
    const Used apart = Used::until_now().since(began);
    if (round == 0) continue;  // warms up
    alone.push_back(once);
    isolated.push_back(apart);
    ratios.push_back(apart.cpu() / once.cpu());
  }
  std::sort(ratios.begin(), ratios.end());
  std::printf("%zu documents, each  ", inputs.size());
  print("in one process", median(alone), inputs.size());
  print("in its own", median(isolated), inputs.size());
  std::printf("ratio %.3f  a fault costs %.2f us here\n", ratios[ratios.size() / 2], fault_us());
  return 0;
}
