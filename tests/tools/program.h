// program.h - runs the built program as a user does, in a fresh folder, and keeps what it said.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace trichluc {

struct Ran {
  int code = -1;  // exit status; 128 + signal when a signal ended it
  std::string out, err;

  /// Lines of `out` or `err`.
  static std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> all;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) all.push_back(line);
    return all;
  }
};

/// A test with an empty folder of its own, which is the program's working folder and is gone afterwards.
class ProgramTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "trichluc-test-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override {
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
    std::filesystem::remove_all(folder_);
  }

  void write(const std::string& name, const std::string& content) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << content;
  }
  std::string read(const std::string& name) const {
    std::ifstream file(folder_ / name, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
  }
  bool exists(const std::string& name) const { return std::filesystem::exists(folder_ / name); }

  Ran run(const std::vector<std::string>& words, const std::string& input = {}) const {
    const std::filesystem::path outside = folder_.string() + ".streams";
    std::filesystem::create_directories(outside);
    std::ofstream(outside / "in", std::ios::binary) << input;
    const pid_t child = fork();
    if (child == 0) {
      const auto redirect = [&](const char* name, int flags, int to) {
        dup2(open((outside / name).c_str(), flags, 0600), to);
      };
      redirect("in", O_RDONLY, 0);
      redirect("out", O_WRONLY | O_CREAT | O_TRUNC, 1);
      redirect("err", O_WRONLY | O_CREAT | O_TRUNC, 2);
      if (chdir(folder_.c_str()) != 0) _exit(126);
      std::string program = TRICHLUC_PROGRAM;
      std::vector<std::string> all = words;
      std::vector<char*> pointers{program.data()};
      for (std::string& word : all) pointers.push_back(word.data());
      pointers.push_back(nullptr);
      execv(program.c_str(), pointers.data());
      _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    const auto content = [&](const char* name) {
      std::ifstream file(outside / name, std::ios::binary);
      std::ostringstream text;
      text << file.rdbuf();
      return text.str();
    };
    Ran ran{WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), content("out"), content("err")};
    std::filesystem::remove_all(outside);
    return ran;
  }

  std::filesystem::path folder_;
};

}  // namespace trichluc
