#include "pipeline/run/run.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "pipeline/run/progress.h"

namespace trichluc {
namespace {

using namespace std::chrono_literals;

std::vector<Input> make_inputs(std::size_t count) {
  std::vector<Input> inputs;
  for (std::size_t i = 0; i < count; ++i) inputs.push_back({"doc" + std::to_string(i)});
  return inputs;
}

struct Collected {
  std::vector<std::string> lines;  // results, or "path!code: message"
  RunReport report;
};

Collected run(const std::vector<Input>& inputs, int jobs, const Work& work) {
  Collected collected;
  collected.report = run_documents(inputs, {jobs}, work, [&](const Input&, const Outcome& outcome) -> Result<void> {
    collected.lines.push_back(
        outcome ? *outcome : outcome.error().where.file + "!" + std::string(code_name(outcome.error().code)));
    return {};
  });
  return collected;
}

TEST(Run, OutputIsInInputOrderWhateverTheJobs) {
  const auto inputs = make_inputs(60);
  const Work work = [](const Input& input) -> Result<std::string> {
    // The first ones take longest.
    if (input.path.size() == 4) std::this_thread::sleep_for(5ms);
    return input.path + std::string(input.path == "doc7" ? 300'000 : 3, '.');
  };
  const Collected one = run(inputs, 1, work);
  EXPECT_EQ(one.report.done, 60u);
  for (int jobs : {2, 5, 100}) EXPECT_EQ(run(inputs, jobs, work).lines, one.lines) << jobs;
}

TEST(Run, ErrorsComeBackWhole) {
  const Work work = [](const Input&) -> Result<std::string> {
    return fail(ErrorCode::kInvalidUtf8, "byte 0xFF", "save it", {.file = "x", .page = 3, .line = 7});
  };
  run_documents(make_inputs(1), {1}, work, [](const Input&, const Outcome& outcome) -> Result<void> {
    EXPECT_FALSE(outcome);
    EXPECT_EQ(describe(outcome.error()), "x:7, page 3: invalid-utf8: byte 0xFF; save it");
    return {};
  });
}

TEST(Run, AWorkerThatDiesCostsOnlyItsDocument) {
  const Work work = [](const Input& input) -> Result<std::string> {
    if (input.path == "doc2") std::abort();
    if (input.path == "doc4") _exit(3);
    if (input.path == "doc5") throw std::runtime_error("boom");
    if (input.path == "doc6") raise(SIGKILL);
    return input.path;
  };
  for (int jobs : {1, 3}) {
    const Collected all = run(make_inputs(9), jobs, work);
    EXPECT_EQ(all.lines, (std::vector<std::string>{"doc0", "doc1", "doc2!crash", "doc3", "doc4!crash", "doc5!crash",
                                                   "doc6!crash", "doc7", "doc8"}));
    EXPECT_EQ(all.report.done, 5u);
    EXPECT_EQ(all.report.failed, 4u);
    EXPECT_FALSE(all.report.stopped);
  }
}

TEST(Run, ProblemsOfTheListKeepTheirPlace) {
  auto inputs = make_inputs(3);
  inputs[1].problem = Error{ErrorCode::kNotFound, "no such file", "", {.file = "doc1"}};
  const Collected all = run(inputs, 2, [](const Input& input) -> Result<std::string> { return input.path; });
  EXPECT_EQ(all.lines, (std::vector<std::string>{"doc0", "doc1!not-found", "doc2"}));
}

TEST(Run, AFailingSinkEndsIt) {
  std::size_t taken = 0;
  const RunReport report = run_documents(
      make_inputs(50), {2}, [](const Input& input) -> Result<std::string> { return input.path; },
      [&](const Input&, const Outcome&) -> Result<void> {
        if (++taken == 3) return fail(ErrorCode::kOutputUnwritable, "disk full");
        return {};
      });
  ASSERT_TRUE(report.stopped);
  EXPECT_EQ(report.stopped->code, ErrorCode::kOutputUnwritable);
  EXPECT_EQ(taken, 3u);
}

TEST(Run, WorkersCannotPrintBetweenTheData) {
  testing::internal::CaptureStdout();
  run(make_inputs(2), 2, [](const Input& input) -> Result<std::string> {
    const ssize_t ignored = write(STDOUT_FILENO, "noise", 5);
    static_cast<void>(ignored);
    return input.path;
  });
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

TEST(Run, NothingToDo) {
  const Collected none = run({}, 4, [](const Input&) -> Result<std::string> { return ""; });
  EXPECT_TRUE(none.lines.empty());
  EXPECT_FALSE(none.report.interrupted);
}

/// A run in a process of its own whose workers say that they are at work, by a byte in a pipe, and then sleep.
class SleepingRun {
 public:
  SleepingRun() {
    EXPECT_EQ(pipe(ends_), 0);
    process_ = fork();
    if (process_ == 0) {
      close(ends_[0]);
      const RunReport report = run_documents(
          make_inputs(4), {2},
          [this](const Input&) -> Result<std::string> {
            if (write(ends_[1], "x", 1) == 1) std::this_thread::sleep_for(60s);
            return "late";
          },
          [](const Input&, const Outcome&) -> Result<void> { return {}; });
      _exit(report.interrupted && report.done == 0 ? 42 : 1);
    }
    close(ends_[1]);
  }
  ~SleepingRun() { close(ends_[0]); }

  void wait_for_both_workers() const {
    char byte = 0;
    for (int worker = 0; worker < 2; ++worker) EXPECT_EQ(read(ends_[0], &byte, 1), 1);
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

TEST(Run, AnInterruptEndsItAtOnce) {
  for (const int signal_number : {SIGINT, SIGTERM}) {
    const SleepingRun run;
    run.wait_for_both_workers();
    const auto started = std::chrono::steady_clock::now();
    const int status = run.end_with(signal_number);
    EXPECT_TRUE(run.all_gone());
    EXPECT_LT(std::chrono::steady_clock::now() - started, 30s);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 42);
  }
}

TEST(Run, WorkersDieWithTheirParent) {
  const SleepingRun run;
  run.wait_for_both_workers();
  const auto started = std::chrono::steady_clock::now();
  run.end_with(SIGKILL);
  EXPECT_TRUE(run.all_gone());
  EXPECT_LT(std::chrono::steady_clock::now() - started, 30s);
}

TEST(Frame, ArrivesInPieces) {
  const std::string frames = pack(std::string("một")) + pack(fail(ErrorCode::kEmpty, "nothing"));
  std::string buffer;
  std::vector<Outcome> outcomes;
  for (const char c : frames) {
    buffer += c;
    while (auto outcome = unpack(buffer)) outcomes.push_back(*outcome);
  }
  ASSERT_EQ(outcomes.size(), 2u);
  EXPECT_EQ(*outcomes[0], "một");
  EXPECT_EQ(outcomes[1].error().code, ErrorCode::kEmpty);
  EXPECT_TRUE(buffer.empty());
}

TEST(Frame, NonsenseIsACrash) {
  std::string buffer(100, '\xFF');
  const auto outcome = unpack(buffer);
  ASSERT_TRUE(outcome && !*outcome);
  EXPECT_EQ(outcome->error().code, ErrorCode::kCrash);
}

TEST(ProgressLine, CutsOnTheLeftAndHidesControls) {
  EXPECT_EQ(progress_line(1, 20, "báo cáo.pdf", 80), "1/20 báo cáo.pdf");
  EXPECT_EQ(progress_line(1, 20, "thư mục/báo cáo.pdf", 14), "1/20 …cáo.pdf");
  EXPECT_EQ(progress_line(1, 2, "a\033[2Jb", 80), "1/2 a?[2Jb");
}

}  // namespace
}  // namespace trichluc
