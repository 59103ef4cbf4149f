#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "pipeline/run/input.h"

namespace trichluc {
namespace {

namespace fs = std::filesystem;

/// A fresh folder, gone at the end.
class InputFolder : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "trichluc-inputs-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    root_ = name;
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& content = "x") const {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << content;
  }
  /// What is listed for `paths`, which are taken inside the folder; problems as "path!code".
  std::string listed(const std::vector<std::string>& paths) const {
    std::vector<std::string> whole;
    for (const std::string& path : paths) whole.push_back(path == "-" ? path : (root_ / path).string());
    std::string names;
    for (const Input& input : list_inputs(whole)) {
      std::string name = input.path;
      if (name.starts_with(root_.string())) name.erase(0, root_.string().size() + 1);
      names += name;
      if (input.problem) names += "!" + std::string(code_name(input.problem->code));
      names += ' ';
    }
    return names;
  }

  fs::path root_;
};

TEST_F(InputFolder, FilesComeInTheOrderOfTheirWholePaths) {
  for (const char* path : {"d/a/2.txt", "d/a.txt", "d/a/1.txt", "d/B.txt", "d/é.txt", "d/a-b.txt"}) write(path);
  EXPECT_EQ(listed({"d"}), "d/B.txt d/a-b.txt d/a.txt d/a/1.txt d/a/2.txt d/é.txt ");
}

TEST_F(InputFolder, ArgumentsKeepTheirOrder) {
  write("b.txt");
  write("d/a.txt");
  EXPECT_EQ(listed({"b.txt", "d", "-", "b.txt"}), "b.txt d/a.txt - b.txt ");
}

TEST_F(InputFolder, HiddenFilesAreLeftOutOfFoldersOnly) {
  write("d/.git/x");
  write("d/.hidden");
  write("d/a");
  EXPECT_EQ(listed({"d", "d/.hidden"}), "d/a d/.hidden ");
}

TEST_F(InputFolder, LoopsOfLinksEnd) {
  write("d/a/x.txt");
  fs::create_directory_symlink("..", root_ / "d/a/up");
  fs::create_directory_symlink("a", root_ / "d/again");
  fs::create_symlink("a/x.txt", root_ / "d/link.txt");
  fs::create_symlink("nowhere", root_ / "d/z-broken");
  EXPECT_EQ(listed({"d"}), "d/a/x.txt d/link.txt d/z-broken ");
}

TEST_F(InputFolder, NothingIsPassedOverInSilence) {
  fs::create_directory(root_ / "empty");
  EXPECT_EQ(listed({"missing.pdf", "empty"}), "missing.pdf!not-found empty!empty ");
}

TEST_F(InputFolder, ReadsBytes) {
  const std::string bytes = std::string("a\0b\n", 4) + std::string(200'000, 'x');
  write("f", bytes);
  EXPECT_EQ(read_input({(root_ / "f").string()}).value(), bytes);
  EXPECT_EQ(read_input({"/proc/self/status"}).value().substr(0, 5), "Name:");  // says its size is 0
}

TEST_F(InputFolder, SaysWhyAFileCannotBeRead) {
  fs::create_symlink("nowhere", root_ / "broken");
  const auto missing = read_input({(root_ / "broken").string()});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(missing.error().where.file, (root_ / "broken").string());
  EXPECT_EQ(read_input({root_.string()}).error().code, ErrorCode::kUnreadable);
}

TEST(PathList, ByLineOrByNul) {
  EXPECT_EQ(split_path_list("a\n\nb c\r\nd"), (std::vector<std::string>{"a", "b c", "d"}));
  EXPECT_EQ(split_path_list(std::string("a\nb\0c\0", 6)), (std::vector<std::string>{"a\nb", "c"}));
  EXPECT_TRUE(split_path_list("").empty());
}

}  // namespace
}  // namespace trichluc
