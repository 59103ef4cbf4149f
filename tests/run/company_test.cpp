#include "pipeline/run/company.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <set>

#include "tests/run/run_fixture.h"

namespace trichluc {
namespace {

Work tell_process() {
  return [](const Source&) -> Result<Product> { return Product{std::to_string(getpid()), false}; };
}

TEST_F(Run, ShortDocumentsShareAProcess) {
  RunOptions options{.jobs = 1};
  const auto processes = [&](std::size_t documents) {
    const Collected all = run(make_inputs(documents), options, tell_process());
    EXPECT_EQ(all.report.done(), documents);
    return std::set<std::string>(all.lines.begin(), all.lines.end()).size();
  };
  EXPECT_EQ(processes(40), 40u) << "each has its own unless something else is said";
  options.company_of = [](std::string_view, const Input&) { return Company::kAny; };
  EXPECT_LE(processes(40), 8u);
  options.company_of = [](std::string_view bytes, const Input&) {
    return bytes == "doc3" ? Company::kNone : Company::kAny;
  };
  const Collected all = run(make_inputs(12), options, tell_process());
  EXPECT_EQ(std::count(all.lines.begin(), all.lines.end(), all.lines[3]), 1) << "it may not share";
}

TEST_F(Run, ALargeDocumentHasAProcessOfItsOwn) {
  RunOptions options{.jobs = 1};
  options.company_of = [](std::string_view, const Input&) { return Company::kAny; };
  std::vector<Input> inputs = make_inputs(12);
  std::ofstream(inputs[2].path) << std::string(kLargestTogether + 1, 'x');
  const Collected all = run(inputs, options, tell_process());
  EXPECT_EQ(std::count(all.lines.begin(), all.lines.end(), all.lines[2]), 1);
}

TEST_F(Run, WhatFailsAmongOthersIsTriedByItself) {
  RunOptions options{.jobs = 1};
  options.company_of = [](std::string_view, const Input&) { return Company::kAny; };
  // Dies wherever it is not the first of its process.
  const Collected all = run(make_inputs(12), options, [](const Source& source) -> Result<Product> {
    static int read_here = 0;
    if (++read_here > 1 && (source.bytes == "doc2" || source.bytes == "doc5")) std::abort();
    return echo(source);
  });
  EXPECT_EQ(all.report.done(), 12u);
  EXPECT_EQ(all.lines, run(make_inputs(12), RunOptions{}, echo).lines);
}

TEST_F(Run, BehindADocumentWithAFlawNobodyFollows) {
  RunOptions options{.jobs = 1};
  const Work work = [](const Source& source) -> Result<Product> {
    if (source.bytes == "doc2") return Product{std::to_string(getpid()), true};
    if (source.bytes == "doc5") return fail(ErrorCode::kDamaged, std::to_string(getpid()), "mend it", {});
    if (source.bytes == "doc8") beat(Stage::kRender, 1, 1);
    return Product{std::to_string(getpid()), false};
  };
  options.company_of = [](std::string_view, const Input&) { return Company::kFlawless; };
  const Collected strict = run(make_inputs(12), options, work);
  const auto same_process = [](const Collected& all, std::size_t one, std::size_t other) {
    const auto process_of = [&](std::size_t index) {
      const auto& product = all.outcomes[index].product;
      return product ? product->line : product.error().message;
    };
    return process_of(one) == process_of(other);
  };
  EXPECT_TRUE(same_process(strict, 0, 2)) << "nothing was wrong before it";
  EXPECT_FALSE(same_process(strict, 2, 3)) << "a warning";
  EXPECT_TRUE(same_process(strict, 3, 4));
  EXPECT_FALSE(same_process(strict, 4, 5)) << "what fails is tried by itself";
  EXPECT_FALSE(same_process(strict, 5, 6)) << "a failure";
  EXPECT_TRUE(same_process(strict, 6, 8));
  EXPECT_FALSE(same_process(strict, 8, 9)) << "a picture was read";
  EXPECT_TRUE(same_process(strict, 9, 11));
  options.company_of = [](std::string_view, const Input&) { return Company::kAny; };
  const Collected texts = run(make_inputs(12), options, work);
  EXPECT_TRUE(same_process(texts, 2, 3)) << "a warning about a text is no flaw of the process";
  EXPECT_FALSE(same_process(texts, 5, 6));
}

TEST_F(Run, WhatLacksMemoryAmongOthersIsTriedByItself) {
  RunOptions options{.jobs = 1};
  options.company_of = [](std::string_view, const Input&) { return Company::kAny; };
  // The first of a group has the memory of a process less the bytes of those behind it.
  void* memory = mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(memory, MAP_FAILED);
  auto* attempts = new (memory) std::atomic<int>(0);
  const Collected all = run(make_inputs(4), options, [attempts](const Source& source) -> Result<Product> {
    if (source.bytes == "doc0" && (*attempts)++ == 0) return fail(ErrorCode::kMemory, "too little", "wait", {});
    return echo(source);
  });
  munmap(memory, sizeof(std::atomic<int>));
  EXPECT_EQ(all.lines, (std::vector<std::string>{"doc0", "doc1", "doc2", "doc3"}));
}

TEST_F(Run, AProcessThatHasWorkedForLongTakesNoOther) {
  RunOptions options{.jobs = 1};
  options.company_of = [](std::string_view, const Input&) { return Company::kAny; };
  const Collected all = run(make_inputs(4), options, [](const Source& source) -> Result<Product> {
    const std::clock_t began = std::clock();
    while (source.bytes == "doc1" &&
           std::clock() - began < std::clock_t{kMostCpuMsBefore + 50} * CLOCKS_PER_SEC / 1000) {
    }
    return Product{std::to_string(getpid()), false};
  });
  EXPECT_EQ(all.lines[0], all.lines[1]);
  EXPECT_NE(all.lines[1], all.lines[2]);
  EXPECT_EQ(all.lines[2], all.lines[3]);
}

TEST_F(Run, WhatADocumentPrintedIsItsOwn) {
  RunOptions options{.jobs = 1};
  options.company_of = [](std::string_view, const Input&) { return Company::kAny; };
  const Collected all = run(make_inputs(20), options, [](const Source& source) -> Result<Product> {
    std::fprintf(stderr, "<%s>", std::string(source.bytes).c_str());
    if (source.bytes.ends_with('3')) return fail(ErrorCode::kDamaged, "damaged", "mend it", {});
    return echo(source);
  });
  EXPECT_EQ(all.outcomes[3].output, "<doc3>");
  EXPECT_EQ(all.outcomes[13].output, "<doc13>");
}

}  // namespace
}  // namespace trichluc
