// A run that is killed at any moment and started again ends with the same bytes as one that was left alone.
//
// TRICHLUC_KILLS=1000 makes more rounds than the hundred of every test run.
#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>
#include <thread>

#include "tests/ingest/small_pdf.h"
#include "tests/tools/program.h"

namespace trichluc {
namespace {

class Killed : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    for (int i = 0; i < 24; ++i) {
      std::string text;
      for (int line = 0; line <= i % 7; ++line)
        text += "Trong năm 2020, xảy ra " + std::to_string(100 + i * line) + " vụ việc, tăng 2,6%.\n";
      write("in/" + std::to_string(i) + ".txt", text);
    }
    for (int i = 0; i < 4; ++i)
      write("in/p" + std::to_string(i) + ".pdf", SmallPdf().page().text(100, 700, 14, "Bao cao nam 2020").bytes());
    write("in/empty.txt", "");
    write("in/cut.pdf", "%PDF-1.4\n1 0 obj <</Type/Catalog");
    const auto began = std::chrono::steady_clock::now();
    ASSERT_EQ(run({"extract", "in", "-o", "whole.jsonl"}).code, 3);
    run_time_ = std::chrono::steady_clock::now() - began;
  }

  pid_t start() const {
    const pid_t child = fork();
    if (child == 0) {
      setpgid(0, 0);
      if (chdir(folder_.c_str()) != 0) _exit(126);
      const int nowhere = open("/dev/null", O_RDWR);
      for (const int stream : {0, 1, 2}) dup2(nowhere, stream);
      // The leak checker's helper is a child too; a program whose helper was killed waits for it for ever.
      setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
      execl(TRICHLUC_PROGRAM, "trichluc", "extract", "in", "-o", "out.jsonl", "--jobs", "2", nullptr);
      _exit(127);
    }
    return child;
  }

  /// Children of a process, as the kernel tells.
  static std::vector<pid_t> children_of(pid_t process) {
    std::ifstream list("/proc/" + std::to_string(process) + "/task/" + std::to_string(process) + "/children");
    std::vector<pid_t> children;
    for (pid_t child = 0; list >> child;) children.push_back(child);
    return children;
  }

  std::chrono::steady_clock::duration run_time_{};
};

TEST_F(Killed, AtAnyMomentNothingIsLost) {
  const char* wanted = std::getenv("TRICHLUC_KILLS");
  const int kills = wanted != nullptr ? std::atoi(wanted) : 100;
  const std::string records = read("whole.jsonl"), errors = read("whole.errors.jsonl");
  std::mt19937 random(20200619);
  int too_late = 0, rounds = 0;
  for (int kill_number = 0; kill_number < kills;) {
    for (const char* name : {"out.jsonl", "out.errors.jsonl", "out.ledger", "out.run.json"})
      std::filesystem::remove(folder_ / name);
    ++rounds;
    // One to three kills, and then it is left alone.
    const int in_this_round = std::uniform_int_distribution<>(1, 3)(random);
    for (int i = 0; i < in_this_round; ++i, ++kill_number) {
      const pid_t supervisor = start();
      std::this_thread::sleep_for(run_time_ * std::uniform_real_distribution<>(0, 1.1)(random));
      const auto workers = children_of(supervisor);
      const bool worker = i == 0 && !workers.empty() && random() % 2 == 0;
      ASSERT_TRUE(kill(worker ? workers[random() % workers.size()] : supervisor, SIGKILL) == 0 || worker);
      int status = 0;
      ASSERT_EQ(waitpid(supervisor, &status, 0), supervisor);
      // The first run may have been a slow one: the moments follow the pace of those that came after.
      if (!worker && WIFEXITED(status)) ++too_late;
      if (!worker) run_time_ = run_time_ * (WIFEXITED(status) ? 9 : 11) / 10;
      // What stands under the final name is whole.
      if (exists("out.jsonl")) {
        ASSERT_EQ(read("out.jsonl"), records) << "after kill " << kill_number;
      }
    }
    ASSERT_EQ(run({"extract", "in", "-o", "out.jsonl", "--resume"}).code, 3);
    ASSERT_EQ(read("out.jsonl"), records) << "round " << rounds;
    ASSERT_EQ(read("out.errors.jsonl"), errors) << "round " << rounds;
    for (const auto& item : std::filesystem::directory_iterator(folder_)) {
      const std::string name = item.path().filename().string();
      ASSERT_TRUE(name == "in" || name.starts_with("whole.") || name == "out.jsonl" || name == "out.errors.jsonl" ||
                  name == "out.ledger" || name == "out.run.json")
          << "left behind: " << name;
    }
  }
  RecordProperty("rounds", rounds);
  EXPECT_LT(too_late, kills * 3 / 4) << "the kills came too late to say anything";
}

}  // namespace
}  // namespace trichluc
