#include "pipeline/run/run.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <thread>

#include "pipeline/core/sha256.h"
#include "pipeline/run/child.h"
#include "tests/run/run_fixture.h"

namespace trichluc {
namespace {

using namespace std::chrono_literals;

// Healthy documents run beside those that are ended for their time: the limit leaves them room on a machine that stands
// still for a while.
constexpr std::int64_t kShortLimit = 700;  // milliseconds
constexpr auto kForEver = 600s;            // beyond every limit here

/// Work that gets into trouble over doc1.
Work one_kind_of_trouble(const std::function<void()>& trouble) {
  return [trouble](const Source& source) -> Result<Product> {
    if (source.bytes == "doc1") trouble();
    return echo(source);
  };
}

TEST_F(Run, OutputIsInInputOrderWhateverTheJobs) {
  const auto inputs = make_inputs(60);
  const Work work = [](const Source& source) -> Result<Product> {
    // The first ones take longest.
    if (source.bytes.size() == 4) std::this_thread::sleep_for(5ms);
    return Product{std::string(source.bytes) + std::string(source.bytes == "doc7" ? 300'000 : 3, '.')};
  };
  const Collected one = run(inputs, {.jobs = 1}, work);
  ASSERT_EQ(one.lines.size(), inputs.size());
  EXPECT_EQ(one.report.done(), inputs.size());
  for (const int jobs : {2, 7, 100}) EXPECT_EQ(run(inputs, {.jobs = jobs}, work).lines, one.lines) << jobs;
}

struct Trouble {
  const char* name;
  void (*make)();
  Status status;
  int attempts;
};
class InTrouble : public Run, public testing::WithParamInterface<Trouble> {};

TEST_P(InTrouble, CostsOnlyItsDocument) {
  if (GetParam().status == Status::kMemory && !can_limit_memory())
    GTEST_SKIP() << "address space cannot be limited under the address sanitizer";
  for (const auto& [jobs, together] : {std::pair(1, false), std::pair(3, false), std::pair(1, true)}) {
    RunOptions options{.jobs = jobs};
    if (together) options.company_of = [](std::string_view, const Input&) { return Company::kAny; };
    if (GetParam().status == Status::kTimeout) options.limits.page_ms = kShortLimit;
    options.limits.memory_bytes = std::uint64_t{256} << 20;
    const Collected all = run(make_inputs(4), options, one_kind_of_trouble(GetParam().make));
    ASSERT_EQ(all.lines,
              (std::vector<std::string>{"doc0", "doc1!" + std::string(status_name(GetParam().status)), "doc2", "doc3"}))
        << all.outcomes[1].output;
    EXPECT_LE(all.outcomes[1].attempts, together ? kAttempts : GetParam().attempts);
    EXPECT_GE(all.outcomes[1].attempts, together ? 1 : GetParam().attempts);
    EXPECT_EQ(all.report.failed(), 1u);
    EXPECT_FALSE(all.report.stopped);
    const Error& error = all.outcomes[1].product.error();
    EXPECT_THAT(error.where.file, testing::EndsWith("doc1"));
    EXPECT_NE(error.next_step, "");
  }
}

volatile int kNothing = 0;

INSTANTIATE_TEST_SUITE_P(Kinds, InTrouble,
                         testing::Values(Trouble{"aborts", [] { std::abort(); }, Status::kCrash, 2},
                                         Trouble{"leaves", [] { _exit(3); }, Status::kCrash, 2},
                                         Trouble{"leaves_in_order", [] { std::exit(0); }, Status::kCrash, 2},
                                         Trouble{"throws", [] { throw std::runtime_error("boom"); }, Status::kCrash, 2},
                                         Trouble{"is_killed", [] { raise(SIGKILL); }, Status::kCrash, 2},
                                         Trouble{"turns_in_circles",
                                                 [] {
                                                   while (kNothing == 0) {
                                                   }
                                                 },
                                                 Status::kTimeout, 2},
                                         Trouble{"sleeps", [] { std::this_thread::sleep_for(kForEver); },
                                                 Status::kTimeout, 2},
                                         Trouble{"stops", [] { raise(SIGSTOP); }, Status::kTimeout, 2},
                                         Trouble{"hides_in_a_session_of_its_own",
                                                 [] {
                                                   setsid();
                                                   std::this_thread::sleep_for(kForEver);
                                                 },
                                                 Status::kTimeout, 2},
                                         Trouble{"eats_memory",
                                                 [] {
                                                   std::vector<std::unique_ptr<char[]>> eaten;
                                                   while (true) {
                                                     eaten.push_back(std::make_unique<char[]>(1 << 20));
                                                     std::memset(eaten.back().get(), 1, 1 << 20);
                                                   }
                                                 },
                                                 Status::kMemory, 1},
                                         Trouble{"says_that_memory_is_short",
                                                 [] {
                                                   std::fputs("Out of memory\n", stderr);
                                                   _exit(1);
                                                 },
                                                 Status::kMemory, 1}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST_F(Run, AWorkerWarmsUpForPicturesBehindTheFirst) {
  RunOptions options{.jobs = 1};
  static int warm = 0;
  options.warm_up_for_pictures = [] { ++warm; };
  const Collected all = run(make_inputs(5), options, [](const Source& source) -> Result<Product> {
    if (source.bytes == "doc1" || source.bytes == "doc3") beat(Stage::kRecognize, 1, 1);
    return Product{std::to_string(warm), false};
  });
  EXPECT_EQ(all.lines, (std::vector<std::string>{"0", "0", "1", "1", "1"}));
}

TEST_F(Run, APageHasItsOwnTime) {
  RunOptions options{.jobs = 1};
  options.limits.page_ms = 1000;
  const Collected all = run(make_inputs(2), options, [](const Source& source) -> Result<Product> {
    for (int page = 1; page <= 5; ++page) {
      beat(Stage::kRead, page, 5);
      // The pages of the first take longer together than one may.
      std::this_thread::sleep_for(source.bytes == "doc1" && page == 4 ? kForEver : 250ms);
    }
    return echo(source);
  });
  EXPECT_EQ(all.lines, (std::vector<std::string>{"doc0", "doc1!timeout"}));
  EXPECT_EQ(all.outcomes[1].product.error().where.page, 4);
  EXPECT_EQ(all.outcomes[1].stage, "read");
}

TEST_F(Run, ManyShortStepsDoNotAddUpToForever) {
  RunOptions options{.jobs = 1};
  options.limits.page_ms = 100;
  const Collected all = run(make_inputs(1), options, [](const Source& source) -> Result<Product> {
    for (int step = 0; step < 60'000; ++step) {
      beat(Stage::kRead, 1 + step % 2, 2);
      std::this_thread::sleep_for(10ms);
    }
    return echo(source);
  });
  EXPECT_EQ(all.lines, std::vector<std::string>{"doc0!timeout"});
}

TEST_F(Run, WhatAChildStartedIsEndedWithIt) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  RunOptions options{.jobs = 1};
  options.limits.page_ms = kShortLimit;
  run(make_inputs(2), options, [&](const Source& source) -> Result<Product> {
    if (source.bytes == "doc1") return echo(source);
    if (fork() == 0) {
      setsid();  // out of the group
      if (fork() == 0) std::this_thread::sleep_for(kForEver);
      std::this_thread::sleep_for(kForEver);
      _exit(0);
    }
    std::this_thread::sleep_for(kForEver);
    return echo(source);
  });
  close(ends[1]);
  char byte = 0;
  EXPECT_EQ(read(ends[0], &byte, 1), 0);  // the pipe ends when the last process that holds it is gone
  close(ends[0]);
}

TEST_F(Run, AChildIsWithoutNetworkAndFiles) {
  const Collected all = run(make_inputs(1), {.jobs = 1}, [&](const Source& source) -> Result<Product> {
    std::string line;
    line += socket(AF_INET, SOCK_STREAM, 0) < 0 ? "no-inet " : "inet ";
    line += socket(AF_UNIX, SOCK_STREAM, 0) < 0 ? "no-unix " : "unix ";
    line += open(source.input.path.c_str(), O_RDONLY) < 0 ? "no-read " : "read ";
    line += open((source.input.path + ".new").c_str(), O_WRONLY | O_CREAT, 0600) < 0 ? "no-write" : "write";
    return Product{line};
  });
  if (!all.report.isolation.seccomp || all.report.isolation.landlock == 0)
    GTEST_SKIP() << "this kernel has no " << (all.report.isolation.seccomp ? "Landlock" : "seccomp");
  EXPECT_EQ(all.lines, std::vector<std::string>{"no-inet no-unix no-read no-write"});
}

TEST_F(Run, FloodsOfMessagesAreShutOff) {
  RunOptions options{.jobs = 1};
  const Collected all = run(make_inputs(1), options, [&](const Source&) -> Result<Product> {
    const std::string much(1 << 16, 'x');
    for (int i = 0; i < 1000; ++i) {
      if (write(STDERR_FILENO, much.data(), much.size()) < 0) break;
    }
    return fail(ErrorCode::kDamaged, "is broken");
  });
  EXPECT_EQ(all.outcomes[0].status(), Status::kDamaged);
  EXPECT_EQ(all.outcomes[0].output.size(), kStderrKept);
}

TEST_F(Run, ProblemsOfTheListKeepTheirPlace) {
  auto inputs = make_inputs(3);
  inputs[1].problem =
      std::make_shared<const Error>(Error{ErrorCode::kNotFound, "no such file", "", Location{.file = inputs[1].path}});
  EXPECT_EQ(run(inputs, {.jobs = 2}, echo).lines, (std::vector<std::string>{"doc0", "doc1!unreadable", "doc2"}));
}

TEST_F(Run, WhatIsKnownIsNotReadAgain) {
  const auto inputs = make_inputs(3);
  RunOptions options{.jobs = 2};
  options.known_hash = [](std::size_t index) {
    return index == 0 ? sha256_hex("doc0") : index == 1 ? sha256_hex("as it was before") : "";
  };
  const Collected all = run(inputs, options, echo);
  EXPECT_TRUE(all.outcomes[0].known);
  EXPECT_EQ(all.lines[1], "doc1");
  EXPECT_EQ(all.report.known, 1u);
  EXPECT_EQ(all.report.done(), 2u);
}

TEST_F(Run, AFailingSinkEndsIt) {
  std::size_t taken = 0;
  const RunReport report =
      run_documents(make_inputs(50), {.jobs = 2}, echo, [&](std::size_t, const Outcome&) -> Result<void> {
        if (++taken == 3) return fail(ErrorCode::kOutputUnwritable, "disk full");
        return {};
      });
  ASSERT_TRUE(report.stopped);
  EXPECT_EQ(report.stopped->code, ErrorCode::kOutputUnwritable);
  EXPECT_EQ(taken, 3u);
}

TEST_F(Run, ChildrenCannotPrintBetweenTheData) {
  testing::internal::CaptureStdout();
  run(make_inputs(2), {.jobs = 2}, [](const Source& source) -> Result<Product> {
    const ssize_t ignored = write(STDOUT_FILENO, "noise", 5);
    static_cast<void>(ignored);
    return echo(source);
  });
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

TEST_F(Run, NothingToDo) {
  const Collected none = run({}, {.jobs = 4}, echo);
  EXPECT_TRUE(none.lines.empty());
  EXPECT_FALSE(none.report.interrupted);
}

/// A run in a process of its own whose children say that they are at work, by a byte in a pipe, and then sleep.
class SleepingRun {
 public:
  explicit SleepingRun(const std::vector<Input>& inputs) {
    EXPECT_EQ(pipe(ends_), 0);
    process_ = fork();
    if (process_ == 0) {
      close(ends_[0]);
      RunOptions options{.jobs = 2};
      options.limits.page_ms = std::chrono::milliseconds(kForEver).count();
      const RunReport report = run_documents(
          inputs, options,
          [this](const Source&) -> Result<Product> {
            if (write(ends_[1], "x", 1) == 1) std::this_thread::sleep_for(kForEver);
            return Product{"late"};
          },
          [](std::size_t, const Outcome&) -> Result<void> { return {}; });
      _exit(report.interrupted && report.done() == 0 ? 42 : 1);
    }
    close(ends_[1]);
  }
  ~SleepingRun() { close(ends_[0]); }

  void wait_for_both_children() const {
    char byte = 0;
    for (int child = 0; child < 2; ++child) EXPECT_EQ(read(ends_[0], &byte, 1), 1);
  }
  int end_with(int signal_number) const {
    EXPECT_EQ(kill(process_, signal_number), 0);
    int status = 0;
    EXPECT_EQ(waitpid(process_, &status, 0), process_);
    return status;
  }
  /// The pipe ends when the last process that holds it is gone.
  bool all_gone() const {
    char byte = 0;
    return read(ends_[0], &byte, 1) == 0;
  }

 private:
  int ends_[2] = {-1, -1};
  pid_t process_ = -1;
};

TEST_F(Run, AnInterruptEndsItAtOnce) {
  for (const int signal_number : {SIGINT, SIGTERM}) {
    const SleepingRun run(make_inputs(4));
    run.wait_for_both_children();
    const auto started = std::chrono::steady_clock::now();
    const int status = run.end_with(signal_number);
    EXPECT_TRUE(run.all_gone());
    EXPECT_LT(std::chrono::steady_clock::now() - started, kForEver / 2);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 42);
  }
}

TEST_F(Run, ChildrenDieWithTheSupervisor) {
  const SleepingRun run(make_inputs(4));
  run.wait_for_both_children();
  const auto started = std::chrono::steady_clock::now();
  run.end_with(SIGKILL);
  EXPECT_TRUE(run.all_gone());
  EXPECT_LT(std::chrono::steady_clock::now() - started, kForEver / 2);
}

}  // namespace
}  // namespace trichluc
